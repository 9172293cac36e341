"""Looks into a database past the store."""

import sqlite3
from contextlib import closing
from typing import Any

import asyncpg

from bot.store.url import PostgresDatabase, SqliteFile, parse


async def rows(url: str, query: str) -> list[tuple[Any, ...]]:
    """What the query finds."""
    match parse(url):
        case SqliteFile(path):
            with closing(sqlite3.connect(path)) as connection:
                return connection.execute(query).fetchall()
        case PostgresDatabase(dsn):
            other = await asyncpg.connect(dsn)
            try:
                return [tuple(record) for record in await other.fetch(query)]
            finally:
                await other.close()


async def execute(url: str, statement: str) -> None:
    """Change something behind the store's back."""
    match parse(url):
        case SqliteFile(path):
            with closing(sqlite3.connect(path)) as connection, connection:
                connection.execute(statement)
        case PostgresDatabase():
            await rows(url, statement)


async def kept(url: str) -> tuple[int, ...]:
    """How many update ids, chats and sends are kept."""
    [counted] = await rows(
        url, "SELECT (SELECT count(*) FROM seen), (SELECT count(*) FROM chat), (SELECT count(*) FROM outbox)"
    )
    return counted
