"""Help lines that nobody has checked lately."""

from collections.abc import Mapping, Sequence
from datetime import date

from flows.compiler.report import Report
from flows.model.bank import Helpline
from flows.model.place import Place


def check(lines: Sequence[Helpline], checked: Mapping[str, Place], report: Report, *, since: date) -> None:
    """Warn, once for all lines and at the first, of those that nobody has checked since that day."""
    late = [line for line in lines if line.checked is None or line.checked < since]
    if late and late[0].id in checked:
        verb = "has" if len(late) == 1 else "have"
        message = f"{len(late)} of {len(lines)} help lines {verb} not been checked since {since}"
        why = "A person in danger could reach a number that nobody answers any more."
        help = "Call or open each, and write the day behind `checked:`. This is the first of them."
        report.warn("P07", checked[late[0].id], message, why=why, help=help)
