"""Reads every language besides the source: words only, each screen on its own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from flows.compiler.decode import Folder
from flows.compiler.flow_files import Flows, front_of
from flows.compiler.invitations_file import read_invitations
from flows.compiler.names import Names
from flows.compiler.once import Once
from flows.compiler.page import Page, Section
from flows.compiler.phrases_file import KnownPhrases
from flows.compiler.questions_file import read_questions
from flows.compiler.references import BANK, INVITATIONS
from flows.compiler.screen_index import index_screens
from flows.compiler.screens import read_screen
from flows.compiler.settings_file import LANGUAGE, Settings
from flows.compiler.translations.check_words import check_words
from flows.compiler.translations.phrases import read_translated_phrases
from flows.compiler.translations.put_in import question_in_words, screen_in_words
from flows.compiler.translations.survey import FileSurvey, State, survey
from flows.model.bank import Question
from flows.model.diagnostic import Diagnostic, Severity
from flows.model.flow import ScreenId, ScreenTemplate
from flows.model.invitation import Invitations
from flows.model.place import Place
from flows.model.snapshot import Snapshot

SOFTER = frozenset({"B04"})
"""Mistakes that only look bad: one long label in one language must not keep the words of all others back."""


@dataclass(frozen=True, slots=True)
class Source:
    """What the source language says; routing comes from here alone."""

    names: Names
    flows: Flows
    bank: Mapping[str, Question]
    phrases: Mapping[str, str]
    known: KnownPhrases


@dataclass(frozen=True, slots=True)
class Translation:
    """What one language says; `is_offered` when sessions may begin in it."""

    screens: Mapping[ScreenId, ScreenTemplate]
    questions: Mapping[str, Question]
    invitations: Invitations
    phrases: Mapping[str, str]
    is_offered: bool


def with_translations(
    snapshot: Snapshot, folder: Folder, settings: Settings, source: Source, today: date
) -> Snapshot:
    """The snapshot with the words of every other language; nothing is read where there is no other."""
    _report_unnamed(folder, settings)
    translations = _read(folder, settings, source, today)
    spoken = replace(
        snapshot,
        id=folder.digest() if translations else snapshot.id,
        phrases={**snapshot.phrases, **{tag: read.phrases for tag, read in translations.items()}},
        words={tag: read.screens for tag, read in translations.items()},
        asked={tag: read.questions for tag, read in translations.items()},
        invitations={**snapshot.invitations, **{tag: read.invitations for tag, read in translations.items()}},
        offered=(settings.source, *(tag for tag, read in translations.items() if read.is_offered)),
        fallback=settings.fallback,
    )
    if not folder.report.has_errors:
        check_words(spoken, folder.report)
    return spoken


def _read(folder: Folder, settings: Settings, source: Source, today: date) -> dict[str, Translation]:
    broken = frozenset(found.place.path for found in folder.report.noted if found.severity is Severity.ERROR)
    return {
        language: _Reader(folder, language, source, today).read(survey(folder, settings, language, broken))
        for language in settings.others
    }


@dataclass(frozen=True, slots=True)
class _Reader:
    folder: Folder
    language: str
    source: Source
    today: date

    def read(self, files: tuple[FileSurvey, ...]) -> Translation:
        screens: dict[ScreenId, ScreenTemplate] = {}
        questions: dict[str, Question] = {}
        invitations = Invitations()
        for file in files:
            if file.page and file.flow == BANK:
                questions = self._questions(file, file.page)
            elif file.page and file.flow == INVITATIONS:
                invitations = self._invitations(file, file.page)
            elif file.page:
                screens |= self._screens(file, file.page)
        phrases, is_complete = read_translated_phrases(
            self.folder, self.language, self.source.phrases, self.source.known
        )
        is_safe = all(file.is_complete for file in files if file.is_safety)
        return Translation(screens, questions, invitations, phrases, is_offered=is_complete and is_safe)

    def _screens(self, file: FileSurvey, page: Page) -> dict[ScreenId, ScreenTemplate]:
        names, flows = self.source.names.apart(), self.source.flows
        once = Once(self.folder.cache, names, flows.index)
        front_of(page, file.flow, once, self.today)
        index_screens({file.flow: page}, names.report, unread=(), languages=())
        read = {
            id: once.read(("words", self.language, id), partial(read_screen, id, section), section)
            for id, section in _readable(file).items()
        }
        self._tell(names)
        shown = _shown(file) & flows.screens.keys()
        put_in = ((id, screen_in_words(flows.screens[id], read[id])) for id in read if id in shown)
        return {id: screen for id, screen in put_in if screen}

    def _questions(self, file: FileSurvey, page: Page) -> dict[str, Question]:
        names, bank = self.source.names.apart(), self.source.bank
        once = Once(self.folder.cache, names, self.source.flows.index)
        front_of(page, BANK, once, self.today)
        sections = tuple(_readable(file).values())
        readable = replace(page, sections=sections)
        read = once.read(
            ("asked", self.language), lambda names, _: read_questions(readable, names), page, sections
        )
        self._tell(names)
        shown = [id for id in read if id in bank and f"{BANK}#{id}" in _shown(file)]
        return {id: question_in_words(bank[id], read[id]) for id in shown}

    def _invitations(self, file: FileSurvey, page: Page) -> Invitations:
        names = self.source.names.apart()
        once = Once(self.folder.cache, names, self.source.flows.index)
        front_of(page, INVITATIONS, once, self.today)
        shown = _shown(file)
        sections = tuple(entry.words for entry in file.entries if entry.words and entry.id in shown)
        readable = replace(page, sections=sections)
        read = once.read(
            ("invitations", self.language), lambda names, _: read_invitations(readable, names), page, sections
        )
        self._tell(names)
        return read

    def _tell(self, names: Names) -> None:
        self.folder.report.take_in(map(_softer, names.report.noted))


def _readable(file: FileSurvey) -> dict[ScreenId, Section]:
    """What has the shape of its source; of anything else, the mistakes are known already."""
    states = (State.TRANSLATED, State.WAITING)
    return {entry.id: entry.words for entry in file.entries if entry.words and entry.state in states}


def _shown(file: FileSurvey) -> set[ScreenId]:
    """What people read in the language."""
    return {entry.id for entry in file.entries if entry.state is State.TRANSLATED}


def _softer(found: Diagnostic) -> Diagnostic:
    return replace(found, severity=Severity.WARNING) if found.code in SOFTER else found


def _report_unnamed(folder: Folder, settings: Settings) -> None:
    """Warn of folders that look like a language's and that nobody asked for."""
    known = {path.rpartition("/")[2] for path in folder.paths(settings.source, ".md")} | {"ui.po"}
    for name in folder.subfolders():
        if name in settings.languages or not LANGUAGE.fullmatch(name):
            continue
        paths = [*folder.paths(name, ".md"), *folder.paths(name, ".po")]
        alike = [path for path in paths if path.rpartition("/")[2] in known]
        if alike:
            message, why = f"content.yaml does not name the language `{name}`", "Nothing of it is read."
            help = f"Add `{name}` to its `languages`, or remove the folder."
            folder.report.warn("K12", Place(alike[0], 1, 1), message, why=why, help=help)
