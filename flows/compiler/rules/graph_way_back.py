"""A word typed in passing can open any safety screen: each of them needs its own way back."""

from flows.compiler.references import flow_of
from flows.compiler.report import Report
from flows.model.flow import Back, Home, Return
from flows.model.snapshot import Snapshot


def check(snapshot: Snapshot, report: Report) -> None:
    """Warn of screens of locked flows without a button to `#return`, `#back` or `#home`."""
    for screen in snapshot.screens.values():
        ways = (button for button in screen.buttons if isinstance(button.target, Back | Return | Home))
        if snapshot.flows[flow_of(screen.id)].locked and not any(ways):
            why = "Somebody who came here by a misread word would not find the way back."
            help = "Add `- [Go on where I was](#return)`, or a button to `#back` or `#home`."
            report.warn("G15", screen.place, "No button of this safety screen leads back", why=why, help=help)
