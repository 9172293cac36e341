"""Reads danger.yaml: the explicit words of danger, and the examples that prove them."""

from flows.compiler.declared import Ref
from flows.compiler.folded_phrases import folded_phrases
from flows.compiler.references import Screens
from flows.compiler.report import Report
from flows.compiler.rules import danger_examples
from flows.compiler.source import SourceFile
from flows.compiler.value_files import fields, words_of
from flows.compiler.yaml_files import load_yaml
from flows.compiler.yaml_node import Node
from flows.model.danger import DangerPhrase, DangerRules
from flows.model.diagnostic import Severity
from flows.model.flow import ScreenId
from flows.model.place import Place

_REQUIRED = ("asks", "phrases", "examples")
_OPTIONAL = ("mutes", "never-mutes")


def read_danger(
    file: SourceFile | None, screens: Screens, report: Report, *, safety: ScreenId
) -> DangerRules:
    """The rules for typed text, held against their own examples; whole `asks` lead to `safety`."""
    if file is None:
        why = "Somebody in danger could type so and get no answer to it."
        help = "Add it beside the flows of the source language."
        report.add("V01", Place("content.yaml", 1, 1), "The file danger.yaml is missing", why=why, help=help)
        return DangerRules()
    root = load_yaml(file, report, "V02")
    found = fields(root, _REQUIRED, _OPTIONAL) if root else {}
    rules = DangerRules(
        asks=frozenset(" ".join(words) for words in _folded(found.get("asks"))),
        phrases=_phrases(found.get("phrases"), screens),
        mutes=_folded(found.get("mutes")),
        never_mutes=_folded(found.get("never-mutes")),
        safety=safety,
    )
    _check_examples(found.get("examples"), rules, report)
    return rules


def _phrases(node: Node | None, screens: Screens) -> tuple[DangerPhrase, ...]:
    """In the order of the file, which is the order of urgency; the first of two equal ones counts."""
    found: dict[tuple[str, ...], ScreenId] = {}
    for target, listed in node.items() if node and node.expect_mapping("V03") else ():
        screen = screens.screen(Ref(target, listed.key_place), "", listed.report) or ScreenId(target)
        for words, item in _folded_at(listed):
            if words in found:
                _report_twice(item, found[words], screen)
            found.setdefault(words, screen)
    return tuple(DangerPhrase(words, screen) for words, screen in found.items())


def _report_twice(item: Node, first: ScreenId, screen: ScreenId) -> None:
    """Two spellings of one phrase are harmless as long as they open one screen."""
    severity = Severity.WARNING if first == screen else Severity.ERROR
    message = f"These words open `{first}` already"
    item.report.add("D05", item.place, message, help="Keep one of them.", severity=severity)


def _folded(node: Node | None) -> tuple[tuple[str, ...], ...]:
    return tuple(words for words, _ in _folded_at(node))


def _folded_at(node: Node | None) -> list[tuple[tuple[str, ...], Node]]:
    return folded_phrases(node, no_words="D01", lone_star="D02")


def _check_examples(node: Node | None, rules: DangerRules, report: Report) -> None:
    found = fields(node, ("fire", "silent")) if node else {}
    fire, silent = (words_of(found.get(key)) for key in ("fire", "silent"))
    danger_examples.check(rules, _places(fire), _places(silent), report)


def _places(examples: dict[str, Node]) -> dict[str, Place]:
    return {text: node.place for text, node in examples.items()}
