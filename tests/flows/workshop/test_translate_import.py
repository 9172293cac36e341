"""Words go out as a catalogue and come back; what was not translated anew stays to the byte."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.compiler.compile import compile_content
from flows.workshop.translate.bring_in import BroughtIn, bring_in
from flows.workshop.translate.desk import Unusable, open_desk
from flows.workshop.translate.export import export
from flows.workshop.translate.given import read_catalogue
from tests.flows.compiler.folders import TODAY, folder
from tests.flows.compiler.translated import accepted, spanish

NAMED = folder()["content.yaml"].replace(b"languages: [en]", b"languages: [en, es]")


def catalogue(files: Mapping[str, bytes]) -> str:
    return export(open_desk(files), "es").decode()


def brought(files: Mapping[str, bytes], po: str) -> BroughtIn:
    return bring_in(open_desk(files), read_catalogue("es.po", po.encode()))


def translated(po: str, **words: str) -> str:
    """The catalogue with words for contexts: `start__said__1` stands for `start#said.1`."""
    for name, text in words.items():
        context = re.escape(name.replace("__", "#", 1).replace("__", "."))
        pattern = rf'(#, fuzzy\n)?(msgctxt "{context}"\nmsgid (?:"[^\n]*\n)+)msgstr (?:"[^\n]*"\n)+'
        po, count = re.subn(pattern, lambda found, text=text: f'{found[2]}msgstr "{text}"\n', po)  # type: ignore[misc]  # mypy cannot see the default
        assert count == 1, f"{name} is not in the catalogue"
    return po


def with_phrase(po: str, words: str) -> str:
    """The catalogue with other words for the button that leads home."""
    return translated(po, **{"button.home": words})


def completed(po: str) -> str:
    """The catalogue with words for everything that has none."""

    def shout(found: re.Match[str]) -> str:
        return f'msgid "{found[1]}"\nmsgstr "{_shouted(found[1])}"\n'

    return re.sub(r'msgid "([^\n]+)"\nmsgstr ""\n', shout, po)


def _shouted(words: str) -> str:
    return re.sub(
        r"\{[^}]*\}|\\.|\([^)]*\)|([a-z]+)", lambda found: (found[1] or "").upper() or found[0], words
    )


def test_instructions_and_targets_are_not_for_translators() -> None:
    po = catalogue(spanish())

    assert "#said" not in re.sub(r"msgctxt.*|#.*", "", po)
    assert "remember" not in po and "`" not in po
    assert 'msgid "{q.ask}"' in po and 'msgid "Where do things **stand** today?"' in po


def test_a_translator_sees_where_words_stand_and_how_much_room_they_have() -> None:
    po = catalogue(spanish())

    assert '#. button, at most 38 characters\n#: en/start.md:13\nmsgctxt "start#start.2"\n' in po
    assert "#. button, at most 18 characters" in po
    assert "#. typing hint, at most 64 characters" in po
    assert 'msgctxt "questions#licence.good answer"' in po


def test_what_is_older_than_its_source_is_marked_fuzzy() -> None:
    po = catalogue(spanish(("en/start.md", "A no today", "A no this week")))

    assert po.count("#, fuzzy") == 5
    assert '#, fuzzy\nmsgctxt "start#said.1"\nmsgid "A no this week is an answer."\nmsgstr "A NO TODAY' in po


def test_the_same_content_gives_the_same_catalogue() -> None:
    assert catalogue(spanish()) == catalogue(spanish())


def test_a_catalogue_that_nobody_touched_changes_nothing() -> None:
    files = spanish()

    done = brought(files, catalogue(files))

    assert (done.files, done.refused) == ({}, ())


def test_new_words_change_their_own_bytes_alone() -> None:
    files = spanish()

    done = brought(files, translated(catalogue(files), start__said__1="Un **no** de hoy."))

    (changed,) = done.files.items()
    assert changed == (
        "es/start.md",
        files["es/start.md"].replace(b"A NO TODAY IS AN ANSWER.", b"Un **no** de hoy."),
    )


def test_words_of_a_quote_and_of_an_item_keep_their_line_breaks_inside() -> None:
    files = spanish()
    po = translated(catalogue(files), start__said__3="Te echo de menos.\\\\\\n¿Vienes?")

    text = brought(files, po).files["es/start.md"].decode()

    assert "> Te echo de menos.\\\n> ¿Vienes?\n" in text


def test_fuzzy_words_leave_what_is_there() -> None:
    files = spanish(("en/start.md", "A no today", "A no this week"))

    assert brought(files, catalogue(files)).files == {}


def test_a_screen_with_another_shape_is_written_anew_once_all_its_words_are_there() -> None:
    more = ("en/start.md", "- [Write it down]", "- [Think first](#start)\n- [Write it down]")
    files = spanish(more)
    po = catalogue(files)

    assert brought(files, translated(po, start__said__1="Un no.")).files == {}
    text = brought(files, translated(po, start__said__4="Pensar antes")).files["es/start.md"].decode()

    assert (
        "\n- [Pensar antes](#start)\n- [WRITE IT DOWN](#wrote) `write note, up to 200 characters`\n" in text
    )
    assert "`if partner is refuses` A NO TODAY IS AN ANSWER." in text


def test_a_screen_that_is_missing_is_put_where_the_source_has_it() -> None:
    whole = spanish()
    start, rest = whole["es/start.md"].decode().split("## said")
    files = {**whole, "es/start.md": (start + "## wrote" + rest.partition("## wrote")[2]).encode()}

    done = brought(files, completed(catalogue(files)))

    text = whole["es/start.md"].decode().replace("US.\n> COME", "US. COME").replace("A flow", "A FLOW")
    assert done.files["es/start.md"].decode() == text


def test_a_new_language_begins_with_the_files_of_the_source() -> None:
    files = folder(**{"content.yaml": NAMED})

    done = brought(files, completed(catalogue(files)))

    assert done.refused == ()
    assert set(done.files) == {
        f"es/{name}" for name in ("ask.md", "no-answer.md", "questions.md", "safety.md", "start.md", "ui.po")
    }
    text = done.files["es/start.md"].decode()
    assert text.startswith("---\ntitle: A FLOW\nsources: [S1]\nwritten: 2026-11-21\nreviewed: never\n")
    assert compile_content(accepted({**files, **done.files}), TODAY).diagnostics == ()


def test_screens_without_all_their_words_are_left_out_of_a_new_language() -> None:
    files = folder(**{"content.yaml": NAMED})
    po = translated(
        catalogue(files),
        start__wrote__1="Sus palabras:",
        start__wrote__2="{note}",
        start__wrote__3="Borrar",
        start__wrote__4="Inicio",
        start__said__1="Un no.",
    )

    done = brought(files, po)

    assert re.findall("^## .*", done.files["es/start.md"].decode(), re.MULTILINE) == ["## wrote"]
    assert set(done.files) == {"es/start.md"}


def test_words_that_lose_an_insert_are_refused_and_the_others_used() -> None:
    files = spanish()
    po = translated(catalogue(files), start__wrote__2="{nota}", start__wrote__1="Sus palabras:")

    done = brought(files, po)

    (refused,) = done.refused
    assert refused.context == "start#wrote.2" and "{note}" in refused.why
    assert "Sus palabras:\n\n> {note}" in done.files["es/start.md"].decode()


@pytest.mark.parametrize(
    "words",
    [
        "- [Una](#start)",
        "## otra",
        "`forget note`",
        "> cita",
        "1. uno",
    ],
)
def test_words_that_would_be_something_else_are_refused(words: str) -> None:
    files = spanish()

    done = brought(files, translated(catalogue(files), start__wrote__1=words))

    assert done.files == {}
    assert [one.context for one in done.refused] == ["start#wrote.1"]


def test_a_button_cannot_be_given_another_target() -> None:
    files = spanish()

    done = brought(files, translated(catalogue(files), start__wrote__3="Borrar](#home) [x"))

    assert [one.context for one in done.refused] == ["start#wrote.3"]


def test_a_catalogue_from_before_the_source_was_edited_does_not_overwrite_newer_words() -> None:
    po = translated(catalogue(spanish()), start__said__1="Un no.")
    files = spanish(("en/start.md", "A no today", "A no this week"))

    done = brought(files, po)

    assert [one.context for one in done.refused] == ["start#said.1"]
    assert done.files == {}


def test_entries_that_the_content_no_longer_has_are_said() -> None:
    files = spanish()
    po = catalogue(files) + '\nmsgctxt "start#gone.1"\nmsgid "Gone"\nmsgstr "Ido"\n'

    assert [one.context for one in brought(files, po).refused] == ["start#gone.1"]


def test_a_phrase_changes_its_own_lines_alone() -> None:
    files = spanish()

    done = brought(files, with_phrase(catalogue(files), "Inicio"))

    before, after = (text.decode().split("\n") for text in (files["es/ui.po"], done.files["es/ui.po"]))
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] == [
        ('msgstr "WORD"', 'msgstr "Inicio"')
    ]


def test_a_phrase_too_long_for_its_place_is_refused() -> None:
    done = brought(spanish(), with_phrase(catalogue(spanish()), "x" * 39))

    assert [one.context for one in done.refused] == ["button.home"]
    assert done.files == {}


def test_the_language_can_be_named_when_the_header_does_not() -> None:
    files = spanish()
    po = catalogue(files).replace('"Language: es\\n"\n', "")

    with pytest.raises(Unusable, match="does not say which language"):
        brought(files, po)
    assert bring_in(open_desk(files), read_catalogue("x.po", po.encode(), "es")).files == {}


def test_a_language_may_be_written_as_programs_do() -> None:
    assert read_catalogue("x.po", b'msgid ""\nmsgstr ""\n"Language: es_MX\\n"\n').language == "es-MX"


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"\xff", "UTF-8"), (b'msgctxt "a"\nmsgid b\n', "x.po:2"), (b'"Language: fr\\n"\n', "x.po:1")],
)
def test_a_file_that_is_no_catalogue_is_not_used(content: bytes, why: str) -> None:
    with pytest.raises(Unusable, match=why):
        read_catalogue("x.po", content, "es")


def test_the_source_and_unnamed_languages_cannot_be_translated_into() -> None:
    for language in ("en", "fr"):
        with pytest.raises(Unusable, match=f"`{language}`"):
            export(open_desk(spanish()), language)


ODD = {
    "es/start.md": [
        ("---\n\n## start", "---\n\n# Una nota\n\nPara quien lee.  \n\n\n## start"),
        ("TODAY?\n", "TODAY?   \n"),
        ("- [HOME](#home)\n", "*   [HOME](#home)\t\n"),
        ("A NO TODAY IS AN ANSWER.", "A NO TODAY\nIS   AN ANSWER."),
        ("> COME ONCE?", ">COME ONCE?"),
        ("title: A flow", "title: 'Un flujo'  # nota"),
    ],
    "es/questions.md": [("### why\n\n", "### why\n"), ("TITLES DIFFER.", "TITLES\\\nDIFFER.")],
    "es/ui.po": [('msgstr "WORD"', 'msgstr ""\n"WO"\n"RD"'), ("msgctxt", "# nota\n\nmsgctxt")],
}
"""How people write the same: spaces, wrapped lines, other bullets, notes, quotation marks."""


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_files_of_any_form_come_back_as_they_were(data: st.DataObject) -> None:
    files = spanish()
    for path, oddities in ODD.items():
        text = files[path].decode()
        for old, new in oddities:
            if data.draw(st.booleans()):
                text = text.replace(old, new)
        text = text.replace("\n", "\r\n") if data.draw(st.booleans()) else text
        text = text.rstrip("\r\n") if data.draw(st.booleans()) else text
        files[path] = (b"\xef\xbb\xbf" if data.draw(st.booleans()) else b"") + text.encode()
    files = accepted(files)

    done = brought(files, catalogue(files))

    assert done.files == {}
    one_word = brought(files, translated(catalogue(files), start__wrote__3="Borrar"))
    assert one_word.files == {"es/start.md": files["es/start.md"].replace(b"[DELETE IT]", b"[Borrar]")}
