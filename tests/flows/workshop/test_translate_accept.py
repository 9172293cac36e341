"""Accepting notes which source words a translation was made from; status says how far it has come."""

import pytest

from flows.compiler.compile import compile_content
from flows.compiler.translations.lock import LOCK_FILE
from flows.compiler.translations.survey import State
from flows.workshop.translate.accept import Accepted, accept
from flows.workshop.translate.desk import Unusable, open_desk
from flows.workshop.translate.status import as_objects, as_text, status
from tests.flows.compiler.folders import TODAY, folder
from tests.flows.compiler.translated import edited, spanish

STALE = ("en/start.md", "A no today", "A no this week")


def done(files: dict[str, bytes], *names: str) -> Accepted:
    return accept(open_desk(files), "es", names)


def test_accepting_a_stale_screen_shows_it_again() -> None:
    files = spanish(STALE)

    accepted = done(files, "start#said")

    assert (accepted.accepted, accepted.were_stale) == (("start#said",), ("start#said",))
    assert compile_content({**files, LOCK_FILE: accepted.lock}, TODAY).diagnostics == ()


def test_only_what_was_named_is_accepted() -> None:
    files = {**spanish(), LOCK_FILE: b""}

    assert done(files, "start#said").accepted == ("start#said",)
    assert done(files, "start.md").accepted == ("start#start", "start#said", "start#wrote")
    assert done(files, "questions").accepted == ("questions#licence",)
    assert len(done(files).accepted) == 9


def test_what_is_accepted_already_is_not_told_again() -> None:
    assert done(spanish()).accepted == ()
    assert done(spanish()).lock == spanish()[LOCK_FILE]


def test_words_of_another_shape_cannot_be_accepted() -> None:
    files = edited({**spanish(), LOCK_FILE: b""}, "es/start.md", "YOUR WORDS:\n", "UNO.\n\nDOS.\n")

    accepted = done(files)

    assert accepted.unfit == ("start#wrote",)
    assert b"start#wrote" not in accepted.lock and b"start#said" in accepted.lock


def test_a_missing_screen_is_only_told_when_it_was_named() -> None:
    files = edited(spanish(), "es/start.md", "## wrote", "## escrito")

    assert done(files).unfit == ()
    assert done(files, "start#wrote").unfit == ("start#wrote",)


def test_lines_of_other_languages_stay_and_those_of_screens_that_are_gone_go() -> None:
    more = b"es start#gone 0123456789abcdef\nfr start#gone 0123456789abcdef\n"
    lock = done({**spanish(), LOCK_FILE: spanish()[LOCK_FILE] + more}).lock

    assert b"es start#gone" not in lock and b"fr start#gone" in lock


def test_the_lock_has_a_line_for_each_text_in_order() -> None:
    lines = spanish()[LOCK_FILE].decode().splitlines()

    assert lines[0].startswith("# Written by `translate accept`")
    assert lines[1:] == sorted(lines[1:]) and len(lines) == 10
    assert lines[1].startswith("es ask#list ")


@pytest.mark.parametrize("name", ["start#nowhere", "nowhere", "star"])
def test_an_unknown_name_is_refused(name: str) -> None:
    with pytest.raises(Unusable, match=name):
        done(spanish(), name)


def test_status_counts_the_texts_of_each_file() -> None:
    files = edited(spanish(STALE), "es/ask.md", "## one", "## uno")

    found = status(open_desk(files), "es")

    counted = {file.name: dict(file.texts) for file in found.files}
    assert counted["start.md"] == {State.TRANSLATED: 2, State.STALE: 1}
    assert counted["ask.md"] == {State.TRANSLATED: 2, State.MISSING: 1}
    assert found.is_offered


def test_status_says_what_keeps_people_from_a_language() -> None:
    files = edited(spanish(), "en/safety.md", "call somebody now", "call somebody")
    without = {path: text for path, text in files.items() if path != "es/ui.po"}

    text = as_text([status(open_desk(without), "es")])

    assert text.startswith("es: nobody can begin in it before safety.md and ui.po are complete\n")
    assert "  safety.md (safety)           .      1" in text


def test_status_for_programs_says_the_same() -> None:
    (found,) = as_objects([status(open_desk(spanish()), "es")])

    assert (found["language"], found["offered"], found["safety_complete"]) == ("es", True, True)


def test_one_language_alone_has_nothing_to_translate() -> None:
    assert open_desk(folder()).settings.others == ()
    assert "nothing to translate" in as_text([])


def test_a_folder_without_settings_cannot_be_worked_on() -> None:
    with pytest.raises(Unusable, match=r"content\.yaml"):
        open_desk(folder(**{"content.yaml": None}))
