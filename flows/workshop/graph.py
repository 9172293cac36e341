"""Which screens lead where, as nodes and edges.

What stands on nearly every screen would hide all else: the safety button, which the engine adds, and
`#home` are counted instead of drawn. `#back`, `#return` and `#end` lead to no screen of their own.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from flows.compiler.references import flow_of
from flows.model.flow import ButtonTemplate, Goto, Home, ScreenId, Target, Web
from flows.model.snapshot import Snapshot
from flows.workshop.written import guard_written, words_plain


class Kind(StrEnum):
    """How an edge is followed: a press, a press that comes back, typed words, or a page outside."""

    PRESS = "press"
    COMES_BACK = "comes back"
    WRITE = "write"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class Node:
    """A screen, and the line of its heading."""

    id: ScreenId
    flow: str
    line: int


@dataclass(frozen=True, slots=True)
class Edge:
    """One button; `guard` is what stands after its `if`, or ""; `target` an address when `kind` is WEB."""

    source: ScreenId
    target: str
    label: str
    guard: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges in the order of the files; `titles` of the flows they belong to.

    `home_from` counts the drawn screens with a button home.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    titles: dict[str, str]
    home: ScreenId
    safety: ScreenId
    home_from: int


def graph(snapshot: Snapshot, flow: str = "", *, with_web: bool = False) -> Graph:
    """The whole content, or one flow with the screens that it leads to and that lead into it."""
    edges = [
        edge
        for edge in _edges(snapshot)
        if (with_web or edge.kind is not Kind.WEB) and (not flow or _touches(edge, flow))
    ]
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    shown = [
        screen for id, screen in snapshot.screens.items() if not flow or flow_of(id) == flow or id in ends
    ]
    nodes = tuple(Node(screen.id, flow_of(screen.id), screen.place.line) for screen in shown)
    titles = {node.flow: snapshot.flows[node.flow].title for node in nodes}
    homes = sum(any(_leads_home(b.target, snapshot) for b in screen.buttons) for screen in shown)
    return Graph(nodes, tuple(edges), titles, snapshot.home, snapshot.safety, homes)


def graph_json(drawn: Graph) -> str:
    """`nodes` with id, flow and line; `edges` with from, to, label, if and kind; home and safety beside."""
    edges = [
        {"from": edge.source, "to": edge.target, "label": edge.label, "if": edge.guard, "kind": edge.kind}
        for edge in drawn.edges
    ]
    whole = {
        "nodes": [asdict(node) for node in drawn.nodes],
        "edges": edges,
        "home": drawn.home,
        "home_from": drawn.home_from,
        "safety": drawn.safety,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _edges(snapshot: Snapshot) -> Iterator[Edge]:
    for screen in snapshot.screens.values():
        for button in (button for button in screen.buttons if not button.copy):
            target = button.target
            if isinstance(target, Web) or (isinstance(target, Goto) and not _leads_home(target, snapshot)):
                to = target.url if isinstance(target, Web) else target.screen
                label, guard = words_plain(button.label), guard_written(button.condition)
                yield Edge(screen.id, to, label, guard, _kind(button))


def _kind(button: ButtonTemplate) -> Kind:
    if isinstance(button.target, Web):
        return Kind.WEB
    if button.write:
        return Kind.WRITE
    return Kind.COMES_BACK if button.come_back else Kind.PRESS


def _leads_home(target: Target | None, snapshot: Snapshot) -> bool:
    return isinstance(target, Home) or (isinstance(target, Goto) and target.screen == snapshot.home)


def _touches(edge: Edge, flow: str) -> bool:
    into = edge.kind is not Kind.WEB and flow_of(ScreenId(edge.target)) == flow
    return into or flow_of(edge.source) == flow
