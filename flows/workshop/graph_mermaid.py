"""A graph as Mermaid, which GitHub and most editors draw."""

from collections.abc import Iterator
from itertools import groupby

from flows.compiler.references import name_of
from flows.workshop.graph import Edge, Graph, Kind

MOST_ARROWS = 500
LONGEST_TEXT = 50_000
"""What Mermaid draws unless whoever runs it raised the limits, which GitHub does not."""

_ESCAPES = str.maketrans(
    {'"': "#quot;", "#": "#35;", "&": "#amp;", "<": "#lt;", ">": "#gt;", "`": "#96;", "\n": " "}
)
"""Inside quotes Mermaid takes HTML for markup and backticks for Markdown; it writes entities with `#`."""


def mermaid(drawn: Graph) -> str:
    """A flowchart: one box a flow, one arrow a button, dotted where it comes back."""
    webs = {edge.target: f"web{number}" for number, edge in enumerate(drawn.edges) if edge.kind is Kind.WEB}
    edges = (_edge(edge, webs.get(edge.target) or _id(edge.target)) for edge in drawn.edges)
    pages = (f"  {id}([{_quoted(address)}])" for address, id in webs.items())
    return "\n".join(["flowchart TD", *_nodes(drawn), *pages, *edges, _note(drawn), ""])


def is_too_large(drawn: Graph, text: str) -> bool:
    """True when Mermaid would show an error in place of the picture."""
    return len(drawn.edges) > MOST_ARROWS or len(text) > LONGEST_TEXT


def _nodes(drawn: Graph) -> Iterator[str]:
    for flow, nodes in groupby(drawn.nodes, key=lambda node: node.flow):
        yield f"  subgraph flow_{_word(flow)} [{_quoted(drawn.titles[flow])}]"
        for node in nodes:
            yield f"    {_id(node.id)}[{_quoted(name_of(node.id))}]"
        yield "  end"


def _edge(edge: Edge, to: str) -> str:
    guard = f" (if {edge.guard})" if edge.guard else ""
    typed = "typed: " if edge.kind is Kind.WRITE else ""
    label = _quoted(f"{typed}{edge.label}{guard}")
    arrow = f"-. {label} .->" if edge.kind is Kind.COMES_BACK else f"-- {label} -->"
    return f"  {_id(edge.source)} {arrow} {to}"


def _note(drawn: Graph) -> str:
    text = (
        f"Not drawn: the safety button, which leads from every other flow to {drawn.safety},"
        f" and the way home to {drawn.home}, which"
        f" {drawn.home_from} of these {len(drawn.nodes)} screens offer."
    )
    return f"  note[/{_quoted(text)}/]"


def _id(screen: str) -> str:
    """A word that is no keyword of Mermaid's and names one screen only: ids hold no capital letter."""
    return _word(screen.replace("#", "X"))


def _word(id: str) -> str:
    return id.replace("-", "_")


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
