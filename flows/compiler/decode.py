"""Bytes become source files; what no editor could see in a text is reported here."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeVar

from flows.compiler.cache import Cache
from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.model.diagnostic import Diagnostic
from flows.model.place import Place

LONGEST_FILE = 300_000
LONGEST_LINE = 5_000
MOST_LINES = 4_000
MOST_SIGNS = 20_000
"""What one file may hold: characters, characters of a line, lines, and signs such as `[`, `*`, `:` or `,`.

Content needs a third at most. The time that a file takes grows with its lines and signs; whatever else
is wrong with it, the check answers within a second.
"""

JUDGES = frozenset({"rules.yaml", "released.lock"})
"""Files that can keep content from going live and are no part of it: publishing writes one of them."""

_SIGN = re.compile("[!-/:-@[-`{-~]")
"""What Markdown and YAML give a meaning to: everything in ASCII but letters, digits and white space."""

_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ufeff]")
"""Control characters, and line ends that Markdown does not count as such."""

T = TypeVar("T")


class Folder:
    """The content folder: decodes a file when it is first asked for, so that others are never judged.

    A byte order mark is dropped. Bytes that are not UTF-8 become U+FFFD, characters that no text
    has a space, and a file that is too long is left empty and joins `unread`: each is reported. What was
    the same in an earlier compilation comes out of the `cache`.
    """

    def __init__(self, files: Mapping[str, bytes], cache: Cache) -> None:
        self.cache = cache
        self._bytes = files
        self._decoded: dict[str, SourceFile] = {}
        self.unread: set[str] = set()
        self.report = Report(self._decoded)

    def file(self, path: str) -> SourceFile | None:
        """The file as text, or None when there is none."""
        if path in self._bytes and path not in self._decoded:
            self._decode(path)
        return self._decoded.get(path)

    def paths(self, folder: str, suffix: str) -> list[str]:
        """The files that stand in a folder itself, in alphabetical order."""
        own = (path for path in self._bytes if path.startswith(f"{folder}/") and path.endswith(suffix))
        return sorted(path for path in own if path.count("/") == folder.count("/") + 1)

    def subfolders(self) -> list[str]:
        """The folders that stand in the content folder itself."""
        return sorted({path.partition("/")[0] for path in self._bytes if "/" in path})

    def written(self, path: str) -> SourceFile | None:
        """A file that commands write: however long, and nobody is told to mend its form."""
        if path in self._bytes and path not in self._decoded:
            text = self._bytes[path].decode("utf-8-sig", errors="replace")
            self._decoded[path] = SourceFile(path, text)
        return self._decoded.get(path)

    def once(self, name: str, read: Callable[[Report], T], *inputs: object) -> T:
        """What `read` makes of these inputs and of nothing else, with all that it reports.

        It is not run when the last compilation did so under this name with the same inputs.
        """

        def fresh() -> tuple[T, tuple[Diagnostic, ...]]:
            report = self.report.apart()
            return read(report), report.noted

        value, noted = self.cache.get(name, inputs, fresh)
        self.report.take_in(noted)
        return value

    def digest(self) -> str:
        """A hash of the files that were asked for, but those that only judge what is said."""
        whole = blake2b(digest_size=16)
        for path in sorted(self._decoded.keys() - JUDGES):
            whole.update(f"{path}\n{len(self._bytes[path])}\n".encode())
            whole.update(self._bytes[path])
        return whole.hexdigest()

    def _decode(self, path: str) -> None:
        content = self._bytes[path]
        decoded = self.cache.get(("decoded", path), (content,), lambda: _decode(path, content))
        self._decoded[path] = decoded.file
        self.report.take_in(decoded.noted)
        if decoded.is_too_long:
            self.unread.add(path)


@dataclass(frozen=True, slots=True)
class _Decoded:
    file: SourceFile
    noted: tuple[Diagnostic, ...]
    is_too_long: bool


def _decode(path: str, content: bytes) -> _Decoded:
    file = SourceFile(path, content.decode("utf-8-sig", errors="replace"))
    report = Report({path: file})
    _report_bytes(content, file, report)
    _report_invisible(file, report)
    is_too_long = _is_too_long(file, report)
    text = "" if is_too_long else _INVISIBLE.sub(" ", file.text)
    return _Decoded(SourceFile(path, text), report.noted, is_too_long)


def _report_bytes(content: bytes, file: SourceFile, report: Report) -> None:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = len(error.object[: error.start].decode("utf-8"))
        report.add(
            "U01", _place_of(file, before), "This character is not UTF-8", help="Save the file as UTF-8."
        )


def _report_invisible(file: SourceFile, report: Report) -> None:
    fault = _INVISIBLE.search(file.text)
    if fault:
        message = f"An invisible character (U+{ord(fault.group()):04X}) stands here"
        report.add("U02", _place_of(file, fault.start()), message, help="Delete it and type the text again.")


def _is_too_long(file: SourceFile, report: Report) -> bool:
    fault = _excess(file)
    if fault:
        line, message = fault
        report.add("U03", file.place(line), message, why="The file was not read.")
    return fault is not None


def _excess(file: SourceFile) -> tuple[int, str] | None:
    """The first limit that a file is over: on which line, and what to say."""
    long = next((number for number, line in enumerate(file.lines, 1) if len(line) > LONGEST_LINE), 0)
    if long:
        return long, f"This line is longer than {LONGEST_LINE:,} characters"
    if len(file.text) > LONGEST_FILE:
        return 1, f"This file is longer than {LONGEST_FILE:,} characters"
    if len(file.lines) > MOST_LINES:
        return 1, f"This file has more than {MOST_LINES:,} lines"
    if len(_SIGN.findall(file.text)) > MOST_SIGNS:
        return 1, f"This file holds more than {MOST_SIGNS:,} signs that are neither letters nor digits"
    return None


def _place_of(file: SourceFile, offset: int) -> Place:
    before = SourceFile("", file.text[:offset]).lines
    return file.place(len(before), len(before[-1]) + 1)
