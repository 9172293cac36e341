"""Other languages supply words; where anything leads comes from the source."""

from dataclasses import replace

from flows.compiler.compile import Compiler, compile_content
from flows.compiler.translations.lock import LOCK_FILE
from flows.model.diagnostic import Diagnostic, Severity
from flows.model.flow import Quote, ScreenId, ScreenTemplate
from flows.model.snapshot import Snapshot
from flows.model.text import Inline, Words
from flows.workshop.translate.accept import accept
from flows.workshop.translate.desk import open_desk
from tests.flows.compiler.folders import TODAY, compiled, folder, words_at
from tests.flows.compiler.translated import compiled_spanish, edited, spanish

SAID = ScreenId("start#said")


def good(*replacements: tuple[str, str, str]) -> Snapshot:
    compilation = compiled_spanish(*replacements)
    assert compilation.snapshot is not None, compilation.diagnostics
    return compilation.snapshot


def found(*replacements: tuple[str, str, str]) -> list[Diagnostic]:
    return list(compiled_spanish(*replacements).diagnostics)


def codes(*replacements: tuple[str, str, str]) -> list[str]:
    return [one.code for one in found(*replacements)]


def said(screen: ScreenTemplate) -> str:
    return " ".join(_plain(block.inlines) for block in screen.blocks)


def _plain(inlines: tuple[Inline, ...]) -> str:
    return "".join(part.text for part in inlines if isinstance(part, Words))


def test_a_complete_language_is_read_without_a_word() -> None:
    snapshot = good()

    assert found() == []
    assert snapshot.offered == ("en", "es")
    assert snapshot.words["es"].keys() == snapshot.screens.keys()
    assert snapshot.asked["es"].keys() == snapshot.questions.keys()


def test_the_words_are_those_of_the_language() -> None:
    snapshot = good(("es/start.md", "A NO TODAY IS AN ANSWER.", "Un **no** es una respuesta."))

    assert said(snapshot.words["es"][SAID]).startswith("Un no es una respuesta.")
    assert _plain(snapshot.words["es"][SAID].buttons[0].label) == "WRITE IT DOWN"
    assert _plain(snapshot.asked["es"]["licence"].why) == "TITLES DIFFER."


def test_everything_but_the_words_is_the_sources() -> None:
    snapshot = good()

    for id, words in snapshot.words["es"].items():
        source = snapshot.screens[id]
        mended = replace(
            words,
            place=source.place,
            blocks=tuple(
                replace(block, inlines=own.inlines, place=own.place)
                for block, own in zip(words.blocks, source.blocks, strict=True)
            ),
            rows=tuple(
                tuple(
                    replace(button, label=own.label, place=own.place)
                    for button, own in zip(row, own_row, strict=True)
                )
                for row, own_row in zip(words.rows, source.rows, strict=True)
            ),
        )
        assert mended == source


def test_a_quote_of_several_lines_may_have_another_number_of_lines() -> None:
    snapshot = good(("es/start.md", "> I MISS US.\n> COME ONCE?", "> Nos echo de menos. Ven una vez."))

    quote = next(block for block in snapshot.words["es"][SAID].blocks if isinstance(block, Quote))
    assert _plain(quote.inlines) == "Nos echo de menos. Ven una vez."


def test_nothing_of_other_languages_is_read_where_there_is_one() -> None:
    alone, beside = compiled(), compiled(**{"archive/start.md": b"\xff", LOCK_FILE: b"\xff"})

    assert alone.snapshot and beside.snapshot
    assert beside.snapshot.id == alone.snapshot.id
    assert (alone.snapshot.words, alone.snapshot.offered) == ({}, ("en",))


def test_other_words_in_any_language_make_another_snapshot() -> None:
    assert good().id != good(("es/start.md", "HOME", "INICIO")).id
    assert good().id == good().id


def test_an_edited_source_makes_its_screen_stale_and_no_other() -> None:
    (stale,) = found(("en/start.md", "A no today", "A no this week"))
    snapshot = good(("en/start.md", "A no today", "A no this week"))

    assert (stale.code, stale.severity, stale.place.path) == ("K07", Severity.WARNING, "es/start.md")
    assert words_at(stale) == "said"
    assert snapshot.screens.keys() - snapshot.words["es"].keys() == {SAID}


def test_a_stale_screen_may_have_any_shape() -> None:
    more = ("en/start.md", "- [Write it down]", "- [Think](#start)\n- [Write it down]")

    assert codes(more) == ["K07"]


def test_a_source_that_is_only_wrapped_otherwise_is_not_stale() -> None:
    assert codes(("en/start.md", "A no today is an answer.", "A no today\nis an answer.")) == []


def test_other_routing_with_the_same_words_is_said_at_its_line() -> None:
    (wrong,) = found(("en/start.md", "[Delete it](#said)", "[Delete it](#start)"))

    assert (wrong.code, wrong.severity, wrong.place.path) == ("K06", Severity.ERROR, "es/start.md")
    assert words_at(wrong) == "#said"
    assert "`#start`" in wrong.message and "en/start.md:37" in wrong.help


def test_a_translators_slip_in_a_guard_is_an_error() -> None:
    (wrong,) = found(("es/start.md", "`if partner is refuses`", "`if partner is unsure`"))

    assert wrong.code == "K06"
    assert words_at(wrong) == "if partner is unsure"


def test_a_translated_instruction_is_said_once_and_not_as_an_unknown_word() -> None:
    assert codes(("es/start.md", "`forget note`", "`olvida nota`")) == ["K06"]


def test_a_guard_that_is_gone_is_an_error() -> None:
    assert codes(("es/start.md", "`if partner is refuses` ", "")) == ["K06"]


def test_two_buttons_in_another_order_are_errors() -> None:
    one, other = (
        "- [THEY SAID NO](#said) `remember partner = refuses`\n",
        "- [THEY ARE NOT SURE](#said) `remember partner = unsure`\n",
    )

    assert set(codes(("es/start.md", one + other, other + one))) == {"K03", "K04"}


def test_a_translated_heading_is_unknown_and_its_screen_is_missing() -> None:
    assert codes(("es/start.md", "## wrote", "## escrito")) == ["K01", "K10"]


def test_a_line_under_the_heading_may_be_missing_but_not_be_added() -> None:
    assert codes(("es/start.md", "`was told` `keep private`\n\n", "")) == []
    assert codes(("es/start.md", "## wrote\n", "## wrote\n\n`keep private`\n")) == ["K06"]
    assert good(("es/start.md", "`was told` `keep private`\n\n", "")).words["es"][SAID].private


def test_a_part_of_a_question_keeps_its_name() -> None:
    assert codes(("es/questions.md", "### why", "### por qué")) == ["K06"]


def test_topics_of_a_question_come_from_the_source() -> None:
    assert codes(("es/questions.md", "`topic training`", "`topic money`")) == ["K06"]


def test_mistakes_of_markdown_are_said_in_the_translated_file() -> None:
    (wrong,) = found(("es/start.md", "[HOME](#home)", "[HOME] (#home)"))[:1]

    assert (wrong.place.path, wrong.severity) == ("es/start.md", Severity.ERROR)


def test_a_long_label_is_only_a_warning_in_a_translation() -> None:
    (wrong,) = found(("es/start.md", "[DELETE IT]", f"[{'Escribirlo ' * 5}]"))

    assert (wrong.code, wrong.severity, wrong.place.path) == ("B04", Severity.WARNING, "es/start.md")


def test_a_message_too_long_for_telegram_is_an_error_in_any_language() -> None:
    (wrong,) = found(("es/start.md", "YOUR WORDS:", "Sus palabras. " * 300))

    assert (wrong.code, wrong.severity, wrong.place.path) == ("T01", Severity.ERROR, "es/start.md")


def test_no_button_has_the_safety_buttons_label_in_any_language() -> None:
    (wrong,) = found(("es/start.md", "[WRITE IT DOWN]", "[WORD]"))

    assert (wrong.code, wrong.place.path) == ("G10", "es/start.md")


def test_nobody_begins_in_a_language_without_its_safety_pages() -> None:
    missing = {path: text for path, text in spanish().items() if path != "es/safety.md"}

    compilation = compile_content(missing, TODAY)

    assert [one.code for one in compilation.diagnostics] == ["K02"]
    assert "Nobody can begin in `es`" in compilation.diagnostics[0].why
    assert compilation.snapshot and compilation.snapshot.offered == ("en",)


def test_nobody_begins_in_a_language_with_a_stale_urgent_screen() -> None:
    assert good(("en/safety.md", "call somebody now", "call somebody")).offered == ("en",)


def test_other_files_may_be_missing_from_a_language() -> None:
    missing = {path: text for path, text in spanish().items() if path != "es/ask.md"}

    compilation = compile_content(missing, TODAY)

    assert compilation.snapshot and compilation.snapshot.offered == ("en", "es")


def test_a_language_without_catalogue_speaks_the_sources_phrases_and_is_not_offered() -> None:
    missing = {path: text for path, text in spanish().items() if path != "es/ui.po"}

    compilation = compile_content(missing, TODAY)

    assert [one.code for one in compilation.diagnostics] == ["K13"]
    assert compilation.snapshot and compilation.snapshot.offered == ("en",)
    assert compilation.snapshot.phrases["es"] == compilation.snapshot.phrases["en"]


def test_a_phrase_of_older_source_words_is_not_translated() -> None:
    old = ('msgctxt "button.home"\nmsgid "Word"', 'msgctxt "button.home"\nmsgid "Former word"')

    assert codes(("es/ui.po", *old)) == ["K13"]
    assert good(("es/ui.po", *old)).phrases["es"]["button.home"] == "Word"


def test_a_broken_catalogue_is_an_error() -> None:
    assert codes(("es/ui.po", 'msgstr "WORD"', "msgstr WORD"))[0] == "O01"


def test_the_mistakes_of_a_source_file_are_not_said_again_of_its_translation() -> None:
    assert codes(("en/start.md", "[Delete it](#said)", "[Delete it](#sad)")) == ["R02"]


def test_a_language_goes_through_its_fallback_only_to_languages_there_are() -> None:
    fallback = ("content.yaml", "source: en\n", "source: en\nfallback: {es-MX: es, ca: es}\n")

    assert good(fallback).fallback == {"es-MX": "es", "ca": "es"}
    assert codes(("content.yaml", "source: en\n", "source: en\nfallback: {es: fr, e s: en}\n")) == [
        "V07",
        "V06",
    ]


def test_compiling_again_after_an_edit_says_the_same_as_compiling_anew() -> None:
    compiler, first = Compiler(), spanish()
    changes = (
        ("es/start.md", "HOME", "INICIO"),
        ("en/start.md", "A no today", "A no this week"),
        ("es/ui.po", 'msgstr "WORD"', 'msgstr ""'),
        (LOCK_FILE, "es ask#one", "es ask#two"),
    )
    for change in (None, *changes, None):
        files = edited(first, *change) if change else first
        again, anew = compiler.compile(files, TODAY), compile_content(files, TODAY)
        assert again.diagnostics == anew.diagnostics
        assert again.snapshot and anew.snapshot
        assert again.snapshot.words == anew.snapshot.words


def test_words_that_were_accepted_are_shown_and_others_wait() -> None:
    waiting = {**spanish(), LOCK_FILE: b""}
    assert {one.code for one in compile_content(waiting, TODAY).diagnostics} == {"K08"}

    lock = accept(open_desk(waiting), "es", ["start#said"]).lock
    snapshot = compile_content({**waiting, LOCK_FILE: lock}, TODAY).snapshot

    assert snapshot and snapshot.words["es"].keys() == {SAID}


def test_a_translation_of_a_language_nobody_named_is_pointed_out() -> None:
    files = {path: text for path, text in spanish().items() if path != "content.yaml"}

    compilation = compile_content({**files, "content.yaml": folder()["content.yaml"]}, TODAY)

    assert [(one.code, one.place.path) for one in compilation.diagnostics] == [("K12", "es/ask.md")]
