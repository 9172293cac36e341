"""Bot API calls over aiohttp, behind the interface that python-telegram-bot gives for this.

The library's own client (httpx) costs most of a press. What is ours besides: JSON by msgspec, a
failure that says whether anything was sent, and no error that quotes the address with its token.
"""

from typing import Any, TypedDict

import msgspec
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    FormData,
    TCPConnector,
)
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.telegram.connections import CONNECT_SECONDS, KEEP_ALIVE_SECONDS, READ_SECONDS, NothingSent

CONNECTIONS = 512
"""Open at once at most; calls a second times their round trip, with room."""

_JSON = {"Content-Type": "application/json"}


class _Hints(TypedDict, total=False):
    migrate_to_chat_id: int
    retry_after: int


class _Answer(TypedDict, total=False):
    ok: bool
    result: Any
    description: str
    parameters: _Hints


_answer_decoder = msgspec.json.Decoder(_Answer)


class AiohttpRequest(BaseRequest):
    """One pool of connections; usable between `initialize` and `shutdown`."""

    __slots__ = ("_session",)

    def __init__(self) -> None:
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds that an answer may take unless a call says otherwise."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Open the pool; a second call changes nothing."""
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEEP_ALIVE_SECONDS),
                cookie_jar=DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                timeout=_timeout(READ_SECONDS, CONNECT_SECONDS),
            )

    async def shutdown(self) -> None:
        """Close every connection; a second call changes nothing."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0913 - the library's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - part of reading here
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - part of connecting here
    ) -> tuple[int, bytes]:
        """Status and body of the answer.

        Raises NothingSent when nothing can have arrived, TimedOut or NetworkError when it may have.
        """
        if self._session is None:
            raise RuntimeError("the request object is not initialized")
        options: dict[str, Any] = _body(request_data)
        if read_timeout is not self.DEFAULT_NONE or connect_timeout is not self.DEFAULT_NONE:
            options["timeout"] = _timeout(
                _seconds(read_timeout, READ_SECONDS), _seconds(connect_timeout, CONNECT_SECONDS)
            )
        try:
            async with self._session.request(method, url, allow_redirects=False, **options) as answer:
                return answer.status, await answer.read()
        except (ClientError, OSError) as error:  # TimeoutError is an OSError
            failure = _failure(error)
        raise failure  # outside the handler: the former error may quote the address and its token

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Telegram's envelope; raises TelegramError for anything else."""
        try:
            answer = _answer_decoder.decode(payload)
        except (ValueError, RecursionError):
            answer = {}
        if "result" not in answer and "description" not in answer:
            raise TelegramError("not an answer of the Bot API")
        return {"result": None, **answer}


class Replay(AiohttpRequest):
    """An answer that has come already, for the library to turn into its result or error by `post`."""

    __slots__ = ("_answer",)

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__()
        self._answer = status, body

    async def do_request(self, *_: object, **__: object) -> tuple[int, bytes]:
        """The answer, without asking again."""
        return self._answer


def _body(request_data: RequestData | None) -> dict[str, Any]:
    if request_data is None:
        return {}
    if request_data.contains_files:
        return {"data": _form(request_data)}
    return {"data": msgspec.json.encode(request_data.parameters), "headers": _JSON}


def _form(request_data: RequestData) -> FormData:
    # Unquoted: a file name in another script would be seen in the chat percent by percent.
    form = FormData(request_data.json_parameters, quote_fields=False)
    for name, (filename, content, mime_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return form


def _seconds(given: object, default: float) -> float | None:
    """The library means "no limit" by None, and its own mark by "as usual"."""
    return given if given is None or isinstance(given, int | float) else default


def _timeout(read_seconds: float | None, connect_seconds: float | None) -> ClientTimeout:
    if read_seconds is None or connect_seconds is None:
        return ClientTimeout(connect=connect_seconds)
    return ClientTimeout(total=read_seconds + connect_seconds, connect=connect_seconds)


def _failure(error: Exception) -> NetworkError:
    name = type(error).__name__
    if isinstance(error, ClientConnectorError | ConnectionTimeoutError):
        return NothingSent(name)
    return TimedOut(name) if isinstance(error, TimeoutError) else NetworkError(name)
