"""What changed in flows and their screens."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from flows.compiler.references import START, flow_of
from flows.model.flow import Flow, ScreenTemplate
from flows.workshop.diff.buttons import button_changes
from flows.workshop.diff.changes import Change, How, Thing
from flows.workshop.diff.versions import Versions
from flows.workshop.diff.words import word_changes

_SAFETY_KEYS = ("lock", "after-danger")


def flow_changes(versions: Versions) -> Iterator[Change]:
    """Flows that are new, gone or renamed, and front matter that says something else."""
    before, after = versions.before.flows, versions.after.flows
    renamed = _renamed_flows(versions)
    for id, flow in after.items():
        former = before.get(renamed.get(id, id))
        if former is None:
            yield _of_flow(How.ADDED, flow, after=flow.title)
        elif id in renamed:
            yield _of_flow(How.RENAMED, flow, before=former.id, after=id)
        if former:
            yield from _front_changes(former, flow)
    kept = set(after) | set(renamed.values())
    for flow in before.values():
        if flow.id not in kept:
            yield _of_flow(How.REMOVED, flow, before=flow.title)


def screen_changes(versions: Versions) -> Iterator[Change]:
    """Screens that are new, gone or renamed, and what changed in each that stayed."""
    pairs = {new: old for old, new in versions.pairs().items()}
    for id, screen in versions.after.screens.items():
        if id in pairs:
            yield from changes_within(versions.before.screens[pairs[id]], screen, versions)
        else:
            yield _of_screen(How.ADDED, screen, versions)
            yield from changes_within(replace(screen, blocks=(), rows=(), on_opening=()), screen, versions)
    kept = set(pairs.values())
    for id, screen in versions.before.screens.items():
        if id not in kept:
            successor = versions.after.moved.get(id, "")
            yield replace(_of_screen(How.REMOVED, screen, versions), after=successor)


def changes_within(before: ScreenTemplate, after: ScreenTemplate, versions: Versions) -> Iterator[Change]:
    """What is different in one screen: its name, its words, its buttons, and what it does by itself."""
    changed = _of_screen(How.CHANGED, after, versions)
    if before.id != after.id:
        yield replace(changed, how=How.RENAMED, before=before.id, after=after.id)
    if before.private != after.private:
        yield replace(changed, part="keep private", before=_yes(before.private), after=_yes(after.private))
    if before.behind_pin != after.behind_pin:
        pins = _yes(before.behind_pin), _yes(after.behind_pin)
        yield replace(changed, part="behind pin", before=pins[0], after=pins[1])
    was, now = _opening(before), _opening(after)
    if was != now:
        safety = changed.safety or versions.concerns_danger(was, now)
        yield replace(changed, part="on opening", before=was, after=now, safety=safety)
    yield from word_changes(before, after, versions)
    yield from button_changes(before, after, versions)


def _renamed_flows(versions: Versions) -> dict[str, str]:
    """Present id -> former id, of files that were renamed with their screens."""
    moved = (
        (flow_of(old), flow_of(new)) for old, new in versions.renamed.items() if old.endswith(f"#{START}")
    )
    before, after = versions.before.flows, versions.after.flows
    return {new: old for old, new in moved if old not in after and new not in before}


def _front_changes(before: Flow, after: Flow) -> Iterator[Change]:
    was, now = _front(before), _front(after)
    for key, value in now.items():
        if was[key] != value:
            change = _of_flow(How.CHANGED, after, before=was[key], after=value)
            yield replace(change, part=key, safety=key in _SAFETY_KEYS)


def _front(flow: Flow) -> Mapping[str, str]:
    return {
        "title": flow.title,
        "sources": ", ".join(flow.sources),
        "written": str(flow.written),
        "reviewed": str(flow.reviewed or "never"),
        "reviewer": flow.reviewer,
        "review-every": f"{flow.review_every_days} days",
        "lock": _yes(flow.locked),
        "after-danger": "closed" if flow.closed_after_danger else "open",
    }


def _of_flow(how: How, flow: Flow, before: str = "", after: str = "") -> Change:
    return Change(Thing.FLOW, how, flow.id, before=before, after=after, safety=flow.locked)


def _of_screen(how: How, screen: ScreenTemplate, versions: Versions) -> Change:
    safety = versions.is_safety(screen.id)
    return Change(Thing.SCREEN, how, screen.id, place=screen.place, safety=safety)


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"


def _opening(screen: ScreenTemplate) -> str:
    return ", ".join(f"remember {step.name} = {step.value}" for step in screen.on_opening)
