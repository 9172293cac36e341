"""Sending documents and fetching them: what is kept, what is refused, how long a link lasts."""

import pytest

from bot.standin.file_names import clean_file_name
from bot.standin.files import LARGEST_DOWNLOAD, LINK_LASTS_S
from bot.standin.multipart import Upload
from tests.bot.standin.world import button, keyboard, ok, refused, started, suspicious, world

NOTES = Upload("questions.txt", "text/plain", "Wie läuft es ab?\r\n".encode())


async def test_a_document_is_kept_with_its_name_type_and_size() -> None:
    standin = world()
    person = started(standin)
    result = await ok(standin, "sendDocument", chat_id=person.id, document=NOTES)
    document = result["document"]
    assert (document["file_name"], document["mime_type"]) == ("questions.txt", "text/plain")
    assert document["file_size"] == len(NOTES.content)
    assert (result["date"], "text" in result, "caption" in result) == (standin.date(), False, False)
    assert suspicious(standin) == []


async def test_a_document_has_caption_buttons_silence_and_protection() -> None:
    standin = world()
    person = started(standin)
    result = await ok(
        standin,
        "sendDocument",
        chat_id=str(person.id),
        document=NOTES,
        caption="Your list ",
        caption_entities=[{"type": "bold", "offset": 0, "length": 4}],
        reply_markup=keyboard(button()),
        protect_content="true",
        disable_notification="true",
    )
    message = standin.chats.chats[person.id].messages[result["message_id"]]
    assert (result["caption"], result["caption_entities"][0]["length"]) == ("Your list", 4)
    assert (message.is_protected, message.is_silent, message.keyboard) == (True, True, [[button()]])
    assert message.notified == "questions.txt\nYour list"


async def test_a_file_may_stand_in_a_part_of_another_name() -> None:
    standin = world()
    person = started(standin)
    await ok(standin, "sendDocument", chat_id=person.id, document="attach://one", one=NOTES)
    assert suspicious(standin) == []
    await ok(standin, "sendDocument", chat_id=person.id, document=NOTES, two=NOTES)
    assert suspicious(standin) == ['unknown parameter "two"']


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({}, "there is no document in the request"),
        ({"document": ""}, "there is no document in the request"),
        ({"document": "attach://gone"}, "there is no document in the request"),
        ({"document": "unknown"}, "wrong file identifier/HTTP URL specified"),
        ({"document": "https://example.org/a.pdf"}, "failed to get HTTP URL content"),
        ({"document": Upload("a.txt", "", b"")}, "file must be non-empty"),
        ({"document": NOTES, "caption": "x" * 1025}, "message caption is too long"),
        ({"document": NOTES, "caption": "\N{GRINNING FACE}" * 513}, "message caption is too long"),
        ({"document": NOTES, "caption": "x", "parse_mode": "HTML"}, "unsupported parse_mode"),
        ({"document": NOTES, "reply_markup": []}, "object expected as reply markup"),
        ({"document": NOTES, "protect_content": "maybe"}, 'field "protect_content" must be of type Boolean'),
    ],
)
async def test_a_bad_document_is_refused_in_telegrams_words(
    parameters: dict[str, object], reason: str
) -> None:
    standin = world()
    person = started(standin)
    answer = await refused(standin, "sendDocument", chat_id=person.id, **parameters)
    assert answer == f"Bad Request: {reason}"
    assert not any(message.person is None for message in standin.chats.chats[person.id].messages.values())


async def test_a_caption_holds_1024_units() -> None:
    standin = world()
    await ok(standin, "sendDocument", chat_id=started(standin).id, document=NOTES, caption="x" * 1024)


async def test_a_document_can_be_sent_again_by_its_id() -> None:
    standin = world()
    person = started(standin)
    first = (await ok(standin, "sendDocument", chat_id=person.id, document=NOTES))["document"]
    again = await ok(standin, "sendDocument", chat_id=person.id, document=first["file_id"])
    assert again["document"] == first


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("plan 1.pdf", "plan 1.pdf"),
        ("Café-Größe_2.json", "Café-Größe_2.json"),
        ("../../etc/passwd", "passwd"),
        ("C:\\notes\\list.txt", "list.txt"),
        ('a"b<c>.txt', "a b c.txt"),
        ("line\nbreak\u202efdp.txt", "line break fdp.txt"),
        ("x" * 90 + "." + "y" * 30, "x" * 64 + "." + "y" * 16),
        ("   ", "file"),
        ("", "file"),
        ("no-ending", "no-ending"),
        (".hidden", "hidden"),
    ],
)
def test_a_file_name_is_cleaned(name: str, kept: str) -> None:
    assert clean_file_name(name) == kept


@pytest.mark.parametrize("name", ["a/b.txt", "caf%C3%A9.txt"])
async def test_a_file_name_that_will_not_show_as_given_is_noted(name: str) -> None:
    standin = world()
    upload = Upload(name, "", b"x")
    await ok(standin, "sendDocument", chat_id=started(standin).id, document=upload)
    assert len(suspicious(standin)) == 1


async def test_a_link_to_a_file_opens_with_get_file_and_lasts_an_hour() -> None:
    standin = world()
    person = started(standin)
    document = (await ok(standin, "sendDocument", chat_id=person.id, document=NOTES))["document"]
    assert standin.files.at("documents/file_0.txt", standin.now()) is None
    link = await ok(standin, "getFile", file_id=document["file_id"])
    assert link["file_path"] == "documents/file_0.txt"
    stored = standin.files.at(link["file_path"], standin.now())
    assert stored is not None and stored.content == NOTES.content
    standin.jump(LINK_LASTS_S)
    assert standin.files.at(link["file_path"], standin.now()) is None


async def test_a_file_that_is_unknown_or_large_cannot_be_fetched() -> None:
    standin = world()
    assert await refused(standin, "getFile") == "Bad Request: file_id not specified"
    assert await refused(standin, "getFile", file_id="x") == "Bad Request: invalid file_id"
    large = standin.files.add("large.bin", bytes(LARGEST_DOWNLOAD + 1))
    assert await refused(standin, "getFile", file_id=large.id) == "Bad Request: file is too big"


async def test_what_a_file_holds_is_not_kept_with_the_call() -> None:
    standin = world()
    await ok(standin, "sendDocument", chat_id=started(standin).id, document=NOTES)
    assert standin.journal.calls[-1].parameters["document"] == {
        "file_name": "questions.txt",
        "content_type": "text/plain",
        "file_size": len(NOTES.content),
    }
