"""How much of the content was reached: screens that were drawn, buttons that were pressed."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from flows.engine.walk import flow_of
from flows.model.flow import ButtonTemplate, ScreenId, ScreenTemplate, Web
from flows.model.snapshot import Snapshot
from flows.workshop.written import words_plain


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    reached: int
    all: int

    @property
    def percent(self) -> int:
        """In whole percent, rounded down: 100 means all."""
        return 100 * self.reached // self.all if self.all else 100


@dataclass(frozen=True, slots=True)
class FlowCoverage:
    """What was reached of one flow, or of all; `name` is the flow's id."""

    name: str
    screens: Share
    buttons: Share


@dataclass(frozen=True, slots=True)
class Coverage:
    """By flow and in all, with what was not reached; everything in the order of the content."""

    flows: Sequence[FlowCoverage]
    total: FlowCoverage
    screens: Sequence[ScreenTemplate]
    buttons: Sequence[tuple[ScreenTemplate, ButtonTemplate]]


def coverage(
    snapshot: Snapshot, screens: Collection[ScreenId], presses: Collection[tuple[ScreenId, str]]
) -> Coverage:
    """Hold the screens and the presses, each a screen and a button's own token, against the content."""
    templates = list(snapshot.screens.values())
    flows = {flow_of(screen.id): None for screen in templates}
    by_flow = [
        _covered(flow, [screen for screen in templates if flow_of(screen.id) == flow], screens, presses)
        for flow in flows
    ]
    return Coverage(
        flows=by_flow,
        total=_covered("all", templates, screens, presses),
        screens=[screen for screen in templates if screen.id not in screens],
        buttons=[(s, b) for s in templates for b in pressable(s) if (s.id, b.token) not in presses],
    )


def pressable(screen: ScreenTemplate) -> Iterator[ButtonTemplate]:
    """The buttons whose press reaches the bot, `write` among them; of those that do the same, the first."""
    tokens: set[str] = set()
    for button in screen.buttons:
        reaches_bot = not isinstance(button.target, Web) and not button.copy
        if reaches_bot and button.token not in tokens:
            tokens.add(button.token)
            yield button


def label_written(button: ButtonTemplate) -> str:
    """The label as content has it, with its inserts in braces."""
    return words_plain(button.label)


def render_coverage(found: Coverage, folder: str) -> str:
    """A table by flow, and below it what was not reached, each with its place."""
    lines = _table([*found.flows, found.total])
    if found.screens:
        lines += ["", "No conversation comes to these screens:"]
        lines += [f"  {_place(screen, folder)}: {screen.id}" for screen in found.screens]
    if found.buttons:
        lines += ["", "No conversation presses these buttons:"]
        lines += _by_screen(found.buttons, folder)
    return "\n".join(lines)


def coverage_as_json(found: Coverage) -> dict[str, object]:
    """The same for a program."""
    return {
        "coverage": {
            row.name: {
                "screens": [row.screens.reached, row.screens.all],
                "buttons": [row.buttons.reached, row.buttons.all],
            }
            for row in [*found.flows, found.total]
        },
        "unvisited": [screen.id for screen in found.screens],
        "unpressed": [[screen.id, label_written(button)] for screen, button in found.buttons],
    }


def _covered(
    name: str,
    templates: Iterable[ScreenTemplate],
    screens: Collection[ScreenId],
    presses: Collection[tuple[ScreenId, str]],
) -> FlowCoverage:
    templates = list(templates)
    buttons = [(screen.id, button.token) for screen in templates for button in pressable(screen)]
    return FlowCoverage(
        name,
        Share(sum(screen.id in screens for screen in templates), len(templates)),
        Share(sum(press in presses for press in buttons), len(buttons)),
    )


def _by_screen(buttons: Sequence[tuple[ScreenTemplate, ButtonTemplate]], folder: str) -> Iterator[str]:
    """One line a screen, at the place of its first button."""
    for screen, group in groupby(buttons, key=lambda pair: pair[0].id):
        missed = [button for _, button in group]
        yield f"  {_place(missed[0], folder)}: {screen}: {' | '.join(map(label_written, missed))}"


def _table(rows: Sequence[FlowCoverage]) -> list[str]:
    width = max(len("flow"), *(len(row.name) for row in rows))
    lines = [f"{'flow':<{width}}  {'screens':>18}  {'buttons':>18}"]
    return lines + [f"{row.name:<{width}}  {_share(row.screens)}  {_share(row.buttons)}" for row in rows]


def _share(share: Share) -> str:
    return f"{share.reached:>5} of {share.all:<4}{share.percent:>4} %"


def _place(at: ScreenTemplate | ButtonTemplate, folder: str) -> str:
    return f"{folder}/{at.place.path}:{at.place.line}:{at.place.column}"
