"use strict";
/*
 * Walks through messages that the bot has drawn already. A walk is a plain value: where the person is, the way
 * they came, where #return leads, what is remembered, their list, the question at hand, whether the talk ended.
 * The script moves it as a press says and shows the message that fits; it never writes a message of its own.
 */
const walkData = JSON.parse(document.getElementById("walk").textContent);
const screens = walkData.screens;
const first = Object.keys(screens)[0];
const at = (id) => document.getElementById(id);
let walk = null, notes = [], isExact = true;

const flowOf = (screen) => screen.split("#")[0];
const known = (value) => value !== null && value !== undefined && value.length > 0;

/* What a press does. */

const deeds = {
  write: (name, typed) => {
    if (name === "pin") return typePin(typed);
    walk.memory[name] = typed;
    walk.vague = walk.vague.filter((one) => one !== name);
    return true;
  },
  remember: (name, value) => { walk.memory[name] = value; },
  forget: (name) => { delete walk.memory[name]; },
  tick: (name, value) => {
    const ticked = walk.memory[name] || [];
    walk.memory[name] = ticked.includes(value) ? ticked.filter((one) => one !== value) : [...ticked, value];
  },
  add: (question) => addToList(question || walk.question),
  drop: (question) => { walk.list = walk.list.filter((one) => one !== (question || walk.question)); },
  "add ticked": () => {
    const ticked = walk.memory[walkData.topics] || [];
    for (const [id, topics, isStarter] of walkData.bank) {
      if (ticked.length ? topics.some((one) => ticked.includes(one)) : isStarter) addToList(id);
    }
  },
  "add own": (name) => {
    const typed = walk.memory[name];
    delete walk.memory[name];
    let number = 1;
    while (walk.list.includes("own" + number)) number += 1;
    if (typed) walk.list.push("own" + number);
  },
  export: () => { notes.push("In the chat a message of its own follows, with the list. It stays there."); },
  "note question": (name) => { mark("noted", true); forgetTyped(name); },
  note: (name) => { forgetTyped(name); isVague("#therapists"); },
  mark: (what) => mark("asked", what === "asked"),
  "move question up": () => moveBy(-1),
  "move question down": () => moveBy(1),
  "add therapist": (name) => {
    forgetTyped(name);
    walk.memory["#therapists"] = "own";
    isVague("#therapists");
  },
  draft: () => {
    walk.memory.draft = "(an invitation)";
    isVague("draft");
  },
  remind: (name) => {
    delete walk.memory[name];
    walk.memory["#reminder"] = "own";
    isVague("#reminder");
  },
  "stop reminders": () => { delete walk.memory["#reminder"]; },
  choose: (value) => {
    const name = walk.memory["#told"];
    if (walkData.ticked.includes(name)) deeds.tick(name, value);
    else walk.memory[name] = value;
  },
  "forget answer": () => { delete walk.memory[walk.memory["#told"]]; },
  hide: () => { notes.push("In the chat all messages are taken away now, and one neutral line is left."); },
  "drop pin": () => { delete walk.memory["#pin"]; },
  lock: () => { walk.isLocked = Boolean(walk.memory["#pin"]); },
  delete: () => { notes.push("In the chat, all that is kept about the person is deleted now."); },
};

function addToList(question) {
  if (question && !walk.list.includes(question)) walk.list.push(question);
}

// What the page has no example of: a message that shows it is told to be only near.
function isVague(subject) {
  walk.vague = [...walk.vague, subject];
}

function forgetTyped(name) {
  delete walk.memory[name];
  notes.push("In the chat these words are kept now, beside what they are about.");
}

function mark(what, isSo) {
  const others = ["asked", "noted"].filter((one) => one === what ? isSo : (walk.marks[walk.question] || "").includes(one));
  walk.marks = {...walk.marks, [walk.question]: others.join(" and ")};
  isVague("#list");
}

function moveBy(places) {
  const from = walk.list.indexOf(walk.question), to = from + places;
  if (from >= 0 && to >= 0 && to < walk.list.length) walk.list.splice(to, 0, ...walk.list.splice(from, 1));
}

// False for what makes no PIN: the person stays.
function typePin(typed) {
  if (!/^[0-9]{4,8}$/.test(typed)) {
    notes.push(`Above this message the bot says: “${walkData.says.pin}”`);
    return false;
  }
  walk.isLocked = false;
  if (walk.screen !== walkData.pin) walk.memory["#pin"] = "set";
  return true;
}

function keep() {
  isVague("#therapists");
  notes.push("In the chat this is kept now. The page goes on with its examples.");
}

function go(press, typed) {
  for (const [verb, ...words] of press.do || []) {
    if (verb === "write") words.push(typed);
    if ((deeds[verb] || keep)(...words) === false) return;
  }
  if (press.ask) walk.question = press.ask;
  if (press.told) walk.memory["#told"] = press.told;
  const isScreen = (press.to || "").includes("#");
  if (isScreen && press.to !== walk.screen) pushPath();
  if (press.come) pushReturn(press.come);
  if (isScreen) walk.screen = press.to;
  else if (press.to) ways[press.to]();
}

const ways = {
  back: () => {
    walk.ended = false;
    [walk.screen, walk.returns] = walk.path.pop() || [walkData.home, []];
  },
  return: () => {
    pushPath();
    walk.returns = [...walk.returns];
    walk.screen = walk.returns.pop() || walkData.home;
  },
  home: () => {
    if (walk.screen !== walkData.home) pushPath();
    walk.ended = false;
    walk.returns = [];
    walk.screen = walkData.home;
  },
  end: () => { walk.ended = true; },
};

function pushPath() {
  walk.path = [...walk.path, [walk.screen, walk.returns]].slice(-walkData.limits.path);
  walk.ended = false;
}

function pushReturn(screen) {
  walk.returns = [...walk.returns, screen].slice(-walkData.limits.returns);
}

function call(screen) {
  const left = walk.screen;
  walk.ended = false;
  if (screen !== left) pushPath();
  walk.screen = screen;
  if (flowOf(left) !== flowOf(screen)) pushReturn(left);
}

/* Where it ends: closed doors, missing questions, and what opening remembers. */

const isClosed = (screen) => walkData.closed.includes(flowOf(screen));

function isInDanger() {
  return Object.entries(walkData.danger).some(([name, values]) => values.includes(walk.memory[name]));
}

function turnAway(before) {
  const open = (returns) => returns.filter((screen) => !isClosed(screen));
  walk.path = before.path.filter(([screen]) => !isClosed(screen)).map(([screen, returns]) => [screen, open(returns)]);
  walk.screen = before.screen;
  walk.returns = open(before.returns);
  if (isClosed(walk.screen)) ways.back();
  call(walkData.safety);
  notes.push(`Above this message the bot says: “${walkData.says.unsafe}”`);
}

function hasQuestion() {
  if (walkData.bank.some(([id]) => id === walk.question)) return true;
  return known(walk.question) && walk.list.includes(walk.question);
}

function stands(name) {
  const depends = walkData.whiles[name];
  if (!depends) return true;
  const holds = ([verb, other, value, isNot]) => {
    const said = walk.memory[other];
    return isNot !== (verb === "known" ? known(said) : verb === "has" ? (said || []).includes(value) : said === value);
  };
  return depends.every ? depends.terms.every(holds) : depends.terms.some(holds);
}

function dropDependents() {
  const dropped = [];
  for (let gone; (gone = told().map(([name]) => name).find((name) => !stands(name)));) {
    delete walk.memory[gone];
    dropped.push(walkData.called[gone]);
  }
  if (dropped.length) notes.push(`Above this message the bot says: “${walkData.says.dropped.replace("{names}", dropped.join(", "))}”`);
}

function lacksWhatItSpeaksOf(screen) {
  return (screen?.needsQuestion && !hasQuestion()) || (screen?.needsTherapist && !known(walk.memory["#therapists"]));
}

function arrive(before, wasCalled) {
  let isOpened = wasCalled;
  if (isClosed(walk.screen) && isInDanger()) {
    turnAway(before);
    isOpened = true;
  }
  if (lacksWhatItSpeaksOf(screens[walk.screen])) {
    walk.screen = walkData.home;
    walk.returns = [];
    walk.ended = false;
    notes.push(`Above this message the bot says: “${walkData.says.moved}”`);
  }
  if (screens[walk.screen]?.behindPin && walk.isLocked && walkData.pin) {
    pushReturn(walk.screen);
    walk.screen = walkData.pin;
    isOpened = true;
  }
  if (isOpened || walk.screen !== before.screen) {
    for (const [name, value] of screens[walk.screen]?.opening || []) walk.memory[name] = value;
  }
}

function press(token, typed) {
  const before = structuredClone(walk);
  notes = [];
  const found = screens[walk.screen].presses[token];
  if (token === "s") call(walkData.safety);
  else if (token === "h") ways.home();
  else if (token === "x") deeds.hide();
  else go(found, typed);
  dropDependents();
  arrive(before, token === "s");
  if (found?.do?.some(([verb]) => verb === "delete")) walk = {...begin(walk.screen, 0), memory: {}, list: [], question: null, marks: {}};
  if (typed !== undefined) notes.push("In the chat, typed words are looked through for danger first. Where example words stand here, it shows what was typed.");
  if (!screens[walk.screen]) return leave(before);
  history.pushState(walk, "", "#" + screens[walk.screen].at);
  return show(token);
}

function leave(before) {
  notes.push(`This leads to ${walk.screen}, which is not on this page.`);
  walk = before;
  at("note").textContent = notes.join(" ");
}

/* Which of the messages fits. */

function saidOf(subject) {
  if (subject === "#question") return walk.question;
  if (subject === "#marks") return walk.marks[walk.question] || null;
  if (subject === "#remembered") return told().length ? "something" : null;
  return walk.memory[subject];
}

const told = () => Object.entries(walk.memory).filter(([name, value]) => known(value) && !name.startsWith("#"));

// An answer at hand is shown with what was told, and a list of answers with all of it.
function isToldSo(subject, choice) {
  if (subject === "#remembered") return told().length === choice.memory.length;
  return choice.memory.every(([name, value]) => String(walk.memory[name]) === String(value));
}

function fit(difference, choice) {
  const said = saidOf(difference.subject);
  const isList = difference.subject === "#list";
  const isSure = !walk.vague.includes(difference.subject) && (!difference.alike.includes("value") || isToldSo(difference.subject, choice));
  return Math.min(isSure ? 1 : .5, ...difference.alike.map((alike) => ({
    "value": () => Number((choice.value ?? null) === (said ?? null)),
    "known": () => Number(isList ? choice.items.length > 0 === walk.list.length > 0 : known(choice.value) === known(said)),
    "ticks": () => shared(choice.value || [], said || []),
    "list": () => (String(choice.items) === String(walk.list) ? 1 : shared(choice.items, walk.list) / 2 + (known(choice.items) === known(walk.list) ? .25 : 0)),
    "on list": () => (choice.items.includes(choice.value) === walk.list.includes(walk.question) ? 1 : .5),
  })[alike]()));
}

function shared(some, others) {
  const all = new Set([...some, ...others]);
  return all.size ? some.filter((one) => others.includes(one)).length / all.size : 1;
}

function fitting(screen) {
  const fits = screen.differences.map((difference) => difference.choices.map((choice) => fit(difference, choice)));
  let best = 0, highest = -1;
  screen.messages.forEach((situations, number) => {
    for (const situation of situations) {
      const sum = fits.reduce((all, choices, place) => all + choices[situation[place]], Number(Boolean(situation[fits.length]) === walk.ended));
      if (sum > highest) [best, highest] = [number, sum];
    }
  });
  return [best, highest === fits.length + 1];
}

/* Showing it. */

function show(token) {
  const screen = screens[walk.screen], section = at(screen.at), [number, exact] = fitting(screen);
  const message = section.querySelectorAll(".message")[number];
  isExact = exact;
  for (const old of document.querySelectorAll(".shown")) old.classList.remove("shown");
  section.classList.add("shown");
  message.classList.add("shown");
  for (const box of message.querySelectorAll("[data-ticked]")) showTick(box);
  if (!isExact) notes.push("In the chat this message goes by all that was chosen. That very one is not drawn here: this is the nearest example.");
  message.querySelector(".bubble").before(at("note"));
  at("note").textContent = notes.join(" ");
  at("remembered").textContent = remembered();
  for (const link of document.querySelectorAll("nav [aria-current]")) link.removeAttribute("aria-current");
  const link = document.querySelector(`nav a[href="#${screen.at}"]`);
  link.setAttribute("aria-current", "page");
  link.closest(".flow").open = true;
  focusOn(message, token);
}

function showTick(box) {
  const isTicked = (walk.memory[box.dataset.name] || []).includes(box.dataset.value) ? "yes" : "no";
  if (isTicked === box.dataset.ticked) return;
  const label = box.querySelector(".label");
  [label.textContent, box.dataset.other, box.dataset.ticked] = [box.dataset.other, label.textContent, isTicked];
}

// Whoever ticks a box stays on it; whoever goes on begins at the new message.
function focusOn(message, token) {
  if (token === undefined) return;
  const same = [...message.querySelectorAll("[data-ticked]")].find((one) => one.dataset.token === token);
  (same || message).focus();
}

function remembered() {
  const said = told().map(([name, value]) => `${name} is ${[].concat(value).join(", ")}`);
  if (walk.list.length) said.push(`${walk.list.length} question${walk.list.length > 1 ? "s" : ""} on the list`);
  return said.length ? `Remembered on this walk: ${said.join("; ")}.` : "Nothing is remembered on this walk so far.";
}

/* A walk begins where the reader points to, as somebody to whom that message is shown. */

function begin(screen, number) {
  const {differences, messages} = screens[screen], situation = messages[number][0];
  const begun = {screen, path: [], returns: [], memory: {}, list: [], question: null, marks: {}, vague: [], isLocked: false, ended: Boolean(situation[differences.length])};
  differences.forEach(({subject, choices}, place) => {
    const {value, items, memory} = choices[situation[place]];
    begun.memory = {...Object.fromEntries(memory), ...begun.memory};
    for (const item of items) if (!begun.list.includes(item)) begun.list.push(item);
    if (subject === "#question") begun.question = value;
    else if (subject === "#marks") begun.marks[begun.question] = value || "";
    else if (!["#list", "#remembered"].includes(subject) && value !== null) begun.memory[subject] = value;
  });
  return begun;
}

function pointedTo(hash) {
  const [, flow, screen, number] = /^#([^.]+)\.([^.]+)(?:\.(\d+))?$/.exec(hash) || [];
  const id = `${flow}#${screen}`;
  return id in screens ? begin(id, Math.min(Number(number || 1), screens[id].messages.length) - 1) : null;
}

// A link within the page: taken over, because a browser would put the focus nowhere.
function openAt(hash) {
  const begun = pointedTo(hash);
  if (!begun) return false;
  walk = begun;
  notes = [];
  history.pushState(walk, "", hash);
  closeContents();
  show("");
  return true;
}

// The browser's own Back, or an address typed by hand.
function follow(state) {
  const to = state || pointedTo(location.hash);
  if (!to) return;
  walk = to;
  notes = [];
  history.replaceState(walk, "");
  show("");
}

/* The list of screens. */

const isNarrow = matchMedia("(max-width: 62rem)");
const contents = document.querySelector("nav details");
let wordsOf = null;

function closeContents() {
  if (isNarrow.matches) contents.open = false;
}

function search() {
  wordsOf ??= new Map([...document.querySelectorAll("nav li")].map((item) => [item, wordsBehind(item)]));
  const wanted = at("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  let number = 0;
  for (const [item, words] of wordsOf) {
    item.hidden = !wanted.every((word) => words.includes(word));
    if (!item.hidden) number += 1;
  }
  for (const flow of document.querySelectorAll("nav .flow")) {
    flow.hidden = !flow.querySelector("li:not([hidden])");
    flow.open = wanted.length > 0 || flow.querySelector("[aria-current]") !== null;
  }
  at("found").textContent = wanted.length ? `${number} of ${wordsOf.size} screens` : "";
}

function wordsBehind(item) {
  const section = at(item.firstChild.getAttribute("href").slice(1));
  return `${section.dataset.screen} ${section.querySelector(".chat").textContent}`.toLowerCase();
}

at("search").addEventListener("input", search);
at("search").addEventListener("keydown", (event) => {
  if (event.key === "Enter") document.querySelector("nav .flow:not([hidden]) li:not([hidden]) a")?.click();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-token], a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.dataset.token) press(link.dataset.token);
  else if (!openAt(link.getAttribute("href"))) return;
  event.preventDefault();
});
document.addEventListener("submit", (event) => {
  event.preventDefault();
  const field = event.target.querySelector("input"), typed = field.value.trim();
  if (typed) press(event.target.dataset.token, typed);
  field.value = "";
});
at("again").addEventListener("click", () => openAt("#" + screens[first].at));
addEventListener("popstate", (event) => follow(event.state));

document.documentElement.classList.add("js");
for (const hidden of document.querySelectorAll(".search, .journey, .typing")) hidden.hidden = false;
closeContents();
walk = pointedTo(location.hash) || begin(first, 0);
history.replaceState(walk, "");
show(undefined);
