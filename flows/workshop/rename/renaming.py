"""Carries out a renaming on the files of a content folder, as far as they alone can tell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from flows.compiler.page_reader import read_page
from flows.workshop.rename.edits import ChangedLine, Edit, as_text, edited, line_end
from flows.workshop.rename.headings import heading_edits
from flows.workshop.rename.links import link_edits
from flows.workshop.rename.names import FlowRename, Rename, flow_renamed
from flows.workshop.rename.values import value_edits


@dataclass(frozen=True, slots=True)
class Renaming:
    """The whole folder afterwards, and every line that differs, at its former path."""

    files: Mapping[str, bytes]
    lines: tuple[ChangedLine, ...]

    def then(self, other: "Renaming") -> "Renaming":
        """Both, one after the other."""
        return replace(other, lines=self.lines + other.lines)


def rename(files: Mapping[str, bytes], what: Rename, source: str) -> Renaming:
    """Give a screen or flow its new name wherever the files name it; `source` is the source language."""
    changed, lines = edited(files, _edits(files, what, source))
    after = {**files, **changed}
    if isinstance(what, FlowRename):
        after = {_moved(path, what): content for path, content in after.items()}
    return Renaming(after, tuple(lines))


def edit(files: Mapping[str, bytes], edits: Iterator[Edit]) -> Renaming:
    """A renaming of just these edits."""
    changed, lines = edited(files, edits)
    return Renaming({**files, **changed}, tuple(lines))


def _edits(files: Mapping[str, bytes], what: Rename, source: str) -> Iterator[Edit]:
    own = f"{flow_renamed(what)}.md"
    for path, content in files.items():
        file = as_text(path, content)
        if not path.endswith(".md"):
            yield from value_edits(file, what)
            continue
        page = read_page(file, any_level=True)
        yield from link_edits(page, what)
        language, _, name = path.partition("/")
        if name == own:
            yield from heading_edits(page, what, line_end(content), is_source=language == source)


def _moved(path: str, what: FlowRename) -> str:
    language, _, name = path.partition("/")
    return f"{language}/{what.new}.md" if name == f"{what.old}.md" else path
