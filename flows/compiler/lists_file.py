"""Reads topics.yaml and sources.yaml."""

from datetime import date

from flows.compiler.declared import Declared
from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.compiler.value_files import (
    VALUE,
    address_of,
    fields,
    is_named,
    number_of,
    past_day_of,
    read_top,
    text_of,
)
from flows.compiler.yaml_node import Node
from flows.model.bank import Source

GRADES = ("A", "B", "practice")
"""Seen on a primary page, seen on a secondary page, judgement from practice."""


def read_topics(file: SourceFile | None, report: Report) -> dict[str, Declared[str]]:
    """The label of every topic, by its id."""
    return {
        topic: Declared(text_of(node), node.key_place)
        for topic, node in read_top(file, report).items()
        if is_named(topic, node.key_place, report)
    }


def read_sources(file: SourceFile | None, report: Report, today: date) -> dict[str, Declared[Source]]:
    """Every source that content may name, by its id."""
    return {
        id: Declared(_source(id, node, today), node.key_place)
        for id, node in read_top(file, report).items()
        if is_named(id, node.key_place, report, VALUE)
    }


def _source(id: str, node: Node, today: date) -> Source:
    found = fields(node, ("title", "url", "grade", "seen"), ("year",))
    return Source(
        id,
        title=text_of(found.get("title")),
        year=number_of(found.get("year"), today.year),
        url=address_of(found.get("url")),
        grade=(found["grade"].expect_word("V07", GRADES) or "") if "grade" in found else "",
        seen=past_day_of(found.get("seen"), today) or today,
    )
