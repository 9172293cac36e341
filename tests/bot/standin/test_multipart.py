"""Forms with files, as bytes: read as the real server reads them."""

import pytest

from bot.standin.multipart import Upload, read_multipart
from bot.standin.refused import Refused

KIND = 'multipart/form-data; boundary="b"'


def form(*parts: bytes) -> bytes:
    return b"".join(b"--b\r\n" + part + b"\r\n" for part in parts) + b"--b--\r\n"


def part(disposition: str, content: bytes = b"x", more: str = "") -> bytes:
    return f"Content-Disposition: {disposition}{more}\r\n\r\n".encode() + content


@pytest.mark.parametrize(
    "content", [b"", b"\r\n", b"a\nb\r\nc\r\r\n", b"\x00\xff%PDF--b\r\n-- b", bytes(range(256)) * 9]
)
def test_a_file_keeps_every_byte(content: bytes) -> None:
    name = 'form-data; name="document"; filename="a.pdf"'
    body = form(part('form-data; name="chat_id"', b"5"), part(name, content, "\r\nContent-Type: a/b"))
    assert read_multipart(KIND, body) == {"chat_id": "5", "document": Upload("a.pdf", "a/b", content)}


def test_a_name_in_another_alphabet_comes_as_it_is() -> None:
    body = form(part('form-data; name="document"; filename="Größe.txt"'))
    assert read_multipart(KIND, body)["document"] == Upload("Größe.txt", "", b"x")


def test_an_extended_file_name_is_unknown_so_the_part_is_a_parameter() -> None:
    body = form(part("form-data; name=\"document\"; filename*=utf-8''a.txt"))
    assert read_multipart(KIND, body) == {"document": "x"}


def test_nothing_counts_after_the_last_boundary() -> None:
    body = form(part('form-data; name="a"')) + form(part('form-data; name="b"'))
    assert read_multipart(KIND, body) == {"a": "x"}


@pytest.mark.parametrize(
    ("kind", "body", "reason"),
    [
        ("multipart/form-data", form(), "boundary not found"),
        (KIND, form(b"no blank line"), "headers in multipart/form-data are empty"),
        (KIND, form(part('attachment; name="a"')), "expected form-data content disposition"),
        (KIND, form(part("form-data; filename=a")), "field name in multipart/form-data not found"),
    ],
)
def test_a_broken_form_is_refused(kind: str, body: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read_multipart(kind, body)
