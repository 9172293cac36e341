"""Finds what names a screen in files that are no Markdown: settings, words of danger, locks, transcripts."""

import re
from collections.abc import Iterator

from flows.compiler.source import SourceFile
from flows.compiler.translations.lock import LOCK_FILE
from flows.workshop.rename.edits import Edit
from flows.workshop.rename.names import Rename

_YAML_NAME = re.compile(r"(?<![\w./-])[a-z][a-z0-9-]*\.md(?:#[a-z][a-z0-9-]*)?(?![\w#-])")
_LOCK_NAME = re.compile(r"(?<= )[a-z][a-z0-9-]*#[a-z][a-z0-9-]*(?= )")
_CHAT_NAME = re.compile(r"(?<=:)\s*(?P<name>\S+)\s*$")
_CHAT_WORDS = ("Start:", "Screen:")


def value_edits(file: SourceFile, rename: Rename) -> Iterator[Edit]:
    """One edit for each whole name; `Screen: #name` of a transcript depends on where the talk is."""
    for number, line in enumerate(file.lines, start=1):
        for start, end in _names(file.path, line):
            new = rename.id(line[start:end])
            if new:
                yield Edit(file.path, number, start + 1, end - start, new)


def _names(path: str, line: str) -> Iterator[tuple[int, int]]:
    if path == "content.yaml" or path.endswith("/danger.yaml"):
        yield from (found.span() for found in _YAML_NAME.finditer(line))
    elif path == LOCK_FILE:
        yield from (found.span() for found in _LOCK_NAME.finditer(line))
    elif path.endswith(".chat") and line.lstrip().startswith(_CHAT_WORDS):
        yield from (found.span("name") for found in _CHAT_NAME.finditer(line))
