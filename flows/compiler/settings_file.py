"""Reads content.yaml: languages, and the screens that the bot itself leads to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flows.compiler.declared import Ref
from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.compiler.value_files import fields, text_of, words_of
from flows.compiler.yaml_files import load_yaml
from flows.compiler.yaml_node import Node
from flows.model.place import Place

_REQUIRED = ("languages", "source", "home", "safety", "no-answer")
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?")
_COMMAND = re.compile("[a-z0-9_]{1,32}")


@dataclass(frozen=True, slots=True)
class Settings:
    """content.yaml; every Ref names a screen as a button's target would, seen from the source folder.

    `source` is the language that the flows are written in, one of `languages`.
    """

    languages: tuple[str, ...]
    source: str
    home: Ref
    safety: Ref
    no_answer: Ref
    commands: Mapping[str, Ref]


def read_settings(file: SourceFile | None, report: Report) -> Settings | None:
    """The settings, or None when one that nothing works without is missing or wrong."""
    if file is None:
        help = "Add it, with languages, source, home, safety and no-answer."
        report.add("V01", Place("content.yaml", 1, 1), "The file content.yaml is missing", help=help)
        return None
    root = load_yaml(file, report, "V02")
    return _settings(root) if root else None


def _settings(root: Node) -> Settings | None:
    found = fields(root, _REQUIRED, ("commands",))
    words = words_of(found.get("languages"))
    languages = tuple(word for word, node in words.items() if _is_language(word, node))
    source = found["source"].expect_word("V07", languages) if languages and "source" in found else None
    home, safety, no_answer = (_ref(found.get(key)) for key in ("home", "safety", "no-answer"))
    if not (source and home and safety and no_answer):
        return None
    return Settings(languages, source, home, safety, no_answer, _commands(found.get("commands")))


def _is_language(word: str, node: Node) -> bool:
    if _LANGUAGE.fullmatch(word):
        return True
    node.fault("V06", f"`{word}` is not the code of a language", help="Use codes such as `en` or `es-MX`.")
    return False


def _ref(node: Node | None) -> Ref | None:
    text = text_of(node)
    return Ref(text, node.place) if node and text else None


def _commands(node: Node | None) -> dict[str, Ref]:
    entries = (node.expect_mapping("V03") or {}) if node else {}
    read = {name: _ref(target) for name, target in entries.items() if _is_command(name, target)}
    return {name: ref for name, ref in read.items() if ref}


def _is_command(name: str, node: Node) -> bool:
    if name == "start":
        node.report.add(
            "V06", node.key_place, "`start` is built in", help="Remove it: /start always goes home."
        )
    elif not _COMMAND.fullmatch(name):
        help = "Use small letters, digits and underscores, at most 32: Telegram takes no others."
        node.report.add("V06", node.key_place, f"`{name}` cannot be a command", help=help)
    return name != "start" and bool(_COMMAND.fullmatch(name))
