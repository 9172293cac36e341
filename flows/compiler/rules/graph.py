"""Family G: screens and buttons as a graph, in every situation that a person can be in."""

from flows.compiler.report import Report
from flows.compiler.rules import (
    graph_closed,
    graph_empty,
    graph_pin,
    graph_reach,
    graph_safety,
    graph_way_back,
)
from flows.model.snapshot import Snapshot


def check(snapshot: Snapshot, report: Report) -> None:
    """Report every screen that would leave a person stuck, lost, or offered what they must not be.

    Only for content whose screens and buttons could all be read: a lost button would be blamed
    on the screens around it.
    """
    graph_empty.check(snapshot, report)
    graph_reach.check(snapshot, report)
    graph_safety.check(snapshot, report)
    graph_closed.check(snapshot, report)
    graph_pin.check(snapshot, report)
    if not report.has_errors:  # a trap has no way back either
        graph_way_back.check(snapshot, report)
