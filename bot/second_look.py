"""A look at somebody just before their check-in is sent: it may have waited here since its lease."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.check_ins import Later, may_send
from bot.ports import Chat, Decision, GivenUp, OutboxRow, Outcome, Receipt, Retry, StoreDown, Update

LEASES_COUNTED = 4_096
"""Of one row: more than a check-in can have, and each look needs a number of its own."""

LOOK_AGAIN_AFTER = timedelta(seconds=30)
"""How long a check-in waits while the store cannot say whether it is still wanted."""


class Looked(Exception):
    """Ends a look at a chat without saving anything; `verdict` is what `may_send` said."""

    def __init__(self, verdict: bool | Later) -> None:
        super().__init__("looked")
        self.verdict = verdict


class SecondLook:
    """Sees under the lock of its chat whether a check-in is still wanted."""

    def __init__(
        self, take_in: Callable[[Update], Awaitable[Outcome]], clock: Callable[[], datetime]
    ) -> None:
        self._take_in = take_in
        self._clock = clock

    async def __call__(self, row: OutboxRow) -> Receipt | None:
        """What becomes of the row instead of sending it; None lets it go out."""
        # Negative, which no update of Telegram's is, and another one for every lease.
        number = -row.id * LEASES_COUNTED - row.attempts % LEASES_COUNTED
        try:
            error = (await self._take_in(Update(number, row.address, self._look, is_visit=False))).error
        except StoreDown as down:
            error = down
        match error:
            case Looked(verdict=Later(at)):
                return Retry(row, at)
            case Looked(verdict=True):
                return None
            case StoreDown():
                return Retry(row, self._clock() + LOOK_AGAIN_AFTER)
        return GivenUp(row, "unwanted")

    def _look(self, chat: Chat | None) -> Decision:
        session = chat.session if chat else None
        asked = session.check_in if session else None
        raise Looked(may_send(asked, self._clock(), hidden=bool(session and session.hidden)))
