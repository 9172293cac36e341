"""The whole page: one file that asks for nothing else, works without its script, and prints."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from flows.compiler.references import flow_of
from flows.model.flow import Flow
from flows.model.snapshot import Snapshot
from flows.workshop.preview.contents import contents_html
from flows.workshop.preview.dress import GENERATOR, Dress
from flows.workshop.preview.edges import WAY_BACK, Edges, edges_between
from flows.workshop.preview.facts import NOT_REVIEWED, Facts, day
from flows.workshop.preview.markup import tag, void, words
from flows.workshop.preview.section import section_html
from flows.workshop.preview.variants import Variants, variants_of
from flows.workshop.preview.walk_values import walk_json
from flows.workshop.preview.ways_in import ways_in


def preview_page(
    snapshot: Snapshot, made_on: date, dress: Dress, *, folder: str = "content", flow: str | None = None
) -> str:
    """All flows, or the one named, as a page; the same for the same content, day and dress.

    `folder` stands before the path of each file. Raises KeyError when there is no such flow.
    """
    flows = [snapshot.flows[flow]] if flow else _home_first(snapshot)
    shown = [one for each in flows for one in _screens(each, snapshot, made_on)]
    edges = edges_between(shown, snapshot, made_on)
    body = (
        tag("a", "Skip to the message", class_="skip", href="#messages")
        + _header(snapshot, flows, made_on)
        + contents_html(flows, shown)
        + tag("main", _main(shown, edges, folder), id="messages", tabindex="-1")
        + tag("script", walk_json(shown, snapshot), type="application/json", id="walk")
        + tag("script", dress.script)
    )
    head = _head(dress)
    return f'<!doctype html>\n<html lang="en">\n{tag("head", head)}\n{tag("body", body)}\n</html>\n'


def _home_first(snapshot: Snapshot) -> list[Flow]:
    home = flow_of(snapshot.home)
    return sorted(snapshot.flows.values(), key=lambda flow: flow.id != home)


def _screens(flow: Flow, snapshot: Snapshot, today: date) -> list[Variants]:
    own = (screen for screen in snapshot.screens.values() if flow_of(screen.id) == flow.id)
    screens = (variants_of(screen, snapshot, today) for screen in own)
    return [one for one in screens if one.drawn]  # on the others nobody can be


def _head(dress: Dress) -> str:
    policy = (
        f"default-src 'none'; style-src {_fingerprint(dress.style)}; script-src {_fingerprint(dress.script)};"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )
    return (
        void("meta", charset="utf-8")
        + void("meta", http_equiv="Content-Security-Policy", content=policy)
        + void("meta", name="referrer", content="no-referrer")
        + void("meta", name="viewport", content="width=device-width, initial-scale=1")
        + void("meta", name="generator", content=GENERATOR)
        + void("link", rel="icon", href="data:,")
        + tag("title", "Preview of the content")
        + tag("style", dress.style)
    )


def _fingerprint(text: str) -> str:
    """Names the one text that a browser may run or apply here."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _header(snapshot: Snapshot, flows: Sequence[Flow], made_on: date) -> str:
    made = f"Preview of {tag('code', words(snapshot.id))}, made on {day(made_on)}."
    waiting = sum(flow.reviewed is None for flow in flows)
    of = f"{waiting} of {len(flows)} flow{'' if len(flows) == 1 else 's'}"
    review = tag("p", f"{NOT_REVIEWED}: {of}.", class_="warning") if waiting else ""
    what = "The bot itself drew each message, for made-up answers. Nothing here is sent or kept."
    return tag("header", tag("h1", "Preview of the content") + tag("p", f"{made} {what}") + review)


def _main(shown: Sequence[Variants], edges: Edges, folder: str) -> str:
    ways, here = ways_in(edges.snapshot), edges.screens
    facts = (Facts(edges.snapshot, folder, ways[one.template.id], here) for one in shown)
    sections = (section_html(one, beside, edges) for one, beside in zip(shown, facts, strict=True))
    return _JOURNEY + "".join(sections) + _BACK_BY_HAND


_JOURNEY = tag(
    "div",
    tag("p", "", id="remembered") + tag("button", "Start again", id="again", type="button"),
    class_="journey",
    hidden=True,
) + tag("p", "", id="note", role="status")

_BACK_BY_HAND = tag(
    "section",
    tag("h2", "The way back")
    + tag("p", "In the chat this leads back along the person's own way. Here, use your browser's Back."),
    class_="screen",
    id=WAY_BACK,
)
