"""Everything the stand-in knows, and the few things that touch several parts of it."""

from random import Random

from bot.standin import wire
from bot.standin.callbacks import Callback, Callbacks
from bot.standin.changes import Changes
from bot.standin.chats import BotStatus, BotUser, Chat, Chats, Message, Person
from bot.standin.clock import Clock
from bot.standin.faults import Fault, FaultKind, Faults
from bot.standin.files import Files
from bot.standin.held import Held, HeldBack
from bot.standin.journal import Journal
from bot.standin.limits import RateLimits
from bot.standin.profile import Profile
from bot.standin.updates import Updates
from bot.standin.values import JsonObject
from bot.standin.webhook import Webhook

DEFAULT_TOKEN = "42:" + "stand-in".ljust(35, "-")
"""Shaped like a real one, and of no use anywhere else."""

UPDATES = "updates"
HELD = "held"
CALLS = "calls"
TAKEN = "taken"
WEBHOOK = "webhook"


class StandIn:
    """One bot's Telegram, in memory. Single-threaded: used from one event loop.

    `changes` has a key for every chat (its id) and the keys UPDATES, HELD, CALLS,
    TAKEN (the webhook said yes to an update) and WEBHOOK (it did not). `strict` also
    records what Telegram would let pass; the answers are the same. Equal seeds give equal numbers
    and equal faults.
    """

    def __init__(
        self, *, token: str = DEFAULT_TOKEN, clock: Clock | None = None, seed: int = 0, strict: bool = True
    ) -> None:
        self.token = token
        self.clock = clock or Clock()
        self.strict = strict
        self.bot = BotUser(int(token.partition(":")[0]), "Stand-in", "stand_in_bot")
        self.random = Random(seed)  # noqa: S311  repeatable on purpose
        self.changes = Changes()
        self.chats = Chats()
        self.files = Files()
        self.callbacks = Callbacks(self.random)
        self.updates = Updates(self.random)
        self.held = HeldBack()
        self.faults = Faults(Random(seed))  # noqa: S311  repeatable on purpose
        self.limits = RateLimits()
        self.profile = Profile()
        self.webhook = Webhook()
        self.journal = Journal()
        self.poll_count = 0

    def now(self) -> float:
        return self.clock.now()

    def date(self) -> int:
        """Now, as the Bot API writes times."""
        return int(self.now())

    def jump(self, seconds: float) -> None:
        """Move the clock; what has become due is released, what has become old expires."""
        self.clock.jump(seconds)
        self.changes.mark(HELD)
        self.changes.mark(UPDATES)

    def touch(self, message: Message) -> None:
        """Tell those who watch the chat that the message is new or changed."""
        message.revision = self.changes.mark(message.chat.id)

    def queue(self, kind: str, chat_id: int, body: JsonObject) -> None:
        """Something happened that the bot may hear of, unless it did not ask for the kind."""
        if not self.updates.accepts(kind):
            return
        fault = self.faults.for_update(kind, chat_id)
        if fault is None:
            self._add(kind, chat_id, body)
        else:
            self._queue_wrongly(fault, kind, chat_id, body)

    def release_held(self) -> None:
        """Queue what was kept back until now."""
        for held in self.held.due(self.now()):
            self._add(held.kind, held.chat_id, held.body)

    def set_bot_status(self, chat: Chat, by: Person | BotUser, new: BotStatus) -> None:
        """The bot is blocked, unblocked, added or removed; it is told so."""
        old, chat.bot_status = chat.bot_status, new
        body = wire.membership(chat, by, self.bot, date=self.date(), old=old, new=new)
        self.queue("my_chat_member", chat.id, body)

    def press(self, person: Person, message: Message, data: str) -> Callback:
        """A press of a callback button; the message may be long gone."""
        callback = self.callbacks.add(person, message.chat, message.id, data, now=self.now())
        self.queue("callback_query", message.chat.id, self._callback_body(callback, message))
        return callback

    def _queue_wrongly(self, fault: Fault, kind: str, chat_id: int, body: JsonObject) -> None:
        if fault.kind is FaultKind.DUPLICATE:
            self._add(kind, chat_id, body, redeliver=1)
        elif fault.kind is FaultKind.REPEATED_PRESS:
            self._add(kind, chat_id, body)
            self._add(kind, chat_id, self._pressed_again(body))
        else:
            is_out_of_order = fault.kind is FaultKind.OUT_OF_ORDER
            self.held.keep(Held(kind, chat_id, body, self.now() + fault.seconds, is_out_of_order))
            self.changes.mark(HELD)

    def _add(self, kind: str, chat_id: int, body: JsonObject, *, redeliver: int = 0) -> None:
        self.updates.add(kind, chat_id, body, self.now(), redeliver=redeliver)
        for held in self.held.behind(kind, chat_id):
            self.updates.add(held.kind, held.chat_id, held.body, self.now())
        self.changes.mark(UPDATES)

    def _callback_body(self, callback: Callback, message: Message) -> JsonObject:
        if message.is_deleted:
            shown = wire.inaccessible(message.chat, message.id)
        else:
            shown = wire.message(message, self.bot)
        return {
            "id": callback.id,
            "from": wire.user(callback.person),
            "message": shown,
            "chat_instance": str(message.chat.id),
            "data": callback.data,
        }

    def _pressed_again(self, body: JsonObject) -> JsonObject:
        """The same press under a new query id, as a client sends it that never saw an answer."""
        first = self.callbacks.known[str(body["id"])]
        again = self.callbacks.add(first.person, first.chat, first.message_id, first.data, now=self.now())
        return body | {"id": again.id}
