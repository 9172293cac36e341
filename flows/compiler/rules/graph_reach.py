"""Which screens lead to which: what cannot be reached, left, or returned from."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from flows.compiler.references import flow_of
from flows.compiler.report import Report
from flows.model.flow import Back, End, Goto, Home, Return, ScreenId, ScreenTemplate
from flows.model.snapshot import Snapshot

Edges: TypeAlias = Mapping[ScreenId, tuple[ScreenId, ...]]


def check(snapshot: Snapshot, report: Report) -> None:
    """Report flows without a start, screens out of reach, traps, and returns to nowhere."""
    edges = {screen.id: tuple(_next(screen, snapshot)) for screen in snapshot.screens.values()}
    _check_starts(snapshot, report)
    _check_reach(snapshot, edges, report)
    _check_traps(snapshot, edges, report)
    _check_returns(snapshot, edges, report)


def reach(roots: Iterable[ScreenId], edges: Edges) -> set[ScreenId]:
    """All screens on a way from the roots, the roots among them."""
    found: set[ScreenId] = set()
    waiting = [root for root in roots if root in edges]
    while waiting:
        screen = waiting.pop()
        if screen not in found:
            found.add(screen)
            waiting.extend(edges[screen])
    return found


def _next(screen: ScreenTemplate, snapshot: Snapshot) -> Iterator[ScreenId]:
    for button in screen.buttons:
        if isinstance(button.target, Goto) and button.target.screen in snapshot.screens:
            yield button.target.screen
        if button.come_back in snapshot.screens and button.come_back is not None:
            yield button.come_back


def _entries(snapshot: Snapshot) -> list[ScreenId]:
    """Where the bot itself leads from any screen, so that `#return` leads back."""
    danger = (phrase.screen for phrase in snapshot.danger.phrases)
    asked_for = filter(None, (snapshot.pin, snapshot.check_in))
    return [snapshot.safety, snapshot.no_answer, *snapshot.commands.values(), *asked_for, *danger]


def _check_starts(snapshot: Snapshot, report: Report) -> None:
    firsts: dict[str, ScreenTemplate] = {}
    for screen in snapshot.screens.values():
        firsts.setdefault(flow_of(screen.id), screen)
    for flow, first in firsts.items():
        if ScreenId(f"{flow}#start") not in snapshot.screens:
            why = f"A link to `{flow}.md` leads to its `start`."
            help = "Call the first screen `## start`."
            report.add("G05", first.place, "This flow has no screen `start`", why=why, help=help)


def _check_reach(snapshot: Snapshot, edges: Edges, report: Report) -> None:
    """Of screens that only lead to one another, the first is reported."""
    lost = set(edges) - reach([snapshot.home, *_entries(snapshot)], edges)
    led_to = {target for screen in lost for target in edges[screen] if target != screen}
    for screen in [*(s for s in edges if s not in led_to), *edges]:
        if screen in lost:
            lost -= reach([screen], edges)
            why = "Nobody would ever read it."
            help = "Lead to it with a button, or remove it."
            report.add(
                "G06", snapshot.screens[screen].place, "Nothing leads to this screen", why=why, help=help
            )


def _check_traps(snapshot: Snapshot, edges: Edges, report: Report) -> None:
    """Of each circle of screens without a way out, the first is reported."""
    exits = [name for name, screen in snapshot.screens.items() if _is_exit(screen, snapshot)]
    trapped = set(edges) - reach(exits, _reversed(edges))
    for name in edges:
        circle = reach([name], edges) if name in trapped else set()
        if circle and all(name in reach([other], edges) for other in circle):
            trapped -= circle
            _report_trap(snapshot.screens[name], circle, report)


def _reversed(edges: Edges) -> Edges:
    found: dict[ScreenId, list[ScreenId]] = {name: [] for name in edges}
    for name, targets in edges.items():
        for target in targets:
            found[target].append(name)
    return {name: tuple(sources) for name, sources in found.items()}


def _is_exit(screen: ScreenTemplate, snapshot: Snapshot) -> bool:
    """Home, an end and a step out are ways out; a screen without any button is reported as that."""
    ways = (Home, End, Back, Return)
    is_left = any(isinstance(button.target, ways) for button in screen.buttons)
    return is_left or screen.id == snapshot.home or not screen.buttons


def _report_trap(screen: ScreenTemplate, circle: set[ScreenId], report: Report) -> None:
    others = ", ".join(f"`{name}`" for name in sorted(circle - {screen.id}))
    message = (
        f"From here only {others} can be reached, and no way out" if others else "This screen has no way out"
    )
    help = (
        "Add a button to `#home`, `#end` or `#back` on one of them." if others else "Add `- [Home](#home)`."
    )
    report.add("G07", screen.place, message, why="Somebody would go in circles.", help=help)


def _check_returns(snapshot: Snapshot, edges: Edges, report: Report) -> None:
    within = {
        name: tuple(to for to in targets if flow_of(to) == flow_of(name)) for name, targets in edges.items()
    }
    called = reach([*_entries(snapshot), *_called(snapshot)], within)
    for screen in snapshot.screens.values():
        for button in screen.buttons:
            if isinstance(button.target, Return) and screen.id not in called:
                why = "There is nothing to return to, so it would lead home."
                help = "Add `come back` to the button that leads here, or use `#back`."
                report.add("G08", button.place, "Nothing calls this screen", why=why, help=help)


def _called(snapshot: Snapshot) -> Iterator[ScreenId]:
    for screen in snapshot.screens.values():
        for button in screen.buttons:
            if button.come_back and isinstance(button.target, Goto):
                yield button.target.screen
