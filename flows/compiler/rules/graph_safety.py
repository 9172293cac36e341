"""The safety page cannot be changed, shut or mistaken."""

from flows.compiler.references import flow_of
from flows.compiler.report import Report
from flows.compiler.rules.graph_closed import is_closed
from flows.model.flow import ButtonTemplate
from flows.model.place import Place
from flows.model.snapshot import Snapshot
from flows.model.text import Words


def check(snapshot: Snapshot, report: Report) -> None:
    """Report what could keep somebody from the safety page."""
    _check_lock(snapshot, report)
    _check_doors(snapshot, report)
    _check_labels(snapshot, report)


def _check_lock(snapshot: Snapshot, report: Report) -> None:
    if not snapshot.flows[flow_of(snapshot.safety)].locked:
        place = Place(snapshot.screens[snapshot.safety].place.path, 1, 1)
        why = "A clinic's file could change the safety page."
        report.add(
            "G09",
            place,
            "The safety page is not locked",
            why=why,
            help="Add `lock: true` to the front matter.",
        )


def _check_doors(snapshot: Snapshot, report: Report) -> None:
    for name in dict.fromkeys([snapshot.safety, *(phrase.screen for phrase in snapshot.danger.phrases)]):
        screen = snapshot.screens.get(name)
        if screen and is_closed(name, snapshot):
            why = "Whoever has said that they are in danger could not open it."
            help = "Remove `after-danger: closed`, or move this screen to another file."
            report.add("G12", screen.place, "This safety page stands in a closed flow", why=why, help=help)


def _check_labels(snapshot: Snapshot, report: Report) -> None:
    phrases = snapshot.phrases.get(snapshot.language, {})
    taken = {phrases.get(f"button.{name}", "").casefold(): name for name in ("hide", "safety")}
    for screen in snapshot.screens.values():
        for button in screen.buttons:
            name = taken.get(_label(button))
            if name and _label(button):
                why = "Two buttons with these words would do different things."
                help = f"Choose other words; the {name} button is on every screen by itself."
                report.add("G10", button.place, f"This is the label of the {name} button", why=why, help=help)


def _label(button: ButtonTemplate) -> str:
    return "".join(part.text for part in button.label if isinstance(part, Words)).strip().casefold()
