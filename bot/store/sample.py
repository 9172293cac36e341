"""A few stored chats, so that a start can hold its keys against them before anybody is served."""

from collections.abc import Sequence
from typing import Any

from bot.store.keys import Keys
from bot.store.schema import look
from bot.store.sealing import Damaged, Sealer, WrongKeys

_SOME_CHATS = "SELECT key, wrapped_key FROM chat LIMIT 100"


def some_chats(url: str) -> Sequence[Sequence[Any]]:
    """Up to a hundred chats as key and locked key, none for a database that was never used.

    Raises StoreDown, and ValueError for a URL that cannot be read.
    """
    return look(url, _SOME_CHATS)


def none_opens(keys: Keys, chats: Sequence[Sequence[Any]]) -> bool:
    """Whether these are other keys than the chats were locked with.

    One that opens is enough: single chats may be damaged, or left from keys that were lost long ago.
    """
    sealer = Sealer(keys, bot_id=0)  # the locks say nothing of the bot
    verdicts = {_opens(sealer, *chat) for chat in chats}
    return False in verdicts and True not in verdicts


def _opens(sealer: Sealer, key: bytes, wrapped: bytes) -> bool | None:
    """None for what no key would open."""
    try:
        sealer.person(key, wrapped)
    except WrongKeys:
        return False
    except Damaged:
        return None
    return True
