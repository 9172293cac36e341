"""Everything that is kept of a person, for that person: to read, and for a machine."""

import json
from collections.abc import Iterator
from datetime import date

from flows.engine.comparing import answer_of, ask_text, said_and_noted
from flows.engine.days import shown_day
from flows.engine.item import is_readable
from flows.engine.told import shown, title_of
from flows.engine.walk import Walk, flow_of
from flows.model.document import Line, Section
from flows.model.session import Therapist


def data_sections(walk: Walk) -> Iterator[Section]:
    """What is kept, under headings."""
    place = Line(walk.snapshot.flows[flow_of(walk.state)].title), Line(walk.session.language)
    yield Section(walk.phrase("data.place"), place)
    told = [Line(shown(name, walk), f"{title_of(name, walk)}:") for name in _names(walk)]
    if walk.check_in:
        told.append(Line(shown_day(walk.check_in.day, walk), walk.phrase("data.check-in")))
    yield Section(walk.phrase("data.told"), tuple(told) or (Line(walk.phrase("data.nothing")),))
    yield Section(walk.phrase("list.title"), tuple(_questions(walk)) or (Line(walk.phrase("data.nothing")),))
    for therapist in walk.therapists:
        yield Section(therapist.name, tuple(_said(therapist, walk)))


def data_json(walk: Walk) -> str:
    """The same as JSON, with the names that this program uses; days as YYYY-MM-DD."""
    kept = {
        "language": walk.session.language,
        "screen": walk.state,
        "path": [visit.screen for visit in walk.path],
        "told": {
            name: {"value": walk.memory[name], "on": date.fromordinal(walk.days[name]).isoformat()}
            for name in _names(walk)
        },
        "questions": [
            {"id": kept.id, "own": kept.own, "asked": kept.asked, "note": kept.note}
            for kept in walk.checklist
        ],
        "therapists": [
            {
                "name": known.name,
                "feel": known.feel,
                "answers": {
                    id: {"said": answer.said, "note": answer.note} for id, answer in known.answers.items()
                },
            }
            for known in walk.therapists
        ],
        "check_in": date.fromordinal(walk.check_in.day).isoformat() if walk.check_in else None,
        "pin": walk.pin is not None,
    }
    return json.dumps(kept, ensure_ascii=False, indent=2)


def _names(walk: Walk) -> list[str]:
    """Everything; whoever typed a wrong PIN is not told what keeps the person safe."""
    rules = (rule for name, rule in walk.snapshot.memory.items() if name in walk.memory)
    return [rule.name for rule in rules if not (walk.is_other_face and rule.counts_on_every_face)]


def _questions(walk: Walk) -> Iterator[Line]:
    for kept in walk.checklist:
        if is_readable(kept, walk):
            yield Line(" ".join(filter(None, (ask_text(kept, walk), kept.note))), _asked(kept.asked, walk))


def _asked(asked: bool, walk: Walk) -> str:
    return walk.phrase("list.asked") if asked else ""


def _said(therapist: Therapist, walk: Walk) -> Iterator[Line]:
    if therapist.feel:
        yield Line(therapist.feel, walk.phrase("list.feel"))
    for kept in walk.checklist:
        if kept.id in therapist.answers and is_readable(kept, walk):
            yield Line(said_and_noted(answer_of(therapist, kept), walk), ask_text(kept, walk))
