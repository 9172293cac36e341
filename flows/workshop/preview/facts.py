"""What stands beside a message for those who review it: where it is written, by whom, from what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flows.compiler.references import flow_of
from flows.model.bank import Source
from flows.model.flow import Flow, ScreenId
from flows.model.snapshot import Snapshot
from flows.workshop.names import name_in
from flows.workshop.preview.edges import anchor
from flows.workshop.preview.markup import is_safe_link, tag, words
from flows.workshop.preview.situation_words import situation_in_words
from flows.workshop.preview.variants import Variant, Variants
from flows.workshop.preview.ways_in import WayIn

NOT_REVIEWED = "Not reviewed clinically"
"""The words for `reviewed: never`."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the facts are drawn from; `folder` is the content folder as the reader calls it."""

    snapshot: Snapshot
    folder: str
    ways_in: Sequence[WayIn]
    here: frozenset[ScreenId]

    def html(self, variants: Variants) -> str:
        """A list of terms for one screen; its messages to choose from are among them."""
        terms = "".join(
            tag("dt", name) + "".join(tag("dd", value) for value in values)
            for name, values in self._terms(variants)
            if values
        )
        return tag("dl", terms)

    def place(self, variants: Variants) -> str:
        """The line on which the screen begins."""
        place = variants.template.place
        return tag("code", words(f"{self.folder}/{place.path}:{place.line}"))

    def _terms(self, variants: Variants) -> Iterator[tuple[str, list[str]]]:
        flow = self.snapshot.flows[flow_of(variants.template.id)]
        yield "Written in", [self.place(variants)]
        yield "Reviewed", [words(_review(flow))]
        yield "Reviewer", [words(flow.reviewer)]
        yield "Written", [day(flow.written)]
        yield "Rules", [words(rule) for rule in self._rules(variants, flow)]
        if len(variants.drawn) > 1:
            yield f"{len(variants.drawn)} messages, shown when", list(_messages(variants))
        yield "Comes from", [self._way(way, flow.id) for way in self.ways_in]
        yield f"Sources of “{words(flow.title)}”", [_source(self.snapshot.sources[id]) for id in flow.sources]

    def _rules(self, variants: Variants, flow: Flow) -> Iterator[str]:
        if variants.template.private:
            yield "Private: the message cannot be forwarded or saved."
        for said in variants.template.on_opening:
            yield f"Opening it is remembered: {said.name} is {said.value}."
        if flow.locked:
            yield "Safety file: clinics can add nothing to it and hide nothing of it."
        if flow.closed_after_danger:
            yield "Closed to whoever said that they are, or may be, unsafe. They get the safety page instead."

    def _way(self, way: WayIn, flow: str) -> str:
        if not way.screens:
            return words(way.words)
        places = ", ".join(self._place(screen, flow) for screen in way.screens)
        return f"{tag('bdi', words(f'“{way.words}”'))} on {places}"

    def _place(self, screen: ScreenId, flow: str) -> str:
        name = words(name_in(flow, screen))
        return tag("a", name, href=f"#{anchor(screen)}") if screen in self.here else name


def _review(flow: Flow) -> str:
    """Whether the flow was reviewed, and how long that holds."""
    if flow.reviewed is None:
        return "Never"
    return f"{flow.reviewed.isoformat()}, to be read again every {flow.review_every_days} days"


def day(of: date) -> str:
    """A date that machines can read too."""
    return tag("time", of.isoformat())


def _source(source: Source) -> str:
    year = f", {source.year}" if source.year else ""
    title = tag("bdi", words(source.title))
    if is_safe_link(source.url):
        title = tag("a", title, href=source.url, target="_blank", rel="noopener noreferrer")
    return f"{title}{year} (grade {words(source.grade)}, seen {day(source.seen)})"


def _link(one: Variant, variants: Variants) -> str:
    href = f"#{anchor(one.screen.id, one.number)}"
    return tag("a", words(situation_in_words(one, variants)), href=href)


def _messages(variants: Variants) -> Iterator[str]:
    yield tag("ol", "".join(tag("li", _link(one, variants)) for one in variants.drawn))
    if variants.left_out:
        yield f"{variants.left_out} more situations were not drawn."
