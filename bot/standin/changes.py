"""Who waits for what: a counter for every key, and the tasks that wait for it to move."""

import asyncio
from collections.abc import Hashable


class Changes:
    """Revisions by key. One count serves all keys, so a later change of any key has a higher number."""

    def __init__(self) -> None:
        self._count = 0
        self._revisions: dict[Hashable, int] = {}
        self._waiting: dict[Hashable, set[asyncio.Future[None]]] = {}
        self._closed = False

    def revision(self, key: Hashable) -> int:
        return self._revisions.get(key, 0)

    def mark(self, key: Hashable) -> int:
        """Count a change of `key` and wake everybody who waits for it."""
        self._count += 1
        self._revisions[key] = self._count
        self._wake(key)
        return self._count

    async def wait(self, key: Hashable, after: int, seconds: float | None = None) -> None:
        """Return when `key` is past revision `after`, when the time is up, or on `close`."""
        if self.revision(key) > after or self._closed:
            return
        waiter = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(key, set()).add(waiter)
        try:
            async with asyncio.timeout(seconds):  # wait_for may swallow a cancellation
                await waiter
        except TimeoutError:
            pass
        finally:
            self._forget(key, waiter)

    def close(self) -> None:
        """Let everybody go; nobody waits again."""
        self._closed = True
        for key in list(self._waiting):
            self._wake(key)

    @property
    def closed(self) -> bool:
        return self._closed

    def _wake(self, key: Hashable) -> None:
        for waiter in self._waiting.pop(key, ()):
            if not waiter.done():
                waiter.set_result(None)

    def _forget(self, key: Hashable, waiter: asyncio.Future[None]) -> None:
        waiters = self._waiting.get(key)
        if waiters is not None:
            waiters.discard(waiter)
            if not waiters:
                del self._waiting[key]
