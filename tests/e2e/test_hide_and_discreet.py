"""What somebody else may see who picks the telephone up: over the real bot, in the chat of a real person."""

from functools import partial
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from tests.bot.content_on_disk import kept_folder
from tests.bot.standin_client import Phone, StandInClient
from tests.e2e.acts import begin, press, say, until
from tests.e2e.bot_process import BotProcess
from tests.flows.engine.kept_house import kept_house

PHRASES = kept_house().phrases["en"]
HIDDEN, QUIET, LATE = PHRASES["hidden.text"], PHRASES["quiet.text"], PHRASES["late.text"]
HIDE, HELP, CONTINUE = PHRASES["button.hide"], PHRASES["button.safety"], PHRASES["button.continue"]
OWN = "Do you like dogs?"
WORD = "banana bread"
ELEVEN_MINUTES = 11 * 60

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return kept_folder(tmp_path)


@pytest.fixture
async def phone(bot: BotProcess, telegram: StandInClient) -> Phone:
    """Somebody before their list, with a question of their own on it."""
    phone = await telegram.phone()
    await begin(phone, "List", "Starter", "Own")
    await say(phone, OWN)
    return phone


async def test_hide_leaves_one_neutral_line_and_the_chosen_word_brings_the_screen_back(phone: Phone) -> None:
    await begin(phone, "Words")
    await say(phone, WORD)
    await begin(phone, "List", "As message", "As PDF")
    await say(phone, "What is this?", "Back")
    await press(phone, HIDE)
    await phone.wait_until_shown(HIDDEN)
    await phone.type("What is this?")
    await phone.send("photo")
    await phone.wait_until_shown(HIDDEN)
    assert [message.rows for message in await phone.messages()] == [()]
    await say(phone, WORD)
    await phone.wait_for_screen(containing="The list.", button=OWN)


async def test_the_word_that_anybody_may_know_shows_no_more_than_home(phone: Phone) -> None:
    await press(phone, HIDE)
    await say(phone, PHRASES["word.return"])
    await phone.wait_for_screen(containing="Where do things stand?")


async def test_after_two_days_hide_still_leaves_no_screen_to_read(
    phone: Phone, telegram: StandInClient
) -> None:
    await until_tidied(phone)  # nothing of former screens could be taken away later
    await telegram.jump(49 * 3600)
    await press(phone, HIDE)
    assert [(message.text, message.rows) for message in await phone.messages()] == [(HIDDEN, ())]


async def test_on_a_shared_phone_typed_words_go_and_notifications_say_nothing(phone: Phone) -> None:
    await begin(phone, "Words", "The reader")
    await until_tidied(phone)
    before, seen = await phone.shown(), len(await phone.notifications())
    await say(phone, "/questions", "I am scared of tomorrow", "Back")
    await begin(phone, "List", "As message", "As text", "Own")
    await say(phone, "Is a cat better?")
    await phone.wait_for_screen(containing="The list.", button="Is a cat better?")
    await until_tidied(phone, exports=2)
    text, file, screen = await new_to(before, phone)
    assert (text.startswith("list.title"), file, screen) == (True, "", "The list.")
    await phone.wait_until_shown(*before[:-1], text, file, screen)
    assert set((await phone.notifications())[seen:]) == {QUIET, "file.checklist.txt"}


async def until_tidied(phone: Phone, exports: int = 0) -> None:
    """Return once former screens are gone, which happens beside the rest."""

    async def one_screen_is_left() -> bool:
        return len(await phone.messages()) == exports + 1

    await until(one_screen_is_left)


async def new_to(before: list[str], phone: Phone) -> list[str]:
    """What the bot's messages say that were not there before."""
    return [message.text for message in await phone.messages() if message.text not in before]


DIGITS = ("4815", "4816", "481", "4815162342")
"""Those that open, others, too few and too many."""


async def test_the_digits_of_a_pin_never_stay(phone: Phone) -> None:
    await begin(phone, "PIN", "Choose digits")
    await say(phone, "4815")
    for digits in DIGITS:
        await begin(phone, "PIN", "Lock now", "The list")
        await say(phone, digits)
        await until(partial(no_digits_are_shown, phone))


async def no_digits_are_shown(phone: Phone) -> bool:
    return not set(DIGITS) & set(await phone.shown())


async def test_a_late_reply_shows_only_how_to_go_on(phone: Phone, telegram: StandInClient) -> None:
    await telegram.jump(-ELEVEN_MINUTES)  # what is typed now will have been under way for as long
    await say(phone, "As message")
    late = await phone.wait_for_screen(containing=LATE)
    assert (late.text, late.labels) == (LATE, (CONTINUE, HELP))
    assert not any("list.title" in words for words in await phone.shown())
    await press(phone, CONTINUE)
    await phone.wait_for_screen(containing="The list.", button=OWN)


async def test_help_under_a_late_reply_is_help(phone: Phone, telegram: StandInClient) -> None:
    await telegram.jump(-ELEVEN_MINUTES)
    await say(phone, "Back")
    await press(phone, HELP)
    await phone.wait_for_screen(containing="You come first.")


async def test_a_file_comes_under_a_neutral_name_and_is_a_real_pdf(
    phone: Phone, telegram: StandInClient
) -> None:
    await press(phone, "As PDF")
    [sent] = [message for message in await phone.messages() if message.file]
    assert sent.file is not None
    assert (sent.file["file_name"], sent.file["mime_type"]) == ("file.checklist.pdf", "application/pdf")
    pdf = pypdfium2.PdfDocument(BytesIO(await telegram.download(phone.id, sent.message_id)))
    assert OWN in pdf[0].get_textpage().get_text_bounded()
    pdf.close()


async def test_a_copy_button_puts_the_draft_on_the_clipboard(phone: Phone) -> None:
    screen = await begin(phone, "Invite", "No", "Warm")
    copied = await phone.copy("Copy it")
    assert copied.startswith("I miss us.")
    assert copied in screen.text


async def test_a_keyboard_of_long_ago_still_hides_and_helps(phone: Phone) -> None:
    old = await begin(phone)
    await begin(phone, "List")
    await phone.press_data(old.message_id, old.data_of(HELP))
    await phone.wait_for_screen(containing="You come first.")
    await phone.press_data(old.message_id, old.data_of(HIDE))
    await phone.wait_until_shown(HIDDEN)
    await phone.press_data(old.message_id, old.data_of(HELP))
    await phone.wait_for_screen(containing="You come first.")


@pytest.mark.parametrize("first", [HELP, HIDE])
async def test_who_was_forgotten_hides_and_is_helped_by_what_they_still_see(phone: Phone, first: str) -> None:
    await say(phone, "/delete")
    await press(phone, "Delete it all")
    await phone.wait_until_shown("Nothing is kept now.")
    old = await phone.wait_for_screen()
    for label in (first, HELP):
        await phone.press_data(old.message_id, old.data_of(label))
        await phone.wait_for_screen(containing=HIDDEN if label == HIDE else "You come first.")
    await phone.press_data(old.message_id, old.data_of(HIDE))
    await phone.wait_until_shown(HIDDEN)


async def test_delete_on_a_keyboard_of_long_ago_deletes_nothing_but_the_command_leads_there(
    phone: Phone,
) -> None:
    old = await begin(phone, "About")
    await begin(phone)
    press_of_old = await phone.press_data(old.message_id, old.data_of("Delete it all"))
    assert await phone.answer(press_of_old) == PHRASES["notice.stale"]
    await phone.wait_for_screen(containing="Where do things stand?")
    await say(phone, "/delete")
    await press(phone, "Delete it all")
    await phone.wait_until_shown("Nothing is kept now.")
