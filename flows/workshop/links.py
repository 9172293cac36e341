"""Sources and web addresses of the content: where they stand and what uses them. Nothing is ever fetched."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from flows.compiler.names import SOURCES_FILE
from flows.compiler.source import SourceFile
from flows.model.bank import Source
from flows.model.place import Place
from flows.model.snapshot import Snapshot
from flows.workshop.files import HELPLINES_FILE, decoded, flow_id, front_matter

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\[\](){}|]+", re.IGNORECASE)
_TRAILING = ".,;:!?"
_HEADING = re.compile("## *([a-z][a-z0-9-]*)")
_SOURCE = re.compile("([A-Za-z0-9-]+):")
_LINE_ID = re.compile(r".*\bid: *([a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class Address:
    """A web address as written; `within` is the screen, source, help line or file that it stands in."""

    url: str
    place: Place
    within: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A source, its line, and the flows, questions' file and help lines that name it."""

    source: Source
    place: Place
    used_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """Everything found; `repeated` holds addresses that two sources or two help lines share."""

    sources: tuple[Cited, ...]
    addresses: tuple[Address, ...]
    insecure: tuple[Address, ...]
    repeated: tuple[tuple[Address, ...], ...]


def links(files: Mapping[str, bytes], snapshot: Snapshot | None) -> Links:
    """The addresses of all files in order; the sources only of content that compiles."""
    texts = [decoded(files, path) for path in sorted(files)]
    addresses = tuple(chain.from_iterable(map(_addresses, texts)))
    return Links(
        tuple(_cited(snapshot, texts)) if snapshot else (),
        addresses,
        tuple(address for address in addresses if address.url.lower().startswith("http:")),
        tuple(_repeated(addresses)),
    )


def _addresses(file: SourceFile) -> Iterator[Address]:
    within = file.path
    for number, line in enumerate(file.lines, start=1):
        within = _within(line, file.path) or within
        for found in _ADDRESS.finditer(line):
            url = found.group().rstrip(_TRAILING)
            yield Address(url, file.place(number, found.start() + 1, len(url)), within)


def _within(line: str, path: str) -> str:
    """What begins on this line, as people call it; "" when nothing does."""
    if path.endswith(".md"):
        heading = _HEADING.match(line)
        return f"{flow_id(path)}#{heading[1]}" if heading else ""
    pattern, word = (_SOURCE, "source") if path == SOURCES_FILE else (_LINE_ID, "help line")
    begun = pattern.match(line) if path in (SOURCES_FILE, HELPLINES_FILE) else None
    return f"{word} {begun[1]}" if begun else ""


def _cited(snapshot: Snapshot, files: Sequence[SourceFile]) -> Iterator[Cited]:
    used = defaultdict[str, list[str]](list)
    for file in files:
        front = front_matter(file, date.max) if file.path.startswith(f"{snapshot.language}/") else None
        for id in front.sources if front else ():
            used[id].append(flow_id(file.path))
    for line in snapshot.helplines:
        used[line.source].append(f"help line {line.id}")
    places = _source_places(files)
    for id, source in snapshot.sources.items():
        yield Cited(source, places.get(id, Place(SOURCES_FILE, 1, 1)), tuple(used[id]))


def _source_places(files: Iterable[SourceFile]) -> dict[str, Place]:
    lines = [
        (file.place(number), _SOURCE.match(line))
        for file in files
        if file.path == SOURCES_FILE
        for number, line in enumerate(file.lines, start=1)
    ]
    return {found[1]: place for place, found in lines if found}


def _repeated(addresses: Iterable[Address]) -> Iterator[tuple[Address, ...]]:
    """An address may stand on many screens; in a list of sources or help lines, twice is once too often."""
    groups = defaultdict[tuple[str, str], list[Address]](list)
    for address in addresses:
        if address.place.path in (SOURCES_FILE, HELPLINES_FILE):
            groups[address.place.path, _same(address.url)].append(address)
    yield from (tuple(group) for group in groups.values() if len({a.within for a in group}) > 1)


def _same(url: str) -> str:
    """The address without what makes no difference to where it leads."""
    rest = url.partition("://")[2].partition("#")[0].rstrip("/")
    host, slash, path = rest.partition("/")
    return f"{host.lower().removeprefix('www.')}{slash}{path}"
