"""The chat page: what it may load, how it draws, and, where there is a browser, a conversation on it."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Page, async_playwright, expect

from bot.standin.dispatch import execute
from bot.standin.page import PAGE
from bot.standin.state import StandIn
from tests.bot.standin.running import running
from tests.bot.standin.world import button, keyboard, ok

CHROMIUM = Path("/usr/bin/chromium")
needs_browser = pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium on this machine")

TEXT = "<b>Where</b> do things stand?\nOld words and a page.\nQuoted.\nEnd. \N{GRINNING FACE} mark"


def entity(kind: str, words: str, **more: object) -> dict[str, object]:
    offset = len(TEXT[: TEXT.index(words)].encode("utf-16-le")) // 2
    return {"type": kind, "offset": offset, "length": len(words), **more}


ENTITIES = [
    entity("strikethrough", "Old words"),
    entity("text_link", "a page", url="https://example.org/"),
    entity("expandable_blockquote", "Quoted."),
    entity("bold", "mark"),
]


def test_the_page_draws_words_as_text_and_loads_nothing() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", page)
    assert not re.search(r"""(src|href)\s*=\s*["'](?!data:)""", page)
    assert "http" not in re.sub(r"/\^\(https\?\|tg\).*", "", page)


async def test_the_page_is_served_under_a_strict_policy() -> None:
    async with (
        running() as (server, _),
        aiohttp.ClientSession() as session,
        session.get(f"{server.url}/?user=2") as answer,
    ):
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "Message" in await answer.text()


async def tell(standin: StandIn) -> None:
    """A bot that shows one screen and turns it over at a press."""
    offset = 0
    while True:
        for update in await ok(standin, "getUpdates", offset=offset, timeout=30):
            offset = update["update_id"] + 1
            if "message" in update:
                show = {"text": TEXT, "entities": ENTITIES, "reply_markup": keyboard(button("Turn"))}
                await ok(standin, "sendMessage", chat_id=update["message"]["chat"]["id"], **show)
            else:
                await turn(standin, update["callback_query"])


async def turn(standin: StandIn, query: dict[str, dict[str, int]]) -> None:
    where = {"chat_id": query["from"]["id"], "message_id": query["message"]["message_id"]}
    await execute(standin, "answerCallbackQuery", {"callback_query_id": query["id"], "text": "Turned"})
    turned = {"text": "The other side", "reply_markup": keyboard(button("Turn"))}
    await execute(standin, "editMessageText", {**where, **turned})


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """The page of the second person, with a bot behind it."""
    async with running() as (server, _), async_playwright() as playwright:
        bot = asyncio.create_task(tell(server.standin))
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        one = await browser.new_page(viewport={"width": 360, "height": 740})
        await one.goto(f"{server.url}/?user=2")
        yield one
        await browser.close()
        bot.cancel()
        with suppress(asyncio.CancelledError):
            await bot


@needs_browser
async def test_a_conversation_by_keyboard_alone(page: Page) -> None:
    await page.get_by_role("button", name="Start").press("Enter")
    log = page.get_by_role("log")
    await expect(log.get_by_text("<b>Where</b> do things stand?")).to_be_visible()
    await expect(log.locator("s")).to_have_text("Old words")
    await expect(log.get_by_role("link", name="a page")).to_have_attribute("href", "https://example.org/")
    await expect(log.locator("blockquote")).to_contain_text("Quoted.")
    await expect(log.locator("strong")).to_have_text("mark")
    await page.get_by_role("button", name="Turn").press("Enter")
    await expect(log.get_by_text("The other side")).to_be_visible()
    await expect(page.get_by_role("status")).to_have_text("Turned")
    await expect(page.get_by_role("button", name="Turn")).to_be_focused()
    await expect(page.get_by_text("<b>Where</b>")).to_have_count(0)


@needs_browser
async def test_typing_and_the_width_of_a_telephone(page: Page) -> None:
    field = page.get_by_label("Message", exact=True)
    await field.fill("hello <i>you</i>")
    await field.press("Enter")
    await expect(page.get_by_role("log").get_by_text("hello <i>you</i>")).to_be_visible()
    await expect(field).to_have_value("")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
