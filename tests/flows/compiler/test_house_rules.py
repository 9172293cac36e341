"""The house rules find what nobody here may say, and leave alone what others say or only looks like it."""

import pytest

from bot.library import compile_folder, read_folder
from flows.compiler.rules_file import HouseRules, ReadingLimit, read_rules
from tests.flows.compiler.folders import FRONT, QUESTIONS, compiled
from tests.flows.compiler.planted import changed, front, prose
from tests.flows.compiler.reading import found, read
from tests.real_content import FOLDER, TODAY


def codes(**changes: str | None) -> list[str]:
    return [one.code for one in compiled(**changes).diagnostics]


def real_rules() -> HouseRules:
    text = (FOLDER / "rules.yaml").read_text(encoding="utf-8")
    rules, report = read(lambda file, report: read_rules(file, ("en",), report), text)
    assert found(report) == []
    return rules


def with_real_rules(words: str) -> list[str]:
    """The codes for a paragraph of these words, by the rules that ship."""
    rules = (FOLDER / "rules.yaml").read_text(encoding="utf-8")
    return codes(**prose(words), **{"rules.yaml": rules})


def test_the_real_content_keeps_every_house_rule_but_that_nobody_has_called_the_help_lines() -> None:
    diagnostics = compile_folder(FOLDER, TODAY).diagnostics

    assert [one.code for one in diagnostics] == ["P07"]
    assert "rules.yaml" in read_folder(FOLDER)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("We keep everything secret.", "P01"),
        ("This chat is 100% confidential.", "P01"),
        ("Your partner won’t find out.", "P01"),
        ("You should leave.", "P02"),
        ("You MUST stay, for now.", "P02"),
        ("Don't give up on your marriage.", "P02"),
        ("In part it’s your fault.", "P03"),
        ("Why didn't you leave?", "P03"),
        ("He is a narcissist.", "P04"),
        ("So you have PTSD.", "P04"),
        ("Couples wait six years.", "P05"),
        ("A success rate of nine in ten.", "P05"),
        ("She is co-dependent.", "P06"),
        ("He committed suicide.", "P06"),
        ("Ask your wife.", "P06"),
    ],
)
def test_what_nobody_here_may_say_is_found_by_the_rules_that_ship(words: str, code: str) -> None:
    assert with_real_rules(words) == [code]


@pytest.mark.parametrize(
    "words",
    [
        "Nobody can promise that everything stays private.",
        'Words that backfire: "You should leave him."',
        "People say “you must stay”, and mean well.",
        "It is not your fault.",
        "If you have depression, tell the therapist.",
        "They left, and you stayed.",
        "The six of them waited years.",
        "Their success was rated.",
    ],
)
def test_what_only_looks_like_it_is_left_alone(words: str) -> None:
    assert with_real_rules(words) == []


def test_words_are_told_apart_from_their_parts() -> None:
    assert codes(**prose("Narcissistically speaking.")) == []


def test_only_the_first_phrase_of_a_kind_is_reported_in_a_paragraph() -> None:
    assert codes(**prose("They are codependent. They are codependent.")) == ["P06"]
    assert codes(**prose("A codependent narcissist.")) == ["P06", "P04"]


def test_a_warning_sign_of_the_bank_tells_what_others_say() -> None:
    warning = QUESTIONS.replace("A joke about it.", "They say that nobody will ever know.")

    assert codes(**{"en/questions.md": FRONT + warning}) == []


def test_another_sentence_is_not_excused() -> None:
    assert codes(**prose("Nobody can tell. A narcissist.")) == ["P04"]
    assert codes(**prose("Nobody can tell who is a narcissist.")) == []


def test_words_with_an_accent_or_a_link_between_are_found_where_their_paragraph_begins() -> None:
    (one,) = compiled(**prose("A line.\nA n\u00e1rcissist.")).diagnostics

    assert (one.code, one.place.line, one.place.column) == ("P04", 13, 1)


def test_a_figure_needs_a_source_only_where_the_file_names_none() -> None:
    figures = "About 40% say so.\n"

    assert codes(**prose(figures)) == []
    assert codes(**{**front("sources: [S1]\n", ""), **_unsourced(figures)}) == ["P08"]
    assert codes(**_unsourced("Call 911 in the US, or come at 4 on 3 May 2026.\n")) == []


def test_sources_that_cannot_be_read_are_not_taken_for_none() -> None:
    text = f"{FRONT.replace('[S1]', '[S9]')}## start\n\nAbout 40% say so.\n\n- [Home](#home)\n"

    assert codes(**{**prose("x"), "en/extra.md": text}) == ["S01"]


def _unsourced(text: str) -> dict[str, str]:
    bare = FRONT.replace("sources: [S1]\n", "")
    return {**prose(""), "en/extra.md": f"{bare}## start\n\n{text}\n- [Home](#home)\n"}


MIDDLING = "Somebody explained it to me. " * 8


def test_safety_pages_and_the_first_screen_are_held_to_the_stricter_limit() -> None:
    rules = changed("rules.yaml", "lix: 39", "lix: 90")

    assert codes(**rules, **prose(MIDDLING)) == []
    safety = changed("en/safety.md", "If you are in danger, call somebody now.", MIDDLING)
    assert codes(**rules, **safety) == ["P09"]
    home = changed("en/start.md", "Where do things **stand** today?", MIDDLING)
    assert codes(**rules, **home) == ["P09"]


def test_a_few_long_words_are_no_text() -> None:
    assert codes(**prose("Extraordinarily complicated considerations.")) == []


def test_help_lines_are_counted_by_the_day_of_their_last_check() -> None:
    def at(checked: str) -> list[str]:
        return codes(**changed("helplines.yaml", "checked: 2026-11-21", f"checked: {checked}"))

    assert at("2026-08-23") == []  # ninety days ago
    assert at("2026-08-22") == ["P07"]
    assert at("never") == ["P07"]


def test_without_a_rules_file_there_are_no_house_rules() -> None:
    rude = prose("You should leave. It is your fault, you narcissist.")

    assert codes(**rude, **{"rules.yaml": None}) == []
    assert codes(**rude, **{"rules.yaml": ""}) == []
    assert codes(**rude, **{"rules.yaml": "en: {}"}) == []


def test_the_rules_that_ship_hold_every_kind_and_both_limits() -> None:
    rules = real_rules()
    english = rules.languages["en"]

    assert rules.check_help_lines_every_days == 90
    assert list(english.banned) == ["secrecy", "leaving", "blame", "diagnosis", "claims", "words"]
    assert all(banned.why and banned.help and banned.phrases for banned in english.banned.values())
    assert english.safety and english.other
    assert english.safety.lix < english.other.lix
    assert english.safety.longest_sentence < english.other.longest_sentence


def test_a_limit_that_cannot_be_read_is_reported_and_not_applied() -> None:
    got, report = read(
        lambda file, report: read_rules(file, ("en",), report),
        "en: {reading: {safety: {lix: 30}, other: {lix: 40, longest-sentence: 30}}}",
    )

    assert found(report) == ["V05 1:16 safety"]
    assert (got.languages["en"].safety, got.languages["en"].other) == (None, ReadingLimit(40, 30))
