"""Reads coercion.yaml: the words that may press somebody, and the examples that prove them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice, product

from flows.compiler.folded_phrases import Phrase, folded_phrases
from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.compiler.value_files import fields, is_named, text_of, words_of
from flows.compiler.yaml_files import load_yaml
from flows.compiler.yaml_node import Node
from flows.model.invitation import CoercionRule
from flows.model.match_coercion import pressing_in

LONGEST_WHY = 240
"""Characters of an explanation; it stands on a screen beside others."""

MOST_SPELLINGS = 400
"""Phrases that one with `/` may stand for; the rest would only take time."""

_REQUIRED = ("rules", "harmless")
_RULE = ("why", "words", "examples")


def read_coercion(file: SourceFile | None, language: str, report: Report) -> tuple[CoercionRule, ...]:
    """The rules of one language in file order, held against their own examples; none without a file."""
    root = load_yaml(file, report, "V02") if file else None
    if root is None or root.is_empty:
        return ()
    found = fields(root, _REQUIRED, ("conditions",))
    conditions = _phrases(found.get("conditions"))
    nodes = found["rules"].expect_mapping("V03") or {} if "rules" in found else {}
    rules = {id: _rule(id, node, language, conditions) for id, node in nodes.items()}
    for id, node in nodes.items():
        _check_examples(rules[id], node, report)
    _check_harmless(tuple(rules.values()), words_of(found.get("harmless")), report)
    return tuple(rules.values())


def merged(by_language: Iterable[tuple[CoercionRule, ...]]) -> tuple[CoercionRule, ...]:
    """The rules of all languages together: one for each id, with the words and explanations of all."""
    rules: dict[str, CoercionRule] = {}
    for rule in (rule for read in by_language for rule in read):
        rules[rule.id] = _joined(rules[rule.id], rule) if rule.id in rules else rule
    return tuple(rules.values())


def _joined(one: CoercionRule, other: CoercionRule) -> CoercionRule:
    return CoercionRule(
        one.id,
        words=one.words + other.words,
        why={**one.why, **other.why},
        consequences=one.consequences + other.consequences,
        conditions=one.conditions + other.conditions,
        unless=one.unless + other.unless,
    )


def _rule(id: str, node: Node, language: str, conditions: tuple[Phrase, ...]) -> CoercionRule:
    is_named(id, node.key_place, node.report)
    found = fields(node, _RULE, ("consequences", "unless"))
    why = text_of(found.get("why"))
    if len(why) > LONGEST_WHY:
        message = f"This explanation has {len(why)} characters, where {LONGEST_WHY} is the limit"
        found["why"].fault("J05", message, help="Say what the words may do, and what to say instead.")
    return CoercionRule(
        id,
        words=_phrases(found.get("words")),
        why={language: why},
        consequences=_phrases(found.get("consequences")),
        conditions=conditions,
        unless=_phrases(found.get("unless")),
    )


def _phrases(node: Node | None) -> tuple[Phrase, ...]:
    """The phrases of a list, each once; `my/your mother` is two of them."""
    listed = [replace(item, value=each) for text, item in words_of(node).items() for each in _spelt_out(text)]
    one_of_each = {each.value: each for each in listed}
    spelt_out = replace(node, value=tuple(one_of_each.values())) if node and listed else None
    return tuple(words for words, _ in folded_phrases(spelt_out, no_words="J07", lone_star="J07"))


def _spelt_out(text: str) -> Iterator[str]:
    for words in islice(product(*(word.split("/") for word in text.split())), MOST_SPELLINGS):
        yield " ".join(words)


def _check_examples(rule: CoercionRule, node: Node, report: Report) -> None:
    listed = node.value.get("examples") if isinstance(node.value, Mapping) else None
    for text, item in words_of(listed).items():
        if not any(pressing_in((rule,), text)):
            why = "Somebody who writes this would hear that nothing in it presses."
            help = "Add words of it to `words`, or see which of `unless` silences it."
            report.add("J08", item.place, f"`{rule.id}` does not find this", why=why, help=help)


def _check_harmless(rules: tuple[CoercionRule, ...], texts: Mapping[str, Node], report: Report) -> None:
    for text, item in texts.items():
        for rule, words in pressing_in(rules, text):
            why = "Somebody who writes kindly would be told that it presses."
            help = "Make the phrase longer, or add a word of this sentence to its `unless`."
            message = f"`{rule.id}` takes \u201c{words}\u201d for words that press"
            report.add("J09", item.place, message, why=why, help=help)
