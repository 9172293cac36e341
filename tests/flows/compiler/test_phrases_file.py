"""ui.po: every phrase that the bot needs, and nothing that Telegram would refuse."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.compiler.phrases_file import known_phrases, read_phrases
from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.model.phrases import REQUIRED_PHRASES
from tests.flows.compiler.folders import blanks
from tests.flows.compiler.reading import found, read

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
WORDS = {key: blanks(use) for key, use in REQUIRED_PHRASES.items()}
KNOWN = known_phrases(["help"], ["partner"])


def catalogue(**changed: str) -> str:
    """A whole catalogue for `help` and `partner`; each phrase takes four lines, from line 5."""
    words = {
        "command.help": "Help",
        "memory.partner": "Where things stand",
        **WORDS,
        **{key.replace("_", "."): text for key, text in changed.items()},
    }
    return HEADER + "".join(f'msgctxt "{key}"\nmsgid "{text}"\nmsgstr ""\n\n' for key, text in words.items())


def phrases(file: SourceFile, report: Report) -> dict[str, str]:
    return read_phrases(file, "en", KNOWN, report)


def test_a_phrase_without_a_translation_has_the_words_of_its_source() -> None:
    text = catalogue().replace('msgid "Help"\nmsgstr ""', 'msgid "Help"\nmsgstr "Ayuda"')

    got, report = read(phrases, text)

    assert found(report) == []
    assert (got["command.help"], got["bot.name"]) == ("Ayuda", "Word")


def test_a_guessed_translation_is_not_used() -> None:
    text = catalogue().replace('msgctxt "command.help"\nmsgid "Help"\nmsgstr ""', _FUZZY)

    got, _ = read(phrases, text)

    assert got["command.help"] == "Help"


_FUZZY = '#, fuzzy\nmsgctxt "command.help"\nmsgid "Help"\nmsgstr "Hilfe?"'


def test_words_of_several_lines_are_joined() -> None:
    got, report = read(
        phrases, catalogue().replace('msgid "Help"', 'msgid ""\n"He said \\"help\\"\\n"\n"twice"')
    )

    assert got["command.help"] == 'He said "help"\ntwice' and found(report) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (catalogue(bot_nam="x"), [f"O03 {5 + 4 * (len(WORDS) + 2)}:10 bot.nam"]),
        (catalogue() + 'msgctxt "command.help"\nmsgid "Again"\nmsgstr ""\n', ["O04 *:10 command.help"]),
        (catalogue(command_help=""), ["O02 1:1 m"]),
        (catalogue(command_help="h" * 257), ["O06 5:10 command.help"]),
        (catalogue(command_help="{name}"), ["O05 5:10 command.help"]),
        (catalogue(command_help="a } b"), ["O05 5:10 command.help"]),
        (catalogue(**{"notice_too-long": "Too long"}), ["O05 *:10 notice.too-long"]),
        (catalogue(bot_name="n" * 65), ["O06 *:10 bot.name"]),
        (catalogue(**{"bot_short-description": "n" * 121}), ["O06 *:10 bot.short-description"]),
        (catalogue(bot_description="n" * 513), ["O06 *:10 bot.description"]),
        (catalogue(notice_stale="n" * 201), ["O06 *:10 notice.stale"]),
        (catalogue(button_safety="n" * 19), ["O06 *:10 button.safety"]),
        (catalogue(button_hide="n" * 19), ["O06 *:10 button.hide"]),
        (catalogue(button_continue="n" * 39), ["O06 *:10 button.continue"]),
        (catalogue(memory_partner="n" * 39), ["O06 *:10 memory.partner"]),
        (catalogue(memory_partnr="Where"), ["O03 *:10 memory.partnr"]),
        (catalogue(quiet_text="n" * 61), ["O06 *:10 quiet.text"]),
        (catalogue(**{"check-in_text": "n" * 201}), ["O06 *:10 check-in.text"]),
        (catalogue(list_progress="{asked} asked"), ["O05 *:10 list.progress"]),
        (catalogue().replace('msgid "Help"', "msgid Help"), ["O01 6:1 msgid Help"]),
        (catalogue().replace('msgid "Help"', 'msgid "Help'), ['O01 6:1 msgid "Help']),
        (catalogue().replace('msgid "Help"\n', ""), ['O01 6:1 msgstr ""']),
        (catalogue() + 'msgid "x"', ['O01 *:1 msgid "x"']),
        (catalogue().replace("charset=UTF-8", "\\nPOT-Creation-Date: soon"), ["O01 1:1 m"]),
        ("", ["O02 1:1 "]),
    ],
)
def test_a_fault_in_the_catalogue_is_found(text: str, expected: list[str]) -> None:
    _, report = read(phrases, text, "en/ui.po")

    assert [_match(one, wanted) for one, wanted in zip(found(report), expected, strict=True)] == expected


def _match(one: str, wanted: str) -> str:
    """The line is left out of the comparison where `wanted` has a star."""
    code, place, words = one.split(" ", 2)
    return f"{code} *:{place.partition(':')[2]} {words}" if " *:" in wanted else one


def test_a_name_is_not_called_unknown_while_the_file_of_names_is_broken() -> None:
    known = known_phrases(["help"], [], is_memory_broken=True)

    _, report = read(lambda file, report: read_phrases(file, "en", known, report), catalogue())

    assert found(report) == []


def test_every_missing_phrase_is_named_with_its_use() -> None:
    _, report = read(phrases, HEADER)

    message = report.diagnostics[0].message
    assert all(f"`{key}`" in message for key in (*REQUIRED_PHRASES, "command.help", "memory.partner"))


def test_a_missing_catalogue_is_reported() -> None:
    report = Report({})

    assert read_phrases(None, "es", KNOWN, report) == {}
    assert [one.place.path for one in report.diagnostics] == ["es/ui.po"]


NOISE = st.sampled_from(
    [
        *"\"'#~ \n\t\\%;=",
        "msgid ",
        "msgctxt ",
        "msgstr[9] ",
        "msgid_plural ",
        '""',
        "\n#, fuzzy\n",
        "Language: zz\\n",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 30), NOISE), max_size=6))
def test_no_mutilated_catalogue_raises(cuts: list[tuple[int, int, str]]) -> None:
    text = catalogue()
    for start, length, noise in cuts:
        text = text[:start] + noise + text[start + length :]

    read(phrases, text)
