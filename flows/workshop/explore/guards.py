"""The guards of the content, and which of what they guard is seen by somebody on a screen."""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.compiler.rules.shown import shown_blocks
from flows.model.evaluate import Facts, holds
from flows.model.flow import ButtonTemplate, Paragraph, ScreenId, ScreenTemplate
from flows.model.place import Place
from flows.model.snapshot import Snapshot
from flows.workshop.coverage import label_written
from flows.workshop.written import guard_written


@dataclass(frozen=True, slots=True)
class Guard:
    """A paragraph or button that is not always there; `words` name it as its writer would."""

    screen: ScreenId
    part: Paragraph | ButtonTemplate
    words: str

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.part.place


@dataclass(frozen=True, slots=True)
class Side:
    """A guarded part, shown or hidden."""

    guard: Guard
    is_shown: bool


def guards_of(screen: ScreenTemplate) -> tuple[Guard, ...]:
    """Its `if` and `otherwise` paragraphs and its `if` buttons, in the order of the file."""
    return tuple(_guards(screen))


def all_sides(snapshot: Snapshot) -> tuple[Side, ...]:
    """Every guarded part, shown and hidden, in the order of the content."""
    guards = (guard for screen in snapshot.screens.values() for guard in guards_of(screen))
    return tuple(Side(guard, is_shown) for guard in guards for is_shown in (True, False))


def sides_seen(
    screen: ScreenTemplate, guards: tuple[Guard, ...], facts: Facts, snapshot: Snapshot
) -> tuple[Side, ...]:
    """Which side of each of its guards somebody sees for whom these facts hold."""
    blocks = {id(block) for block in shown_blocks(screen, facts, snapshot)}
    return tuple(
        Side(
            guard,
            id(guard.part) in blocks
            if isinstance(guard.part, Paragraph)
            else holds(guard.part.condition, facts),
        )
        for guard in guards
    )


def _guards(screen: ScreenTemplate) -> Iterator[Guard]:
    for block in screen.blocks:
        if isinstance(block, Paragraph) and (block.condition or block.otherwise):
            words = f"`if {guard_written(block.condition)}`" if block.condition else "`otherwise`"
            yield Guard(screen.id, block, f"the paragraph {words}")
    for button in screen.buttons:
        if button.condition:
            words = f"the button {label_written(button)!r} `if {guard_written(button.condition)}`"
            yield Guard(screen.id, button, words)
