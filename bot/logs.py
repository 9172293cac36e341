"""Logging by allow-list: an event word, a few harmless fields, and where an exception came from.

What exceptions and other people's loggers say may quote what somebody typed, a chat's id or the
token, so none of it is ever written. Ours write `log.warning("send-refused", extra={"kind": ...})`.
"""

import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import PurePath
from types import TracebackType
from typing import TextIO

OURS = ("bot", "flows")
"""Loggers whose event words are shown; of every other logger only the place of the call is."""

FIELDS = (
    "update_id",
    "snapshot",
    "screen",
    "kind",
    "method",
    "reason",
    "status",
    "attempts",
    "count",
    "number",
    "seconds",
    "version",
    "port",
)
"""What may stand behind an event: nothing that names a person, a chat or a word that was typed."""

HIDDEN = "[secret]"

FRAMES_LIMIT = 8
"""Innermost frames shown of one exception."""

CHAIN_LIMIT = 8
"""Exceptions shown of one chain or group."""

_EVENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VALUE = re.compile(r"[\w.:#/-]{1,64}", re.ASCII)


def setup_logging(level: str, secrets: Iterable[str], stream: TextIO | None = None) -> None:
    """Send our events from `level` on, and warnings of all others, to `stream` (standard error).

    Replaces every handler that any logger has by now, and what Python prints about uncaught
    exceptions. A uvicorn server made later has to be given `log_config=None`: it would bring its own.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(AllowedOnly(secrets))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in logging.Logger.manager.loggerDict:
        _leave_to_root(logging.getLogger(name))
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # or a full disk makes Python print the record with its message
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda args: _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)


class AllowedOnly(logging.Formatter):
    """`2026-11-21T10:00:00Z ERROR bot.telegram.sender send-refused kind=screen`, one line a record.

    What is not on the list is left out, never an error; secrets are hidden wherever they turn up.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """The line for one record, of any logger."""
        time = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        words = [time, record.levelname, record.name, _event(record), *_fields(record)]
        if record.exc_info and record.exc_info[1] is not None:
            words.append(f"error={places_of(record.exc_info[1])}")
        return self._hide(" ".join(words))

    def _hide(self, line: str) -> str:
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN)
        return line


def places_of(error: BaseException) -> str:
    """Types and places of an exception and of those behind it; never what they say.

    `ValueError at engine/step.py:41, bot/decide.py:20; KeyError at ...`, innermost frame first.
    """
    return "; ".join(type(each).__name__ + _frames(each.__traceback__) for each in _behind(error))


def _leave_to_root(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True
    logger.setLevel(logging.NOTSET)


def _event(record: logging.LogRecord) -> str:
    is_ours = record.name.partition(".")[0] in OURS
    if is_ours and isinstance(record.msg, str) and _EVENT.fullmatch(record.msg):
        return record.msg
    return f"at {_short(record.pathname)}:{record.lineno}"


def _fields(record: logging.LogRecord) -> Iterator[str]:
    for name in FIELDS:
        value = getattr(record, name, None)
        if isinstance(value, int | float | str) and _VALUE.fullmatch(str(value)):
            yield f"{name}={value}"


def _behind(error: BaseException) -> list[BaseException]:
    """The exception, those it groups, and those it came from."""
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting and len(found) < CHAIN_LIMIT:
        each = waiting.pop(0)
        if each is None or any(each is other for other in found):
            continue
        found.append(each)
        waiting += each.exceptions if isinstance(each, BaseExceptionGroup) else ()
        waiting.append(each.__cause__ or (None if each.__suppress_context__ else each.__context__))
    return found


def _frames(trace: TracebackType | None) -> str:
    places = [f"{_short(frame.f_code.co_filename)}:{line}" for frame, line in traceback.walk_tb(trace)]
    return " at " + ", ".join(places[: -FRAMES_LIMIT - 1 : -1]) if places else ""


def _short(path: str) -> str:
    """The last two parts: enough to find the file, without the operator's folders."""
    return "/".join(PurePath(path).parts[-2:])


def _log_uncaught(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        logging.getLogger("bot").critical("uncaught", exc_info=(kind, error or kind(), trace))
