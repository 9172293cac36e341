"""How long what may be remembered can get, in UTF-16 units."""

from flows.model.bank import MemoryRule
from flows.model.text import units

TYPED_UNITS = 2
"""Units of the widest character that somebody can type."""


def memory_units(rule: MemoryRule) -> int:
    """The longest that can be remembered under the name."""
    if rule.text_limit:
        return rule.text_limit * TYPED_UNITS
    return units(", ".join(rule.values)) if rule.many else max(map(units, rule.values), default=0)
