"""Every example of danger must be found, and every harmless one left alone.

An editor who adds a phrase sees at once what it breaks; the examples are the memory of past mistakes.
"""

from collections.abc import Mapping

from flows.compiler.report import Report
from flows.model.danger import DangerRules
from flows.model.match_danger import danger_in
from flows.model.place import Place


def check(rules: DangerRules, fire: Mapping[str, Place], silent: Mapping[str, Place], report: Report) -> None:
    """Report each example, at its place, on which the rules are wrong."""
    for text, place in fire.items():
        if danger_in(rules, text) is None:
            help = "Add words of it to `phrases`, or see which of `mutes` silences it."
            report.add("D03", place, "This is danger and is not found", why=_MISSED, help=help)
    for text, place in silent.items():
        screen = danger_in(rules, text)
        if screen is not None:
            help = "Make the phrase longer, or add a word of this sentence to `mutes`."
            report.add("D04", place, f"This is harmless and opens `{screen}`", why=_ALARMED, help=help)


_MISSED = "Somebody who types this would get an ordinary answer."
_ALARMED = "Somebody who types this would be asked about danger."
