"""The bots that are measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contender:
    """A bot under test: what the table calls it and the module (with arguments) that runs it.

    `screens` is how many different ones at least must be seen in a round, so that a bot which
    answers everything with "try again" does not pass for a quick one. `is_shipped` says that ours
    speaks the content that ships, in place of thirteen screens with the peer's words.
    """

    id: str
    name: str
    command: tuple[str, ...]
    screens: int
    is_on_server: bool = False
    is_shipped: bool = False


FLOOR = Contender("floor", "floor: raw asyncio, keeps nothing", ("bench.floor",), 1)
PEER = Contender("ptb", "PTB ConversationHandler + pickle", ("bench.peers.ptb_conversation",), 5)
OURS_SQLITE = Contender("sqlite", "ours, SQLite", ("bot", "run"), 13)
OURS_POSTGRESQL = Contender("postgresql", "ours, PostgreSQL", ("bot", "run"), 13, is_on_server=True)
OURS_SHIPPED = Contender("shipped", "ours, SQLite, shipped content", ("bot", "run"), 50, is_shipped=True)
CONTENDERS = (FLOOR, PEER, OURS_SQLITE, OURS_POSTGRESQL, OURS_SHIPPED)
