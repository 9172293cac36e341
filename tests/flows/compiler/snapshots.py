"""Small snapshots made by hand: each screen and button stands on a line of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import count

from flows.compiler.report import Report
from flows.model.bank import Helpline, MemoryRule, Question
from flows.model.condition import Condition, Is, Not, Term
from flows.model.danger import DangerRules
from flows.model.flow import (
    Block,
    Bullet,
    ButtonTemplate,
    End,
    Flow,
    Goto,
    Home,
    Paragraph,
    ScreenId,
    ScreenTemplate,
    Target,
)
from flows.model.instruction import Each, Instruction, Option, Write
from flows.model.place import Place
from flows.model.snapshot import Snapshot
from flows.model.text import Insert, Words

TODAY = date(2026, 11, 21)
_lines = count(1)


def guard(*terms: Term, every: bool = True) -> Condition:
    return Condition(terms, every)


def refuses(value: str = "refuses") -> Condition:
    return guard(Is("partner", value))


def not_refuses() -> Condition:
    return guard(Not(Is("partner", "refuses")))


def text(
    words: str | Insert = "Words.", *, when: Condition | None = None, otherwise: bool = False
) -> Paragraph:
    inline = Words(words) if isinstance(words, str) else words
    return Paragraph((inline,), Place("x.md", next(_lines), 1), when, otherwise)


def bullets(source: str, *inlines: Words | Insert, where: Condition | None = None) -> Bullet:
    return Bullet(inlines or (Words("- "),), Place("x.md", next(_lines), 1), Each("one", source, where))


def button(
    target: str | Target | None,
    label: str = "Go",
    *done: Instruction,
    when: Condition | None = None,
    come_back: str | None = None,
    each: Each | None = None,
    write: Write | None = None,
    option: Option | None = None,
) -> ButtonTemplate:
    line = next(_lines)
    to = Goto(ScreenId(target)) if isinstance(target, str) else target
    back = ScreenId(come_back) if come_back else None
    place = Place("x.md", line, 1, len(label))
    return ButtonTemplate(f"t{line}", (Words(label),), to, place, when, done, back, write, each, option)


def screen(id: str, *parts: Block | ButtonTemplate) -> ScreenTemplate:
    """Its blocks and its buttons, each button in a row of its own."""
    blocks = tuple(part for part in parts if not isinstance(part, ButtonTemplate))
    rows = tuple((part,) for part in parts if isinstance(part, ButtonTemplate))
    return ScreenTemplate(
        ScreenId(id), Place(f"{id.partition('#')[0]}.md", next(_lines), 1, len(id)), blocks, rows
    )


def memory(**rules: MemoryRule) -> dict[str, MemoryRule]:
    usual = {
        "partner": MemoryRule("partner", "x", ("refuses", "unsure")),
        "safety": MemoryRule("safety", "x", ("fine", "unsure", "unsafe"), danger=("unsure", "unsafe")),
        "topics": MemoryRule("topics", "x", ("secrets", "money", "course"), many=True),
        "note": MemoryRule("note", "x", text_limit=600),
        "country": MemoryRule("country", "x", ("US", "GB", "other")),
    }
    return usual | rules


def question(id: str, *topics: str, ask: str = "Why?", countries: tuple[str, ...] = ()) -> Question:
    said = (Words(ask),)
    return Question(
        id, topics, said, said, said, said, said, Place("questions.md", 1, 1), countries=countries
    )


def helpline(id: str, country: str, *kinds: str, name: str = "A line") -> Helpline:
    return Helpline(id, country, kinds, name, "1", "", "", "", "", "", "A", "S1", TODAY, None)


def snapshot(
    *screens: ScreenTemplate,
    closed: Iterable[str] = (),
    rules: Mapping[str, MemoryRule] | None = None,
    questions: Iterable[Question] = (),
    helplines: Iterable[Helpline] = (),
    commands: Mapping[str, str] | None = None,
    danger: DangerRules | None = None,
    locked: bool = True,
) -> Snapshot:
    """The screens, with a home and a safety page and a no-answer page of their own where none is given."""
    usual = [
        screen("home#start", text(), button(End())),
        screen("safety#start", text(), button(Home())),
        screen("no-answer#start", text(), button(Home())),
    ]
    given = {one.id: one for one in screens}
    all_screens = {one.id: one for one in usual} | given
    flows = {
        name: replace(_flow(name), locked=locked and name == "safety", closed_after_danger=name in closed)
        for name in dict.fromkeys(id.partition("#")[0] for id in all_screens)
    }
    return Snapshot(
        id="test",
        language="en",
        screens=all_screens,
        flows=flows,
        moved={},
        home=ScreenId("home#start"),
        safety=ScreenId("safety#start"),
        no_answer=ScreenId("no-answer#start"),
        commands={name: ScreenId(to) for name, to in (commands or {}).items()},
        memory=memory() if rules is None else rules,
        questions={one.id: one for one in questions},
        topics={},
        sources={},
        countries={},
        helplines=tuple(helplines),
        danger=danger or DangerRules(),
        phrases={
            "en": {
                "button.safety": "Safety and help",
                "button.hide": "Hide",
                "list.more": "More...",
                "hint.write": "Type:",
            }
        },
    )


def _flow(name: str) -> Flow:
    return Flow(name, name, (), TODAY, None, "nobody", 365)


def codes(check, made: Snapshot) -> list[str]:  # type: ignore[no-untyped-def]  # any rule's `check`
    """What a rule says, as `code path:line`."""
    report = Report({})
    check(made, report)
    return [f"{one.code} {one.place.path}:{one.place.line}" for one in report.diagnostics]


def messages(check, made: Snapshot) -> list[str]:  # type: ignore[no-untyped-def]  # any rule's `check`
    """What a rule says, as `code message`."""
    report = Report({})
    check(made, report)
    return [f"{one.code} {one.message}" for one in report.diagnostics]
