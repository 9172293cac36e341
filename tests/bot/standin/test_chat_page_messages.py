"""What becomes of messages on the chat page: files, copying, silence, edits and deletions in place."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from bot.standin import phone
from bot.standin.chats import Person
from bot.standin.multipart import Upload
from bot.standin.state import StandIn
from tests.bot.standin.running import running
from tests.bot.standin.world import keyboard, ok, started

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium on this machine")

LIST = Upload("questions to ask a therapist before the first meeting.txt", "", b"Are you trained?\n" * 90)


@dataclass(frozen=True, slots=True)
class Open:
    """The first person's page, and the stand-in behind it."""

    page: Page
    standin: StandIn
    person: Person

    async def say(self, text: str, **more: object) -> int:
        sent = await ok(self.standin, "sendMessage", chat_id=self.person.id, text=text, **more)
        return int(sent["message_id"])

    async def hand(self, **more: object) -> None:
        await ok(self.standin, "sendDocument", chat_id=self.person.id, document=LIST, **more)


@pytest.fixture
async def open_page() -> AsyncIterator[Open]:
    async with running() as (server, _), async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        context = await browser.new_context(
            viewport={"width": 360, "height": 740}, permissions=["clipboard-read", "clipboard-write"]
        )
        page = await context.new_page()
        person = started(server.standin)
        await page.goto(f"{server.url}/?user=1")
        yield Open(page, server.standin, person)
        await browser.close()


async def test_a_document_can_be_saved_unless_it_is_protected(open_page: Open) -> None:
    page = open_page.page
    await open_page.hand(caption="Your list")
    await expect(page.get_by_text("1.5 KB")).to_be_visible()
    await expect(page.get_by_text("Your list")).to_be_visible()
    async with page.expect_download() as saving:
        await page.get_by_role("link", name=LIST.name).click()
    saved = await saving.value
    assert saved.suggested_filename == LIST.name
    kept_at = await saved.path()
    assert kept_at.read_bytes() == LIST.content
    await open_page.hand(protect_content=True)
    await expect(page.get_by_text("cannot be saved")).to_be_visible()
    await expect(page.get_by_role("link")).to_have_count(1)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_button_copies_to_the_clipboard(open_page: Open) -> None:
    copying = {"text": "Copy the words", "copy_text": {"text": "Could we talk?\nTonight?"}}
    await open_page.say("A draft", reply_markup=keyboard(copying))
    await open_page.page.get_by_role("button", name="Copy the words").press("Enter")
    await expect(open_page.page.get_by_role("status")).to_have_text("Copied")
    assert await open_page.page.evaluate("navigator.clipboard.readText()") == "Could we talk?\nTonight?"


async def test_both_sides_words_vanish_and_edits_stay_in_place(open_page: Open) -> None:
    log = open_page.page.get_by_role("log")
    theirs = phone.write(open_page.standin, open_page.person, "My words")[0]
    first = await open_page.say("One message", disable_notification=True)
    await open_page.say("Last")
    await expect(log.get_by_role("listitem")).to_have_count(4)
    await ok(
        open_page.standin,
        "editMessageText",
        chat_id=open_page.person.id,
        message_id=first,
        text="Private words",
    )
    await expect(log.get_by_role("listitem").nth(2)).to_contain_text("Private words")
    await expect(log.get_by_text("Notified as: One message")).to_be_visible()
    numbers = [theirs.id, first]
    await ok(open_page.standin, "deleteMessages", chat_id=open_page.person.id, message_ids=numbers)
    await expect(log.get_by_role("listitem")).to_have_count(2)
    await expect(log.get_by_text("words")).to_have_count(0)


async def test_other_kinds_are_sent_from_the_menu(open_page: Open) -> None:
    menu = open_page.page.get_by_label("Menu of commands")
    await menu.focus()
    await menu.select_option("Send: successful payment")
    await menu.select_option("Send: forwarded words")
    await menu.select_option("Send: photo with a caption")
    log = open_page.page.get_by_role("log")
    await expect(log.get_by_text("successful payment")).to_be_visible()
    await expect(log.get_by_text("Words of somebody else")).to_be_visible()
    await expect(log.get_by_text("Forwarded", exact=True)).to_be_visible()
    await expect(log.get_by_text("With words below it")).to_be_visible()
