"""Cuts a column of rows into pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.exports.column import Row


def pages(rows: Iterable[Row], height: float) -> list[list[Row]]:
    """All pages, at least one. Rows that belong together are parted only when no page could hold them."""
    found: list[list[Row]] = [[]]
    for group in _groups(rows):
        if _height(found[-1]) + _height(group) > height >= _height(group):
            found.append([])
        for row in group:
            _put(row, found, height)
    return found


def _put(row: Row, found: list[list[Row]], height: float) -> None:
    if found[-1] and _height(found[-1]) + row.above + row.height > height:
        found.append([])
    found[-1].append(row if found[-1] else replace(row, above=0.0))


def _height(rows: Sequence[Row]) -> float:
    return sum(row.above + row.height for row in rows)


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in rows:
        group.append(row)
        if not row.keeps_next:
            yield group
            group = []
    if group:
        yield group
