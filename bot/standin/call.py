"""One call's parameters, read as the type each should have."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from bot.standin.refused import bad_request


@dataclass(frozen=True, slots=True)
class Call:
    """The parameters of one call, as strings (query, form) or as JSON values.

    `notes` gathers what Telegram would let pass but a test wants to hear of.
    """

    method: str
    parameters: Mapping[str, object]
    notes: list[str] = field(default_factory=list)

    def note(self, remark: str) -> None:
        self.notes.append(remark)

    def has(self, name: str) -> bool:
        return self.parameters.get(name) is not None

    def text(self, name: str) -> str:
        """A string, "" when absent; a number is taken as its digits, as Telegram does."""
        value = self.parameters.get(name)
        if value is None:
            return ""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str):
            raise bad_request(f'field "{name}" must be of type String')
        return value

    def integer(self, name: str, default: int = 0) -> int:
        value = self.parameters.get(name)
        if value is None or value == "":
            return default
        number = _as_integer(value)
        if number is None:
            raise bad_request(f'field "{name}" must be of type Number')
        return number

    def flag(self, name: str) -> bool:
        value = self.parameters.get(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        word = str(value).lower()
        if word not in _FLAGS:
            raise bad_request(f'field "{name}" must be of type Boolean')
        return _FLAGS[word]

    def structure(self, name: str) -> object:
        """An object or array, which a form or query carries as JSON in a string; None when absent."""
        value = self.parameters.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return msgspec.json.decode(value)
        except msgspec.DecodeError:
            raise bad_request(f"can't parse {name} JSON object") from None


_FLAGS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False, "": False}


def _as_integer(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, str) and value.strip().lstrip("-").isdecimal():
        return int(value)
    return None
