"""Words with inserts: pieces of prose become the inlines that the engine fills in."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from flows.compiler.instruction_words import is_written_well
from flows.compiler.page import Break, Code, Link, Piece, Text
from flows.compiler.references import looks_like_screen
from flows.compiler.report import did_you_mean
from flows.compiler.scope import Scope
from flows.compiler.span import Span
from flows.model.text import Inline, Insert, Words

QUESTION_FIELDS = ("ask", "why", "good", "warning", "follow-up")
HELPLINE_FIELDS = ("name", "number", "url", "hours", "cost", "languages", "trace")
CLINIC_FIELDS = ("name", "answer")

INSERT = re.compile(r"\{(?P<inside>[^{}]*)\}")
_INSIDE = re.compile(
    r"(?:(?P<scope>[a-z][a-z0-9-]*)\.)?(?P<field>[a-z][a-z0-9_-]*)(?: (?P<argument>[a-z][a-z0-9-]*))?"
)


def read_words(pieces: Iterable[Piece], scope: Scope) -> tuple[Inline, ...]:
    """The inlines of a paragraph or label; what cannot stand in it is reported and left out."""
    return _trimmed(_joined(_inlines(pieces, scope)))


def literal_length(inlines: Iterable[Inline]) -> int:
    """The characters that stand there whatever is filled in."""
    return sum(len(inline.text) for inline in inlines if isinstance(inline, Words))


def _inlines(pieces: Iterable[Piece], scope: Scope) -> Iterator[Inline]:
    for piece in pieces:
        match piece:
            case Text():
                yield from _text(piece, scope)
            case Break():
                yield Words("\n")
            case Code():
                is_written_well(piece, (), scope.names.report)
            case Link():
                yield from _link(piece, scope)


def _text(piece: Text, scope: Scope) -> Iterator[Inline]:
    if piece.escaped is not None or "{" not in piece.content:
        yield Words(piece.content, piece.style)
        return
    at = 0
    for found in INSERT.finditer(piece.content):
        yield Words(piece.content[at : found.start()], piece.style)
        insert = _insert(piece.span.group(found), piece.span.group(found, "inside"), scope)
        if insert:
            yield replace(insert, style=piece.style)
        at = found.end()
    yield Words(piece.content[at:], piece.style)


def _link(piece: Link, scope: Scope) -> Iterator[Inline]:
    report = scope.names.report
    if looks_like_screen(piece.url):
        why = "Only list items become buttons; here it would be a dead link."
        report.add(
            "B08", piece.whole.place, "A link to a screen stands inside prose", why=why, help=_AS_BUTTON
        )
    elif not piece.url.startswith("https://"):
        help = "Write `https://...`."
        report.add("R04", piece.target.place, f"`{piece.target.text}` is not a web address", help=help)
    elif "{" in piece.url:
        report.add("I08", piece.target.place, "Nothing can be filled in inside a web address")
    else:
        for inline in _inlines(piece.label, scope):
            yield replace(inline, style=replace(inline.style, link=piece.url))


_AS_BUTTON = "Make it a list item of its own: `- [words](#screen)`."


def _insert(whole: Span, inside: Span, scope: Scope) -> Insert | None:
    found = _INSIDE.fullmatch(inside.text)
    if not found:
        help = "Write `{name}` for something remembered, `{q.ask}` for a part of a question."
        scope.names.report.add("I07", whole.place, f"`{whole.text}` is not an insert", help=help)
        return None
    if found["scope"] == "clinic":
        return _clinic(found, whole, inside, scope)
    if found["argument"]:
        help = "Only `{clinic.answer q}` takes a second word."
        scope.names.report.add("I07", whole.place, f"`{whole.text}` is not an insert", help=help)
        return None
    if found["scope"]:
        return _of_element(found, whole, inside, scope)
    rule = scope.names.rule(inside)
    scope.names.used.asked.add(inside.text)
    return Insert("memory", rule.name) if rule else None


def _of_element(found: re.Match[str], whole: Span, inside: Span, scope: Scope) -> Insert | None:
    variable = found["scope"]
    source = scope.source_of(variable)
    if source is None:
        help = f"Put `each {variable} in ...` at the end of this list item."
        scope.names.report.add("I08", whole.place, f"Nothing here is called `{variable}`", help=help)
        return None
    fields = HELPLINE_FIELDS if source == "helplines" else QUESTION_FIELDS
    if not _has_field(found, inside, fields, scope):
        return None
    scope.note_at_hand(variable, whole)
    return Insert(variable, found["field"])


def _clinic(found: re.Match[str], whole: Span, inside: Span, scope: Scope) -> Insert | None:
    if not _has_field(found, inside, CLINIC_FIELDS, scope):
        return None
    argument = found["argument"]
    if (found["field"] == "answer") != (argument is not None):
        help = "Write `{clinic.name}` or `{clinic.answer QUESTION}`."
        scope.names.report.add("I07", whole.place, f"`{whole.text}` is not an insert", help=help)
        return None
    if argument and not scope.names.has_question(inside.group(found, "argument")):
        return None
    if not scope.guards_clinic(argument):
        help = "Begin the paragraph with `if clinic answers QUESTION`, or end the button with it."
        why = "Most people come without a clinic."
        scope.names.report.add(
            "I08", whole.place, f"`{whole.text}` cannot always be filled in", why=why, help=help
        )
        return None
    return Insert("clinic", found["field"], argument)


def _has_field(found: re.Match[str], inside: Span, fields: tuple[str, ...], scope: Scope) -> bool:
    field = found["field"]
    if field in fields:
        return True
    help = did_you_mean(field, fields) or f"Known: {', '.join(f'`{known}`' for known in fields)}."
    place = inside.group(found, "field").place
    scope.names.report.add("I07", place, f"`{found['scope']}` has no part `{field}`", help=help)
    return False


def _joined(inlines: Iterable[Inline]) -> list[Inline]:
    joined: list[Inline] = []
    for style, run in groupby(
        inlines, key=lambda inline: inline.style if isinstance(inline, Words) else None
    ):
        if style is None:
            joined.extend(run)
        elif text := "".join(inline.text for inline in run if isinstance(inline, Words)):
            joined.append(Words(text, style))
    return joined


def _trimmed(inlines: list[Inline]) -> tuple[Inline, ...]:
    backwards = _from_words(inlines, str.lstrip)[::-1]
    return tuple(_from_words(backwards, str.rstrip)[::-1])


def _from_words(inlines: list[Inline], strip: Callable[[str], str]) -> list[Inline]:
    """The inlines without the white space before the first that is more."""
    for number, inline in enumerate(inlines):
        if not isinstance(inline, Words):
            return inlines[number:]
        if text := strip(inline.text):
            return [Words(text, inline.style), *inlines[number + 1 :]]
    return []
