"""Plays Telegram and its people for one bot under test, and counts what comes back."""

import asyncio
import time
from dataclasses import dataclass, field
from functools import partial

from bench.botapi import BotApi, BotApiConnection
from bench.calls import Shown
from bench.person import Person
from bench.webhook import WebhookConnection, WebhookTarget

PEOPLE = 50
READY_LIMIT_S = 30.0
DRAIN_LIMIT_S = 10.0
REDELIVERY_DELAY_S = 0.2
"""Telegram delivers again at once and then after 2, 4, 8 s; a short wait keeps a round short."""


class NotReady(Exception):
    """The bot did not set its webhook, or nothing listens there."""


@dataclass(slots=True)
class Tally:
    """What was seen since the driver began.

    `refused` counts webhook replies that were not 2xx and connections that broke, `stray` screens
    that no update was waiting for, `texts` the different screens by hash.
    """

    latencies_s: list[float] = field(default_factory=list)
    presses: int = 0
    refused: int = 0
    stray: int = 0
    texts: set[int] = field(default_factory=set)


class Driver:
    """Fifty people in a closed loop against one bot; `api_port` is known once `listen` returned."""

    def __init__(self, token: str, seed: int) -> None:
        self.tally = Tally()
        self.api = BotApi(token, self._on_screen)
        self._people = {1000 + n: Person(1000 + n, seed) for n in range(PEOPLE)}
        self._wires: dict[int, WebhookConnection] = {}
        self._sent: dict[int, bytes] = {}
        self._update_id = 700_000_000
        self._is_running = True
        self._tasks: set[asyncio.Task[None]] = set()

    async def listen(self, reply_delay_s: float) -> int:
        """Serve the Bot API on a free port of the loopback interface; return the port."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            partial(BotApiConnection, self.api, reply_delay_s), "127.0.0.1", 0
        )
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def connect(self) -> None:
        """Wait until the bot has set its webhook and listens there; raises NotReady."""
        try:
            async with asyncio.timeout(READY_LIMIT_S):
                self._target = WebhookTarget(*await self.api.webhook)
                for person in self._people.values():
                    await self._connect(person)
        except TimeoutError:
            raise NotReady(f"no webhook within {READY_LIMIT_S:.0f} s") from None

    async def begin(self) -> None:
        """Let everybody send /start and press on; returns when all have seen a screen. Raises NotReady."""
        for person in self._people.values():
            self._post_next(person)
        deadline = time.monotonic() + READY_LIMIT_S
        while any(person.shown is None for person in self._people.values()):
            if time.monotonic() > deadline:
                raise NotReady(f"not everybody had a screen within {READY_LIMIT_S:.0f} s")
            await asyncio.sleep(0.02)

    async def drain(self) -> tuple[int, int]:
        """Let nobody press again and wait for what is owed: (lost, unanswered) presses and starts."""
        self._is_running = False
        deadline = time.monotonic() + DRAIN_LIMIT_S
        while self._owed() and time.monotonic() < deadline:  # noqa: ASYNC110  # an event would cost every press
            await asyncio.sleep(0.02)
        return sum(not person.is_idle for person in self._people.values()), len(self.api.open_queries)

    def close(self) -> None:
        """Close every connection and the server."""
        self._is_running = False
        for task in self._tasks:
            task.cancel()
        for wire in self._wires.values():
            wire.transport.abort()
        self._server.close()

    def _owed(self) -> bool:
        return bool(self.api.open_queries) or not all(person.is_idle for person in self._people.values())

    async def _connect(self, person: Person) -> None:
        loop = asyncio.get_running_loop()
        on_reply = partial(self._on_reply, person)
        on_lost = partial(self._on_lost, person)
        while True:
            try:
                _, wire = await loop.create_connection(
                    lambda: WebhookConnection(on_reply, on_lost), self._target.host, self._target.port
                )
            except ConnectionRefusedError:
                await asyncio.sleep(0.05)
            else:
                self._wires[person.chat_id] = wire
                return

    def _post_next(self, person: Person) -> None:
        self._update_id += 1
        update, is_press = person.next_update(self._update_id)
        if is_press:
            self.api.open_queries.add(str(self._update_id))
        self.tally.presses += is_press
        person.owes_reply = person.owes_screen = True
        person.sent_at = time.perf_counter()
        self._sent[person.chat_id] = request = self._target.request(update)
        self._wires[person.chat_id].transport.write(request)

    def _on_reply(self, person: Person, status: int, body: bytes) -> None:
        if not 200 <= status < 300:
            self._deliver_again(person)
            return
        person.owes_reply = False
        shown = self.api.take_reply(body)
        if shown is not None:
            self._on_screen(shown)
        elif person.is_idle:
            self._complete(person)

    def _on_screen(self, shown: Shown) -> None:
        person = self._people[shown.chat_id]
        self.tally.stray += not person.owes_screen
        self.tally.texts.add(hash(shown.text))
        person.shown = shown
        was_owed, person.owes_screen = person.owes_screen, False
        if was_owed and person.is_idle:
            self._complete(person)

    def _complete(self, person: Person) -> None:
        self.tally.latencies_s.append(time.perf_counter() - person.sent_at)
        if self._is_running:
            self._post_next(person)

    def _on_lost(self, person: Person) -> None:
        if self._is_running:
            self._deliver_again(person)

    def _deliver_again(self, person: Person) -> None:
        self.tally.refused += 1
        task = asyncio.get_running_loop().create_task(self._redeliver(person))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _redeliver(self, person: Person) -> None:
        await asyncio.sleep(REDELIVERY_DELAY_S)
        if self._wires[person.chat_id].transport.is_closing():
            await self._connect(person)
        if person.owes_reply:
            self._wires[person.chat_id].transport.write(self._sent[person.chat_id])
