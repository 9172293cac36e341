"""The title in a file's front matter."""

import json
import re
from dataclasses import dataclass

from flows.compiler.page import Page
from flows.compiler.report import Report
from flows.compiler.yaml_files import load_yaml
from flows.model.place import Place

_PLAIN = re.compile(r"[^\W\d_](?:[^\n:#\[\]{}\"'\\]|(?<=\w)')*(?<=\S)")
"""Words that YAML reads as they stand."""


@dataclass(frozen=True, slots=True)
class Title:
    """The words of a title, and where they stand with their quotation marks."""

    words: str
    place: Place


def title_of(page: Page) -> Title | None:
    """The title of a file; None where it has none on a line of its own."""
    report = Report({})
    root = load_yaml(page.file, report, "Y02", text=page.front, first_line=2) if page.front else None
    node = dict(root.items()).get("title") if root else None
    if node is None or not isinstance(node.value, str) or not node.value.strip():
        return None
    return Title(node.value, node.place)


def title_written(words: str) -> str:
    """The words as they stand in front matter."""
    return words if _PLAIN.fullmatch(words) else json.dumps(words, ensure_ascii=False)
