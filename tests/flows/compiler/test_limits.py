"""What Telegram does not take is found before anybody meets it."""

from dataclasses import replace

import pytest

from flows.compiler.rules import limits
from flows.model.bank import MemoryRule
from flows.model.condition import Condition, Is, Not
from flows.model.flow import Back, End, Target
from flows.model.instruction import AddOwnQuestion, Option, Write
from flows.model.text import Insert, Words
from tests.flows.compiler.snapshots import (
    bullets,
    button,
    codes,
    helpline,
    memory,
    messages,
    question,
    refuses,
    screen,
    snapshot,
    text,
)

BACK = button(Back())


def said(*parts, **more) -> list[str]:  # type: ignore[no-untyped-def]  # parts of one screen
    return messages(limits.check, snapshot(screen("x#start", *parts), **more))


@pytest.mark.parametrize(("length", "code"), [(698, ""), (699, "T02"), (3498, "T02"), (3499, "T01")], ids=str)
def test_a_long_message_is_found(length: int, code: str) -> None:
    assert [one[:3] for one in said(text("a" * length), BACK)] == ([code] if code else [])


def test_a_wide_character_counts_twice() -> None:
    assert said(text("\U0001f600" * 350), BACK) == ["T02 702 characters"]


def test_paragraphs_that_never_stand_together_are_not_added_up() -> None:
    other = Condition((Not(Is("partner", "refuses")),))

    assert said(text("a" * 600, when=refuses()), text("b" * 600, when=other), BACK) == []
    assert said(
        text("a" * 600, when=refuses()), text("b" * 600, when=refuses("unsure")), text("c" * 200), BACK
    ) == ["T02 804 characters when partner is refuses"]


def test_the_place_is_the_heading() -> None:
    made = screen("x#start", text("a" * 4000), BACK)

    assert codes(limits.check, snapshot(made)) == [f"T01 x.md:{made.place.line}"]


def test_typed_text_counts_at_its_longest() -> None:
    rules = memory(note=MemoryRule("note", "x", text_limit=1900))

    note = text(Insert("memory", "note"))
    assert said(note, BACK, rules=rules) == []
    (message,) = said(note, text("a" * 100), BACK, rules=rules)
    assert message.startswith("T05 This can grow to 3,904 characters")


def test_the_last_words_count_where_a_button_ends() -> None:
    def with_last_words(target: Target) -> list[str]:
        made = snapshot(screen("home#start", text(), button(target)))
        wordy = {"en": {**made.phrases["en"], "end.text": "a" * 3900}}
        return [message[:3] for message in messages(limits.check, replace(made, phrases=wordy))]

    assert with_last_words(Back()) == []
    assert with_last_words(End()) == ["T05"]


def test_a_question_counts_at_its_longest() -> None:
    bank = [question("short", "money"), question("long", "money", ask="a" * 3900)]

    assert said(text(Insert("q", "ask")), BACK, questions=bank)[0].startswith("T05")
    assert said(text(Insert("q", "ask")), BACK, questions=bank[:1]) == []


def test_a_list_ends_where_the_engine_ends_it() -> None:
    lines = [helpline(f"l{number}", "US", "child", name="n" * 100) for number in range(60)]
    listed = bullets("helplines", Insert("one", "name"))

    assert said(listed, BACK, helplines=lines) == []
    assert said(listed, text("a" * 500), BACK, helplines=lines)[0].startswith("T05 This can grow to 4,0")
    assert said(listed, text("a" * 500), BACK, helplines=lines[:9]) == []


def test_only_the_lines_of_one_country_are_added_up() -> None:
    lines = [
        helpline(f"{land}{number}", land, "child", name="n" * 100)
        for land in ("US", "GB")
        for number in range(20)
    ]

    assert said(bullets("helplines", Insert("one", "name")), text("a" * 650), BACK, helplines=lines) == []


def test_own_questions_are_counted_in_a_list() -> None:
    rules = memory(own=MemoryRule("own", "x", text_limit=200))
    adding = screen("y#start", text(), button(Back(), "Add", AddOwnQuestion("own")))
    listing = screen("x#start", bullets("checklist", Insert("one", "ask")), text("a" * 500), BACK)

    assert messages(limits.check, snapshot(adding, listing, rules=rules))[0].startswith("T05")
    assert messages(limits.check, snapshot(listing, rules=rules)) == []


def test_the_thirteenth_button_is_found() -> None:
    boxes = [button(None, f"b{n}", option=Option("topics", "money")) for n in range(13)]

    assert said(text(), *boxes) == ["T03 13 buttons stand on this screen; there is room for 12"]
    assert codes(limits.check, snapshot(screen("x#start", text(), *boxes))) == [
        f"T03 x.md:{boxes[12].place.line}"
    ]
    assert said(text(), *boxes[:11], BACK, button("x#start", "hint", write=Write("note", 9))) == []


def test_buttons_that_never_stand_together_are_not_added_up() -> None:
    some = [button(Back(), when=refuses()) for _ in range(10)]
    others = [button(Back(), when=refuses("unsure")) for _ in range(10)]

    assert said(text(), *some, *others) == []


def test_a_long_typing_hint_is_found_at_its_button() -> None:
    hint = button("x#start", "h" * 65, write=Write("note", 9))

    assert codes(limits.check, snapshot(screen("x#start", text(), hint))) == [f"T04 x.md:{hint.place.line}"]
    assert said(text(), button("x#start", "h" * 64, write=Write("note", 9))) == []


def test_words_and_inserts_of_one_block_are_added_up() -> None:
    rules = memory(note=MemoryRule("note", "x", text_limit=1900))
    mixed = bullets("checklist", Words("a" * 50), Insert("memory", "note"))

    assert said(mixed, text("a" * 400), BACK, rules=rules)[0].startswith("T05")
