"""Over the content that ships: one edited sentence makes one screen stale, and no other."""

from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library import read_folder
from flows.compiler.cache import Cache
from flows.compiler.decode import Folder
from flows.compiler.settings_file import Settings
from flows.compiler.translations.parts import Unit, units_of
from flows.compiler.translations.survey import State
from flows.workshop.translate.desk import Desk, open_desk
from flows.workshop.translate.pseudo import with_pseudo
from flows.workshop.translate.pseudo_words import KINDS
from flows.workshop.translate.raw import raw
from tests.real_content import FOLDER

CACHE = Cache()
"""Kept over all examples: what did not change is not read again."""


@lru_cache
def two_languages() -> dict[str, bytes]:
    return with_pseudo(open_desk(read_folder(FOLDER)), KINDS["long"])


@lru_cache
def settings_of_both() -> Settings:
    return open_desk(two_languages()).settings


@lru_cache
def all_words() -> list[tuple[str, str, Unit]]:
    """Every stretch of words of the content: its file, its screen, and itself."""
    files = open_desk(two_languages()).survey("x-long")
    return [
        (file.source.file.path, entry.id, unit)
        for file in files
        for entry in file.entries
        for unit in units_of(entry.source)
    ]


def states(files: dict[str, bytes]) -> dict[str, State]:
    desk = Desk(files, Folder(files, CACHE), settings_of_both())
    found = {str(entry.id): entry.state for file in desk.survey("x-long") for entry in file.entries}
    CACHE.turn()
    return found


def with_word(path: str, unit: Unit, word: str) -> dict[str, bytes]:
    """The content with a word more at the end of a unit."""
    text = raw(path, two_languages()[path])
    _, end = text.range_of(unit.span)
    return {**two_languages(), path: f"{text.text[:end]} {word}{text.text[end:]}".encode()}


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_an_edited_sentence_makes_exactly_its_screen_stale(data: st.DataObject) -> None:
    path, screen, unit = data.draw(st.sampled_from(all_words()))
    word = data.draw(st.sampled_from(["more", "1", "é", "(so)"]))

    found = states(with_word(path, unit, word))

    assert {id for id, state in found.items() if state is not State.TRANSLATED} == {screen}
    assert found[screen] is State.STALE


def test_content_that_nobody_edited_is_fresh() -> None:
    assert set(states(two_languages()).values()) == {State.TRANSLATED}
