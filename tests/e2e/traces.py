"""A byte search for what nobody may find: in the files of a test, the database's among them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def traces(secrets: Sequence[str | int | bytes], *folders: Path) -> list[str]:
    """Where the secrets stand, as "file: secret"; folders are searched with all that is below them.

    A number is looked for as text and as both kinds of database write it.
    """
    sought = [(str(secret), form) for secret in secrets for form in forms_of(secret)]
    return [
        f"{file}: {name}"
        for folder in folders
        for file in sorted(folder.rglob("*"))
        if (content := _content(file))
        for name, form in sought
        if form in content
    ]


def forms_of(secret: str | int | bytes) -> Iterator[bytes]:
    """How it might be written down."""
    match secret:
        case bytes():
            yield secret
        case int():
            yield str(secret).encode()
            yield from (secret.to_bytes(5, order) for order in ("big", "little"))
        case str():
            yield from (secret.encode(encoding) for encoding in ENCODINGS)


def database_folders(request: pytest.FixtureRequest, url: str) -> list[Path]:
    """The folder of the PostgreSQL server, once it has written down what it held in memory.

    None for SQLite, which stands in the test's own folder.
    """
    if url.startswith("sqlite"):
        return []
    server = request.getfixturevalue("postgres_server")
    server.psql("CHECKPOINT;")
    return [Path(server.pgdata)]


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes() if file.is_file() else b""
    except FileNotFoundError:  # a database renames and removes files while it runs
        return b""
