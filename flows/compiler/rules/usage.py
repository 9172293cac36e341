"""Nothing is kept about a person that no screen sets or uses, and no source listed that nothing names."""

from collections.abc import Mapping

from flows.compiler.declared import Declared
from flows.compiler.names import Used
from flows.compiler.report import Report
from flows.model.bank import MemoryRule, Source

RETURN_WORD = "return-word"
"""What is asked wherever somebody types after Hide, whatever the content says."""


def check_memory(memory: Mapping[str, Declared[MemoryRule]], used: Used, report: Report) -> None:
    """Report every name that could be left out of memory.yaml."""
    for name, declared in memory.items():
        help = "Remove it from memory.yaml, or write what is missing."
        if name not in used.remembered:
            report.add("M04", declared.place, f"Nothing ever sets `{name}`", help=help)
        elif name not in (*used.asked, RETURN_WORD) and not declared.value.danger + declared.value.discreet:
            why = "Nothing about a person is kept without a use."
            report.add("M05", declared.place, f"Nothing uses `{name}`", why=why, help=help)


def check_sources(sources: Mapping[str, Declared[Source]], used: Used, report: Report) -> None:
    """Warn of sources that no file and no help line names."""
    for id, declared in sources.items():
        if id not in used.sources:
            report.warn(
                "S02", declared.place, f"Nothing names the source `{id}`", help="Remove it from sources.yaml."
            )
