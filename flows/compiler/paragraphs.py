"""Reads a paragraph with its guard."""

from collections.abc import Sequence
from dataclasses import replace

from flows.compiler.each import read_guard
from flows.compiler.instruction_words import first_word, is_written_well
from flows.compiler.near_misses import report_near_misses
from flows.compiler.page import Code, Link, Piece, Prose
from flows.compiler.quoted_instructions import quoted_guard, report_quoted_guard
from flows.compiler.references import looks_like_screen
from flows.compiler.report import Report
from flows.compiler.scope import Scope
from flows.compiler.screen_index import is_blank
from flows.compiler.span import Span
from flows.compiler.words import read_words
from flows.model.condition import Condition
from flows.model.flow import Paragraph


def read_paragraph(prose: Prose, scope: Scope, *, after_if: bool) -> Paragraph | None:
    """The paragraph, or None after a report; `after_if` says that an `otherwise` has an `if` before it."""
    report = scope.names.report
    guard, pieces = _parts(prose)
    is_known = guard is None or is_written_well(guard, ("if", "otherwise"), report)
    if report_near_misses(prose, report) or report_quoted_guard(prose, report) or not is_known:
        return None
    if guard and all(map(is_blank, pieces)):
        report_no_text(guard.span, report)
        return None
    if _is_button(pieces):
        place, help = prose.span.place, "Begin the line with `- `."
        report.add("N09", place, "This button stands outside a list", help=help)
        return None
    if guard is None:
        return _paragraph(prose, pieces, scope)
    if first_word(guard.span) == "if":
        condition = read_guard(guard.span, scope)
        return _paragraph(prose, pieces, scope, condition) if condition else None
    if not _is_otherwise(guard.span, report, after_if=after_if):
        return None
    paragraph = _paragraph(prose, pieces, scope)
    return replace(paragraph, otherwise=True) if paragraph else None


def begins_with_if(prose: Prose) -> bool:
    """True for a paragraph under an `if`, whatever else is wrong with it."""
    guard, _ = _parts(prose)
    begun = guard.span if guard else quoted_guard(prose)
    return begun is not None and first_word(begun) == "if"


def report_no_text(guard: Span, report: Report) -> None:
    """Report a guard that nothing stands behind."""
    help = "Write the text in the same paragraph, behind it."
    report.add("I04", guard.place, f"No text stands behind `{guard.text}`", help=help)


def _parts(prose: Prose) -> tuple[Code | None, Sequence[Piece]]:
    """The code that a paragraph begins with, and what follows it."""
    first = prose.pieces[0] if prose.pieces else None
    return (first, prose.pieces[1:]) if isinstance(first, Code) else (None, prose.pieces)


def _paragraph(
    prose: Prose, pieces: Sequence[Piece], scope: Scope, condition: Condition | None = None
) -> Paragraph | None:
    inlines = read_words(pieces, replace(scope, guard=condition))
    return Paragraph(inlines, prose.span.place, condition) if inlines else None


def _is_otherwise(guard: Span, report: Report, *, after_if: bool) -> bool:
    if guard.text != "otherwise":
        help = "Write `otherwise` alone, or `if` with a condition."
        report.add("I04", guard.place, "`otherwise` takes no condition", help=help)
        return False
    if not after_if:
        help = "Put a paragraph with `if` before it, or remove the word."
        report.add("I06", guard.place, "No `if` of this screen stands before this `otherwise`", help=help)
    return after_if


def _is_button(pieces: Sequence[Piece]) -> bool:
    links = [piece for piece in pieces if isinstance(piece, Link)]
    rest = (piece for piece in pieces if not isinstance(piece, Link | Code))
    return any(looks_like_screen(link.url) for link in links) and all(map(is_blank, rest))
