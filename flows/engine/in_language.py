"""Which words the person reads: their language's, or the source's where it has none.

Guards and presses never come here: they run on the source.
"""

from flows.engine.walk import Walk
from flows.model.bank import Question
from flows.model.flow import ScreenTemplate


def words_of(walk: Walk) -> ScreenTemplate:
    """The present screen in the person's words."""
    return walk.snapshot.words.get(walk.session.language, {}).get(walk.state) or walk.template


def untranslated(walk: Walk) -> str:
    """The sentence to put above a screen that has no words in the person's language; "" where it has."""
    translated = walk.snapshot.words.get(walk.session.language)
    return "" if translated is None or walk.state in translated else walk.phrase("notice.not-translated")


def question_of(question: Question, walk: Walk) -> Question:
    """A question of the bank in the person's words."""
    return walk.snapshot.asked.get(walk.session.language, {}).get(question.id, question)
