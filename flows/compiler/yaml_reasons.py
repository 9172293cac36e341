"""The YAML parser's complaints in an editor's words."""

from dataclasses import dataclass

IN_QUOTES = "Put the whole value in double quotes."


@dataclass(frozen=True, slots=True)
class Reason:
    """What is wrong and how to mend it; `at_start` when the place to look is where the part began."""

    message: str
    help: str = ""
    at_start: bool = False


_REASONS: tuple[tuple[str, Reason], ...] = (
    ("unexpected end of stream", Reason("A quotation mark is opened and never closed", at_start=True)),
    ("expected ',' or ']'", Reason("This list has no `]` at its end, or lacks a comma", at_start=True)),
    ("expected ',' or '}'", Reason("This part has no `}` at its end, or lacks a comma", at_start=True)),
    (
        "could not find expected ':'",
        Reason(
            "There is no colon after this word",
            "Write `key: value`, with a space after the colon.",
            at_start=True,
        ),
    ),
    (
        "mapping values are not allowed",
        Reason(
            "A colon stands where none can be",
            f"{IN_QUOTES} If it is a key of its own, see how far its line and the one above are indented.",
        ),
    ),
    ("character '\\t'", Reason("A tab stands where only spaces can be", "Indent with spaces.")),
    ("that cannot start any token", Reason("A value cannot begin with this character", IN_QUOTES)),
    (
        "escape",
        Reason(
            "A backslash in double quotes changes the letter after it",
            "Use single quotes, or two backslashes.",
        ),
    ),
    (
        "found '<scalar>'",
        Reason(
            "Words stand after the end of a value",
            "Where the value holds a quotation mark itself, use the other kind around it.",
        ),
    ),
    (
        "expected <block end>",
        Reason(
            "This line does not stand in one column with the lines it belongs to", "Indent it as they are."
        ),
    ),
    ("expected the node content", Reason("A value is missing before this character", IN_QUOTES)),
    (
        "sequence entries are not allowed",
        Reason("A list cannot begin on the line of its key", "Put each `- item` on a line of its own."),
    ),
)


def plain_reason(problem: str) -> Reason:
    """The reason for a parser's `problem`, or a general one that quotes it."""
    for part, reason in _REASONS:
        if part in problem:
            return reason
    return Reason(f"This cannot be read as YAML ({problem})", IN_QUOTES)
