"""What a condition that cannot be read was likely meant to say."""

import re

_SLIPS = (
    (re.compile(r"([\w-]+)\s+((?:not\s+)?(?:known|empty))"), r"\1 is \2"),
    (re.compile(r"([\w-]+)\s*=+\s*([\w-]+)"), r"\1 is \2"),
    (re.compile(r"([\w-]+)\s*!=+\s*([\w-]+)"), r"\1 is not \2"),
)


def meant_condition(text: str) -> str:
    """`Did you mean `x is known`?`, or "" for nothing that is often written so."""
    for slip, form in _SLIPS:
        if found := slip.fullmatch(text):
            return f"Did you mean `{found.expand(form)}`?"
    return ""
