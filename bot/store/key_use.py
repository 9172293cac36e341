"""How many chats each wrapping key opens."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.store.keys import Keys
from bot.store.schema import look
from bot.store.sealing import Damaged, Sealer, WrongKeys

_ALL_LOCKS = "SELECT key, wrapped_key FROM chat"


@dataclass(frozen=True, slots=True)
class KeyUse:
    """`counts` holds every key there is, by id; `foreign` are the chats that none of them opens."""

    current: int
    counts: Mapping[int, int]
    foreign: int


def key_use(url: str, keys: Keys) -> KeyUse:
    """What the keys open of the database; raises StoreDown."""
    sealer = Sealer(keys, bot_id=0)
    counts, foreign = dict.fromkeys(sorted(keys.wrapping), 0), 0
    for key, wrapped in look(url, _ALL_LOCKS):
        try:
            sealer.person(key, wrapped)
        except (WrongKeys, Damaged):
            foreign += 1
        else:
            counts[wrapped[0]] += 1
    return KeyUse(keys.current, counts, foreign)
