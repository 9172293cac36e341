"""A copy of the content with a pseudo-language beside it, complete and accepted."""

import re
from collections.abc import Iterable, Iterator

from flows.compiler.inserts import INSERT
from flows.compiler.page import Block, Item, Link, Piece, Prose, Quoted, Text
from flows.compiler.phrases_file import room_for
from flows.compiler.references import INVITATIONS
from flows.compiler.span import Span
from flows.compiler.translations.lock import LOCK_FILE
from flows.compiler.translations.parts import Kind, Unit, units_of
from flows.compiler.translations.survey import FileSurvey
from flows.workshop.translate.accept import accept
from flows.workshop.translate.desk import Desk, open_desk
from flows.workshop.translate.own_words import with_phrases
from flows.workshop.translate.pseudo_words import Pseudo
from flows.workshop.translate.raw import Edit, Raw, raw

_LANGUAGES = re.compile(r"(?m)^languages:[^\r\n]*(?:\r?\n[ \t]*-[^\r\n]*)*")
_LETTER = re.compile(r"[^\W\d_]")


def with_pseudo(desk: Desk, pseudo: Pseudo) -> dict[str, bytes]:
    """All files of the content, and those of the pseudo-language."""
    language, source = pseudo.language, desk.settings.source
    files = dict(desk.files)
    for file in desk.survey(language):
        text = raw(file.source.file.path, desk.files[file.source.file.path])
        files[f"{language}/{file.flow}.md"] = text.encoded(text.edited(_edits(file, text, pseudo)))
    phrases = raw(f"{source}/ui.po", desk.files[f"{source}/ui.po"])
    given = {key: (words, _phrase(key, words, pseudo)) for key, words in desk.phrases().items()}
    files[f"{language}/ui.po"] = phrases.encoded(with_phrases(phrases, language, given))
    files["content.yaml"] = _named(desk, language)
    files[LOCK_FILE] = accept(open_desk(files), language).lock
    return files


def _named(desk: Desk, language: str) -> bytes:
    """content.yaml with one language more."""
    text = raw("content.yaml", desk.files["content.yaml"])
    listed = ", ".join(dict.fromkeys((*desk.settings.languages, language)))
    return text.encoded(_LANGUAGES.sub(f"languages: [{listed}]", text.text, count=1))


def _phrase(key: str, words: str, pseudo: Pseudo) -> str:
    said = pseudo.words(words)
    if key.startswith("word.") or not _LETTER.search(words):
        return said  # words that people type stand alone between commas
    before, behind = pseudo.around(len(words), room_for(key))
    return f"{before}{said}{behind}"


def _edits(file: FileSurvey, text: Raw, pseudo: Pseudo) -> Iterator[Edit]:
    may_grow = file.flow != INVITATIONS  # a draft has to fit on a clipboard
    for section in file.source.sections:
        texts = list(_texts(section.blocks))
        for unit in units_of(section):
            yield from _around(unit, text, pseudo) if may_grow else ()
            for span in _inside(unit.span, texts):
                start, end = text.range_of(span)
                yield Edit(start, end, pseudo.words(text.text[start:end]))


def _around(unit: Unit, text: Raw, pseudo: Pseudo) -> Iterator[Edit]:
    words = INSERT.sub("", unit.text)
    if _LETTER.search(words):
        # A label may grow beyond its row, which `check` says; Telegram refuses a longer hint.
        before, behind = pseudo.around(len(words), unit.room if unit.kind is Kind.HINT else None)
        start, end = text.range_of(unit.span)
        yield from (Edit(start, start, before), Edit(end, end, behind))


def _inside(words: Span, texts: Iterable[Text]) -> Iterator[Span]:
    """The stretches of plain text, without marks and targets, that stand in a unit's words."""
    for piece in texts:
        start, end = max(piece.span.start, words.start), min(piece.span.end, words.end)
        if piece.span.origin is words.origin and start < end:
            yield Span(words.origin, start, end)


def _texts(blocks: Iterable[Block]) -> Iterator[Text]:
    for block in blocks:
        match block:
            case Prose():
                yield from _within(block.pieces)
            case Quoted():
                for prose in block.paragraphs:
                    yield from _within(prose.pieces)
            case Item():
                yield from _within(block.prose.pieces)
            case _:
                continue


def _within(pieces: Iterable[Piece]) -> Iterator[Text]:
    for piece in pieces:
        if isinstance(piece, Link):
            yield from _within(piece.label)
        elif isinstance(piece, Text) and piece.escaped is None:
            yield piece
