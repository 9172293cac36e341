"""A value together with the place where content declares it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from flows.model.place import Place

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Declared(Generic[T]):
    """A value that content declares, for rules that speak of it later."""

    value: T
    place: Place


@dataclass(frozen=True, slots=True)
class Ref:
    """The words by which content names something that another file must hold."""

    text: str
    place: Place
