"""One screen on the page: its heading, its messages one below the other, and the facts beside them."""

from flows.compiler.references import flow_of, name_of
from flows.workshop.preview.edges import Edges, anchor
from flows.workshop.preview.facts import NOT_REVIEWED, Facts
from flows.workshop.preview.markup import tag, words
from flows.workshop.preview.message import message_html
from flows.workshop.preview.situation_words import situation_in_words
from flows.workshop.preview.variants import Variant, Variants

MOST_PRINTED = 24
"""Messages of one screen on paper; page.css knows the number too."""


def section_html(one: Variants, facts: Facts, edges: Edges) -> str:
    """The screen with all that it can say; the style sheet shows one message at a time."""
    id = one.template.id
    beside = tag("aside", facts.html(one), aria_label=f"About {name_of(id)}")
    inside = _head(one, facts, edges) + _chat(one, edges) + beside
    return tag("section", inside, class_="screen", id=anchor(id), data_screen=id)


def _head(one: Variants, facts: Facts, edges: Edges) -> str:
    flow = edges.snapshot.flows[flow_of(one.template.id)]
    title = tag("span", words(flow.title), class_="title", dir="auto")
    heading = tag("h2", f"{title} {words(name_of(one.template.id))}")
    place = tag("p", facts.place(one), class_="in-print")
    unread = f"{NOT_REVIEWED}. To be read by: {words(flow.reviewer)}."
    warning = tag("p", unread, class_="warning") if flow.reviewed is None else ""
    return tag("div", heading + place + warning, class_="head")


def _chat(one: Variants, edges: Edges) -> str:
    articles = "".join(_article(variant, one, edges) for variant in one.drawn)
    more = len(one.drawn) - MOST_PRINTED
    left_out = tag("p", f"{more} more messages are on the page.", class_="in-print") if more > 0 else ""
    return tag("div", articles + left_out, class_="chat")


def _article(variant: Variant, one: Variants, edges: Edges) -> str:
    when = ""
    if len(one.drawn) > 1:
        shown = f"Message {variant.number} of {len(one.drawn)}, shown when {situation_in_words(variant, one)}"
        when = tag("p", words(shown), class_="when")
    return tag(
        "article",
        when + message_html(variant, one.template, edges),
        class_="message",
        id=anchor(variant.screen.id, variant.number),
        aria_label=f"Message of {name_of(variant.screen.id)}",
        tabindex="-1",
    )
