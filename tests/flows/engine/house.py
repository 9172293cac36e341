"""A small content folder that uses everything the engine knows."""

import re
from datetime import date
from functools import lru_cache

from flows.compiler.compile import compile_content
from flows.model.phrases import REQUIRED_PHRASES
from flows.model.snapshot import Snapshot

TODAY = date(2026, 11, 21)

SAID = {
    "notice.too-long": "At most {limit}.",
    "notice.dropped": "Dropped: {names}.",
    "list.progress": "{asked} of {count}",
    "list.asked": "Asked:",
    "said.yes": "yes",
    "said.partly": "partly",
    "said.no": "no",
    "said.noted": "in words",
    "said.not-asked": "not asked",
    "file.page": "{number} of {count}",
    "date.shown": "{day} {month} {year}",
    "word.home": "home, start again",
    "word.back": "back, go back",
    "word.return": "hello",
    "word.stop": "stop",
    "word.months": "January, February, March, April, May, June, July, August, September, October, "
    "November, December",
}
"""Phrases that must be more than their key."""

FRONT = """---
title: {title}
sources: [S1]
written: 2026-11-21
reviewed: never
reviewer: couples therapist
{more}---
"""

FILES = {
    "content.yaml": """
languages: [en]
source: en
home: start.md
safety: safety.md
no-answer: no-answer.md
commands: {help: safety.md, questions: bank.md, about: start.md#about, privacy: start.md#about, delete: start.md#about}
""",
    "memory.yaml": """
partner: {values: [refuses, unsure], why: words that fit}
safety: {values: [fine, unsafe], danger: [unsafe], keep-days: 30, why: keeps invitations shut}
topics: {values: [secrets, money], many: true, why: which questions to offer}
note: {text: 40, private: true, why: the person's own words}
country: {values: [US, GB], why: help lines}
""",
    "topics.yaml": "secrets: Secrets\nmoney: Money\n",
    "sources.yaml": 'S1: {title: An article, year: 2014, url: "", grade: A, seen: 2026-11-21}\n',
    "helplines.yaml": """
US:
  name: United States
  lines:
    - {id: us-violence, kind: [violence], name: A line, number: "555", hours: always, cost: free, languages: English, trace: "", grade: A, source: S1, seen: 2026-11-21, checked: never}
    - {id: us-child, kind: [child], name: Another line, number: "556", hours: always, cost: free, languages: English, trace: "", grade: A, source: S1, seen: 2026-11-21, checked: never}
GB:
  name: United Kingdom
  lines:
    - {id: gb-violence, kind: [violence], name: A British line, number: "0800", hours: always, cost: free, languages: English, trace: "", grade: A, source: S1, seen: 2026-11-21, checked: never}
everywhere:
  name: Any country
  lines:
    - {id: anywhere, kind: [violence, directory], name: A directory, url: "https://example.org/lines", number: "", hours: "", cost: "", languages: "", trace: "", grade: B, source: S1, seen: 2026-11-21, checked: never}
""",
    "en/danger.yaml": """
asks: [help, safety]
phrases:
  safety.md#choking: ["he choked me"]
  safety.md#start: ["he hit me"]
mutes: [in the movie]
never-mutes: [tonight]
examples: {fire: ["last week he hit me"], silent: ["in the movie he hit me"]}
""",
    "en/start.md": FRONT.format(title="Home", more="")
    + """
## start

Welcome. **Where do things stand?**

- [They said no](refusal.md) `remember partner = refuses`
- [They are not sure](refusal.md) `remember partner = unsure`
- [My questions](bank.md) [About](#about)
- [Invite](#ask) `come back`

## ask

Are you afraid?

- [Yes](safety.md) `remember safety = unsafe` `come back to #start`
- [No](invite.md) `remember safety = fine`
- [Back there](#return)

## about

About this bot.

- [Delete it all](#gone) `do delete everything`
- [Read more](https://example.org/about)
- [Back](#back)

## gone

Nothing is kept now.

- [Home](#home)
""",
    "en/refusal.md": FRONT.format(title="A no", more="")
    + """
## start

`was first-screen`

`if partner is refuses` A no today is an answer to today's question.

`otherwise` Being unsure is an opening.

- [Only after a no](#note) `if partner is refuses` `remember safety = fine`
- [Write a note](#note)
- [Lines](#country)
- [Stop here](#end)
- [Back](#back)

## note

Say it in your words.

- [What I would like to say](#noted) `write note, up to 40 characters`
- [Back](#back)

## noted

`keep private`

Only you see this.

> {note}

- [Forget it](#start) `forget note`
- [Keep it as a question](bank.md#list) `do add own question note`

## country

Which country?

- [United States](#lines) `remember country = US`
- [United Kingdom](#lines) `remember country = GB`
- [Another](#lines) `forget country`

## lines

These answer:

- **{line.name}** {line.number} `each line in helplines where line is violence`

- [Back](#back)
""",
    "en/invite.md": FRONT.format(title="Invite", more="after-danger: closed\n")
    + """
## start

How to ask.

- [Where things stand](#stand)
- [Enough](#end)
- [Home](#home)

## stand

`on opening remember partner = unsure`

How is it?

- [I am afraid](#start) `remember safety = unsafe`
- [Back](#back)
""",
    "en/safety.md": FRONT.format(title="Safety", more="lock: true\n")
    + """
## start

You come first.

- [I am not safe](#more) `remember safety = unsafe`
- [Go on where I was](#return)

## more

Call somebody.

- [Back](#back)
- [Choking](#choking)
- [Go on where I was](#return)

## choking

`keep private` `on opening remember safety = unsafe`

`if safety is unsafe` Please read on.

This can kill.

- [Not what I meant](#start) `remember safety = fine`
- [All is well](#choking) `remember safety = fine`
- [Invite](invite.md) `if safety is fine`
- [Go on where I was](#return)
""",
    "en/no-answer.md": FRONT.format(title="No answer", more="")
    + """
## start

I have no answer to that yet.

- [Go on where I was](#return)
- [Home](#home)
""",
    "en/bank.md": FRONT.format(title="Questions", more="")
    + """
## start

Tick what matters.

- [ ] Secrets `topics = secrets`
- [ ] Money `topics = money`
- [Show them](#found)
- [Add them all](#list) `do add questions`
- [My list](#list)
- [Home](#home)

## found

Open one.

- [{q.ask}](#one) `each q in questions where topic in topics`
- [Back](#back)

## one

**{q.ask}**

{q.why}

`if question is own` Your own words.

- [Add it](#list) `do add question q` `if question is not on list`
- [Take it off](#list) `do drop question q` `if question is on list`
- [Rub it out](#one) `do drop question q` `if question is own`
- [Back](#back)

## list

`if checklist is empty` Your list is empty.

`otherwise` Your list:

- {q.ask} `each q in checklist`

- [Open: {q.ask}](#one) `each q in checklist`
- [Send it to me](#list) `do export checklist`
- [Home](#home)
""",
    "en/questions.md": FRONT.format(title="Bank", more="")
    + """
## keep-secrets

`topic secrets` `starter`

Will you keep what I say alone?

### why

Seeing you alone is no promise.

### good answer

A written rule.

### warning sign

Trust me.

### follow-up

Will you warn me first?

## what-fee

`topic money`

What do you charge?

### why

So that you can plan.

### good answer

One figure.

### warning sign

It depends.

### follow-up

Is there a lower rate?
""",
}


def source_files(changes: dict[str, str] | None = None) -> dict[str, bytes]:
    """The folder as bytes, with some files replaced."""
    texts = {**FILES, **(changes or {})}
    texts.setdefault("en/ui.po", own_words(texts["memory.yaml"]))
    return {path: text.encode() for path, text in texts.items()}


def own_words(memory: str) -> str:
    """The bot's own words: each phrase is its key, so that edits of the product's break no test."""
    commands = ("help", "questions", "about", "privacy", "delete")
    names = re.findall("^([a-z-]+):", memory, re.MULTILINE)
    keys = [
        *REQUIRED_PHRASES,
        *(f"command.{name}" for name in commands),
        *(f"memory.{name}" for name in names),
    ]
    return "\n".join(f'msgctxt "{key}"\nmsgid "{SAID.get(key, key)}"\nmsgstr ""\n' for key in keys)


def compiled(changes: dict[str, str] | None = None) -> Snapshot:
    """A snapshot of the folder; fails with the diagnostics when it does not compile."""
    compilation = compile_content(source_files(changes), TODAY)
    assert compilation.snapshot is not None, compilation.diagnostics
    return compilation.snapshot


@lru_cache
def house() -> Snapshot:
    """The folder as it is above."""
    return compiled()


def edited(*replacements: tuple[str, str, str]) -> Snapshot:
    """The folder after an editor replaced words: file, old words, new words."""
    changes: dict[str, str] = {}
    for path, old, new in replacements:
        text = changes.get(path, FILES[path])
        assert old in text, f"{old!r} is not in {path}"
        changes[path] = text.replace(old, new)
    return compiled(changes)
