"""What one compilation found out, kept for the next: most files and screens are as they were."""

from collections.abc import Callable, Hashable
from datetime import date
from typing import TypeAlias, TypeVar, cast

T = TypeVar("T")
Inputs: TypeAlias = tuple[object, ...]

_PLAIN = (str, bytes, int, date, tuple)


class Cache:
    """Values by key, each with the inputs that it was made from.

    Inputs are the same when they are the very same objects; plain values and tuples also when they are
    equal. (Two screens can be equal and stand in lines that are written differently.) A value must depend
    on its inputs alone; whatever else it rests on is for `holds` to see. Nothing kept may be changed later.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[Inputs, object]] = {}
        self._used: dict[Hashable, tuple[Inputs, object]] = {}

    def get(
        self,
        key: Hashable,
        inputs: Inputs,
        make: Callable[[], T],
        holds: Callable[[T], bool] = lambda _: True,
    ) -> T:
        """The kept value when it was made from these inputs and still holds; otherwise a new one."""
        kept = self._used.get(key) or self._kept.get(key)
        if kept is None or not _are_same(kept[0], inputs) or not holds(cast(T, kept[1])):
            kept = (inputs, make())
        self._used[key] = kept
        return cast(T, kept[1])

    def turn(self) -> None:
        """End a compilation: what it did not ask for is forgotten."""
        self._kept, self._used = self._used, {}


def _are_same(before: Inputs, now: Inputs) -> bool:
    pairs = zip(before, now, strict=False)
    same = (one is other or (isinstance(one, _PLAIN) and one == other) for one, other in pairs)
    return len(before) == len(now) and all(same)
