"""What the person takes along: their list, their comparison, everything that is kept of them."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from flows.engine.comparing import answer_of, ask_text, said_and_noted
from flows.engine.data import data_json, data_sections
from flows.engine.item import is_readable
from flows.engine.text import RichTextBuilder
from flows.engine.walk import Walk
from flows.model.document import Document, FileFormat, Line, Section
from flows.model.instruction import ExportList
from flows.model.screen import Export, ExportFile
from flows.model.session import ListItem
from flows.model.text import RichText, Style

LONGEST_MESSAGE = 12_000
"""Characters of an export as messages: about four of them, which can be sent without a pause."""

BOLD, ITALIC = Style(bold=True), Style(italic=True)


def take_along(action: ExportList, walk: Walk) -> None:
    """Send it as a message or as a file; say so when there is nothing in it.

    What would take more than a few messages becomes a text file.
    """
    sections = tuple(_sections(action, walk))
    if not sections:
        walk.lead = walk.phrase("notice.nothing")
        return
    message = _message(_title(action.what, walk), sections)
    if action.form is None and len(message.text) <= LONGEST_MESSAGE:
        walk.effects.append(Export(message))
    else:
        form = action.form or FileFormat.TEXT
        walk.effects.append(ExportFile(_document(action.what, form, sections, walk)))


def _sections(action: ExportList, walk: Walk) -> Iterator[Section]:
    match action.what:
        case "checklist":
            return _checklist(walk, room_to_write=action.form is FileFormat.PDF)
        case "comparison":
            return _comparison(walk)
        case "data":
            return data_sections(walk)
        case _:
            assert_never(action.what)


def _title(what: str, walk: Walk) -> str:
    return walk.phrase("list.title" if what == "checklist" else f"{what}.title")


def _checklist(walk: Walk, *, room_to_write: bool) -> Iterator[Section]:
    """A section a question; on paper those without a note have room for one."""
    for number, kept in enumerate(_readable(walk), start=1):
        mark = f"{walk.phrase('list.asked')} " if kept.asked else ""
        notes = (Line(kept.note, walk.phrase("list.note")),) if kept.note or room_to_write else ()
        yield Section(f"{number}. {mark}{ask_text(kept, walk)}", notes)


def _comparison(walk: Walk) -> Iterator[Section]:
    for number, kept in enumerate(_readable(walk), start=1):
        lines = (
            Line(said_and_noted(answer_of(therapist, kept), walk), f"{therapist.name}:")
            for therapist in walk.therapists
        )
        if walk.therapists:
            yield Section(f"{number}. {ask_text(kept, walk)}", tuple(lines))
    felt = tuple(Line(known.feel, f"{known.name}:") for known in walk.therapists if known.feel)
    if felt:
        yield Section(walk.phrase("list.feel"), felt)


def _readable(walk: Walk) -> list[ListItem]:
    return [kept for kept in walk.checklist if is_readable(kept, walk)]


def _message(title: str, sections: Sequence[Section]) -> RichText:
    text = RichTextBuilder()
    text.add(title, BOLD)
    for section in sections:
        text.add(f"\n\n{section.heading}")
        for line in section.lines:
            text.add("\n")
            text.add(f"{line.label} " if line.label else "", ITALIC)
            text.add(line.text)
    return text.build()


def _document(what: str, form: FileFormat, sections: tuple[Section, ...], walk: Walk) -> Document:
    return Document(
        name=walk.phrase(f"file.{what}"),
        format=form,
        title=_title(what, walk),
        language=walk.session.language,
        sections=sections,
        page=walk.phrase("file.page"),
        raw=data_json(walk) if form is FileFormat.JSON else "",
    )
