"""Diagnostics for programs: GitHub's annotations, plain JSON, and SARIF 2.1.0 for code scanning."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from flows.compiler.codes import CODES
from flows.compiler.show import path_of
from flows.model.diagnostic import Diagnostic, Severity

PAGES = "docs/diagnostics"
"""Where each code has its page, seen from the top of the project."""

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_github(found: Iterable[Diagnostic], prefix: str) -> str:
    """One workflow command a line: each becomes a note beside the line in a pull request."""
    return "".join(f"{_annotation(one, prefix)}\n" for one in found)


def _annotation(found: Diagnostic, prefix: str) -> str:
    place = found.place
    properties = {
        "file": path_of(found, prefix),
        "line": place.line,
        "col": place.column,
        "endColumn": place.column + place.length,
        "title": found.code,
    }
    said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{found.severity} {said}::{_escaped(_sentences(found))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _sentences(found: Diagnostic) -> str:
    """What is wrong, why, and how to mend it, a line each."""
    return "\n".join(filter(None, (found.message, found.why, found.help)))


def as_json(found: Sequence[Diagnostic], folder: str) -> dict[str, object]:
    """All that a diagnostic says; paths are relative to the folder, lines and columns count from 1."""
    errors = sum(one.severity is Severity.ERROR for one in found)
    return {
        "version": 1,
        "folder": folder,
        "errors": errors,
        "warnings": len(found) - errors,
        "diagnostics": [_entry(one) for one in found],
    }


def _entry(found: Diagnostic) -> dict[str, object]:
    return {
        "code": found.code,
        "severity": str(found.severity),
        "path": found.place.path,
        "line": found.place.line,
        "column": found.place.column,
        "length": found.place.length,
        "message": found.message,
        "why": found.why,
        "help": found.help,
        "source_line": found.source_line,
    }


def as_sarif(found: Sequence[Diagnostic], prefix: str) -> dict[str, object]:
    """One run, with the rules that were broken; columns count characters, as editors do."""
    codes = sorted({one.code for one in found})
    driver = {"name": "ask-first check", "rules": [_rule(code) for code in codes]}
    results = [_result(one, codes.index(one.code), prefix) for one in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, object]:
    page = f"{PAGES}/{code}.md"
    return {
        "id": code,
        "shortDescription": {"text": CODES[code]},
        "help": {"text": f"Read {page}, or run `python -m bot check --explain {code}`."},
        "helpUri": page,
    }


def _result(found: Diagnostic, rule: int, prefix: str) -> dict[str, object]:
    place = found.place
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.column + place.length,
        **({"snippet": {"text": found.source_line}} if found.source_line else {}),
    }
    location = {"artifactLocation": {"uri": quote(path_of(found, prefix))}, "region": region}
    return {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": str(found.severity),
        "message": {"text": _sentences(found)},
        "locations": [{"physicalLocation": location}],
    }
