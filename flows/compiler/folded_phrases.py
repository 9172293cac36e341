"""Reads lists of phrases that are looked for in a text by their bare words."""

from flows.compiler.value_files import words_of
from flows.compiler.yaml_node import Node
from flows.model.fold import fold
from flows.model.match_danger import WILDCARD

Phrase = tuple[str, ...]
"""Bare words; WILDCARD stands between two of them."""


def folded_phrases(node: Node | None, *, no_words: str, lone_star: str) -> list[tuple[Phrase, Node]]:
    """Each phrase of a list with its node; one that nothing could match is reported and left out."""
    read = ((_fold_phrase(text, item, no_words, lone_star), item) for text, item in words_of(node).items())
    return [(words, item) for words, item in read if words]


def _fold_phrase(text: str, node: Node, no_words: str, lone_star: str) -> Phrase:
    parts = [fold(part) for part in text.split(WILDCARD)]
    if not any(parts) or any(len(sentences) > 1 for sentences in parts):
        why = "A phrase is looked for inside one sentence, by its words."
        node.fault(no_words, "This can never be found", why=why, help="Write words without . ! ? or ;")
        return ()
    if not all(parts):
        help = "Put a word on each side."
        node.fault(lone_star, f"`{WILDCARD}` stands for words between two others", help=help)
        return ()
    runs = [sentences[0] for sentences in parts]
    return runs[0] + tuple(word for run in runs[1:] for word in (WILDCARD, *run))
