"""What an `each` walks over: questions, help lines, and what is kept of the person."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from flows.engine.comparing import answers, comparison, one_therapist, therapists
from flows.engine.days import day_there, shown_day
from flows.engine.facts import concerns_of, facts_of
from flows.engine.item import Item, checklist, from_bank, item, question_at_hand
from flows.engine.told import choices, remembered
from flows.engine.walk import Walk
from flows.model.bank import Helpline, Question
from flows.model.evaluate import holds
from flows.model.instruction import Each


def items(each: Each, walk: Walk) -> Iterator[Item]:
    """The elements of the list that satisfy `where`, in the order of the content or of the person."""
    if each.where is None:
        yield from LISTS[each.source](walk)
        return
    facts = facts_of(walk)
    for one in LISTS[each.source](walk):
        if holds(each.where, replace(facts, item_variable=each.variable, item_tags=one.tags)):
            yield one


def at_hand(variable: str, walk: Walk) -> Item | None:
    """What an insert outside an `each` speaks of, by the letter that content gives it there."""
    match variable:
        case "q":
            return question_at_hand(walk)
        case "t":
            return one_therapist(walk.therapist_at_hand, walk) if walk.therapist_at_hand else None
        case "a":
            return next((one for one in answers(walk) if one.id == walk.question), None)
        case "m":
            return next((one for one in remembered(walk) if one.id == walk.told), None)
        case _:
            return None


def _questions(walk: Walk) -> Iterator[Item]:
    questions = walk.snapshot.questions.values()
    return (from_bank(question, walk) for question in questions if _concerns(question, walk))


def _helplines(walk: Walk) -> Iterator[Item]:
    return (_from_line(line) for line in walk.snapshot.helplines if _reaches(line, walk))


def _objections(walk: Walk) -> Iterator[Item]:
    return (item(each.id, words=each.words, why=each.why) for each in concerns_of(walk))


def _concerns(question: Question, walk: Walk) -> bool:
    country = walk.memory.get("country")
    return not question.countries or country is None or country in question.countries


def _reaches(line: Helpline, walk: Walk) -> bool:
    return line.country in ("", walk.memory.get("country"))


def _reminders(walk: Walk) -> Iterator[Item]:
    if walk.check_in is not None and walk.check_in.day >= day_there(walk):
        yield item("check-in", day=shown_day(walk.check_in.day, walk))


def _from_line(line: Helpline) -> Item:
    return item(
        line.id,
        frozenset(line.kinds),
        name=line.name,
        number=line.number or line.url,
        url=line.url,
        hours=line.hours,
        cost=line.cost,
        languages=line.languages,
        trace=line.trace,
    )


LISTS: Mapping[str, Callable[[Walk], Iterator[Item]]] = {
    "questions": _questions,
    "checklist": checklist,
    "helplines": _helplines,
    "therapists": therapists,
    "answers": answers,
    "comparison": comparison,
    "remembered": remembered,
    "choices": choices,
    "concerns": _objections,
    "reminders": _reminders,
}
"""Every name that an `each` may walk over; the compiler lets no other through."""
