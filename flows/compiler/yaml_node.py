"""One value of a YAML file: what it is, where it stands, and what a reader may expect of it.

Every `expect` gives the value, or None after a report under the code it was handed.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from flows.compiler.report import Report, did_you_mean, nearest
from flows.model.place import Place

Content: TypeAlias = "str | tuple[Node, ...] | Mapping[str, Node]"


@dataclass(frozen=True, slots=True)
class Node:
    """A text, a list or keys with their values, in file order.

    `quoted` is True for text in quotes or of several lines. `key_place` is where the value's key
    stands; its own place where it has none.
    """

    value: Content
    place: Place
    key_place: Place
    quoted: bool = False
    report: Report = field(repr=False, compare=False, kw_only=True)

    def fault(self, code: str, message: str, *, why: str = "", help: str = "") -> None:
        """Report a mistake in this value."""
        self.report.add(code, self.place, message, why=why, help=help)

    @property
    def is_empty(self) -> bool:
        """True when nothing was written after the key: `title:`."""
        return self.value == "" and not self.quoted

    def items(self) -> list[tuple[str, "Node"]]:
        """The keys and their values; none when this is something else."""
        return list(self.value.items()) if isinstance(self.value, Mapping) else []

    def expect_mapping(self, code: str) -> Mapping[str, "Node"] | None:
        """Keys with values."""
        if isinstance(self.value, Mapping):
            return self.value
        self._unlike(code, "keys with values (`key: value`)")
        return None

    def expect_list(self, code: str) -> tuple["Node", ...] | None:
        """A list of any values."""
        if isinstance(self.value, tuple):
            return self.value
        self._unlike(code, "a list (`[one, two]`)")
        return None

    def expect_text(self, code: str, *, empty: bool = False) -> str | None:
        """Words; "" only where `empty` says so, and then it must be written as `""`."""
        if isinstance(self.value, str) and (self.value.strip() or (empty and self.quoted)):
            return self.value.strip()
        self._unlike(code, 'words, or `""` for none' if empty else "words")
        return None

    def expect_texts(self, code: str) -> tuple[tuple[str, "Node"], ...] | None:
        """A list of words, each beside its node; an item that is no text is reported and left out."""
        nodes = self.expect_list(code)
        if nodes is None:
            return None
        read = ((node.expect_text(code), node) for node in nodes)
        return tuple((text, node) for text, node in read if text is not None)

    def expect_word(self, code: str, known: Collection[str]) -> str | None:
        """One word of a closed list."""
        text = self.expect_text(code)
        if text is None or text in known:
            return text
        help = did_you_mean(text, known) or f"Known: {_listed(known)}."
        self.fault(code, f"`{text}` is not a word known here", help=help)
        return None

    def expect_number(self, code: str, *, low: int, high: int) -> int | None:
        """A whole number from `low` to `high`."""
        text = self.expect_text(code)
        if text is None:
            return None
        if re.fullmatch("[0-9]{1,9}", text) and low <= int(text) <= high:
            return int(text)
        self._unlike(code, f"a whole number from {low} to {high}")
        return None

    def expect_flag(self, code: str) -> bool | None:
        """`true` or `false`."""
        text = self.expect_word(code, ("true", "false"))
        return None if text is None else text == "true"

    def expect_date(self, code: str) -> date | None:
        """A day, as `2026-11-21`."""
        text = self.expect_text(code)
        if text is None:
            return None
        try:
            return date.fromisoformat(text if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else "")
        except ValueError:
            self._unlike(code, "a day (as `2026-11-21`)")
            return None

    def expect_fields(
        self,
        required: Collection[str],
        optional: Collection[str] = (),
        *,
        kind: str,
        unknown: str,
        missing: str,
    ) -> Mapping[str, "Node"] | None:
        """Keys of a closed list; unknown and missing ones are reported, each under its own code.

        A misspelt key is read as the one it was meant for, so that nothing else is said of it.
        """
        written = self.expect_mapping(kind)
        if written is None:
            return None
        known = (*required, *optional)
        fields = {key: node for key, node in written.items() if key in known}
        for key, node in written.items():
            if key not in known:
                near = nearest(key, known)
                help = f"Did you mean `{near}`?" if near else f"Known keys: {_listed(known)}."
                self.report.add(unknown, node.key_place, f"There is no key `{key}` here", help=help)
                if near:
                    fields.setdefault(near, node)
        lacking = _listed(key for key in required if key not in fields)
        if lacking:
            self.report.add(
                missing, self.key_place, f"Missing here: {lacking}", help="Add it as `key: value`."
            )
        return fields

    def _unlike(self, code: str, expected: str) -> None:
        place = self.key_place if self.is_empty else self.place
        self.report.add(
            code, place, f"{expected[0].upper()}{expected[1:]} should stand here", help=self._found()
        )

    def _found(self) -> str:
        match self.value:
            case "":
                return "Nothing is written here."
            case str():
                return f"`{self.value}` is written here."
            case tuple():
                return "This is a list."
            case _:
                return "These are keys with values."


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
