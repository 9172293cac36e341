"""Doors that close after a danger signal are not offered after one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from flows.compiler.deed_words import deed_words
from flows.compiler.references import flow_of
from flows.compiler.report import Report
from flows.compiler.rules.asked import Asked
from flows.compiler.rules.situations import Situations, rules_met_on
from flows.model.bank import MemoryRule
from flows.model.evaluate import holds
from flows.model.flow import ButtonTemplate, Goto, ScreenId, ScreenTemplate
from flows.model.instruction import DraftInvitation, Forget, Remember, Remind
from flows.model.snapshot import Snapshot


def check(snapshot: Snapshot, report: Report) -> None:
    """Report buttons from an open into a closed flow that somebody in danger would see.

    A screen behind such a door must not shut it by what it remembers on opening. Invitations and check-ins
    are made and opened behind such doors alone.
    """
    if snapshot.check_in and not is_closed(snapshot.check_in, snapshot):
        _report_open(snapshot.screens[snapshot.check_in], "A check-in opens this screen", report)
    for screen in snapshot.screens.values():
        if is_closed(screen.id, snapshot):
            _check_opening(screen, snapshot, report)
            continue
        for button in screen.buttons:
            _check_deeds(button, report)
        doors = [button for button in screen.buttons if _is_door(button, snapshot)]
        rules = rules_met_on(screen, snapshot) if doors else {}
        for button in doors:
            _check_door(button, rules, report)


def is_closed(screen: ScreenId, snapshot: Snapshot) -> bool:
    """True for a screen of a flow that closes after a danger signal."""
    return snapshot.flows[flow_of(screen)].closed_after_danger


def _check_deeds(button: ButtonTemplate, report: Report) -> None:
    for done in button.instructions:
        if isinstance(done, DraftInvitation | Remind):
            _report_open(button, f"`do {deed_words(done)}` stands in a flow that stays open", report)


def _report_open(at: ScreenTemplate | ButtonTemplate, message: str, report: Report) -> None:
    why = "Somebody in danger could come to it; an invitation or a message could make it worse."
    help = "Put it in a file with `after-danger: closed` in the front matter."
    report.add("G16", at.place, message, why=why, help=help)


def _is_door(button: ButtonTemplate, snapshot: Snapshot) -> bool:
    return isinstance(button.target, Goto) and is_closed(button.target.screen, snapshot)


def _check_opening(screen: ScreenTemplate, snapshot: Snapshot, report: Report) -> None:
    for said in screen.on_opening:
        if said.value in snapshot.memory[said.name].danger:
            message = f"This opens a flow that `{said.name} = {said.value}` closes, and remembers it"
            why = "Whoever comes here would be sent away by their next press."
            help = "Remember it on a screen outside this flow."
            report.add("G14", screen.place, message, why=why, help=help)


def _check_door(button: ButtonTemplate, rules: Mapping[str, MemoryRule], report: Report) -> None:
    seen = [f"`{rule.name}` is {value}" for rule in rules.values() for value in _seen(button, rule, rules)]
    if seen:
        why = "The bot keeps it shut; being sent away from it says that something was noticed."
        guard = " and ".join(
            f"{rule.name} is not {value}" for rule in rules.values() for value in rule.danger
        )
        message = f"This opens a closed flow and is offered when {' or '.join(seen)}"
        report.add("G11", button.place, message, why=why, help=f"Add `if {guard}`.")


def _seen(button: ButtonTemplate, rule: MemoryRule, rules: Mapping[str, MemoryRule]) -> Iterator[str]:
    """The danger values with which the button is offered and leads to the shut door."""
    for value in rule.danger:
        is_met = value in rule.values and _after_press(button, rule.name, value) in rule.danger
        if is_met and _is_offered(button, rule, value, rules):
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


def _is_offered(
    button: ButtonTemplate, rule: MemoryRule, value: str, rules: Mapping[str, MemoryRule]
) -> bool:
    asked = Asked()
    asked.add_condition(button.condition)
    told = {**rules, rule.name: replace(rule, values=(value,))}
    situations = (situation.facts for situation in Situations(asked, told))
    return any(
        holds(button.condition, replace(facts, memory={**facts.memory, rule.name: value}))
        for facts in situations
    )
