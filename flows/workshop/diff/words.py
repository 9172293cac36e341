"""What changed in the prose of one screen."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.model.flow import Block, Bullet, Paragraph, ScreenTemplate
from flows.model.place import Place
from flows.workshop.diff.changes import Change, How, Thing
from flows.workshop.diff.sentences import Pair, Sentence, paired, sentences_of
from flows.workshop.diff.versions import Versions
from flows.workshop.written import each_written, guard_written, words_written

KNOWN_BY = 50
"""Characters of a sentence that are enough to know it by."""


def word_changes(before: ScreenTemplate, after: ScreenTemplate, versions: Versions) -> Iterator[Change]:
    """Sentences that are new, gone, different, elsewhere, or shown in other cases."""
    old, new = list(_sentences(before.blocks)), list(_sentences(after.blocks))
    if [(one.text, one.guard) for one in old] == [(one.text, one.guard) for one in new]:
        return
    pairs = paired(old, new)
    for pair in pairs:
        how = how_changed(pair)
        if how:
            yield change_of(pair, how, _like(pair, after, versions))
    for pair in _other_guards(pairs):
        yield _guard_change(pair, _like(pair, after, versions))


def _like(pair: Pair, screen: ScreenTemplate, versions: Versions) -> Change:
    guards = [sentence.guard for sentence in (pair.old, pair.new) if sentence]
    safety = versions.is_safety(screen.id) or versions.concerns_danger(*guards)
    return Change(Thing.WORDS, How.GUARD, screen.id, safety=safety)


def how_changed(pair: Pair) -> How | None:
    """What became of the sentence; None when its words stand where they stood."""
    if pair.old is None or pair.new is None:
        return How.REMOVED if pair.old else How.ADDED
    if pair.old.text != pair.new.text:
        return How.CHANGED
    return How.MOVED if pair.moved else None


def change_of(pair: Pair, how: How, like: Change) -> Change:
    """The change `like` with the words of a pair; a moved sentence is told once."""
    old, new = (sentence.text if sentence else "" for sentence in (pair.old, pair.new))
    at = pair.new or pair.old
    return replace(like, how=how, before=old, after=new, place=at.place if at else None)


def _sentences(blocks: Sequence[Block]) -> Iterator[Sentence]:
    for block in blocks:
        words = words_written(block.inlines)
        if isinstance(block, Paragraph):
            yield from (Sentence(text, _guard(block), block.place) for text in sentences_of(words))
        else:
            mark = "-" if isinstance(block, Bullet) else ">"
            yield Sentence(f"{mark} {words}", _guard(block), block.place)


def _guard(block: Block) -> str:
    match block:
        case Paragraph():
            case = f"if {guard_written(block.condition)}" if block.condition else ""
            return f"otherwise {case}".strip() if block.otherwise else case
        case Bullet():
            return each_written(block.each) if block.each else ""
        case _:
            return ""


def _other_guards(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """One for each paragraph that is shown in other cases, however many sentences it has."""
    told: set[Place | None] = set()
    for pair in pairs:
        if pair.old and pair.new and pair.old.guard != pair.new.guard and pair.new.place not in told:
            told.add(pair.new.place)
            yield pair


def _guard_change(pair: Pair, like: Change) -> Change:
    old, new = (sentence or Sentence("") for sentence in (pair.old, pair.new))
    known = shortened(new.text, KNOWN_BY)
    return replace(like, part=known, before=old.guard, after=new.guard, place=new.place)


def shortened(text: str, room: int) -> str:
    """The text, cut at a word with an ellipsis when it is longer than `room` characters."""
    if len(text) <= room:
        return text
    return f"{text[: room - 1].rsplit(' ', 1)[0]}…"
