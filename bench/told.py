"""What a bot under test is told: the same names for all of them, those of our own bot's settings."""

import os
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True)
class Told:
    """What floor and peer read of it; `api_base` ends where the token begins."""

    token: str
    api_base: str
    webhook_url: str
    webhook_port: int
    state_file: Path

    @classmethod
    def here(cls) -> Self:
        """Read the environment of this process."""
        given = os.environ  # noqa: TID251  # a bot under test has no part in our settings
        return cls(
            token=given["TELEGRAM_TOKEN"],
            api_base=given["TELEGRAM_API_BASE"],
            webhook_url=given["WEBHOOK_URL"],
            webhook_port=int(given["WEBHOOK_PORT"]),
            state_file=Path(given["STATE_FILE"]),
        )


def environment(
    token: str, *, api_port: int, folder: Path, content: Path, database_url: str
) -> Mapping[str, str]:
    """Return a whole environment, nothing of it this process's own; a bot's state goes into `folder`."""
    port = str(_free_port())
    return {
        "TELEGRAM_TOKEN": token,
        "TELEGRAM_API_BASE": f"http://127.0.0.1:{api_port}/bot",
        "TELEGRAM_MODE": "webhook",
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/webhook",
        "WEBHOOK_PORT": port,
        "WEBHOOK_SECRET": secrets.token_urlsafe(24),
        "DATABASE_URL": database_url,
        "CONTENT_DIR": str(content),
        "KEY_FILE": str(folder / "keys"),
        "STATE_FILE": str(folder / "state.pickle"),
    }


def new_token() -> str:
    """Return a token of the right form that no other run has, so that nobody else's bot can answer."""
    return f"{100_000 + secrets.randbelow(900_000)}:{secrets.token_urlsafe(27)[:35]}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
