"""Every word of a transcript does or expects what it says."""

import io
from datetime import datetime

import pytest

from bot.terminal import talk
from flows.model.event import Event
from flows.model.snapshot import Snapshot
from flows.workshop.person import InMemory, Turn
from flows.workshop.transcripts.read import read_transcript
from flows.workshop.transcripts.replay import replay, replay_twice
from tests.flows.engine.house import house
from tests.flows.workshop.scenes import conversation, failure, failures, played
from tests.talk import NOON

HOLDS = {
    "a tap and what follows": """
        Start: start
        Tap: They said no
        Saved: partner = refuses
        Screen: refusal#start
        Bot: A no today is an answer
        Not bot: Being unsure
        Buttons: Only after a no | Write a note
        No button: They said no
    """,
    "without a start it begins at home": "Bot: Welcome.",
    "words run over paragraphs": "Bot: Welcome. Where do things stand?",
    "a screen of the same flow": "Start: refusal\nTap: Write a note\nScreen: #note",
    "a screen as it may be written": "Start: bank.md#list\nScreen: bank#list\nStart: bank\nScreen: bank.md",
    "what is given": "Given: partner is unsure\nStart: refusal\nBot: Being unsure is an opening.",
    "a tick that is given": "Given: topics has money\nStart: bank#found\nButtons: What do you charge?",
    "two ticks": "Given: topics has money\nGiven: topics has secrets\nSaved: topics = secrets, money",
    "a tick box by its label": "Start: bank\nTap: Secrets\nSaved: topics has secrets\nTap: Secrets",
    "typed words": "Start: refusal#note\nType: I miss us\nBot: I miss us\nSaved: note = I miss us",
    "typed commands": "Type: /help\nScreen: safety#start\nType: /start\nScreen: start#start",
    "typed nothing": "Type:\nBot: notice.empty",
    "words of danger": "Start: refusal\nType: he choked me\nScreen: safety#choking\nSaved: safety = unsafe",
    "nothing is kept": "Saved: partner is not known",
    "a list": "Start: bank\nList: empty\nTap: Add them all\nList: keep-secrets",
    "export": "Start: bank\nTap: Add them all\nTap: Send it to me\nBot: list.title\nDone: export checklist",
    "a person is forgotten": "Start: start#about\nTap: Delete it all\nDone: delete everything\nList: empty",
    "a forgotten person begins anew": "Start: start#about\nTap: Delete it all\nTap: Home\nBot: Welcome",
    "a closed flow": "Given: safety is unsafe\nStart: invite\nScreen: safety#start\nBot: notice.unsafe",
    "time that goes by": "Given: safety is unsafe\nLater: 31 days\nStart: invite\nScreen: invite#start",
    "less time": "Given: safety is unsafe\nLater: 29 days\nStart: invite\nScreen: safety#start",
    "a notice beside the press": "Start: bank\nTap: My list\nTap: Send it to me\nBot: notice.nothing",
    "what opening remembers": "Start: invite#stand\nSaved: partner = unsure",
    "back leads home from a start": "Start: bank#list\nType: /back\nScreen: start#start",
    "the language": "Language: en\nType: hm\nScreen: no-answer#start",
}


@pytest.mark.parametrize("lines", HOLDS.values(), ids=HOLDS)
def test_it_holds(lines: str) -> None:
    assert failures(lines) == []


FAILS = {
    "Tap: They said yes": ("There is no such button here", "Did you mean `They said no`?"),
    "Start: refusl": ("There is no flow or screen `refusl`", "Did you mean `refusal`?"),
    "Given: partnr is unsure": ("Nothing is remembered under `partnr`", "Did you mean `partner`?"),
    "Given: partner is unsur": ("`partner` has no value `unsur`", "Did you mean `unsure`?"),
    "Given: partner is gone": ("`partner` has no value `gone`", "It has refuses, unsure."),
    "Given: topics is money": ("`topics` holds several values", "Write `topics has money`."),
    "Given: partner has unsure": ("`partner` holds one value", "Write `partner is unsure`."),
    f"Given: note is {'x' * 41}": ("`note` holds 40 characters at most", ""),
    "Given: unsure": ("`unsure` is nothing to begin with", "Write `partner is refuses` or the like."),
    "Given: clinic is x": ("`clinic is x` cannot be tried: clinics are not built yet", "Leave it out."),
    "Later: soon": ("`soon` is no length of time", "Write `30 minutes`, `7 days` or `2 weeks`."),
    "Language: es": ("The content has no language `es`", "It has en."),
    "Screen: refusal": ("This is not `refusal` but `start#start`", ""),
    "Screen: #star": ("There is no screen `#star`; this is `#start`", "Did you mean `start#start`?"),
    "Not bot: Welcome": ("The bot does say this here", ""),
    "No button: About": ("This button is there", ""),
    "Buttons: They said no | About": ("Other buttons stand first here", ""),
    "Saved: partner = refuses": ("What is remembered is: partner is not known", ""),
    "Saved: partnr = refuses": ("Nothing is remembered under `partnr`", "Did you mean `partner`?"),
    "Saved: refuses": (
        "`refuses` names nothing that is remembered",
        "Write `partner = refuses` or the like.",
    ),
    "List: keep-secret": ("The list is: empty", "Did you mean `keep-secrets`?"),
    "Done: export checklist": ("This was not done by the latest step", ""),
    "Done: export the list": (
        "`export the list` is nothing that the bot does outside the conversation",
        "Did you mean `export checklist`?",
    ),
    "Done: show helplines": (
        "`show helplines` cannot be done yet: it is not built",
        "Leave this line out.",
    ),
}


@pytest.mark.parametrize("line", FAILS)
def test_it_says_why_a_line_does_not_hold(line: str) -> None:
    mismatch = failure(line).mismatch
    assert (mismatch.message, mismatch.help) == FAILS[line]


def test_a_link_to_a_page_outside_the_chat_cannot_be_tapped() -> None:
    found = failure("Start: start#about\nTap: Read more")
    assert found.mismatch.message == "This button opens a page outside the chat"


def test_the_failure_shows_where_it_happened_and_what_led_there() -> None:
    found = failure("Start: refusal\nTap: Write a note\nScreen: #noted")
    assert found.screen == "refusal#note"
    assert found.buttons == ("Back", "button.safety", "button.hide")
    assert [(step.number, step.text) for step in found.steps] == [
        (2, "Start: refusal"),
        (3, "Tap: Write a note"),
    ]


def test_the_nearest_words_of_the_bot_are_shown_with_their_difference() -> None:
    mismatch = failure("Start: refusal\nBot: Being sure is an opening").mismatch
    assert mismatch.closest == "Being unsure is an opening."
    assert mismatch.carets == "      ^^"


def test_what_is_expected_goes_on_after_a_failure_and_a_step_that_cannot_be_done_ends_it() -> None:
    assert failures("Screen: #a\nTap: They said no\nScreen: #b\nTap: nowhere\nScreen: #c") == [
        "Screen: #a",
        "Screen: #b",
        "Tap: nowhere",
    ]


def test_a_hash_names_a_screen_of_the_flow_in_which_the_step_began() -> None:
    found = failure("Start: refusal\nTap: button.safety\nScreen: #start")
    assert found.mismatch.message == "This is not `#start` but `safety.md#start`"


def test_it_notes_which_screens_and_buttons_were_reached() -> None:
    reached = played("Start: refusal\nTap: Write a note\nType: I miss us\nTap: button.safety").reached
    tokens = {button.token for screen in house().screens.values() for button in screen.buttons}
    assert {"refusal#start", "refusal#note", "refusal#noted", "safety#start"} <= reached.screens
    assert sorted(screen for screen, token in reached.presses if token in tokens) == [
        "refusal#note",
        "refusal#start",
    ]


def test_a_conversation_with_slips_is_not_played() -> None:
    [broken] = read_transcript("x.chat", "Test: x\nTapp: a\nTap: nowhere").conversations
    assert replay(broken, house(), InMemory(), NOON).failures == ()


class Forgetful(InMemory):
    """A talker whose store loses what the person said."""

    def send(self, snapshot: Snapshot, event: Event, now: datetime) -> Turn:
        self._session = None
        return super().send(snapshot, event, now)


def test_a_store_that_gives_back_something_else_is_found_out() -> None:
    twice = replay_twice(
        conversation("Tap: They said no\nTap: Write a note\nSaved: partner = refuses"),
        house(),
        (InMemory(), Forgetful()),
        NOON,
    )
    assert twice.differs and not twice.holds


def test_a_conversation_that_was_recorded_in_the_terminal_holds() -> None:
    record = io.StringIO()
    lines = ["they said no", "2", "I miss us", "", "/help", "he choked me", "/back", "1"]
    talk(house(), lambda: NOON, iter(lines), io.StringIO(), record)
    [recorded] = read_transcript("x.chat", record.getvalue()).conversations
    assert len(recorded.lines) > 2 * len(lines) - 1
    assert replay(recorded, house(), InMemory(), NOON).failures == ()
