"""Reads what stands between the first two `---` lines of a Markdown file."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from flows.compiler.declared import Ref
from flows.compiler.names import Names
from flows.compiler.page import Page
from flows.compiler.report import Report
from flows.compiler.yaml_files import load_yaml
from flows.compiler.yaml_node import Node
from flows.model.flow import Flow

REVIEW_EVERY_DAYS = 365
"""Where a file says nothing: guidance of health services is looked at again each year."""

NEVER = "never"
_REQUIRED = ("title", "written", "reviewed", "reviewer")
_OPTIONAL = ("sources", "review-every", "lock", "after-danger")
_DAYS = re.compile("([0-9]{1,4})( days?)?")


def read_front_matter(page: Page, flow: str, names: Names, today: date) -> Flow:
    """The flow that a file's front matter describes; where it is wrong, the report says so."""
    fields = _fields(page, names)
    return Flow(
        id=flow,
        title=_text(fields.get("title")),
        sources=_sources(fields.get("sources"), names),
        written=_day(fields.get("written"), today) or today,
        reviewed=_reviewed(fields, today),
        reviewer=_text(fields.get("reviewer")),
        review_every_days=_days(fields.get("review-every")),
        locked=_flag(fields.get("lock")),
        closed_after_danger=_closed(fields.get("after-danger")),
    )


def check_review(page: Page, flow: Flow, report: Report, today: date) -> None:
    """Warn when nobody has looked at a file for longer than it allows itself."""
    due = (flow.reviewed or flow.written) + timedelta(days=flow.review_every_days)
    if due < today:
        line = next(
            (number for number, text in enumerate(page.file.lines, 1) if text.startswith("reviewed:")), 1
        )
        place = page.file.place(line, 1, max(len(page.file.line(line)), 1))
        help = f"Let the {flow.reviewer or 'reviewer'} read it, and write the day."
        report.warn("Y07", place, f"The review was due on {due}", help=help)


def _fields(page: Page, names: Names) -> Mapping[str, Node]:
    if page.front is None:
        opened = page.file.line(1).startswith("---")
        message = "The front matter is not closed" if opened else "The file has no front matter"
        help = "Write a second line of `---` under it." if opened else _HOW_TO_BEGIN
        names.report.add("Y01", page.file.place(1, 1, max(len(page.file.line(1)), 1)), message, help=help)
        return {}
    root = load_yaml(page.file, names.report, "Y02", text=page.front, first_line=2)
    if root is None:
        return {}
    if root.is_empty:
        names.report.add("Y01", page.file.place(1, 1, 3), "The front matter is empty", help=_HOW_TO_BEGIN)
        return {}
    return root.expect_fields(_REQUIRED, _OPTIONAL, kind="Y05", unknown="Y03", missing="Y04") or {}


_HOW_TO_BEGIN = "Begin it with `---`, title, written, reviewed, reviewer, and `---`."


def _text(node: Node | None) -> str:
    return (node.expect_text("Y05") or "") if node else ""


def _sources(node: Node | None, names: Names) -> tuple[str, ...]:
    listed = (node.expect_texts("Y05") or ()) if node else ()
    return tuple(text for text, item in listed if names.has_source(Ref(text, item.place)))


def _day(node: Node | None, today: date) -> date | None:
    day = node.expect_date("Y05") if node else None
    if node and day and day > today:
        node.fault("Y06", f"{day} has not come yet", why="A date says when somebody wrote or looked.")
        return None
    return day


def _reviewed(fields: Mapping[str, Node], today: date) -> date | None:
    node = fields.get("reviewed")
    return None if node and node.value == NEVER else _day(node, today)


def _days(node: Node | None) -> int:
    text = node.expect_text("Y05") if node else None
    found = _DAYS.fullmatch(text) if text else None
    if node and text and not found:
        node.fault("Y05", f"`{text}` is not a number of days", help="Write `180 days`.")
    return int(found[1]) if found else REVIEW_EVERY_DAYS


def _flag(node: Node | None) -> bool:
    return bool(node and node.expect_flag("Y05"))


def _closed(node: Node | None) -> bool:
    return bool(node and node.expect_word("Y05", ("closed", "open")) == "closed")
