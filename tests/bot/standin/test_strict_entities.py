"""Entities: types, places in UTF-16 units, overlaps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.standin.texts import clean, units, utf16_slice
from tests.bot.standin.world import refused, sent, started, suspicious, world

FACE = "\N{GRINNING FACE}"


def entity(kind: str = "bold", offset: object = 0, length: object = 1, **more: object) -> dict[str, object]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("text", "bad", "reason"),
    [
        ("hello", entity("invalid"), "can't parse MessageEntity: Unsupported type specified"),
        ("hello", {"offset": 0, "length": 1}, "can't parse MessageEntity: Can't find field \"type\""),
        ("hello", entity(offset="0"), 'can\'t parse MessageEntity: Field "offset" must be of type Number'),
        ("hello", "bold", "can't parse MessageEntity: MessageEntity must be an Object"),
        ("hello", entity("text_link"), "can't parse MessageEntity: Can't find field \"url\""),
        ("hello", entity("text_link", url="no-url"), "entity URL 'no-url' is invalid: Wrong HTTP URL"),
        ("hello", entity("text_link", url=""), "entity URL '' is invalid: URL host is empty"),
        (
            "hello",
            entity("text_link", url="ftp://a.de"),
            "entity URL 'ftp://a.de' is invalid: Unsupported URL protocol",
        ),
        ("hello", entity("text_mention"), "can't parse MessageEntity: Can't find field \"user\""),
        ("hello", entity("custom_emoji"), "can't parse MessageEntity: Can't find field \"custom_emoji_id\""),
        ("hello", entity(offset=-1), "receive an entity with incorrect offset -1"),
        ("hello", entity(length=-1), "receive an entity with incorrect length -1"),
        ("hello", entity(offset=100), "entity begins after the end of the text at UTF-16 offset 100"),
        (
            "hello",
            entity(length=100),
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
        ),
        (f"a{FACE}b", entity(offset=2), "entity begins in a middle of a UTF-16 symbol at byte offset 5"),
        (
            f"a{FACE}b",
            entity(length=2),
            "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 5",
        ),
    ],
)
async def test_a_bad_entity_is_refused_in_telegrams_words(text: str, bad: object, reason: str) -> None:
    standin = world()
    person = started(standin)
    answer = await refused(standin, "sendMessage", chat_id=person.id, text=text, entities=[bad])
    assert answer == f"Bad Request: {reason}"


async def test_offsets_count_utf16_units_and_follow_the_trimming() -> None:
    standin = world()
    marks = [entity("italic", 6, 4), entity("bold", 3, 2)]
    message = await sent(standin, started(standin), text=f"  \r{FACE} word \n", entities=marks)
    assert message.text == f"{FACE} word"
    assert message.entities == [entity("bold", 0, 2), entity("italic", 3, 4)]


async def test_leading_space_inside_an_entity_stays() -> None:
    standin = world()
    message = await sent(standin, started(standin), text="  x", entities=[entity("bold", 1, 2)])
    assert (message.text, message.entities) == (" x", [entity("bold", 0, 2)])


async def test_an_entity_that_marks_only_space_is_dropped() -> None:
    standin = world()
    message = await sent(standin, started(standin), text="a  b", entities=[entity("bold", 1, 2)])
    assert message.entities == []


async def test_all_that_content_needs_is_accepted_without_a_remark() -> None:
    standin = world()
    marks = [
        entity("expandable_blockquote", 0, 11),
        entity("bold", 0, 5),
        entity("italic", 0, 5),
        entity("strikethrough", 6, 5),
        entity("text_link", 6, 5, url="https://example.org/a?b=c"),
    ]
    message = await sent(standin, started(standin), text="hello world", entities=marks)
    assert (len(message.entities), suspicious(standin)) == (5, [])


@pytest.mark.parametrize(
    ("first", "second", "remark"),
    [
        (entity("bold", 0, 3), entity("italic", 2, 3), "entities bold and italic overlap in part"),
        (entity("code", 0, 4), entity("bold", 1, 2), "an entity bold stands inside code"),
        (
            entity("blockquote", 0, 4),
            entity("blockquote", 1, 2),
            "an entity blockquote stands inside blockquote",
        ),
        (
            entity("text_link", 0, 4, url="https://a.de"),
            entity("url", 1, 2),
            "an entity url stands inside text_link",
        ),
    ],
)
async def test_entities_that_telegram_would_rearrange_are_noted(
    first: object, second: object, remark: str
) -> None:
    standin = world()
    await sent(standin, started(standin), text="hello", entities=[first, second])
    assert suspicious(standin) == [remark]


async def test_an_unknown_field_of_an_entity_is_noted() -> None:
    standin = world()
    await sent(standin, started(standin), text="hello", entities=[entity(colour="red")])
    assert suspicious(standin) == ['unknown field "colour" in a MessageEntity']


@given(
    st.lists(st.sampled_from(["a", " ", "\n", "\r", "\t", FACE, "\u202e", "é"]), max_size=12).map("".join),
    st.integers(0, 12),
    st.integers(1, 12),
)
def test_cleaning_moves_an_entity_with_the_words_it_marks(text: str, start: int, length: int) -> None:
    marked = text[start : start + length]
    words = marked.replace("\r", "").replace("\u202e", "").replace("\t", " ")
    if not words.strip():
        return
    cleaned, kept = clean(text, [entity("bold", units(text[:start]), units(marked))])
    offset, size = kept[0]["offset"], kept[0]["length"]
    assert isinstance(offset, int) and isinstance(size, int)
    assert utf16_slice(cleaned, offset, size).strip() == words.strip()
