"""One person in a closed loop: presses, waits for the 2xx and the screen, presses again."""

import random
import time

from bench.calls import Shown

_FROM = b'{"id":%d,"is_bot":false,"first_name":"Person","language_code":"en"}'
_CHAT = b'{"id":%d,"type":"private","first_name":"Person"}'
_START = (
    b'{"update_id":%d,"message":{"message_id":1,"from":%b,"chat":%b,"date":%d,"text":"/start",'
    b'"entities":[{"type":"bot_command","offset":0,"length":6}]}}'
)
_PRESS = (
    b'{"update_id":%d,"callback_query":{"id":"%d","from":%b,"message":{"message_id":%d,'
    b'"from":{"id":1,"is_bot":true,"first_name":"Bench","username":"bench_bot"},"chat":%b,"date":%d,'
    b'"text":%b,"reply_markup":%b},"chat_instance":"%d","data":%b}}'
)


class Person:
    """A chat, the screen it shows, and what its latest update still waits for."""

    __slots__ = ("_chat", "_from", "_random", "chat_id", "owes_reply", "owes_screen", "sent_at", "shown")

    def __init__(self, chat_id: int, seed: int) -> None:
        self.chat_id = chat_id
        self.shown: Shown | None = None
        self.owes_reply = self.owes_screen = False
        self.sent_at = 0.0
        self._from = _FROM % chat_id
        self._chat = _CHAT % chat_id
        self._random = random.Random(seed * 1_000_003 + chat_id)

    @property
    def is_idle(self) -> bool:
        """Whether the bot owes this person nothing."""
        return not (self.owes_reply or self.owes_screen)

    def next_update(self, update_id: int) -> tuple[bytes, bool]:
        """Return the JSON of what the person does next, and whether it is a press.

        A press carries its message with text and keyboard, as Telegram's does; its query id is
        the update id. Without a pressable button in sight the person sends /start.
        """
        now = int(time.time())
        shown = self.shown
        if shown is None or not shown.presses:
            return _START % (update_id, self._from, self._chat, now), False
        data = shown.presses[int(self._random.random() * len(shown.presses))]
        message = (shown.message_id, self._chat, now, shown.text, shown.markup)
        return _PRESS % (update_id, update_id, self._from, *message, self.chat_id, data), True
