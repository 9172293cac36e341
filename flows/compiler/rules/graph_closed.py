"""Doors that close after a danger signal are not offered after one."""

from collections.abc import Iterator
from dataclasses import replace

from flows.compiler.references import flow_of
from flows.compiler.report import Report
from flows.compiler.rules.asked import Asked
from flows.compiler.rules.situations import Situations
from flows.model.bank import MemoryRule
from flows.model.evaluate import holds
from flows.model.flow import ButtonTemplate, Goto, ScreenId
from flows.model.instruction import Forget, Remember
from flows.model.snapshot import Snapshot


def check(snapshot: Snapshot, report: Report) -> None:
    """Report buttons from an open into a closed flow that somebody in danger would see."""
    for screen in snapshot.screens.values():
        if is_closed(screen.id, snapshot):
            continue
        for button in screen.buttons:
            if isinstance(button.target, Goto) and is_closed(button.target.screen, snapshot):
                _check_door(button, snapshot, report)


def is_closed(screen: ScreenId, snapshot: Snapshot) -> bool:
    """True for a screen of a flow that closes after a danger signal."""
    return snapshot.flows[flow_of(screen)].closed_after_danger


def _check_door(button: ButtonTemplate, snapshot: Snapshot, report: Report) -> None:
    seen = [
        f"`{rule.name}` is {value}"
        for rule in snapshot.memory.values()
        for value in _seen(button, rule, snapshot)
    ]
    if seen:
        why = "The bot keeps it shut; being sent away from it says that something was noticed."
        rules = [rule for rule in snapshot.memory.values() if rule.danger]
        guard = " and ".join(f"{rule.name} is not {value}" for rule in rules for value in rule.danger)
        message = f"This opens a closed flow and is offered when {' or '.join(seen)}"
        report.add("G11", button.place, message, why=why, help=f"Add `if {guard}`.")


def _seen(button: ButtonTemplate, rule: MemoryRule, snapshot: Snapshot) -> Iterator[str]:
    """The danger values with which the button is offered and leads to the shut door."""
    for value in rule.danger:
        if _after_press(button, rule.name, value) in rule.danger and _is_offered(
            button, rule, value, snapshot
        ):
            yield value


def _after_press(button: ButtonTemplate, name: str, value: str) -> str:
    """What is remembered once the button has done its work; the door is tried after that."""
    for done in button.instructions:
        match done:
            case Remember() if done.name == name:
                value = done.value
            case Forget() if done.name == name:
                value = ""
    return value


def _is_offered(button: ButtonTemplate, rule: MemoryRule, value: str, snapshot: Snapshot) -> bool:
    asked = Asked()
    asked.add_condition(button.condition)
    rules = {**snapshot.memory, rule.name: replace(rule, values=(value,))}
    situations = (situation.facts for situation in Situations(asked, rules))
    return any(
        holds(button.condition, replace(facts, memory={**facts.memory, rule.name: value}))
        for facts in situations
    )
