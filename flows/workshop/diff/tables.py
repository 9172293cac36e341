"""What changed in lists of named entries: the shape that help lines, questions and names share."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TypeAlias

from flows.workshop.diff.changes import Change, How

Table: TypeAlias = Mapping[str, Mapping[str, str]]
"""Entry -> field -> value as text; the first field stands for an entry that is new or gone."""


def table_changes(before: Table, after: Table, like: Change) -> Iterator[Change]:
    """Entries that are new or gone, and fields that differ, as changes like the one given."""
    for subject, fields in after.items():
        if subject in before:
            yield from field_changes(before[subject], fields, replace(like, subject=subject))
        else:
            yield replace(like, how=How.ADDED, subject=subject, after=_first(fields))
    for subject, fields in before.items():
        if subject not in after:
            yield replace(like, how=How.REMOVED, subject=subject, before=_first(fields))


def field_changes(before: Mapping[str, str], after: Mapping[str, str], like: Change) -> Iterator[Change]:
    """The fields of one entry that differ; one that an entry lacks counts as ""."""
    for part in dict.fromkeys((*after, *before)):
        was, now = before.get(part, ""), after.get(part, "")
        if was != now:
            yield replace(like, how=How.CHANGED, part=part, before=was, after=now)


def moves(before: Collection[str], after: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Of the names that both hold, those that stand elsewhere: the name, and where it stood and stands."""
    both = set(before) & set(after)
    was, now = ([name for name in side if name in both] for side in (before, after))
    for tag, start, end, _, _ in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        for name in was[start:end] if tag in ("delete", "replace") else ():
            yield name, _behind(name, was), _behind(name, now)


def _behind(name: str, names: Sequence[str]) -> str:
    at = names.index(name)
    return f"behind {names[at - 1]}" if at else "first"


def _first(fields: Mapping[str, str]) -> str:
    return next(iter(fields.values()), "")
