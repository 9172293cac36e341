"""A person must be able to tell the buttons of a screen apart, and know where typed text goes."""

from collections.abc import Iterable

from flows.compiler.report import Report
from flows.model.flow import ButtonTemplate
from flows.model.text import Words


def check(buttons: Iterable[ButtonTemplate], report: Report) -> None:
    """Report buttons of one screen with one label, or with one typing hint beside another."""
    seen: dict[str, list[ButtonTemplate]] = {}
    writing: list[ButtonTemplate] = []
    for button in buttons:
        label = _shown_label(button)
        if label and any(_may_meet(button, other) for other in seen.get(label, ())):
            why = "Nobody could tell them apart; typing the label would press the first."
            report.add("B09", button.place, "Another button of this screen has this label", why=why)
        seen.setdefault(label, []).append(button)
        if button.write and any(button.condition == other.condition for other in writing):
            why = "Only the first would get what is typed."
            report.add("I09", button.place, "The screen takes typed text in two ways", why=why)
        writing += [button] if button.write else []


def _shown_label(button: ButtonTemplate) -> str:
    """The label for comparison; "" where it is a hint, or inserts and lists make several of it."""
    words = [inline.text for inline in button.label if isinstance(inline, Words)]
    if button.each or button.write or len(words) < len(button.label):
        return ""
    return "".join(words).casefold()


def _may_meet(one: ButtonTemplate, other: ButtonTemplate) -> bool:
    """True when the two are surely seen at once, as far as their guards tell."""
    return one.condition == other.condition or None in (one.condition, other.condition)
