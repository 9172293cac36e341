"""What no database knows of people: messages of an outage, and who looks at a screen that stands in.

It is kept until it was committed with an update of theirs, or as long as the process lives.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

from bot.ports import Address

PEOPLE_LIMIT = 10_000
MESSAGES_LIMIT = 100
"""Of one person, the newest. Both bound what a long outage takes of memory: some 40 MB at most."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What was noted about somebody.

    `message_ids` are messages of both sides. `stand_in` is not 0 while they look at a screen that stands
    in for their own, and another number for each of these.
    """

    message_ids: tuple[int, ...] = ()
    stand_in: int = 0


NOTHING = Notes()


class Notebook:
    """Notes by person; when there are too many, those that were not added to for longest go."""

    def __init__(self) -> None:
        self._notes: OrderedDict[Address, Notes] = OrderedDict()
        self._stand_ins = count(1)

    def of(self, address: Address) -> Notes:
        """What is noted about somebody: NOTHING about most."""
        return self._notes.get(address, NOTHING)

    def add_messages(self, address: Address, message_ids: Sequence[int]) -> None:
        """Note messages that stand in somebody's chat."""
        if message_ids:
            notes = self.of(address)
            known = dict.fromkeys((*notes.message_ids, *message_ids))
            self._put(address, replace(notes, message_ids=tuple(known)[-MESSAGES_LIMIT:]))

    def add_stand_in(self, address: Address) -> None:
        """Note that somebody is shown a screen that stands in for their own."""
        self._put(address, replace(self.of(address), stand_in=next(self._stand_ins)))

    def drop(self, address: Address, committed: Notes) -> None:
        """Forget what was committed, and nothing that was noted meanwhile."""
        notes = self.of(address)
        left = tuple(each for each in notes.message_ids if each not in committed.message_ids)
        self._put(address, Notes(left, 0 if notes.stand_in == committed.stand_in else notes.stand_in))

    def _put(self, address: Address, notes: Notes) -> None:
        self._notes.pop(address, None)
        if notes != NOTHING:
            self._notes[address] = notes
        if len(self._notes) > PEOPLE_LIMIT:
            self._notes.popitem(last=False)
