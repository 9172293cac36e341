"""How long what a person did can get on a screen, in UTF-16 units: each part of their lists at most."""

from collections.abc import Iterable, Iterator, Mapping

from flows.compiler.buttons import WIDEST_ALONE
from flows.compiler.rules.units import memory_units
from flows.model.instruction import (
    AddOwnQuestion,
    AddTherapist,
    Instruction,
    NoteQuestion,
    NoteTherapist,
    RenameTherapist,
)
from flows.model.snapshot import Snapshot
from flows.model.text import units

LIST_LIMIT = 60
"""Questions on a person's list."""

THERAPIST_LIMIT = 6
"""Therapists beside one another."""

GLUE = 8
"""What the engine puts around a part of a value: a mark, a colon, brackets, spaces."""


class OwnWords:
    """The parts of the lists that come from a person; `bank` holds those of the bank's questions."""

    def __init__(self, snapshot: Snapshot, bank: Mapping[str, int]) -> None:
        self._snapshot = snapshot
        self._done = list(_instructions(snapshot))
        questions = {**bank, "ask": max(bank["ask"], self._typed(AddOwnQuestion))}
        name = self._typed(AddTherapist, RenameTherapist)
        said = max(map(self._phrase, ("said.yes", "said.partly", "said.no", "said.not-asked")))
        note, feel = self._noted("answer"), self._noted("feel")
        row = THERAPIST_LIMIT * (name + said + note + GLUE)
        listed = {"asked": self._phrase("list.asked"), "note": self._typed(NoteQuestion)}
        self._parts: Mapping[str, Mapping[str, int]] = {
            "checklist": {**questions, **listed},
            "therapists": {"name": name, "feel": feel, "state": self._phrase("list.progress")},
            "answers": {"ask": questions["ask"], "said": said, "note": note},
            "comparison": {"ask": questions["ask"], "answers": row},
            "remembered": {"name": self._longest_name(), "value": self._longest_value()},
            "choices": {"label": WIDEST_ALONE + GLUE},
            "concerns": {"words": self._draft(), "why": self._longest_why()},
            "reminders": {"day": self._phrase("date.shown") + self._phrase("word.months")},
        }

    def part(self, source: str, field: str) -> int:
        """One part of an element of a list at its longest; 0 for what the list does not have."""
        return self._parts.get(source, {}).get(field, 0)

    def most(self, source: str) -> int:
        """How many elements the list can have."""
        rules = self._snapshot.memory
        return {
            "therapists": THERAPIST_LIMIT,
            "remembered": len(rules),
            "choices": max((len(rule.values) for rule in rules.values()), default=0),
            "concerns": len(self._snapshot.coercion),
            "reminders": 1,
        }.get(source, LIST_LIMIT)

    def _typed(self, *kinds: type[AddOwnQuestion | NoteQuestion | AddTherapist | RenameTherapist]) -> int:
        return self._memories(done.name for done in self._done if isinstance(done, kinds))

    def _noted(self, what: str) -> int:
        noted = (done for done in self._done if isinstance(done, NoteTherapist))
        return self._memories(done.name for done in noted if done.what == what)

    def _memories(self, names: Iterable[str]) -> int:
        rules = (self._snapshot.memory[name] for name in names if name in self._snapshot.memory)
        return max(map(memory_units, rules), default=0)

    def _phrase(self, key: str) -> int:
        return units(self._snapshot.phrases.get(self._snapshot.language, {}).get(key, "")) + GLUE

    def _longest_name(self) -> int:
        return max((self._phrase(f"memory.{name}") for name in self._snapshot.memory), default=0)

    def _longest_value(self) -> int:
        """Chosen values are shown in the words of the buttons that choose them."""
        rules = self._snapshot.memory.values()
        ticks = (len(rule.values) * (WIDEST_ALONE + GLUE) for rule in rules if rule.many)
        return max([WIDEST_ALONE, *ticks, *map(memory_units, rules)])

    def _draft(self) -> int:
        return self._memories(["draft"])

    def _longest_why(self) -> int:
        whys = (why for rule in self._snapshot.coercion for why in rule.why.values())
        return max(map(units, whys), default=0)


def _instructions(snapshot: Snapshot) -> Iterator[Instruction]:
    buttons = (button for screen in snapshot.screens.values() for button in screen.buttons)
    return (done for button in buttons for done in button.instructions)
