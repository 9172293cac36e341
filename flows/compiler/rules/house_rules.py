"""Family P: what the house has agreed never to say, and how hard its pages may be to read."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, timedelta
from functools import partial

from flows.compiler.decode import Folder
from flows.compiler.references import INVITATIONS, flow_of
from flows.compiler.rules import house_help_lines
from flows.compiler.rules.house_reading import hard_text, long_sentences
from flows.compiler.rules.house_words import banned_words, first_figure
from flows.compiler.rules.spoken import (
    Finding,
    Spoken,
    blocks_of,
    bot_phrases,
    coercion_words,
    invitation_words,
    labels_of,
    place_of,
    question_of,
)
from flows.compiler.rules_file import RULES_FILE, LanguageRules, ReadingLimit, read_rules
from flows.model.bank import Question
from flows.model.diagnostic import Severity
from flows.model.flow import ScreenTemplate
from flows.model.place import Place
from flows.model.snapshot import Snapshot


def check(
    snapshot: Snapshot,
    checked: Mapping[str, Place],
    languages: tuple[str, ...],
    folder: Folder,
    today: date,
) -> None:
    """Hold the help lines, and all that the bot says in the source language, against rules.yaml.

    `checked` is where each help line says when somebody checked it.
    """
    file = folder.file(RULES_FILE)
    rules = folder.once("rules", partial(read_rules, file, languages), file, languages)
    found = folder.report.diagnostics
    broken = frozenset(one.place.path for one in found if one.severity is Severity.ERROR)
    if rules.check_help_lines_every_days and "helplines.yaml" not in broken:
        since = today - timedelta(days=rules.check_help_lines_every_days)
        house_help_lines.check(snapshot.helplines, checked, folder.report, since=since)
    if snapshot.language in rules.languages:
        _check_words(snapshot, rules.languages[snapshot.language], folder, broken)


def _check_words(snapshot: Snapshot, rules: LanguageRules, folder: Folder, broken: Collection[str]) -> None:
    """A file in `broken` may name sources that could not be read: its figures are let pass."""
    strict = {flow_of(snapshot.home), *(id for id, flow in snapshot.flows.items() if flow.locked)}
    for screen in snapshot.screens.values():
        flow = snapshot.flows[flow_of(screen.id)]
        limit = rules.safety if flow.id in strict else rules.other
        is_sourced = bool(flow.sources) or screen.place.path in broken
        _tell(folder, f"screen {screen.id}", _of_screen, screen, rules, limit, is_sourced)
    for question in snapshot.questions.values():
        _tell(folder, f"question {question.id}", _of_question, question, rules)
    _check_drafting(snapshot, rules, folder)
    file = folder.file(f"{snapshot.language}/ui.po")
    if file:
        said = tuple(bot_phrases(snapshot.phrases[snapshot.language], file))
        _tell(folder, "ui.po", _of_bot_phrases, said, rules)


def _check_drafting(snapshot: Snapshot, rules: LanguageRules, folder: Folder) -> None:
    """The sentences of invitations, and what is said of words that press."""
    language = snapshot.language
    invitations, file = snapshot.invitations.get(language), folder.file(f"{language}/{INVITATIONS}.md")
    if invitations and file:
        _tell(folder, INVITATIONS, _of_texts, tuple(invitation_words(invitations, file)), rules)
    file = folder.file(f"{language}/coercion.yaml")
    if file:
        said = tuple(coercion_words(snapshot.coercion, language, file))
        _tell(folder, "coercion", _of_texts, said, rules)


def _tell(folder: Folder, name: str, look: Callable[..., Iterator[Finding]], *inputs: object) -> None:
    """Report what `look` finds, each at its place in the file of today: only the words are kept."""
    for found in folder.once(f"house rules {name}", lambda _: tuple(look(*inputs)), *inputs):
        file = folder.file(found.said.place.path)
        place = place_of(found.phrase, found.said, file) if file and found.phrase else found.said.place
        said = {"why": found.why, "help": found.help}
        folder.report.add(found.code, place, found.message, **said, severity=found.severity)


def _of_screen(
    screen: ScreenTemplate, rules: LanguageRules, limit: ReadingLimit | None, is_sourced: bool
) -> Iterator[Finding]:
    blocks = tuple(blocks_of(screen))
    for said in (*blocks, *labels_of(screen)):
        yield from banned_words(said, rules)
    for said in () if is_sourced else blocks:
        yield from first_figure(said, rules.figures)
    if limit:
        yield from hard_text(Spoken("\n".join(said.text for said in blocks), screen.place), limit)
        for said in blocks:
            yield from long_sentences(said, limit)


def _of_question(question: Question, rules: LanguageRules) -> Iterator[Finding]:
    yield from _of_texts((question_of(question),), rules)


def _of_texts(texts: tuple[Spoken, ...], rules: LanguageRules) -> Iterator[Finding]:
    for said in texts:
        yield from banned_words(said, rules)
        if rules.other:
            yield from hard_text(said, rules.other)
            yield from long_sentences(said, rules.other)


def _of_bot_phrases(phrases: tuple[Spoken, ...], rules: LanguageRules) -> Iterator[Finding]:
    for said in phrases:
        yield from banned_words(said, rules)
