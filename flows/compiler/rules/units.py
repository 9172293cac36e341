"""UTF-16 units, as Telegram counts, of texts and of what may be remembered."""

from flows.model.bank import MemoryRule

TYPED_UNITS = 2
"""Units of the widest character that somebody can type."""


def units(text: str) -> int:
    """UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def memory_units(rule: MemoryRule) -> int:
    """The longest that can be remembered under the name."""
    if rule.text_limit:
        return rule.text_limit * TYPED_UNITS
    return units(", ".join(rule.values)) if rule.many else max(map(units, rule.values), default=0)
