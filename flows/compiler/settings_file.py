"""Reads content.yaml: languages, and the screens that the bot itself leads to."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from flows.compiler.declared import Ref
from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.compiler.value_files import fields, text_of, words_of
from flows.compiler.yaml_files import load_yaml
from flows.compiler.yaml_node import Node
from flows.model.place import Place

_REQUIRED = ("languages", "source", "home", "safety", "no-answer")
LANGUAGE = re.compile("[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?|x-[a-z]{2,8}")
"""A language, with a country or a script; `x-...` is a pseudo-language that nobody speaks."""

_TAG = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""Any tag that a phone may send."""

_CODES = "Use codes such as `en` or `es-MX`."
_BUILT_IN = {"start": "/start always goes home", "hide": "/hide always takes the messages away"}
_COMMAND = re.compile("[a-z0-9_]{1,32}")


@dataclass(frozen=True, slots=True)
class Settings:
    """content.yaml; every Ref names a screen as a button's target would, seen from the source folder.

    `source` is the language that the flows are written in, one of `languages`. `fallback` says which of
    them serves somebody whose own language there is not. `pin` asks for the PIN, and `check_in` is what a
    check-in opens.
    """

    languages: tuple[str, ...]
    source: str
    home: Ref
    safety: Ref
    no_answer: Ref
    commands: Mapping[str, Ref]
    fallback: Mapping[str, str] = field(default_factory=dict)
    pin: Ref | None = None
    check_in: Ref | None = None

    @property
    def others(self) -> tuple[str, ...]:
        """The languages that the source is translated into."""
        return tuple(language for language in self.languages if language != self.source)


def read_settings(file: SourceFile | None, report: Report) -> Settings | None:
    """The settings, or None when one that nothing works without is missing or wrong."""
    if file is None:
        help = "Add it, with languages, source, home, safety and no-answer."
        report.add("V01", Place("content.yaml", 1, 1), "The file content.yaml is missing", help=help)
        return None
    root = load_yaml(file, report, "V02")
    return _settings(root) if root else None


def _settings(root: Node) -> Settings | None:
    found = fields(root, _REQUIRED, ("commands", "fallback", "pin", "check-in"))
    words = words_of(found.get("languages"))
    languages = tuple(word for word, node in words.items() if _is_language(word, node))
    source = found["source"].expect_word("V07", languages) if languages and "source" in found else None
    home, safety, no_answer = (_ref(found.get(key)) for key in ("home", "safety", "no-answer"))
    if not (source and home and safety and no_answer):
        return None
    commands, fallback = _commands(found.get("commands")), _fallback(found.get("fallback"), languages)
    pin, check_in = (_ref(found.get(key)) for key in ("pin", "check-in"))
    return Settings(languages, source, home, safety, no_answer, commands, fallback, pin, check_in)


def _is_language(word: str, node: Node) -> bool:
    if LANGUAGE.fullmatch(word):
        return True
    node.fault("V06", f"`{word}` is not the code of a language", help=_CODES)
    return False


def _fallback(node: Node | None, languages: Collection[str]) -> dict[str, str]:
    entries = (node.expect_mapping("V03") or {}) if node else {}
    named = {tag: to.expect_word("V07", languages) for tag, to in entries.items() if _is_tag(tag, to)}
    return {tag: language for tag, language in named.items() if language}


def _is_tag(tag: str, node: Node) -> bool:
    if _TAG.fullmatch(tag):
        return True
    node.report.add("V06", node.key_place, f"`{tag}` is not the code of a language", help=_CODES)
    return False


def _ref(node: Node | None) -> Ref | None:
    text = text_of(node)
    return Ref(text, node.place) if node and text else None


def _commands(node: Node | None) -> dict[str, Ref]:
    entries = (node.expect_mapping("V03") or {}) if node else {}
    read = {name: _ref(target) for name, target in entries.items() if _is_command(name, target)}
    return {name: ref for name, ref in read.items() if ref}


def _is_command(name: str, node: Node) -> bool:
    if name in _BUILT_IN:
        node.report.add("V06", node.key_place, f"`{name}` is built in", help=f"Remove it: {_BUILT_IN[name]}.")
    elif not _COMMAND.fullmatch(name):
        help = "Use small letters, digits and underscores, at most 32: Telegram takes no others."
        node.report.add("V06", node.key_place, f"`{name}` cannot be a command", help=help)
    return name not in _BUILT_IN and bool(_COMMAND.fullmatch(name))
