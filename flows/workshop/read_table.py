"""Readings as a table for people."""

from collections.abc import Sequence

from flows.workshop.read import Reading

_HEAD = ("LIX", "words", "sentences", "longest", "text", "")


def reading_table(readings: Sequence[Reading], prefix: str) -> str:
    """One line a text, columns aligned, and what is over its limit named; `prefix` stands before places."""
    rows = [_HEAD, *(_row(reading, prefix) for reading in readings)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD) - 1)]
    return "".join(f"{_line(row, widths)}\n" for row in rows) + f"\n{_summary(readings)}\n{_LEGEND}\n"


_LEGEND = (
    "LIX is words a sentence plus the share of words of more than six letters: under 30 is very easy,\n"
    "over 50 an official letter. In brackets: too few words for it to mean much. `longest` is the longest\n"
    "sentence, in words. Inserts are counted at a usual length, guarded paragraphs as if all were shown."
)


def _row(reading: Reading, prefix: str) -> tuple[str, ...]:
    found, place = reading.found, reading.place
    lix = f"({found.lix:.0f})" if reading.is_short else f"{found.lix:.0f}"
    where = f"{prefix}{place.path}:{place.line}:{place.column}"
    counts = (str(found.words), str(found.sentences), str(found.longest_sentence))
    return lix, *counts, reading.name, "  ".join([where, *_over(reading)])


def _over(reading: Reading) -> list[str]:
    over = []
    if reading.limit and reading.is_hard:
        over.append(f"LIX over {reading.limit.lix}")
    if reading.limit and reading.has_long_sentence:
        over.append(f"a sentence of over {reading.limit.longest_sentence} words")
    return over


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    numbers = [cell.rjust(width) for cell, width in zip(row[:4], widths, strict=False)]
    return "  ".join([*numbers, row[4].ljust(widths[4]), row[5]]).rstrip()


def _summary(readings: Sequence[Reading]) -> str:
    over = sum(reading.is_hard or reading.has_long_sentence for reading in readings)
    if not any(reading.limit for reading in readings):
        return f"{len(readings)} texts; rules.yaml sets no limit."
    return f"{len(readings)} texts, {over} of them over a limit of rules.yaml."
