"""The list of flows and screens, with a field to find one in."""

from collections.abc import Sequence

from flows.compiler.references import flow_of, name_of
from flows.model.flow import Flow
from flows.workshop.preview.edges import anchor
from flows.workshop.preview.facts import NOT_REVIEWED
from flows.workshop.preview.markup import tag, void, words
from flows.workshop.preview.variants import Variants


def contents_html(flows: Sequence[Flow], shown: Sequence[Variants]) -> str:
    """A landmark of its own; the field works by the script and is hidden without it."""
    search = tag(
        "div",
        tag("label", "Find a screen by any of its words", for_="search")
        + void("input", type="search", id="search", autocomplete="off")
        + tag("p", "", id="found", role="status"),
        class_="search",
        hidden=True,
    )
    lists = "".join(_flow_list(flow, shown) for flow in flows)
    inside = tag("summary", f"Flows and screens ({len(shown)})") + search + lists
    return tag("nav", tag("details", inside, open=True), aria_label="Flows and screens")


def _flow_list(flow: Flow, shown: Sequence[Variants]) -> str:
    links = "".join(_screen_link(one) for one in shown if flow_of(one.template.id) == flow.id)
    flag = tag("span", NOT_REVIEWED, class_="flag") if flow.reviewed is None else ""
    summary = tag("summary", tag("h2", words(flow.title), dir="auto") + flag)
    return tag("details", summary + tag("ol", links), class_="flow")


def _screen_link(one: Variants) -> str:
    number = len(one.drawn)
    times = tag("span", f" {number} messages", class_="aside") if number > 1 else ""
    name = words(name_of(one.template.id))
    return tag("li", tag("a", name + times, href=f"#{anchor(one.template.id)}"))
