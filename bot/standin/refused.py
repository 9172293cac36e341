"""How a call is refused: the code and description that the real server would answer with."""

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class Refused(Exception):
    """A call that Telegram does not carry out; `retry_after` in whole seconds, with code 429 alone."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad_request(reason: str) -> Refused:
    """A refusal with code 400."""
    return Refused(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refused:
    """A refusal with code 403: the chat is closed to the bot."""
    return Refused(403, f"Forbidden: {reason}")


def conflict(reason: str) -> Refused:
    """A refusal with code 409: two ways of fetching updates at once."""
    return Refused(409, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> Refused:
    """A refusal with code 429; `retry_after` in seconds."""
    return Refused(429, f"Too Many Requests: retry after {retry_after}", retry_after)
