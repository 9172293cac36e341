"""What the person told: by name and value, in the words of the buttons they pressed."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from flows.engine.facts import is_told
from flows.engine.item import Item, item
from flows.engine.walk import Walk, flow_of
from flows.model.flow import ButtonTemplate, ScreenId
from flows.model.instruction import Remember
from flows.model.session import Value
from flows.model.snapshot import Snapshot
from flows.model.text import Words


def remembered(walk: Walk) -> Iterator[Item]:
    """What stands on the list, in the order of memory.yaml; its own name is the tag of each."""
    for name in walk.snapshot.memory:
        if is_told(name, walk):
            yield item(name, frozenset({name}), name=title_of(name, walk), value=shown(name, walk))


def choices(walk: Walk) -> Iterator[Item]:
    """The values that the name at hand may have, the present ones ticked.

    None for what decides about safety: that is changed where it was asked, with all that stands there.
    """
    rule = walk.snapshot.memory.get(walk.told or "")
    if rule is None or rule.danger:
        return
    present = walk.memory.get(rule.name, ())
    for value in rule.values:
        is_present = value in present if isinstance(present, tuple) else value == present
        mark = f"{walk.phrase('mark.ticked')} " if is_present else ""
        yield item(value, label=f"{mark}{label_of(rule.name, value, walk)}")


def title_of(name: str, walk: Walk) -> str:
    """What a memory is called on screens."""
    return walk.phrase(f"memory.{name}")


def shown(name: str, walk: Walk) -> str:
    """The remembered value in words; typed text as it was typed."""
    return ", ".join(_words(name, walk.memory[name], walk))


def label_of(name: str, value: str, walk: Walk) -> str:
    """The first button of the content that remembers this, in the person's language."""
    found = _buttons(walk.snapshot).get((name, value))
    if found is None:
        return value
    screen, at = found
    words = walk.snapshot.words.get(walk.session.language, {}).get(screen) or walk.snapshot.screens[screen]
    return "".join(part.text for part in words.buttons[at].label if isinstance(part, Words))


def _words(name: str, value: Value, walk: Walk) -> Iterator[str]:
    if walk.snapshot.memory[name].text_limit is not None:
        yield str(value)
        return
    for each in value if isinstance(value, tuple) else (value,):
        yield label_of(name, each, walk)


@lru_cache(maxsize=4)
def _buttons(snapshot: Snapshot) -> Mapping[tuple[str, str], tuple[ScreenId, int]]:
    """Where each value is chosen: the screen, and the place among its buttons, the first of each."""
    found: dict[tuple[str, str], tuple[ScreenId, int]] = {}
    screens = snapshot.screens.values()
    # The safety pages first: what is said about safety elsewhere is said in passing.
    for screen in sorted(screens, key=lambda screen: not snapshot.flows[flow_of(screen.id)].locked):
        for at, button in enumerate(screen.buttons):
            for told in _remembered_by(button):
                found.setdefault(told, (screen.id, at))
    return found


def _remembered_by(button: ButtonTemplate) -> Iterator[tuple[str, str]]:
    if button.option:
        yield button.option.name, button.option.value
    for done in button.instructions:
        if isinstance(done, Remember):
            yield done.name, done.value
