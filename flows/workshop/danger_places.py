"""Where the phrases of danger.yaml stand, which the snapshot does not keep."""

from collections.abc import Iterator, Mapping

from flows.compiler.folded_phrases import Phrase, folded_phrases
from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.compiler.yaml_files import load_yaml
from flows.compiler.yaml_node import Node
from flows.model.place import Place

_LISTS = ("phrases", "mutes")


def danger_places(path: str, text: str) -> Mapping[Phrase, Place]:
    """The first place of every phrase and mute; nothing for a file that cannot be read."""
    file = SourceFile(path, text)
    root = load_yaml(file, Report({path: file}), "V02")
    places: dict[Phrase, Place] = {}
    for key, node in root.items() if root else ():
        for words, item in _phrases(node) if key in _LISTS else ():
            places.setdefault(words, item.place)
    return places


def _phrases(node: Node) -> Iterator[tuple[Phrase, Node]]:
    """Those of a list, or of all the lists below screens."""
    lists = [below for _, below in node.items()] or [node]
    for listed in lists:
        yield from folded_phrases(listed, no_words="D01", lone_star="D02")
