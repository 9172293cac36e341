"""What the person takes along as a file: real text in sections, whatever the format."""

from dataclasses import dataclass
from enum import StrEnum


class FileFormat(StrEnum):
    """The formats of a document, each the end of its file name."""

    TEXT = "txt"
    PDF = "pdf"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a section; `label` stands before it and is set apart, "" for none."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, which a reader can jump to, and what stands under it."""

    heading: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """`name` is the file name without its end, and neutral; `title` stands on top.

    `language` is a BCP 47 tag: it decides the direction of the page. `page` is the word for a page
    number, with `{number}` and `{count}` in it. `raw` is the content of a JSON file, "" for the others.
    """

    name: str
    format: FileFormat
    title: str
    language: str
    sections: tuple[Section, ...] = ()
    page: str = "{number} / {count}"
    raw: str = ""
