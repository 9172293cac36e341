"""The renamed screen's own heading, and the `was` line that keeps old buttons working."""

import re
from collections.abc import Iterator

from flows.compiler.page import Code, Page, Prose, Section
from flows.compiler.screen_index import abouts, id_of, is_about
from flows.compiler.source import SourceFile
from flows.workshop.rename.edits import Edit, edit_at
from flows.workshop.rename.names import FlowRename, Rename, ScreenRename, screen_renamed

_WAS = re.compile(r"was\s+(?P<name>\S+)")


def heading_edits(page: Page, rename: Rename, line_end: str, *, is_source: bool) -> Iterator[Edit]:
    """Edits for a file of the flow itself; only the source's keeps the former names."""
    for section in page.sections:
        if isinstance(rename, ScreenRename):
            if id_of(section) == screen_renamed(rename):
                yield edit_at(section.heading.span.place, rename.new)
                yield from _was_screen(section, rename, page.file, line_end) if is_source else ()
        else:
            yield from _whole_former_names(section, rename)
            if is_source:
                yield _was(section, f"{rename.old}.md#{id_of(section)}", page.file, line_end)


def _was_screen(section: Section, rename: ScreenRename, file: SourceFile, line_end: str) -> Iterator[Edit]:
    """Note the old id; one that is taken up again is no former id any more."""
    old = screen_renamed(rename)
    back = next((code for code in abouts(section) if _former(code) == rename.new), None)
    yield edit_at(back.span.place, f"was {old}") if back else _was(section, old, file, line_end)


def _whole_former_names(section: Section, rename: FlowRename) -> Iterator[Edit]:
    """`was x` meant the file by its old name."""
    for code in abouts(section):
        former = _former(code)
        if former and "#" not in former:
            yield edit_at(code.span.place, f"was {rename.old}.md#{former}")


def _former(code: Code) -> str:
    found = _WAS.fullmatch(code.span.text)
    return found["name"] if found else ""


def _was(section: Section, old: str, file: SourceFile, line_end: str) -> Edit:
    first = section.blocks[0] if section.blocks else None
    if isinstance(first, Prose) and is_about(first):
        place = first.span.place
        return Edit(place.path, place.line, place.column, 0, f"`was {old}` ")
    line = section.heading.span.place.line
    gap = line_end if file.line(line + 1).strip() else ""
    text = f"{line_end}{line_end}`was {old}`{gap}"
    return Edit(file.path, line, len(file.line(line)) + 1, 0, text)
