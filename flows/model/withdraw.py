"""Takes texts and numbers back: the same snapshot, with fixed neutral words in their place.

Buttons stay, so that nobody is stuck; so do the help lines of a safety page.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from hashlib import blake2b

from flows.model.bank import Helpline, Question
from flows.model.flow import Block, Bullet, ButtonTemplate, Flow, Paragraph, ScreenId, ScreenTemplate, Web
from flows.model.snapshot import Snapshot
from flows.model.text import Words


def targets(snapshot: Snapshot) -> frozenset[str]:
    """All that can be taken back: screens as `flow#screen`, questions and help lines by their ids."""
    return frozenset([*snapshot.screens, *snapshot.questions, *(line.id for line in snapshot.helplines)])


def without(snapshot: Snapshot, withdrawn: Collection[str]) -> Snapshot:
    """The snapshot with every target replaced, under its name of today; others are passed over."""
    named_today = {snapshot.moved.get(ScreenId(target), target) for target in withdrawn}
    taken = targets(snapshot) & named_today
    if not taken:
        return snapshot
    words = snapshot.phrases[snapshot.language]
    screens = {
        id: _held_back(screen, snapshot.flows[id.partition("#")[0]], words) if id in taken else screen
        for id, screen in snapshot.screens.items()
    }
    questions = {
        id: _unasked(question, words["withdrawn.question"]) if id in taken else question
        for id, question in snapshot.questions.items()
    }
    helplines = tuple(
        _silenced(line, words["withdrawn.number"]) if line.id in taken else line
        for line in snapshot.helplines
    )
    return replace(
        snapshot,
        id=_id(snapshot.id, taken),
        screens=screens,
        questions=questions,
        helplines=helplines,
        words={language: _words_without(snapshot, language, taken) for language in snapshot.words},
        asked={language: _asked_without(snapshot, language, taken) for language in snapshot.asked},
    )


def _words_without(
    snapshot: Snapshot, language: str, taken: Collection[str]
) -> dict[ScreenId, ScreenTemplate]:
    words = snapshot.phrases[language]
    return {
        id: _held_back(screen, snapshot.flows[id.partition("#")[0]], words) if id in taken else screen
        for id, screen in snapshot.words[language].items()
    }


def _asked_without(snapshot: Snapshot, language: str, taken: Collection[str]) -> dict[str, Question]:
    sentence = snapshot.phrases[language]["withdrawn.question"]
    return {
        id: _unasked(question, sentence) if id in taken else question
        for id, question in snapshot.asked[language].items()
    }


def _held_back(screen: ScreenTemplate, flow: Flow, words: Mapping[str, str]) -> ScreenTemplate:
    sentence = words["withdrawn.safety" if flow.locked else "withdrawn.screen"]
    kept = tuple(block for block in screen.blocks if flow.locked and _lists_lines(block))
    return replace(
        screen, blocks=(Paragraph((Words(sentence),), screen.place), *kept), rows=_without_addresses(screen)
    )


def _without_addresses(screen: ScreenTemplate) -> tuple[tuple[ButtonTemplate, ...], ...]:
    """A wrong web address may be the reason; the ways on stay."""
    rows = (tuple(button for button in row if not isinstance(button.target, Web)) for row in screen.rows)
    return tuple(row for row in rows if row)


def _lists_lines(block: Block) -> bool:
    return isinstance(block, Bullet) and block.each is not None and block.each.source == "helplines"


def _unasked(question: Question, sentence: str) -> Question:
    """No list of topics or first questions holds it any more; in a person's own list it says why."""
    words = (Words(sentence),)
    return replace(
        question,
        topics=(),
        starter=False,
        ask=words,
        why=words,
        good=words,
        warning=words,
        follow_up=words,
    )


def _silenced(line: Helpline, sentence: str) -> Helpline:
    return replace(line, number=sentence, url="")


def _id(base: str, taken: Collection[str]) -> str:
    """Another id, so that a session knows that its screen was drawn from other words."""
    digest = blake2b("\n".join(sorted(taken)).encode(), digest_size=4).hexdigest()
    return f"{base}-{digest}"
