"""Looks through the chats of a bot, a page at a time, without holding any of them."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.ports import Chat, Resident
from bot.store.codec import decode_person
from bot.store.held_chat import CHAT
from bot.store.sealing import Damaged, Sealer, WrongKeys

PAGE = 500
"""Chats read at once: some milliseconds for which a commit may have to wait."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some chats in the order of their keys; the next page begins behind `last`."""

    residents: Sequence[Resident]
    last: bytes


async def all_pages(read: Callable[[bytes], Awaitable[Page | None]]) -> AsyncIterator[Resident]:
    """Everybody on every page; `read` gives the one behind a key, or None behind the last."""
    page = await read(b"")
    while page:
        for resident in page.residents:
            yield resident
        page = await read(page.last)


def open_page(sealer: Sealer, chats: Sequence[Sequence[Any]]) -> Page | None:
    """Open chats given as CHAT_COLUMNS; those of another bot, and those that do not open, are left out."""
    if not chats:
        return None
    opened = (_open(sealer, *chat[:4]) for chat in chats)
    return Page([resident for resident in opened if resident], chats[-1][0])


def _open(
    sealer: Sealer, key: bytes, wrapped: bytes, sealed: bytes, live_message_id: int | None
) -> Resident | None:
    try:
        person = decode_person(sealer.person(key, wrapped).open(CHAT, sealed))
    except (Damaged, WrongKeys):
        return None
    if sealer.chat_key(person.address.user_id) != key:
        return None
    return Resident(key, person.address, Chat(person.session, live_message_id))
