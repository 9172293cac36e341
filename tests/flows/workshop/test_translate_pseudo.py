"""Pseudo-languages: every screen of the content with longer words, and from right to left."""

import re
import unicodedata
from functools import lru_cache

import pytest

from bot.library import read_folder
from flows.compiler.compile import Compilation, compile_content
from flows.engine.resume import new_session
from flows.model.diagnostic import Severity
from flows.model.text import Words
from flows.workshop.translate.desk import open_desk
from flows.workshop.translate.pseudo import with_pseudo
from flows.workshop.translate.pseudo_words import KINDS
from flows.workshop.translate.status import status
from tests.flows.compiler.folders import folder
from tests.real_content import FOLDER, TODAY

EXPECTED = {"B04", "T02", "P07"}
"""Labels and screens that grow out of what a small phone shows: to be seen, not to be stopped by."""


@lru_cache
def real(kind: str) -> dict[str, bytes]:
    return with_pseudo(open_desk(read_folder(FOLDER)), KINDS[kind])


@lru_cache
def compiled(kind: str) -> Compilation:
    return compile_content(real(kind), TODAY)


@pytest.mark.parametrize("kind", KINDS)
def test_the_whole_content_keeps_telegrams_limits_in_a_pseudo_language(kind: str) -> None:
    compilation = compiled(kind)

    assert [found for found in compilation.diagnostics if found.severity is Severity.ERROR] == []
    assert {found.code for found in compilation.diagnostics} <= EXPECTED
    assert compilation.snapshot is not None


@pytest.mark.parametrize("kind", KINDS)
def test_a_pseudo_language_is_complete_and_offered(kind: str) -> None:
    snapshot, language = compiled(kind).snapshot, KINDS[kind].language

    assert snapshot and snapshot.offered == ("en", language)
    assert snapshot.words[language].keys() == snapshot.screens.keys()
    assert snapshot.asked[language].keys() == snapshot.questions.keys()
    assert status(open_desk(real(kind)), language).is_offered
    assert new_session(snapshot, language).language == language


def test_long_words_are_longer_by_two_fifths_and_stand_in_brackets() -> None:
    snapshot = compiled("long").snapshot
    assert snapshot

    for id, screen in snapshot.words["x-long"].items():
        source = _letters(snapshot.screens[id].blocks)
        if source > 80:
            assert 1.3 < _letters(screen.blocks) / source < 1.5
    label = snapshot.words["x-long"][snapshot.home].buttons[0].label[0]
    assert isinstance(label, Words) and re.fullmatch("⟦.*⟧", label.text)


def test_right_to_left_words_have_no_letters_from_left_to_right() -> None:
    snapshot = compiled("rtl").snapshot
    assert snapshot

    text = "".join(_text(screen.blocks) for screen in snapshot.words["x-rtl"].values())
    assert {unicodedata.bidirectional(letter) for letter in text if letter.isalpha()} <= {"AL", "R"}


def test_files_of_the_content_stay_as_they_are() -> None:
    before, after = folder(), with_pseudo(open_desk(folder()), KINDS["long"])

    assert {path for path in before if before[path] != after[path]} == {"content.yaml"}
    assert after["content.yaml"] == before["content.yaml"].replace(b"[en]", b"[en, x-long]")


def test_languages_on_lines_of_their_own_are_added_to() -> None:
    listed = folder()["content.yaml"].replace(b"languages: [en]", b"languages:\n  - en")

    files = with_pseudo(open_desk(folder(**{"content.yaml": listed})), KINDS["rtl"])

    assert files["content.yaml"].startswith(b"languages: [en, x-rtl]\nsource: en\n")
    assert compile_content(files, TODAY).diagnostics == ()


def _letters(blocks: tuple[object, ...]) -> int:
    return len(_text(blocks))


def _text(blocks: tuple[object, ...]) -> str:
    inlines = (part for block in blocks for part in getattr(block, "inlines", ()))
    return "".join(part.text for part in inlines if isinstance(part, Words) and not part.style.link)
