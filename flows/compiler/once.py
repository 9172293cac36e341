"""Reads what names and targets decide about, unless the last compilation read the very same."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from flows.compiler.cache import Cache
from flows.compiler.names import Names, Used
from flows.compiler.references import Screens
from flows.model.diagnostic import Diagnostic
from flows.model.flow import ScreenId

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Reading(Generic[T]):
    """What was read, all that it noted, and where its targets led, under these `screens`."""

    value: T
    noted: tuple[Diagnostic, ...]
    used: Used
    led_to: tuple[ScreenId | None, ...]
    screens: object


class Once:
    """The names and screens of one compilation, for whatever is read with them.

    A reading is kept while its input and the names are as they were. New screens do it no harm as long
    as its targets are all still there; one that led nowhere may lead somewhere by now.
    """

    def __init__(self, cache: Cache, names: Names, screens: Screens) -> None:
        self._cache = cache
        self._names = names
        self._screens = screens
        self._same_names = cache.get(("names", names.meaning), (), object)
        self._same_screens = cache.get(("screens", screens.meaning), (), object)

    def read(self, key: Hashable, read: Callable[[Names, Screens], T], *inputs: object) -> T:
        """What `read` makes of these inputs, the names and the screens, and of nothing else."""
        kept = self._cache.get(key, (*inputs, self._same_names), lambda: self._fresh(read), self._holds)
        self._names.report.take_in(kept.noted)
        self._names.used.take_in(kept.used)
        return kept.value

    def _fresh(self, read: Callable[[Names, Screens], T]) -> _Reading[T]:
        names, screens = self._names.apart(), replace(self._screens, looked_up=[])
        value = read(names, screens)
        led_to = tuple(screens.looked_up)
        return _Reading(value, names.report.noted, names.used, led_to, self._same_screens)

    def _holds(self, kept: _Reading[T]) -> bool:
        return kept.screens is self._same_screens or all(map(self._screens.has, kept.led_to))
