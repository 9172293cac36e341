"""Reads the messages back out of a preview page, as a browser's parser would."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, TypeAlias

Attributes: TypeAlias = dict[str, str | None]

ENTITIES = {"strong": "bold", "em": "italic", "s": "strikethrough", "a": "text_link"}
VOID = {"meta", "link", "input"}


@dataclass
class ReadMessage:
    """One message: its text, its entities as Telegram counts them, its rows of buttons."""

    text: str = ""
    entities: list[dict[str, object]] = field(default_factory=list)
    rows: list[list[dict[str, Any]]] = field(default_factory=list)


class PageReader(HTMLParser):
    """After `feed`, `messages` holds every message by its anchor, `elements` every start tag."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.messages: dict[str, ReadMessage] = {}
        self.elements: list[tuple[str, Attributes]] = []
        self._open: list[tuple[str, Attributes, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if tag == "article":
            self.messages[str(attributes["id"])] = self._message = ReadMessage()
        if attributes.get("class") == "row":
            self._message.rows.append([])
        if "press" in str(attributes.get("class")).split():
            self._message.rows[-1].append(_button(attributes))
        if tag not in VOID:
            start = _units(self._message.text) if self._is_in("bubble") else 0
            self._open.append((tag, attributes, start))

    def handle_endtag(self, tag: str) -> None:
        opened, attributes, start = self._open.pop()
        assert opened == tag, "every element is closed, the innermost first"
        if self._is_in("bubble"):
            self._end_mark(tag, attributes, start)

    def handle_data(self, data: str) -> None:
        if self._is_in("bubble"):
            self._message.text += data
        elif self._is_in("label"):
            self._message.rows[-1][-1]["text"] += data

    def _is_in(self, name: str) -> bool:
        return any(attributes.get("class") == name for _, attributes, _ in self._open)

    def _end_mark(self, tag: str, attributes: Attributes, start: int) -> None:
        if tag == "span":
            return
        is_long = attributes.get("class") == "long"
        kind = ENTITIES.get(tag) or ("expandable_blockquote" if is_long else "blockquote")
        entity = {"type": kind, "offset": start, "length": _units(self._message.text) - start}
        self._message.entities.append(entity | ({"url": attributes["href"]} if tag == "a" else {}))


def _button(attributes: Attributes) -> dict[str, Any]:
    token = attributes.get("data-token")
    if token is not None:
        return {"text": "", "callback_data": f"1.{token}"}
    if "data-copy" in attributes:
        return {"text": "", "copy_text": {"text": str(attributes["data-copy"])}}
    return {"text": "", "url": str(attributes["href"])}


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def read_page(html: str) -> PageReader:
    """The page, read to its end."""
    reader = PageReader()
    reader.feed(html)
    reader.close()
    return reader
