"""What makes a difference to a screen: the names, lists and questions that its guards ask about."""

from dataclasses import dataclass, field
from typing import Literal

from flows.compiler.rules.shown import COUNTRY, OF_CONTENT
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
from flows.model.flow import Block, Bullet, ButtonTemplate, Paragraph
from flows.model.instruction import Each
from flows.model.snapshot import Snapshot
from flows.model.text import Insert, Words


@dataclass(frozen=True, slots=True)
class Asked:
    """Names with the values that are told apart, lists that can be empty, questions for a clinic.

    `at_hand` is what is asked of the question that the person opened last, `told` what the answer that
    they opened last may be, `pin` whether it is set. In `loose` are the names of which any other value
    counts as well.
    """

    values: dict[str, dict[str, None]] = field(default_factory=dict)
    loose: dict[str, None] = field(default_factory=dict)
    lists: dict[str, None] = field(default_factory=dict)
    clinic: dict[str, None] = field(default_factory=dict)
    at_hand: dict[Literal["own", "on list", "asked", "noted"], None] = field(default_factory=dict)
    told: dict[str, None] = field(default_factory=dict)
    pin: dict[Literal["set"], None] = field(default_factory=dict)

    def add_block(self, block: Block, snapshot: Snapshot) -> None:
        """Note all that decides whether a block has words to show."""
        if isinstance(block, Paragraph):
            self.add_condition(block.condition)
        if isinstance(block, Bullet):
            self.add_each(block.each, snapshot)
        for name in inserts_alone(block):
            self._add_name(name)

    def add_button(self, button: ButtonTemplate, snapshot: Snapshot) -> None:
        """Note all that decides whether a button is offered."""
        self.add_condition(button.condition)
        self.add_each(button.each, snapshot)

    def add_each(self, each: Each | None, snapshot: Snapshot) -> None:
        """Note all that decides which elements a list has."""
        if each is None:
            return
        self.add_condition(each.where, each.variable)
        self._add_list(each.source)
        lines = snapshot.helplines if each.source == "helplines" else ()
        questions = snapshot.questions.values() if each.source == "questions" else ()
        countries = [line.country for line in lines if line.country]
        countries += [country for question in questions for country in question.countries]
        if countries:
            self._add_name(COUNTRY, *countries)

    def add_condition(self, condition: Condition | None, variable: str = "") -> None:
        """Note the terms of a guard; `variable` is that of the `each` it stands in, which is no name."""
        for term in condition.terms if condition else ():
            self._add_term(term, variable)

    def _add_term(self, term: Term, variable: str) -> None:  # noqa: C901 - one case a term
        match term:
            case Is() | Has():
                if term.name != variable:
                    self._add_name(term.name, term.value)
            case Known():
                self._add_name(term.name)
            case TopicIn():
                self._add_name(term.name)
                self.loose[term.name] = None
            case Empty():
                self._add_list(term.source)
            case ClinicAnswers():
                self.clinic[term.question] = None
            case AtHand():
                self.at_hand[term.what] = None
            case ToldIs():
                self.told[term.name] = None
            case PinIsSet():
                self.pin["set"] = None
            case Not():
                self._add_term(term.term, variable)

    def _add_list(self, source: str) -> None:
        if source not in OF_CONTENT:  # which hold something for everybody
            self.lists[source] = None

    def _add_name(self, name: str, *values: str) -> None:
        self.values.setdefault(name, {}).update(dict.fromkeys(values))


def inserts_alone(block: Block) -> tuple[str, ...]:
    """The remembered names that a block consists of; () when it has words of its own."""
    if any(isinstance(part, Words) and part.text.strip() for part in block.inlines):
        return ()
    return tuple(part.field for part in block.inlines if isinstance(part, Insert) and part.scope == "memory")
