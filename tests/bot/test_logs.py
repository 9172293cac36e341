"""Nothing that somebody typed, no id and no secret reaches a log line, whoever writes it."""

import asyncio
import io
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.logs import OURS, setup_logging

TOKEN = "123456:AAcanary-token"
TYPED = "canary words"
CHAT = 4_242_424_242


class Lines:
    """What was written to the log, after a look for canaries."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    def read(self) -> str:
        written = self.stream.getvalue()
        for canary in ("canary", TOKEN, str(CHAT)):
            assert canary not in written
        return written


@contextmanager
def logging_as_in_production() -> Iterator[Lines]:
    """Everything is as before afterwards."""
    root, lines = logging.getLogger(), Lines()
    before = (root.handlers[:], root.level, sys.excepthook, threading.excepthook, sys.unraisablehook)
    setup_logging("INFO", [TOKEN, ""], lines.stream)
    yield lines
    logging.captureWarnings(False)
    logging.raiseExceptions = True
    root.handlers[:], root.level, sys.excepthook, threading.excepthook, sys.unraisablehook = before
    for name in OURS:
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.fixture
def lines() -> Iterator[Lines]:
    with logging_as_in_production() as lines:
        yield lines


def ours() -> logging.Logger:
    return logging.getLogger("bot.telegram.sender")


def fail_deeply() -> None:
    try:
        raise ValueError(f"{TYPED} in chat {CHAT}")
    except ValueError:
        raise RuntimeError(f"GET https://api.telegram.org/bot{TOKEN}/getMe") from KeyError(TYPED)


def test_an_event_has_its_word_and_its_allowed_fields(lines: Lines) -> None:
    ours().warning("send-refused", extra={"kind": "SCREEN", "screen": "start#start", "attempts": 3})
    stamp, _, rest = lines.read().strip().partition(" ")
    assert rest == "WARNING bot.telegram.sender send-refused screen=start#start kind=SCREEN attempts=3"
    assert stamp.endswith("Z")


def test_fields_that_are_not_on_the_list_are_left_out(lines: Lines) -> None:
    ours().warning("send-refused", extra={"chat_id": CHAT, "text": TYPED, "kind": TYPED, "reason": TOKEN})
    assert lines.read().endswith("send-refused reason=[secret]\n")


@pytest.mark.parametrize("message", [TYPED, f"Sent {TYPED}", f"bot{TOKEN}"])
def test_a_sentence_in_place_of_an_event_becomes_its_place(lines: Lines, message: str) -> None:
    ours().error(message)
    ours().error("said %s", TYPED)
    assert "bot.telegram.sender at bot/test_logs.py:" in lines.read()


@pytest.mark.parametrize("name", ["httpx", "aiohttp.client", "uvicorn.error", "telegram.Bot", "asyncio"])
def test_other_loggers_give_only_their_place_and_only_from_warnings_on(lines: Lines, name: str) -> None:
    logger = logging.getLogger(name)
    logger.info("HTTP Request: POST https://api.telegram.org/bot%s/sendMessage", TOKEN)
    logger.warning("%s %s %d", TYPED, TOKEN, CHAT)
    logger.warning("broken %d format", TYPED)
    read = lines.read()
    assert read.count("\n") == 2
    assert f"WARNING {name} at bot/test_logs.py:" in read


def test_a_logger_with_a_handler_of_its_own_loses_it(capsys: pytest.CaptureFixture[str]) -> None:
    logger = logging.getLogger("somebody.else")
    logger.addHandler(logging.StreamHandler())
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    with logging_as_in_production() as lines:
        logger.debug(TYPED)
        logger.warning(TYPED)
    assert lines.read().count("\n") == 1
    assert capsys.readouterr().err == ""


def test_an_exception_gives_types_and_places_of_its_whole_chain(lines: Lines) -> None:
    try:
        fail_deeply()
    except RuntimeError as error:
        ours().error("step-failed", exc_info=error, extra={"update_id": 5})
    read = lines.read()
    assert "step-failed update_id=5 error=RuntimeError at bot/test_logs.py:" in read
    assert "KeyError" in read
    assert read.count("\n") == 1


def test_a_context_that_was_not_hushed_is_told_too(lines: Lines) -> None:
    try:
        try:
            raise KeyError(TYPED)
        finally:
            int(TYPED)
    except ValueError:
        ours().exception("step-failed")
    assert "ValueError at" in (read := lines.read())
    assert "KeyError at" in read


def test_a_group_of_exceptions_is_opened(lines: Lines) -> None:
    ours().error("stop-failed", exc_info=ExceptionGroup(TYPED, [ValueError(TYPED), KeyError(TYPED)]))
    assert "error=ExceptionGroup; ValueError; KeyError" in lines.read()


def test_an_exception_that_is_its_own_cause_ends(lines: Lines) -> None:
    error = ValueError(TYPED)
    error.__cause__ = error
    ours().error("step-failed", exc_info=error)
    assert lines.read().endswith("error=ValueError\n")


def test_an_uncaught_exception_says_no_more(lines: Lines) -> None:
    try:
        fail_deeply()
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert "CRITICAL bot uncaught error=RuntimeError at bot/test_logs.py:" in lines.read()


def test_an_interrupt_from_the_keyboard_is_no_failure(lines: Lines) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert lines.read() == ""


def test_an_uncaught_exception_in_a_thread_says_no_more(lines: Lines) -> None:
    thread = threading.Thread(target=fail_deeply)
    thread.start()
    thread.join()
    assert "CRITICAL bot uncaught" in lines.read()


async def test_a_task_that_failed_unseen_says_no_more(lines: Lines) -> None:
    async def fail() -> None:
        fail_deeply()

    task = asyncio.create_task(fail())
    await asyncio.wait((task,))
    loop = asyncio.get_running_loop()
    context = {"message": f"never retrieved {task!r}", "exception": task.exception(), "task": task}
    loop.default_exception_handler(context)
    assert "ERROR asyncio at" in lines.read()


def test_a_log_that_cannot_be_written_is_silent(lines: Lines, capsys: pytest.CaptureFixture[str]) -> None:
    lines.stream.close()
    ours().error(TYPED)
    assert capsys.readouterr().err == ""


def test_a_frame_never_shows_the_operators_folders(lines: Lines) -> None:
    try:
        fail_deeply()
    except RuntimeError as error:
        ours().error("step-failed", exc_info=error)
    assert "/tests/bot/" not in lines.read()
