"""The source's screens and questions with the words of another language in them."""

from dataclasses import replace

from flows.model.bank import Question
from flows.model.flow import Block, ButtonTemplate, ScreenTemplate


def screen_in_words(source: ScreenTemplate, words: ScreenTemplate) -> ScreenTemplate | None:
    """The source's screen, which alone says what is shown when and where buttons lead, in other words.

    None when the two are not of one shape: something in `words` was reported and left out.
    """
    shape = [type(block) for block in source.blocks], [len(row) for row in source.rows]
    if shape != ([type(block) for block in words.blocks], [len(row) for row in words.rows]):
        return None
    blocks = tuple(_block(*pair) for pair in zip(source.blocks, words.blocks, strict=True))
    rows = tuple(
        tuple(_button(*pair) for pair in zip(row, other, strict=True))
        for row, other in zip(source.rows, words.rows, strict=True)
    )
    return replace(source, place=words.place, blocks=blocks, rows=rows)


def question_in_words(source: Question, words: Question) -> Question:
    """The source's question, which alone says where it belongs, with the five fields of another."""
    return replace(
        source,
        ask=words.ask,
        why=words.why,
        good=words.good,
        warning=words.warning,
        follow_up=words.follow_up,
        place=words.place,
    )


def _block(source: Block, words: Block) -> Block:
    return replace(source, inlines=words.inlines, place=words.place)


def _button(source: ButtonTemplate, words: ButtonTemplate) -> ButtonTemplate:
    return replace(source, label=words.label, place=words.place)
