"""coercion.yaml: its words are found, its examples are run, the rules of all languages stand together."""

import pytest

from flows.compiler.coercion_file import merged, read_coercion
from flows.compiler.report import Report
from flows.model.invitation import CoercionRule
from tests.flows.compiler.reading import found, read

RULES = """conditions: [if you dont]
rules:
  deadline:
    why: It presses.
    words: [last/final chance, "you have * days"]
    consequences: [its over]
    unless: [not the last]
    examples: ["This is your LAST chance", "If you don't, it's over"]
harmless: [it's over there]
"""


def reader(file, report):  # type: ignore[no-untyped-def]  # binds the language of read_coercion
    return read_coercion(file, "en", report)


def test_a_rule_is_read_with_all_its_spellings() -> None:
    rules, report = read(reader, RULES)

    assert found(report) == []
    assert rules == (
        CoercionRule(
            "deadline",
            words=(("last", "chance"), ("final", "chance"), ("you", "have", "*", "days")),
            why={"en": "It presses."},
            consequences=(("its", "over"),),
            conditions=(("if", "you", "dont"),),
            unless=(("not", "the", "last"),),
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("deadline:", "dead line:", ["V06 3:3 dead line"]),
        ("    why: It presses.\n", "", ["V05 3:3 deadline"]),
        ("unless", "unles", ["V04 7:5 unles"]),
        ("[its over]", '["*"]', ['J07 6:20 "*"', "J08 8:44 \"If you don't, it's over\""]),
        ("[if you dont]", "[if not]", ["J08 8:44 \"If you don't, it's over\""]),
        ("it's over there", "you have two days off", ["J09 9:12 you have two days off"]),
        ("harmless: [it's over there]\n", "", ["V05 1:1 conditions: [if you dont]"]),
    ],
)
def test_a_fault_is_found_where_it_stands(old: str, new: str, expected: list[str]) -> None:
    assert old in RULES
    _, report = read(reader, RULES.replace(old, new, 1))

    assert found(report) == expected


def test_content_without_the_file_has_no_rules() -> None:
    assert read_coercion(None, "en", Report({})) == ()


def test_one_rule_has_the_words_and_explanations_of_all_languages() -> None:
    english = CoercionRule("deadline", (("last", "chance"),), {"en": "It presses."})
    spanish = CoercionRule("deadline", (("ultima", "oportunidad"),), {"es": "Presiona."})
    own = CoercionRule("faith", (("dios", "quiere"),), {"es": "Duele."})

    joined, alone = merged([(english,), (spanish, own)])

    assert joined.words == (("last", "chance"), ("ultima", "oportunidad"))
    assert joined.why == {"en": "It presses.", "es": "Presiona."}
    assert alone == own
