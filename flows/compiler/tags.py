"""What `where` may ask about an element of each list: `line is violence`, `a is not-asked`."""

from flows.compiler.helplines_file import KINDS
from flows.compiler.names import Names, Word
from flows.model.bank import MemoryRule
from flows.model.instruction import Each

_TAGS = {
    "helplines": KINDS,
    "answers": ("yes", "partly", "no", "not-asked"),
    "comparison": ("different", "same"),
}
"""Closed lists; of the lists that are named nowhere here, nothing can be asked."""

ASKED = "asked"
"""A question on the person's list that they marked so."""


def has_tag(each: Each, value: Word, names: Names) -> bool:
    """True when elements of the list can have the tag; otherwise that is reported."""
    match each.source:
        case "remembered":
            return names.rule(value) is not None
        case "checklist" if value.text == ASKED:
            return True
        case "questions" | "checklist":
            return names.has_topic(value)
        case source:
            return names.has_value(MemoryRule(each.variable, why="", values=_TAGS.get(source, ())), value)
