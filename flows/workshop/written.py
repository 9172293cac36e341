"""The model's values as an editor writes them, for reports that name what stands in a file."""

from collections.abc import Iterable
from typing import assert_never

from flows.compiler.deed_words import deed_words
from flows.model.condition import (
    AtHand,
    ClinicAnswers,
    Condition,
    Empty,
    Has,
    Is,
    Known,
    Not,
    PinIsSet,
    Term,
    ToldIs,
    TopicIn,
)
from flows.model.flow import Back, ButtonTemplate, End, Goto, Home, Return, Target, Web
from flows.model.instruction import Each, Forget, Instruction, Remember
from flows.model.text import Inline, Insert, Style


def words_written(inlines: Iterable[Inline]) -> str:
    """The words with their marks and inserts: `**bold** {name}`."""
    return "".join(_marked(_bare(inline), inline.style) for inline in inlines)


def words_plain(inlines: Iterable[Inline]) -> str:
    """The words without marks; inserts stand in their braces."""
    return "".join(_bare(inline) for inline in inlines)


def guard_written(condition: Condition | None) -> str:
    """What stands after `if`; "" for no guard."""
    if condition is None:
        return ""
    return (" and " if condition.every else " or ").join(map(_term, condition.terms))


def target_written(target: Target | None) -> str:
    """Where a button leads: a screen's id, `#back` and its like, an address; "" for a tick box."""
    match target:
        case None:
            return ""
        case Goto():
            return target.screen
        case Web():
            return target.url
        case Back():
            return "#back"
        case Return():
            return "#return"
        case Home():
            return "#home"
        case End():
            return "#end"
        case _:
            assert_never(target)


def orders_written(button: ButtonTemplate) -> str:
    """All that a button does besides leading somewhere, parted by commas; "" for nothing."""
    orders = list(map(_instruction, button.instructions))
    if button.come_back:
        orders.append(f"come back to {button.come_back}")
    if button.write:
        orders.append(f"write {button.write.name}, up to {button.write.limit} characters")
    if button.copy:
        orders.append(f"copy {button.copy}")
    if button.option:
        orders.append(f"tick {button.option.name} = {button.option.value}")
    if button.each:
        orders.append(each_written(button.each))
    return ", ".join(orders)


def each_written(each: Each) -> str:
    """`each q in questions where topic in topics`."""
    where = f" where {guard_written(each.where)}" if each.where else ""
    return f"each {each.variable} in {each.source}{where}"


def _bare(inline: Inline) -> str:
    if not isinstance(inline, Insert):
        return inline.text
    scope = "" if inline.scope == "memory" else f"{inline.scope}."
    argument = f" {inline.argument}" if inline.argument else ""
    return f"{{{scope}{inline.field}{argument}}}"


def _marked(text: str, style: Style) -> str:
    for is_on, mark in ((style.bold, "**"), (style.italic, "*"), (style.strike, "~~")):
        text = f"{mark}{text}{mark}" if is_on else text
    return f"[{text}]({style.link})" if style.link else text


def _term(term: Term) -> str:  # noqa: C901 - one case a term
    match term:
        case Not():
            return _negated(term)
        case Is():
            return f"{term.name} is {term.value}"
        case Has():
            return f"{term.name} has {term.value}"
        case Known():
            return f"{term.name} is known"
        case Empty():
            return f"{term.source} is empty"
        case TopicIn():
            return f"topic in {term.name}"
        case ClinicAnswers():
            return f"clinic answers {term.question}"
        case AtHand():
            return f"question is {term.what}"
        case ToldIs():
            return f"answer is {term.name}"
        case PinIsSet():
            return "pin is set"
        case _:
            assert_never(term)


def _negated(term: Not) -> str:
    word, no = (" has ", "no") if isinstance(term.term, Has) else (" is ", "not")
    return _term(term.term).replace(word, f"{word}{no} ", 1)


def _instruction(instruction: Instruction) -> str:
    words = deed_words(instruction)
    return words if isinstance(instruction, Remember | Forget) else f"do {words}"
