"""The real bot as a process of its own, with a database and a Telegram of its choice."""

import asyncio
import os
import signal
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOKEN = "4242:A-token-that-must-never-be-logged"
SECRET = "a-secret-for-the-webhook"
START_SECONDS = 30.0


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class BotProcess:
    """`python -m bot run` against the stand-in at `api_base`; `module` may stand in for the bot's own."""

    api_base: str
    database_url: str
    folder: Path
    mode: str = "polling"
    content: Path = ROOT / "content"
    settings: dict[str, str] = field(default_factory=dict)
    module: str = "bot"
    port: int = field(default_factory=free_port)
    _process: asyncio.subprocess.Process | None = None

    @property
    def key_file(self) -> Path:
        return self.folder / "keys"

    @property
    def log(self) -> str:
        """All that every run so far wrote to its standard output and error."""
        path = self.folder / "bot.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    async def start(self) -> None:
        """Start it and return once it says that it runs."""
        starts = self.log.count("is running")
        with (self.folder / "bot.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                self.module,
                "run",
                cwd=ROOT,
                env=self._environment(),
                stdout=log,
                stderr=log,
            )
        async with asyncio.timeout(START_SECONDS):
            while self.log.count("is running") == starts:
                if self._process.returncode is not None:
                    raise AssertionError(f"the bot ended at once:\n{self.log}")
                await asyncio.sleep(0.05)

    async def command(self, *arguments: str) -> str:
        """What `python -m bot ...` says beside it, with the same settings; fails when that fails."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", *arguments),
            cwd=ROOT,
            env=self._environment(),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await process.communicate()
        assert process.returncode == 0, said.decode()
        return said.decode()

    async def kill(self) -> None:
        """kill -9: no goodbye, nothing flushed."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """SIGTERM; returns the exit code and fails when it takes ten seconds."""
        async with asyncio.timeout(10):
            return await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            return 0
        if self._process.returncode is None:
            self._process.send_signal(how)
        code = await self._process.wait()
        self._process = None
        return code

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.defpath,
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOME": str(self.folder),  # whatever it might leave behind is found where the tests look
            "TMPDIR": str(self.folder),
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_BASE": self.api_base,
            "TELEGRAM_MODE": self.mode,
            "WEBHOOK_URL": f"http://127.0.0.1:{self.port}/updates",
            "WEBHOOK_PORT": str(self.port),
            "WEBHOOK_SECRET": SECRET,
            "DATABASE_URL": self.database_url,
            "KEY_FILE": str(self.key_file),
            "CONTENT_DIR": str(self.content),
            "LOG_LEVEL": "debug",
            **self.settings,
        }
