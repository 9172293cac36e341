"""A `Diff` as an editor reads it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from flows.workshop.diff.changes import Change, Diff, How, Thing
from flows.workshop.diff.conversations import Passing

_ON_SCREEN = (Thing.SCREEN, Thing.WORDS, Thing.BUTTON)

NOTHING = "Nothing that people see, press or rely on is different."


def render_diff(found: Diff, passing: Sequence[Passing], before: str, after: str) -> str:
    """All changes under headings, those that touch safety first and only there, then the transcripts.

    `before` and `after` stand before the places of either side: "content/", or "main:".
    """
    if not found.changes:
        return f"{NOTHING}\n"
    changes = list(_told_once(found.changes))
    safety = [change for change in changes if change.safety]
    rest = [change for change in changes if not change.safety]
    parts = [*_part(_SAFETY, safety, before, after), *_part(_REST if safety else "", rest, before, after)]
    if passing:
        told = [f"    {before}{one.path}:{one.line}  {one.title}" for one in passing]
        parts.append("\n".join([_CONVERSATIONS, *told, ""]))
    return "\n".join(parts)


_SAFETY = "SAFETY: somebody in danger may meet what follows"
_REST = "EVERYTHING ELSE"
_CONVERSATIONS = "These conversations of the older version pass through screens that are different now:"


def _told_once(changes: Sequence[Change]) -> Iterator[Change]:
    """Without the screens that only got another name because their file did."""
    flows = {(one.before, one.after) for one in changes if one.thing is Thing.FLOW and one.how is How.RENAMED}
    for change in changes:
        is_new_name = change.thing is Thing.SCREEN and change.how is How.RENAMED
        (old, name), (new, now) = (id.partition("#")[::2] for id in (change.before, change.after))
        if not (is_new_name and name == now and (old, new) in flows):
            yield change


def _part(title: str, changes: Sequence[Change], before: str, after: str) -> Iterator[str]:
    if changes and title:
        count = "1 change" if len(changes) == 1 else f"{len(changes)} changes"
        yield f"{title} ({count}).\n"
    for subject, group in groupby(changes, key=_title):
        told = list(group)
        lines = [f"    {line}" for change in told for line in _lines(change)]
        yield "\n".join([f"{subject}{_place(told, before, after)}", *lines, ""])


def _title(change: Change) -> str:
    thing = Thing.SCREEN if change.thing in _ON_SCREEN else change.thing
    named = change.thing in (Thing.SETTING, Thing.DANGER)
    return change.subject if named else f"{thing[0].upper()}{thing[1:]} {change.subject}"


def _place(changes: Iterable[Change], before: str, after: str) -> str:
    for change in changes:
        if change.place:
            side = before if change.how is How.REMOVED else after
            return f"  {side}{change.place.path}:{change.place.line}:{change.place.column}"
    return ""


def _lines(change: Change) -> Iterator[str]:
    match change.thing:
        case Thing.WORDS:
            yield from _words(change)
        case Thing.BUTTON:
            yield from _button(change)
        case Thing.SCREEN | Thing.FLOW if not change.part:
            yield _whole(change)
        case Thing.TRANSLATION:
            yield "Now translated." if change.how is How.ADDED else "No longer translated, or not anew."
        case _:
            yield from _entry(change)


def _words(change: Change) -> Iterator[str]:
    match change.how:
        case How.CHANGED:
            yield f"was: {change.before}"
            yield f"now: {change.after}"
        case How.ADDED:
            yield f"new: {change.after}"
        case How.REMOVED:
            yield f"gone: {change.before}"
        case How.MOVED:
            yield f"moved: {change.after}"
        case _:
            yield f"“{change.part}” is now shown {_case(change.after)}; before, {_case(change.before)}."


def _button(change: Change) -> Iterator[str]:
    name = f"The button “{change.part}”"
    match change.how:
        case How.ADDED:
            yield f"New button “{change.part}”: {change.after}."
        case How.REMOVED:
            yield f"{name} is gone: {change.before}."
        case How.LEADS_ELSEWHERE:
            yield f"{name} now leads to {_or(change.after)}; before, to {_or(change.before)}."
        case How.DOES_OTHERWISE:
            yield f"{name} now does: {_or(change.after)}; before: {_or(change.before)}."
        case How.RELABELLED:
            yield f"{name} was called “{change.before}”."
        case How.MOVED:
            yield f"buttons were: {change.before}"
            yield f"buttons are:  {change.after}"
        case _:
            after, before = (_case(case and f"if {case}") for case in (change.after, change.before))
            yield f"{name} is now shown {after}; before, {before}."


def _whole(change: Change) -> str:
    match change.how:
        case How.ADDED:
            return f"A new {change.thing}."
        case How.RENAMED:
            return f"It was called {change.before}."
        case _ if change.thing is Thing.FLOW:
            return "The flow is gone."
        case _:
            end = f"{change.after} takes its place." if change.after else "whoever stands there is led home."
            return f"The screen is gone; {end}"


def _entry(change: Change) -> Iterator[str]:
    name = f"“{change.part}”" if change.thing is Thing.DANGER else change.part
    part = f"{name}: " if name else ""
    match change.how:
        case How.ADDED:
            yield f"{part}new: {change.after}"
        case How.REMOVED:
            yield f"{part}gone: {change.before}"
        case How.MOVED:
            yield f"{part}stands {change.after}; before, {change.before}"
        case How.LEADS_ELSEWHERE:
            yield f"{part}now leads to {change.after}; before, to {change.before}"
        case _:
            yield f"{part}was {_quoted(change.before)}, is now {_quoted(change.after)}"


def _or(text: str) -> str:
    return text or "nothing"


def _quoted(text: str) -> str:
    return f"“{text}”" if " " in text else _or(text)


def _case(guard: str) -> str:
    return guard or "always"
