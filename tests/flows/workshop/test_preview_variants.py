"""Every message that a screen can be is drawn once, and says when it is shown."""

from flows.model.flow import ScreenId
from flows.model.snapshot import Snapshot
from flows.workshop.preview.situation_words import situation_in_words
from flows.workshop.preview.variants import MOST_DRAWN, Variants, variants_of
from tests.flows.compiler.folders import FRONT, START, compiled, folder
from tests.flows.engine.house import house
from tests.real_content import TODAY


def variants(snapshot: Snapshot, screen: str) -> Variants:
    return variants_of(snapshot.screens[ScreenId(screen)], snapshot, TODAY)


def words(snapshot: Snapshot, screen: str) -> list[str]:
    found = variants(snapshot, screen)
    return [situation_in_words(one, found) for one in found.drawn]


def small(**changes: str) -> Snapshot:
    compilation = compiled(**changes)
    assert compilation.snapshot is not None, compilation.diagnostics
    return compilation.snapshot


def test_a_guard_has_two_sides() -> None:
    found = variants(small(), "start#said")
    assert [one.screen.text.text.split("\n")[0] for one in found.drawn] == [
        "Being unsure is an opening, says a guide.",
        "A no today is an answer.",
    ]
    assert words(small(), "start#said") == ["partner is not known or unsure or agrees", "partner is refuses"]


def test_a_screen_that_asks_nothing_is_always_the_same() -> None:
    assert words(small(), "no-answer#start") == ["always"]


def test_typed_text_is_there_or_not() -> None:
    assert words(small(), "start#wrote") == ["note is not known", "note is known"]


def test_each_question_of_the_bank_has_its_message() -> None:
    assert words(small(), "ask#one") == ["always"]
    text = variants(small(), "ask#one").drawn[0].screen.text.text
    assert text.startswith("What is your licence?")


def test_the_person_who_ended_the_talk_sees_another_message() -> None:
    assert "partner is refuses, after the talk was ended here" in words(house(), "refusal#start")


def test_nobody_in_danger_is_drawn_behind_a_closed_door() -> None:
    for one in variants(house(), "invite#start").drawn:
        assert "safety" not in one.session.memory or one.session.memory["safety"].value == "fine"


def test_the_first_message_is_that_of_somebody_who_said_nothing() -> None:
    for screen in house().screens.values():
        assert not variants_of(screen, house(), TODAY).drawn[0].session.memory


def test_what_is_too_much_is_counted() -> None:
    names = [f"answer{number}" for number in range(7)]
    guards = "".join(f"\n`if {name} is a` {name}\n" for name in names)
    rules = "".join(f"{name}: {{values: [a, b], why: told apart}}\n" for name in names)
    say_a, say_b = (
        "".join(f"- [{name} {value}](#many) `remember {name} = {value}`\n" for name in names)
        for value in ("a", "b")
    )
    start = FRONT + START.replace("- [Questions", "- [Many](#many)\n- [Questions", 1)
    many = f"\n## many\n\nHere.\n{guards}\n{say_a}- [More](#more)\n"
    more = f"\n## more\n\nMore.\n\n{say_b}- [Home](#home)\n"
    memory = folder()["memory.yaml"].decode() + rules
    snapshot = small(**{"en/start.md": start + many + more, "memory.yaml": memory})
    assert variants(snapshot, "start#many").left_out == 3**7 - MOST_DRAWN
