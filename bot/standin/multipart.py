"""multipart/form-data as the real server reads it: a part with a `filename` is a file."""

from dataclasses import dataclass, field

from bot.standin.refused import bad_request

ATTACHED = "attach://"
"""What a parameter says before the name of the part that holds its file."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came; `name` and `content_type` are the caller's words."""

    name: str
    content_type: str
    content: bytes = field(repr=False)


def read_multipart(content_type: str, body: bytes) -> dict[str, str | Upload]:
    """Parameters and files by the names of their fields; Refused when the form is broken."""
    boundary = _fields(content_type).get("boundary")
    if not boundary:
        raise bad_request("boundary not found")
    found: dict[str, str | Upload] = {}
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary.encode())[1:]:
        if part.startswith(b"--"):
            break
        name, value = _read_part(part)
        found[name] = value
    return found


def _read_part(part: bytes) -> tuple[str, str | Upload]:
    head, blank, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    if not blank:
        raise bad_request("headers in multipart/form-data are empty")
    headers = _headers(head.decode())
    disposition = headers.get("content-disposition", "")
    if not disposition.startswith("form-data;"):
        raise bad_request("expected form-data content disposition")
    fields = _fields(disposition)
    if not fields.get("name"):
        raise bad_request("field name in multipart/form-data not found")
    if "filename" not in fields:
        return fields["name"], content.decode()
    return fields["name"], Upload(fields["filename"], headers.get("content-type", ""), content)


def _headers(head: str) -> dict[str, str]:
    lines = (line.partition(":") for line in head.split("\r\n"))
    return {name.strip().lower(): value.strip() for name, _, value in lines}


def _fields(header: str) -> dict[str, str]:
    """What stands behind the first ";". The real server neither unescapes nor knows `filename*`."""
    pairs = (pair.partition("=") for pair in header.split(";")[1:])
    return {name.strip(): _unquoted(value.strip()) for name, _, value in pairs}


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value
