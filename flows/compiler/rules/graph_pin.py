"""A PIN is asked for where the content says so, and locks no way to safety."""

from collections.abc import Iterator

from flows.compiler.references import flow_of
from flows.compiler.report import Report
from flows.compiler.write import PIN
from flows.model.flow import ScreenTemplate
from flows.model.snapshot import Snapshot


def check(snapshot: Snapshot, report: Report) -> None:
    """Report a PIN that is nowhere asked for, and screens that it must not lock."""
    asking = snapshot.screens[snapshot.pin] if snapshot.pin else None
    if asking and not _takes_pin(asking):
        message = "content.yaml asks for the PIN here, and this screen takes none"
        help = "Add a button with `write pin, up to 8 characters`."
        report.add("G17", asking.place, message, why="Nobody could unlock what is theirs.", help=help)
    for screen in snapshot.screens.values():
        _check_screen(screen, snapshot, report)


def _check_screen(screen: ScreenTemplate, snapshot: Snapshot, report: Report) -> None:
    if snapshot.pin is None and (screen.behind_pin or _takes_pin(screen)):
        why = "It would lock nothing, or nobody could unlock it."
        help = "Name the screen that asks for it in content.yaml, as `pin: pin.md`."
        report.add("G17", screen.place, "No screen asks for the PIN", why=why, help=help)
    for what in _open_to_all(screen, snapshot) if screen.behind_pin else ():
        message = f"`behind pin` stands on {what}"
        report.add("G18", screen.place, message, why="It must open for everybody.", help="Remove it.")


def _open_to_all(screen: ScreenTemplate, snapshot: Snapshot) -> Iterator[str]:
    if snapshot.flows[flow_of(screen.id)].locked:
        yield "a safety screen"
    if screen.id == snapshot.pin:
        yield "the screen that asks for the PIN"
    if screen.id in (snapshot.home, snapshot.no_answer):
        yield "a screen that the bot itself leads to"


def _takes_pin(screen: ScreenTemplate) -> bool:
    return any(button.write and button.write.name == PIN for button in screen.buttons)
