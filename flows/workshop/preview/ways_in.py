"""What leads to a screen: buttons, commands, and the words that open it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.model.flow import Goto, ScreenId
from flows.model.snapshot import Snapshot
from flows.model.text import Inline, Words


@dataclass(frozen=True, slots=True)
class WayIn:
    """`words` say how; `screens` is where such buttons stand, () for what works everywhere."""

    words: str
    screens: tuple[ScreenId, ...] = ()


def ways_in(snapshot: Snapshot) -> Mapping[ScreenId, Sequence[WayIn]]:
    """How a person can come to each screen, in the order of the content; a label is named once."""
    found: dict[ScreenId, list[WayIn]] = {screen: [] for screen in snapshot.screens}
    for screen, words in _everywhere(snapshot):
        found[screen].append(WayIn(words))
    for screen, labels in _buttons(snapshot).items():
        found[screen] += [WayIn(words, tuple(screens)) for words, screens in labels.items()]
    return found


def _everywhere(snapshot: Snapshot) -> Iterator[tuple[ScreenId, str]]:
    yield snapshot.home, "/start, and every Home button"
    yield snapshot.safety, "the safety button of every other flow"
    yield snapshot.no_answer, "typed words that nothing here answers"
    for command, screen in snapshot.commands.items():
        yield screen, f"/{command}"
    for screen in dict.fromkeys(phrase.screen for phrase in snapshot.danger.phrases):
        number = sum(phrase.screen == screen for phrase in snapshot.danger.phrases)
        yield screen, f"words of danger, wherever they are typed ({number} kinds)"


def _buttons(snapshot: Snapshot) -> Mapping[ScreenId, Mapping[str, Mapping[ScreenId, None]]]:
    """Screen -> label -> the screens on which a button with that label leads there."""
    found: dict[ScreenId, dict[str, dict[ScreenId, None]]] = {}
    for screen in snapshot.screens.values():
        for button in screen.buttons:
            if isinstance(button.target, Goto) and button.target.screen != screen.id:
                labels = found.setdefault(button.target.screen, {})
                labels.setdefault(as_written(button.label), {})[screen.id] = None
    return found


def as_written(inlines: tuple[Inline, ...]) -> str:
    """Words without their marks; an insert as its name in braces."""
    return "".join(
        part.text if isinstance(part, Words) else f"{{{part.scope}.{part.field}}}" for part in inlines
    )
