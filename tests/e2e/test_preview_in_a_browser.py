"""The preview in a browser, off line: by mouse, by keyboard, without a script, and as the engine walks."""

import random
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from bot.cli.preview import dress
from flows.engine.resume import new_session
from flows.engine.step import step
from flows.engine.tokens import HIDE
from flows.model.event import Event, Press, Typed
from flows.model.instruction import HideTheChat
from flows.model.screen import ForgetPerson, Step
from flows.model.snapshot import Snapshot
from flows.workshop.preview.page import preview_page
from flows.workshop.preview.variants import LOOK_AGAIN, noon
from flows.workshop.somebody import SAMPLE
from tests.flows.engine.house import house
from tests.real_content import TODAY, real_snapshot

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium on this machine")

LONG_WALK = 150
"""Presses in a row; beyond 200 within ten seconds chromium keeps a page from changing its address."""


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        yield await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )


@lru_cache
def page_of(snapshot: Snapshot, flow: str | None) -> str:
    return preview_page(snapshot, TODAY, dress(), flow=flow)


@dataclass
class Desk:
    """Opens pages; `trouble` is what a page complained of, or asked the network for."""

    browser: Browser
    folder: Path
    trouble: list[str]

    async def open(
        self, snapshot: Snapshot, at: str = "", flow: str | None = None, **options: object
    ) -> Page:
        file = self.folder / "index.html"
        file.write_text(page_of(snapshot, flow), encoding="utf-8")
        context: BrowserContext = await self.browser.new_context(offline=True, **options)  # type: ignore[arg-type]  # options of the library
        page = await context.new_page()
        page.on("console", lambda said: self.trouble.append(said.text))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("request", lambda asked: self.trouble.extend(_beyond(asked.url)))
        await page.goto(f"{file.as_uri()}{at}")
        return page


def _beyond(url: str) -> list[str]:
    return [] if url.startswith(("file:", "data:")) else [url]


@pytest.fixture
async def desk(browser: Browser, tmp_path: Path) -> AsyncIterator[Desk]:
    one = Desk(browser, tmp_path, [])
    yield one
    assert one.trouble == []


ACT = """([token, typed]) => {
  if (token !== null) press(token, typed ?? undefined);
  const message = document.querySelector(".message.shown");
  return {
    screen: walk.screen, exact: isExact, said: document.getElementById("note").textContent,
    text: message.querySelector(".bubble").textContent,
    rows: [...message.querySelectorAll(".row")].map((row) =>
      [...row.querySelectorAll(".label")].map((label) => label.textContent)),
    tokens: [...message.querySelectorAll("[data-token]:not(form)")].map((button) => button.dataset.token),
    typing: message.querySelector("form")?.dataset.token ?? null,
  };
}"""


class BothWalks:
    """The page and the engine side by side."""

    def __init__(self, page: Page, snapshot: Snapshot) -> None:
        self.page, self.snapshot = page, snapshot
        self.exact = 0
        self.seen: dict[str, Any] = {}
        begun = replace(new_session(snapshot, snapshot.language), render=1)
        self.done: Step = step(snapshot, begun, LOOK_AGAIN, noon(TODAY))

    async def go(self, choose: Callable[[list[str]], str]) -> None:
        """One press, or some words, on both; what they show then has to be the same."""
        seen = self.seen or await self.page.evaluate(ACT, [None, None])
        offered = {button.token for row in self.done.screen.rows for button in row}
        if seen["typing"] and choose(["type", "press"]) == "type":
            self._step(Typed(SAMPLE))
            self.seen = await self.page.evaluate(ACT, [seen["typing"], SAMPLE])
        else:
            token = choose([token for token in seen["tokens"] if token in offered and not self._hides(token)])
            self._step(Press(token, self.done.session.render))
            self.seen = await self.page.evaluate(ACT, [token, None])
        self._compare(self.seen)

    def _hides(self, token: str) -> bool:
        """True for a press that leaves one line in the chat, where the page goes on."""
        buttons = self.snapshot.screens[self.done.screen.id].buttons
        done = (deed for button in buttons if button.token == token for deed in button.instructions)
        return token == HIDE or HideTheChat() in done

    def _step(self, event: Event) -> None:
        self.done = step(self.snapshot, self.done.session, event, noon(TODAY))
        if ForgetPerson() in self.done.effects:
            nobody = new_session(self.snapshot, self.snapshot.language)
            there = replace(nobody, screen=self.done.session.screen, render=self.done.session.render)
            self.done = replace(self.done, session=there)

    def _compare(self, seen: dict[str, Any]) -> None:
        screen = self.done.screen
        assert seen["screen"] == screen.id
        if not seen["exact"]:
            return
        self.exact += 1
        lead = re.match("Above this message the bot says: “(.*?)”", str(seen["said"]))
        assert screen.text.text == (f"{lead[1]}\n\n" if lead else "") + str(seen["text"])
        assert [[button.label for button in row] for row in screen.rows] == seen["rows"]


@pytest.mark.parametrize(
    ("content", "seed"), [(real_snapshot, 1), (real_snapshot, 2), (real_snapshot, 4), (house, 3)]
)
async def test_the_page_walks_as_the_engine_does(
    desk: Desk, content: Callable[[], Snapshot], seed: int
) -> None:
    choose = random.Random(seed).choice
    walks = BothWalks(await desk.open(content()), content())
    for _ in range(LONG_WALK):
        await walks.go(choose)
    assert walks.exact > LONG_WALK * 0.8


async def test_a_reader_clicks_through_a_flow_and_finds_the_way_back(desk: Desk) -> None:
    page = await desk.open(real_snapshot())
    await page.get_by_role("link", name="My partner says no, or is not sure").click()
    await page.get_by_role("link", name="Only I read it").click()
    await page.get_by_role("link", name="They said no").click()
    await expect(page.get_by_text("A no today answers today's question.")).to_be_visible()
    await expect(
        page.get_by_text("Remembered on this walk: phone is mine; partner is refuses.")
    ).to_be_visible()
    await page.locator(".message.shown").get_by_role("link", name="Help and safety").click()
    await expect(page.get_by_role("heading", name="Help and safety start")).to_be_visible()
    await page.locator(".message.shown").get_by_role("link", name="Go on where I was").click()
    await expect(page.get_by_text("A no today answers today's question.")).to_be_visible()
    await page.go_back()
    await expect(page.get_by_role("heading", name="Help and safety start")).to_be_visible()
    assert page.url.endswith("#safety.start")


async def test_ticks_typing_and_what_only_the_chat_can_do(desk: Desk) -> None:
    page = await desk.open(real_snapshot(), "#questions-for-a-therapist.topics")
    shown = page.locator(".message.shown")
    await shown.get_by_role("link", name="Safety", exact=False).first.click()
    await shown.get_by_role("link", name="☐ Money and insurance").press("Enter")
    await expect(shown.get_by_role("link", name="✓ Money and insurance")).to_be_focused()
    await page.goto(page.url.split("#")[0] + "#questions-for-a-therapist.own")
    await shown.get_by_label("My question to the therapist").fill("Do you like dogs?")
    await shown.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("status").filter(has_text="looked through for danger")).to_be_visible()
    await shown.get_by_role("link", name="Yes, put it on my list").click()
    await shown.get_by_role("link", name="Send me the list as a message").click()
    await expect(page.get_by_role("status").filter(has_text="a message of its own follows")).to_be_visible()


async def test_the_keyboard_alone_is_enough(desk: Desk) -> None:
    page = await desk.open(real_snapshot())
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the message")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await expect(page.get_by_label("Find a screen by any of its words")).to_be_focused()
    await page.keyboard.type("divorce lawyer early")
    await expect(page.get_by_role("status").filter(has_text="1 of")).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article")).to_be_focused()


async def test_buttons_lead_on_without_a_script(desk: Desk) -> None:
    page = await desk.open(real_snapshot(), java_script_enabled=False)
    await page.get_by_role("link", name="My partner says no, or is not sure").click()
    await page.get_by_role("link", name="What do you do with my answer?").click()
    await expect(page.get_by_text("I do three things").first).to_be_visible()
    await expect(page.get_by_role("article")).to_have_count(1)
    await page.get_by_role("link", name="Back", exact=True).click()
    await expect(page.get_by_text("use your browser's Back")).to_be_visible()


async def test_one_flow_alone_says_where_it_would_lead(desk: Desk) -> None:
    page = await desk.open(house(), flow="refusal")
    await page.locator(".message.shown").get_by_text("Write a note").click()
    await page.locator(".message.shown").get_by_text("button.safety").click()
    await expect(page.get_by_role("status").filter(has_text="This leads to safety#start")).to_be_visible()
    await expect(page.get_by_text("Say it in your words.")).to_be_visible()


PLACES = ["", "#safety.start.3", "#questions-for-a-therapist.found.40", "#about.evidence", "#start.start"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_sticks_out_on_a_telephone(desk: Desk, scheme: str) -> None:
    page = await desk.open(real_snapshot(), viewport={"width": 360, "height": 740}, color_scheme=scheme)
    for place in PLACES:
        await page.evaluate("(place) => { location.hash = place; }", place)
        await expect(page.get_by_role("article")).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place


async def test_paper_shows_every_screen(desk: Desk) -> None:
    page = await desk.open(house())
    await page.emulate_media(media="print")
    for screen in house().screens:
        await expect(page.locator(f'[data-screen="{screen}"] .message').first).to_be_visible()
    await expect(page.get_by_role("navigation")).to_be_hidden()
