"""People read their own language where it has words, and press the same buttons as everybody."""

import pytest

from flows.compiler.compile import compile_content
from flows.engine.resume import new_session
from flows.engine.standing_in import trouble_screen
from flows.engine.text import END_ISOLATE, ISOLATE, isolated, without_isolates
from flows.model.event import Press, Start
from flows.model.screen import Export
from flows.model.snapshot import Snapshot
from flows.model.text import Words
from flows.model.withdraw import without
from flows.workshop.translate.desk import open_desk
from flows.workshop.translate.pseudo import with_pseudo
from flows.workshop.translate.pseudo_words import KINDS
from tests.flows.compiler.translated import edited, with_spanish
from tests.flows.engine.house import TODAY, house, source_files
from tests.talk import Talk

HEBREW = "שלום"
UNSAFE = ("en/safety.md", "Call somebody.", "Call somebody now.")


def compiled(files: dict[str, bytes]) -> Snapshot:
    compilation = compile_content(files, TODAY)
    assert compilation.snapshot is not None, compilation.diagnostics
    return compilation.snapshot


def spanish(*replacements: tuple[str, str, str]) -> Snapshot:
    """The house in two languages, after words of a file were replaced."""
    files = with_spanish(source_files())
    for path, old, new in replacements:
        files = edited(files, path, old, new)
    return compiled(files)


def talk_in(language: str, snapshot: Snapshot) -> Talk:
    """A conversation of somebody whose phone is set to a language."""
    talk = Talk(snapshot)
    talk.session = new_session(snapshot, language)
    return talk.send(Start())


def test_a_session_begins_in_the_language_of_the_phone() -> None:
    talk = talk_in("es-AR", spanish())

    assert talk.session.language == "es"
    assert talk.text == "WELCOME. WHERE DO THINGS STAND?"
    assert talk.labels[:2] == ["THEY SAID NO", "THEY ARE NOT SURE"]
    assert talk.labels[-2] == "BUTTON.SAFETY"


def test_buttons_bear_the_same_tokens_in_every_language() -> None:
    snapshot = spanish()
    english, translated = Talk(snapshot), talk_in("es", snapshot)

    assert [button.token for button in translated.buttons] == [button.token for button in english.buttons]


def test_a_button_drawn_in_one_language_works_in_another() -> None:
    snapshot = spanish()
    english, translated = Talk(snapshot), talk_in("es", snapshot)

    translated.send(Press(english.button("They said no").token, translated.done.screen.render))

    assert translated.memory == {"partner": "refuses"}
    assert translated.text == "A NO TODAY IS AN ANSWER TO TODAY'S QUESTION."


def test_a_label_can_be_typed_in_the_persons_language() -> None:
    assert talk_in("es", spanish()).type("they said NO").screen == "refusal#start"


def test_a_stale_screen_is_shown_in_the_source_language_and_says_so() -> None:
    snapshot = spanish(("en/refusal.md", "A no today", "A no this week"))

    talk = talk_in("es", snapshot).press("THEY SAID NO")

    assert talk.text == "NOTICE.NOT-TRANSLATED\n\nA no this week is an answer to today's question."
    assert talk.labels[0] == "Only after a no"
    assert talk.press("Write a note").text.startswith("SAY IT IN YOUR WORDS.")


def test_another_sentence_above_the_screen_stays_beside_it() -> None:
    snapshot = spanish(("en/refusal.md", "A no today", "A no this week"))

    talk = talk_in("es", snapshot).press("THEY SAID NO").command("nonsense")

    assert talk.text.startswith("NOTICE.COMMAND\n\nNOTICE.NOT-TRANSLATED\n\nA no")


def test_the_source_language_never_says_that_something_is_not_translated() -> None:
    snapshot = spanish(("en/refusal.md", "A no today", "A no this week"))

    assert Talk(snapshot).press("They said no").text.startswith("A no this week")


def test_a_question_is_read_and_exported_in_the_persons_language() -> None:
    talk = talk_in("es", spanish()).press("MY QUESTIONS").press("ADD THEM ALL")
    talk.press("OPEN: WILL YOU KEEP WHAT I SAY ALONE?")
    assert talk.text.startswith("WILL YOU KEEP WHAT I SAY ALONE?")

    talk.press("BACK").press("SEND IT TO ME")

    (export,) = talk.done.effects
    assert isinstance(export, Export)
    assert "1. WILL YOU KEEP WHAT I SAY ALONE?" in export.text.text


def test_a_language_that_is_not_offered_begins_in_the_source() -> None:
    assert new_session(spanish(UNSAFE), "es").language == "en"


def test_somebody_who_is_there_keeps_their_language_while_a_safety_page_waits_for_its_words() -> None:
    talk = talk_in("es", spanish())
    talk.snapshot = spanish(UNSAFE)

    assert talk.press("ABOUT").text == "ABOUT THIS BOT."


def test_a_session_in_a_language_that_is_gone_goes_on_in_the_source() -> None:
    talk = talk_in("es", spanish())
    talk.snapshot = house()

    assert talk.press("ABOUT").text == "About this bot."


def test_the_trouble_screen_speaks_the_nearest_language() -> None:
    snapshot = spanish()

    assert trouble_screen(snapshot, "es-AR").text.text == "TROUBLE.TEXT"
    assert trouble_screen(snapshot, "fr").text.text == "trouble.text"


def test_what_was_taken_back_is_taken_back_in_every_language() -> None:
    snapshot = without(spanish(), {"start#about", "keep-secrets"})

    assert talk_in("es", snapshot).press("ABOUT").text == "WITHDRAWN.SCREEN"
    assert snapshot.asked["es"]["keep-secrets"].ask == (Words("WITHDRAWN.QUESTION"),)


def test_what_was_typed_stands_apart_from_a_sentence_in_the_other_direction() -> None:
    talk = Talk(house()).press("They said no").press("Write a note")

    assert talk.type(HEBREW).text.endswith(f"{ISOLATE}{HEBREW}{END_ISOLATE}")
    assert Talk(house()).press("They said no").press("Write a note").type("Hello").text.endswith("\n\nHello")


def test_every_inserted_value_stands_apart_in_a_language_from_right_to_left() -> None:
    files = with_pseudo(open_desk(source_files()), KINDS["rtl"])
    talk = talk_in("x-rtl", compiled(files))
    note = next(button for button in talk.buttons if button.token)

    talk.send(Press(note.token, talk.done.screen.render))
    talk.type("2").type("Hello")

    assert talk.session.language == "x-rtl"
    assert talk.text.endswith(f"{ISOLATE}Hello{END_ISOLATE}")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("", ""),
        ("hello", "hello"),
        (HEBREW, f"{ISOLATE}{HEBREW}{END_ISOLATE}"),
        (f"{HEBREW}\nb\nc", f"{ISOLATE}{HEBREW}{END_ISOLATE}\nb\n{ISOLATE}c{END_ISOLATE}"),
    ],
)
def test_only_mixed_directions_need_marks(value: str, shown: str) -> None:
    assert isolated(value, always=False) == shown


def test_marks_of_direction_enclose_words_with_marks_of_their_own() -> None:
    value = (Words(HEBREW),)

    assert isolated(value, always=False) == (Words(ISOLATE), *value, Words(END_ISOLATE))
    assert isolated((Words("plain"),), always=False) == (Words("plain"),)


def test_a_label_with_marks_of_direction_is_typed_without_them() -> None:
    assert without_isolates(f"{ISOLATE}{HEBREW}{END_ISOLATE} x") == f"{HEBREW} x"
