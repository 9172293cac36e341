"""Updates that a fault keeps back for a while before they are queued."""

from dataclasses import dataclass

from bot.standin.values import JsonObject


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """An update to queue at `release_at`, or, with `waits_for_other_kind`, behind one of another kind."""

    kind: str
    chat_id: int
    body: JsonObject
    release_at: float
    waits_for_other_kind: bool


class HeldBack:
    """Everything that is kept back, in the order of its making."""

    def __init__(self) -> None:
        self._held: list[Held] = []

    def __len__(self) -> int:
        return len(self._held)

    def keep(self, held: Held) -> None:
        self._held.append(held)

    def next_release(self) -> float | None:
        """The earliest moment at which something is due, or None when nothing is held."""
        return min((held.release_at for held in self._held), default=None)

    def due(self, now: float) -> list[Held]:
        """Take out what is due by now."""
        return self._take([held for held in self._held if held.release_at <= now])

    def behind(self, kind: str, chat_id: int) -> list[Held]:
        """Take out what was waiting for an update like this one to go first."""
        return self._take(
            [
                held
                for held in self._held
                if held.waits_for_other_kind and held.chat_id == chat_id and held.kind != kind
            ]
        )

    def _take(self, chosen: list[Held]) -> list[Held]:
        self._held = [held for held in self._held if held not in chosen]
        return chosen
