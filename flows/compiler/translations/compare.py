"""Holds a translated screen against its source: words are taken over only where both have one shape."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from flows.compiler.page import Section
from flows.compiler.report import Report
from flows.compiler.translations.parts import Kind, Part, Unit, about_orders, parts_of
from flows.model.place import Place

WHY_ROUTING = "Where buttons lead and what they do comes from the source alone."
WHY_WORDS = "The words cannot be matched with the source, so nobody would see them."


def compare(source: Section, translated: Section, report: Report) -> bool:
    """True when words can be taken over part by part; otherwise every difference is reported."""
    comparison = _Comparison(translated, report)
    comparison.abouts(source, translated)
    before = translated.heading.span
    for ours, theirs in _runs(source, translated):
        comparison.run(ours, theirs, before.place)
        before = theirs[-1].span if theirs else before
    return comparison.agrees


def paired(source: Section, translated: Section) -> list[tuple[Unit, Unit]]:
    """The words of the source with those that were written for them, as far as the shapes tell."""
    parts = (pair for ours, theirs in _runs(source, translated) for pair in _pairs(ours, theirs)[0])
    return [pair for one, other in parts for pair in zip(one.units, other.units, strict=False)]


def _runs(source: Section, translated: Section) -> Iterator[tuple[Sequence[Part], Sequence[Part]]]:
    """Runs of parts that agree in their shapes, and what stands between such runs on either side."""
    ours, theirs = parts_of(source), parts_of(translated)
    shapes = [part.shape for part in ours], [part.shape for part in theirs]
    if shapes[0] == shapes[1]:  # nearly always, and the matcher takes its time
        yield ours, theirs
        return
    for _, i, i_end, j, j_end in SequenceMatcher(None, *shapes, autojunk=False).get_opcodes():
        yield ours[i:i_end], theirs[j:j_end]


class _Comparison:
    """Collects the differences of one screen."""

    def __init__(self, translated: Section, report: Report) -> None:
        self.agrees = True
        self._report = report
        self._heading = translated.heading.span.place

    def abouts(self, source: Section, translated: Section) -> None:
        """A line under the heading that the source does not have; one that is missing does no harm."""
        known = {order.text for order in about_orders(source)}
        for order in about_orders(translated):
            if order.text not in known:
                message = f"`{order.text}` is not said in the source"
                self._add("K06", order.place, message, WHY_ROUTING, "Remove it here.")

    def run(self, ours: Sequence[Part], theirs: Sequence[Part], before: Place) -> None:
        """Compare a run of parts that stand between others which agree; `before` is the last of these."""
        pairs, missing, extra = _pairs(ours, theirs)
        for part in missing:
            message = f"A {part.kind} of the source is missing below this"
            help = f"Translate {_cited(part)}, and put it here."
            self._add("K03", before, message, WHY_WORDS, help)
        for part in extra:
            message = f"The source has no such {part.kind} here"
            self._add(
                "K04", part.span.place, message, WHY_WORDS, "Remove it, or put it where the source has it."
            )
        for ours_one, theirs_one in pairs:
            self._orders(ours_one, theirs_one)
            self._inserts(ours_one, theirs_one)

    def _orders(self, source: Part, translated: Part) -> None:
        if source.shape == translated.shape:
            return
        wanted, written = source.orders, translated.orders
        help = f"Copy it from {_cited(source)}."
        differing = [
            (one, other) for one, other in zip(wanted, written, strict=False) if one.text != other.text
        ]
        if len(wanted) != len(written):
            listed = ", ".join(f"`{order.text}`" for order in wanted) or "no instruction"
            self._add("K06", translated.span.place, f"The source has {listed} here", WHY_ROUTING, help)
        elif differing:
            for one, other in differing:
                self._add("K06", other.place, f"The source says `{one.text}` here", WHY_ROUTING, help)
        else:
            message = "The source has another number of words and instructions here"
            self._add("K03", translated.span.place, message, WHY_WORDS, help)

    def _inserts(self, source: Part, translated: Part) -> None:
        for one, other in zip(source.units, translated.units, strict=False):
            if one.inserts != other.inserts:
                wanted = ", ".join(f"`{insert}`" for insert in one.inserts) or "nothing in braces"
                message = f"The source has {wanted} here"
                why = "Something that the person chose or wrote would be lost, or could not be filled in."
                self._add("K05", other.span.place, message, why, f"Write it as {_cited(source)} does.")

    def _add(self, code: str, place: Place, message: str, why: str, help: str) -> None:
        self.agrees = False
        self._report.add(code, place, message, why=why, help=help)


def _pairs(
    ours: Sequence[Part], theirs: Sequence[Part]
) -> tuple[list[tuple[Part, Part]], list[Part], list[Part]]:
    """Parts of one kind in one place, and what is left over of the source and of the translation."""
    left, pairs, extra = list(ours), [], []
    for part in theirs:
        own = next((one for one in left if one.kind is part.kind), None)
        if own is None:
            extra.append(part)
        else:
            left.remove(own)
            pairs.append((own, part))
    return pairs, left, extra


def _cited(part: Part) -> str:
    """The part's own line and place, for an editor to copy."""
    place = part.span.place
    line = part.span.origin.file.line(place.line).strip()
    return f"`` {line} `` ({place.path}:{place.line})" if part.kind is not Kind.HEADING else f"`{line}`"
