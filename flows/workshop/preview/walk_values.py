"""What the page's script walks by: plain values, to choose among messages that are drawn already."""

import json
from collections.abc import Sequence

from flows.engine.listing import TOPICS
from flows.engine.walk import PATH_LIMIT, RETURN_LIMIT
from flows.model.condition import Condition, Has, Is, Known, Not, Term
from flows.model.snapshot import Snapshot
from flows.workshop.preview.differences import Choice, Difference
from flows.workshop.preview.edges import anchor
from flows.workshop.preview.presses import Values, presses_of
from flows.workshop.preview.variants import Situation, Variants


def walk_json(screens: Sequence[Variants], snapshot: Snapshot) -> str:
    """The values as JSON that can stand inside a script element."""
    text = json.dumps(_walk(screens, snapshot), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")  # nothing in it can close the element or open a comment


def _walk(screens: Sequence[Variants], snapshot: Snapshot) -> Values:
    phrases = snapshot.phrases[snapshot.language]
    return {
        "home": snapshot.home,
        "pin": snapshot.pin,
        "safety": snapshot.safety,
        "limits": {"path": PATH_LIMIT, "returns": RETURN_LIMIT},
        "danger": {rule.name: rule.danger for rule in snapshot.memory.values() if rule.danger},
        "closed": [flow.id for flow in snapshot.flows.values() if flow.closed_after_danger],
        "topics": TOPICS,
        "bank": [[one.id, one.topics, one.starter] for one in snapshot.questions.values()],
        "says": {name: phrases[f"notice.{name}"] for name in ("unsafe", "moved", "pin", "dropped")},
        "called": {name: phrases[f"memory.{name}"] for name in snapshot.memory},
        "ticked": [rule.name for rule in snapshot.memory.values() if rule.many],
        "whiles": {
            rule.name: _while(rule.only_while) for rule in snapshot.memory.values() if rule.only_while
        },
        "screens": {one.template.id: _screen(one, snapshot) for one in screens},
    }


def _screen(variants: Variants, snapshot: Snapshot) -> Values:
    template = variants.template
    return {
        "at": anchor(template.id),
        "opening": [[said.name, said.value] for said in template.on_opening],
        "needsQuestion": template.needs_question,
        "needsTherapist": template.needs_therapist,
        "behindPin": template.behind_pin,
        "differences": [_difference(one) for one in variants.differences],
        "messages": [
            [_situation(situation, variants.differences) for situation in one.situations]
            for one in variants.drawn
        ],
        "presses": {token: press.values() for token, press in presses_of(variants, snapshot).items()},
    }


def _while(condition: Condition) -> Values:
    return {"every": condition.every, "terms": [_term(term) for term in condition.terms]}


def _term(term: Term) -> list[object]:
    plain = term.term if isinstance(term, Not) else term
    match plain:
        case Is(name, value):
            return ["is", name, value, plain is not term]
        case Has(name, value):
            return ["has", name, value, plain is not term]
        case Known(name):
            return ["known", name, "", plain is not term]
        case _:
            raise ValueError(f"`while` cannot ask this: {plain}")  # the compiler lets nothing else through


def _difference(one: Difference) -> Values:
    return {
        "subject": one.subject,
        "alike": sorted(one.alike),
        "choices": [_choice(choice) for choice in one.choices],
    }


def _choice(choice: Choice) -> Values:
    return {"value": choice.value, "items": [item.id for item in choice.items], "memory": choice.memory}


def _situation(situation: Situation, known: Sequence[Difference]) -> list[int]:
    """The number of each choice; last, 1 when the talk has ended there."""
    numbers = [one.choices.index(choice) for one, choice in zip(known, situation.choices, strict=True)]
    return [*numbers, int(situation.ended)]
