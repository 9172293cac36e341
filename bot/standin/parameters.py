"""A request's parameters: query, form, multipart or JSON, whichever it came as."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

import msgspec

from bot.standin.multipart import read_multipart
from bot.standin.refused import bad_request


def read_parameters(query: bytes, content_type: str, body: bytes) -> dict[str, object]:
    """All parameters by name, an Upload for each file; a parameter of the body wins over one of the query."""
    kind = content_type.partition(";")[0].strip().lower()
    try:
        parameters: dict[str, object] = dict(_read_form(query))
        if body and kind == "application/json":
            parameters |= _read_json(body)
        elif body and kind == "multipart/form-data":
            parameters |= read_multipart(content_type, body)
        elif body:
            parameters |= _read_form(body)
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return parameters


def _read_form(text: bytes) -> Mapping[str, str]:
    return dict(parse_qsl(text.decode(), keep_blank_values=True, errors="strict"))


def _read_json(body: bytes) -> Mapping[str, object]:
    try:
        value = msgspec.json.decode(body)
    except msgspec.DecodeError:
        raise bad_request("can't parse request JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("request must be a JSON object")
    return value
