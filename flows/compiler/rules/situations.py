"""Every combination of answers that a screen can meet, as far as its guards tell them apart.

What a person has said can be forgotten (`keep-days`, `forget`, an old link), so any name may be
unknown on any screen. Values that no guard names are alike: one stands for all of them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from math import prod

from flows.compiler.references import flow_of
from flows.compiler.rules.asked import Asked
from flows.model.bank import MemoryRule
from flows.model.evaluate import Facts
from flows.model.flow import Goto, ScreenTemplate
from flows.model.instruction import Remember
from flows.model.session import Value
from flows.model.snapshot import Snapshot

MOST_SITUATIONS = 20_000
"""Combinations tried on one screen; beyond, every pair of answers is tried."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be so or otherwise.

    `ticks` are added to the `many` memory `name`; `value` is set under it; `is_empty` and
    `answers` name a list and a clinic's question; `at_hand` is true of the question at hand; `told` is the
    answer at hand.
    """

    words: str
    name: str = ""
    value: str = ""
    ticks: tuple[str, ...] = ()
    is_empty: str = ""
    answers: str = ""
    at_hand: str = ""
    told: str = ""
    pin_is_set: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """One combination; `words` say it as an editor would."""

    choices: tuple[Choice, ...]

    @property
    def words(self) -> str:
        """`partner is not known and safety is fine`; "" when nothing makes a difference."""
        return " and ".join(choice.words for choice in self.choices)

    @property
    def facts(self) -> Facts:
        """The combination as guards see it."""
        memory: dict[str, Value] = {choice.name: choice.value for choice in self.choices if choice.value}
        for choice in self.choices:
            if choice.ticks:
                before = memory.get(choice.name, ())
                memory[choice.name] = (*before, *choice.ticks)
        empty = frozenset(choice.is_empty for choice in self.choices if choice.is_empty)
        clinic = frozenset(choice.answers for choice in self.choices if choice.answers)
        at_hand = {choice.at_hand for choice in self.choices}
        return Facts(
            memory,
            empty,
            clinic,
            question_is_own="own" in at_hand,
            question_is_listed="on list" in at_hand,
            question_is_asked="asked" in at_hand,
            question_is_noted="noted" in at_hand,
            told="".join(choice.told for choice in self.choices),
            pin_is_set=any(choice.pin_is_set for choice in self.choices),
        )


class Situations:
    """The situations that `asked` tells apart, for names with these rules."""

    def __init__(self, asked: Asked, rules: Mapping[str, MemoryRule]) -> None:
        self._dimensions = list(_dimensions(asked, rules))

    @property
    def count(self) -> int:
        """How many there are."""
        return prod(map(len, self._dimensions))

    def __iter__(self) -> Iterator[Situation]:
        tried = product(*self._dimensions) if self.count <= MOST_SITUATIONS else _pairs(self._dimensions)
        return map(Situation, tried)


def rules_met_on(screen: ScreenTemplate, snapshot: Snapshot) -> Mapping[str, MemoryRule]:
    """What can be remembered about somebody on this screen.

    Nobody in danger is in a closed flow. What the screen remembers on opening stays until one of its
    own buttons that stay on it says otherwise.
    """
    is_closed = snapshot.flows[flow_of(screen.id)].closed_after_danger
    rules = snapshot.memory
    if is_closed:
        rules = {name: _without(rule, rule.danger) for name, rule in rules.items()}
    return {**rules, **{name: _only(rules[name], kept) for name, kept in _kept_by(screen).items()}}


def _kept_by(screen: ScreenTemplate) -> Mapping[str, set[str]]:
    """The values that a name set on opening can have while the person stays on the screen."""
    kept = {said.name: {said.value} for said in screen.on_opening}
    for button in screen.buttons:
        if isinstance(button.target, Goto) and button.target.screen == screen.id:
            for done in button.instructions:
                if isinstance(done, Remember) and done.name in kept:
                    kept[done.name].add(done.value)
    return kept


def _only(rule: MemoryRule, values: Collection[str]) -> MemoryRule:
    return replace(rule, values=tuple(value for value in rule.values if value in values))


def _without(rule: MemoryRule, values: Collection[str]) -> MemoryRule:
    return replace(rule, values=tuple(value for value in rule.values if value not in values))


def _dimensions(asked: Asked, rules: Mapping[str, MemoryRule]) -> Iterator[list[Choice]]:
    for name, values in asked.values.items():
        rule = rules.get(name)
        if rule and rule.many:
            yield from _tick_dimensions(rule, values, is_loose=name in asked.loose)
        elif rule:
            yield _value_dimension(rule, values)
    for source in asked.lists:
        yield [Choice(f"{source} is not empty"), Choice(f"{source} is empty", is_empty=source)]
    for question in asked.clinic:
        yield [
            Choice(f"the clinic does not answer {question}"),
            Choice(f"the clinic answers {question}", answers=question),
        ]
    for what in asked.at_hand:
        yield [Choice(f"question is not {what}"), Choice(f"question is {what}", at_hand=what)]
    if asked.told:
        yield [Choice("answer is another"), *(Choice(f"answer is {name}", told=name) for name in asked.told)]
    if asked.pin:
        yield [Choice("pin is not set"), Choice("pin is set", pin_is_set=True)]


def _value_dimension(rule: MemoryRule, named: Mapping[str, None]) -> list[Choice]:
    unknown = Choice(f"{rule.name} is not known", rule.name)
    if rule.text_limit:
        return [unknown, Choice(f"{rule.name} is known", rule.name, "typed")]
    others = [value for value in rule.values if value not in named]
    told_apart = [value for value in rule.values if value in named] + others[:1]
    return [unknown, *(Choice(f"{rule.name} is {value}", rule.name, value) for value in told_apart)]


def _tick_dimensions(
    rule: MemoryRule, named: Mapping[str, None], *, is_loose: bool
) -> Iterator[list[Choice]]:
    """Each named tick by itself; of the others none, one at a time, or all.

    That is enough: more ticks only ever let more elements through `topic in`.
    """
    for value in named:
        no = Choice(f"{rule.name} has no {value}", rule.name)
        yield [no, Choice(f"{rule.name} has {value}", rule.name, ticks=(value,))]
    others = [value for value in rule.values if value not in named]
    nothing = Choice(f"{rule.name} {'has nothing else' if named else 'is not known'}", rule.name)
    told_apart: list[tuple[str, ...]] = [(value,) for value in (others if is_loose else others[:1])]
    told_apart += [tuple(others)] if len(told_apart) > 1 else []
    yield [nothing, *(Choice(f"{rule.name} has {', '.join(t)}", rule.name, ticks=t) for t in told_apart)]


def _pairs(dimensions: Sequence[Sequence[Choice]]) -> Iterator[tuple[Choice, ...]]:
    """Every pair of choices, with all others at their first and then at their last."""
    for rest in (0, -1):
        usual = [choices[rest] for choices in dimensions]
        for one, other in combinations(range(len(dimensions)), 2):
            for pair in product(dimensions[one], dimensions[other]):
                tried = list(usual)
                tried[one], tried[other] = pair
                yield tuple(tried)
