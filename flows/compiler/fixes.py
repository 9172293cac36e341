"""How to mend what can be mended in one way only: the edits that `check --fix` makes.

A fix puts down what the editor certainly meant. Nothing here guesses: a word that is merely like another
("did you mean") is left to people.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from flows.compiler.declared import Ref
from flows.compiler.instruction_words import FIRST_WORDS
from flows.compiler.questions_file import PARTS
from flows.compiler.references import Screens, is_id, is_web_address, wanted_by
from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.model.diagnostic import Diagnostic, Edit
from flows.model.flow import Web

_BUTTON = re.compile(r"\[[^\[\]]*\]\([^()]*\)(\s*`[^`]*`)*\s*")
_BLOCK_START = re.compile(r"\s*$|\s{0,3}([-*+]\s|#{1,6}\s|>)")
QUOTES = "\"“”„‟«»'‘’‚´′"


def with_fixes(
    found: Iterable[Diagnostic], file: Callable[[str], SourceFile | None], screens: Screens
) -> tuple[Diagnostic, ...]:
    """The diagnostics, each with the edits that mend it where there is one way to; `file` finds a path."""
    return tuple(_with_fix(one, file(one.place.path), screens) for one in found)


def _with_fix(found: Diagnostic, file: SourceFile | None, screens: Screens) -> Diagnostic:
    mending = _MENDING.get(found.code)
    if mending is None or file is None:
        return found
    return replace(found, fix=tuple(mending(_Fault(found, file, screens))))


@dataclass(frozen=True, slots=True)
class _Fault:
    """A diagnostic in its line."""

    found: Diagnostic
    file: SourceFile
    screens: Screens

    @property
    def line(self) -> str:
        return self.found.source_line

    @property
    def start(self) -> int:
        return self.found.place.column - 1

    @property
    def end(self) -> int:
        return self.start + self.found.place.length

    @property
    def words(self) -> str:
        return self.line[self.start : self.end]

    def put(self, text: str, start: int | None = None, end: int | None = None) -> tuple[Edit, ...]:
        """`text` instead of the words, or instead of line[start:end]."""
        begin = self.start if start is None else start
        stop = self.end if end is None else end
        place = replace(self.found.place, column=begin + 1, length=stop - begin)
        return (Edit(place, text),)

    @property
    def flow(self) -> str:
        path = PurePosixPath(self.found.place.path)
        return path.stem if path.suffix == ".md" else ""

    def leads(self, target: str) -> bool:
        """True when a target leads to a screen, to the web excepted."""
        found = self.screens.target(Ref(target, self.found.place), self.flow, Report({}))
        return found is not None and not isinstance(found, Web)


def _unseen(fault: _Fault) -> Sequence[Edit]:
    """The compiler reads it as a space; a mark of byte order has no width and stands inside a word."""
    return fault.put("" if fault.words == "\ufeff" else " ")


def _gap(fault: _Fault) -> Sequence[Edit]:
    return fault.put("](") if re.fullmatch(r"\]\s+\(", fault.words) else ()


def _spaced_target(fault: _Fault) -> Sequence[Edit]:
    parts = fault.words.split()
    known = [target for target in ("-".join(parts), "".join(parts)) if fault.leads(target)]
    return fault.put(known[0]) if len(known) == 1 else ()


def _dash(fault: _Fault) -> Sequence[Edit]:
    mark = re.compile(r"[^\s\w]\s*").match(fault.line, fault.start)
    if mark is None or fault.line[: fault.start].strip():
        return ()
    return fault.put("- ", end=mark.end())


def _heading(fault: _Fault) -> Sequence[Edit]:
    found = re.fullmatch(r"(\s{0,3}(#{2,3}))([^\s#].*?)\s*", fault.line)
    if not found:
        return ()
    is_screen, is_part = found[2] == "##" and is_id(found[3]), found[2] == "###" and found[3] in PARTS
    return fault.put(" ", found.end(1), found.end(1)) if is_screen or is_part else ()


def _quoted_target(fault: _Fault) -> Sequence[Edit]:
    target = fault.words.strip(f"{QUOTES} \t")
    is_known = target != fault.words and (fault.leads(target) or is_web_address(target))
    return fault.put(target) if is_known else ()


def _year(fault: _Fault) -> Sequence[Edit]:
    found = re.match(r"\s*[0-9]{3,9}(?=[.)]\s)", fault.line)
    return fault.put("\\", found.end(), found.end()) if found and "](" not in fault.line else ()


def _lone_buttons(fault: _Fault) -> Sequence[Edit]:
    """A list mark before each line of a paragraph of nothing but buttons."""
    first = fault.found.place.line
    end = first
    while _BUTTON.fullmatch(fault.file.line(end)):
        end += 1
    if not _BLOCK_START.match(fault.file.line(end)):
        return ()
    return [Edit(fault.file.place(number, 1, 0), "- ") for number in range(first, end)]


def _tick_box(fault: _Fault) -> Sequence[Edit]:
    after = fault.line[fault.end :]
    return fault.put("[ ] ", end=len(fault.line) - len(after.lstrip()))


def _quoted_instruction(fault: _Fault) -> Sequence[Edit]:
    before = re.search(f"[{QUOTES}]+$", fault.line[: fault.start])
    after = re.match(f"[{QUOTES}]+", fault.line[fault.end :])
    if not before or not after or "`" in fault.words:
        return ()
    return fault.put(f"`{fault.words}`", before.start(), fault.end + after.end())


def _quotes_inside(fault: _Fault) -> Sequence[Edit]:
    """Quotation marks around a whole instruction, or around single words of it."""
    begin, stop = fault.line.rfind("`", 0, fault.start) + 1, fault.line.find("`", fault.end)
    if not 0 < begin <= stop:
        return ()
    inside = fault.line[begin:stop]
    plain = re.sub(rf"[{QUOTES}]([\w-]+)[{QUOTES}]", r"\1", inside).strip(f"{QUOTES} ")
    is_plain = plain != inside and not re.search(f"[{QUOTES}]", plain)
    return fault.put(plain, begin, stop) if is_plain and plain.split(" ")[0] in FIRST_WORDS else ()


def _renamed(fault: _Fault) -> Sequence[Edit]:
    target = fault.words.strip("\"'")
    new = fault.screens.renamed(wanted_by(target, fault.flow), fault.flow)
    return fault.put(fault.words.replace(target, new)) if target and new else ()


def _other_folder(fault: _Fault) -> Sequence[Edit]:
    target = fault.words.rpartition("/")[2]
    return fault.put(target) if fault.leads(target) else ()


def _marked_label(fault: _Fault) -> Sequence[Edit]:
    found = re.fullmatch(r"\[(\*\*|__|~~|\*|_)([^*_~\\`\[\]]+)\1\]", fault.words)
    return fault.put(f"[{found[2]}]") if found else ()


def _unquoted_number(fault: _Fault) -> Sequence[Edit]:
    is_plain = re.fullmatch(r"[0-9A-Za-z+*#()/. -]+", fault.words)
    return fault.put(f'"{fault.words}"') if is_plain else ()


_MENDING: Mapping[str, Callable[[_Fault], Sequence[Edit]]] = {
    "U02": _unseen,
    "N01": _gap,
    "N02": _spaced_target,
    "N04": _dash,
    "N05": _heading,
    "N07": _quoted_target,
    "N08": _year,
    "N09": _lone_buttons,
    "N11": _tick_box,
    "N14": _quoted_instruction,
    "I01": _quotes_inside,
    "I03": _quotes_inside,
    "R03": _renamed,
    "R05": _other_folder,
    "B11": _marked_label,
    "E01": _unquoted_number,
}
