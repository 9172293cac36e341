"""The flow that is named in a command."""

from bot.cli.common import fail
from flows.compiler.report import did_you_mean
from flows.model.snapshot import Snapshot


def flow_named(name: str | None, snapshot: Snapshot) -> str:
    """The id of `flow` or `flow.md`, with or without its folder; "" for None; ends the command otherwise."""
    flow = (name or "").removesuffix(".md").rpartition("/")[2]
    if name is not None and flow not in snapshot.flows:
        fail(f"There is no flow `{name}`. {did_you_mean(flow, snapshot.flows)}".rstrip())
    return flow
