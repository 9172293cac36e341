"""How far one language has come, screen by screen; what keeps words from being shown is reported."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import PurePosixPath

from flows.compiler.decode import Folder
from flows.compiler.flow_files import page_of
from flows.compiler.inserts import INSERT
from flows.compiler.page import Page, Section
from flows.compiler.references import NO_FLOWS
from flows.compiler.report import Report, did_you_mean
from flows.compiler.screen_index import id_of
from flows.compiler.settings_file import Settings
from flows.compiler.source import SourceFile
from flows.compiler.translations.compare import compare, paired
from flows.compiler.translations.lock import LOCK_FILE, Lock, read_lock
from flows.compiler.translations.parts import Kind, hash_of
from flows.compiler.yaml_files import load_yaml
from flows.model.flow import ScreenId
from flows.model.place import Place

SHORTEST_PROSE = 4
"""Words from which a paragraph that is the same in two languages has hardly been translated."""

_PROSE = (Kind.PARAGRAPH, Kind.QUOTE, Kind.BULLET)
_WORD = re.compile(r"[^\W\d_]{2,}")


class State(StrEnum):
    """Only what is translated is shown; everything else stands there in the source language."""

    TRANSLATED = "translated"
    STALE = "stale"
    WAITING = "not accepted"
    UNLIKE = "unlike"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Entry:
    """A screen or a question of the bank, in the source and, where it is there, in the other language."""

    id: ScreenId
    source: Section
    words: Section | None
    state: State


@dataclass(frozen=True, slots=True)
class FileSurvey:
    """A file of the source, with the one that translates it.

    `is_safety` files (`lock: true`) must be complete before anybody can begin in the language.
    """

    flow: str
    source: Page
    page: Page | None
    entries: tuple[Entry, ...]
    is_safety: bool

    @property
    def is_complete(self) -> bool:
        """True when every screen of the file is shown in the language."""
        return all(entry.state is State.TRANSLATED for entry in self.entries)


def survey(
    folder: Folder, settings: Settings, language: str, broken: frozenset[str] = frozenset()
) -> tuple[FileSurvey, ...]:
    """Every file of the source with what became of each of its screens in `language`.

    A file whose source is `broken` (by its path) is left out: its own mistakes come first.
    """
    lock_file = folder.written(LOCK_FILE)
    lock = folder.once("lock", partial(read_lock, lock_file), lock_file) if lock_file else {}
    source, pages = _pages(folder, settings.source), _pages(folder, language)
    _report_unknown_files(source, pages, folder)
    return tuple(
        _survey_file(_Surveyor(language, flow, page, pages.get(flow)), lock, folder)
        for flow, page in source.items()
        if page and page.file.path not in broken and (flow not in pages or pages[flow])
    )


def _pages(folder: Folder, language: str) -> dict[str, Page | None]:
    """Every `.md` file by its flow, the bank among them; None for one that cannot be read."""
    files = {PurePosixPath(path).stem: folder.file(path) for path in folder.paths(language, ".md")}
    return {
        flow: None if file.path in folder.unread else _page(file, flow, folder)
        for flow, file in files.items()
        if file
    }


def _page(file: SourceFile, flow: str, folder: Folder) -> Page:
    return page_of(file, folder) if flow in NO_FLOWS else page_of(file, folder, any_level=True)


def _report_unknown_files(
    source: Mapping[str, Page | None], pages: Mapping[str, Page | None], folder: Folder
) -> None:
    for flow, page in pages.items():
        if page and flow not in source:
            why, help = "Nobody would see its words.", did_you_mean(flow, source)
            message = f"The source has no file `{flow}.md`"
            folder.report.warn("K11", page.file.place(1), message, why=why, help=help)


def _survey_file(surveyor: "_Surveyor", lock: Lock, folder: Folder) -> FileSurvey:
    screens = sections_of(surveyor.flow, surveyor.source)
    accepted = tuple((id, lock.get((surveyor.language, id))) for id in screens)
    return folder.once(
        f"survey {surveyor.language} {surveyor.flow}",
        partial(surveyor.read, dict(accepted)),
        *(surveyor.source, surveyor.page, accepted),
    )


@dataclass(frozen=True, slots=True)
class _Surveyor:
    language: str
    flow: str
    source: Page
    page: Page | None

    def read(self, accepted: Mapping[ScreenId, str | None], report: Report) -> FileSurvey:
        known = sections_of(self.flow, self.page) if self.page else {}
        entries = tuple(
            Entry(id, section, known.get(id), self._state(section, known.get(id), accepted[id], report))
            for id, section in sections_of(self.flow, self.source).items()
        )
        self._report_missing(entries, report)
        self._report_waiting(entries, report)
        self._report_unknown(known, {entry.id for entry in entries}, report)
        return FileSurvey(self.flow, self.source, self.page, entries, _is_locked(self.source))

    def _state(self, source: Section, words: Section | None, accepted: str | None, report: Report) -> State:
        if words is None:
            return State.MISSING
        if accepted not in (None, hash_of(source)):
            why = f"The source has other words by now, and is shown instead of these. {self._safety()}"
            help = "Mend the words, then run `translate accept` for the screen."
            place = words.heading.span.place
            report.warn(
                "K07", place, f"`{id_of(source)}` is older than its source", why=why.strip(), help=help
            )
            return State.STALE
        if not compare(source, words, report):
            return State.UNLIKE
        _report_same_words(source, words, report)
        return State.WAITING if accepted is None else State.TRANSLATED

    def _report_missing(self, entries: tuple[Entry, ...], report: Report) -> None:
        missing = [id_of(entry.source) for entry in entries if entry.state is State.MISSING]
        why = f"They are shown in the source language. {self._safety()}".strip()
        if self.page is None:
            place = Place(f"{self.language}/{PurePosixPath(self.source.file.path).name}", 1, 1)
            report.warn("K02", place, f"This file is missing, with {len(missing)} texts", why=why)
        elif missing:
            listed = ", ".join(f"`{id}`" for id in missing)
            report.warn("K01", self.page.file.place(1), f"Not translated here: {listed}", why=why)

    def _report_waiting(self, entries: tuple[Entry, ...], report: Report) -> None:
        waiting = [entry.words for entry in entries if entry.state is State.WAITING and entry.words]
        if waiting:
            listed = ", ".join(f"`{id_of(section)}`" for section in waiting)
            why = f"Until then the source language is shown. {self._safety()}".strip()
            help = f"When somebody has read them, run `translate accept {self.language}`."
            place = waiting[0].heading.span.place
            report.warn("K08", place, f"Nobody has accepted these words yet: {listed}", why=why, help=help)

    def _report_unknown(
        self, known: Mapping[ScreenId, Section], wanted: set[ScreenId], report: Report
    ) -> None:
        for id, section in known.items():
            if id not in wanted:
                name = id_of(section)
                help = did_you_mean(name, [other.partition("#")[2] for other in wanted])
                message, why = f"The source has no `{name}` in this file", "Nobody would see its words."
                report.warn("K10", section.heading.span.place, message, why=why, help=help)

    def _safety(self) -> str:
        if not _is_locked(self.source):
            return ""
        return f"Nobody can begin in `{self.language}` while this file is not complete."


def _is_locked(page: Page) -> bool:
    root = load_yaml(page.file, Report({}), "Y02", text=page.front, first_line=2) if page.front else None
    lock = dict(root.items()).get("lock") if root else None
    return lock is not None and lock.value == "true"


def sections_of(flow: str, page: Page) -> dict[ScreenId, Section]:
    """The screens of a file by id; of two with one id, the first."""
    found: dict[ScreenId, Section] = {}
    for section in page.sections:
        found.setdefault(ScreenId(f"{flow}#{id_of(section)}"), section)
    return found


def _report_same_words(source: Section, words: Section, report: Report) -> None:
    for one, other in paired(source, words):
        text = INSERT.sub("", one.text)
        if one.kind in _PROSE and one.text == other.text and len(_WORD.findall(text)) >= SHORTEST_PROSE:
            why = "It was probably copied and never translated."
            report.warn("K09", other.span.place, "These are the words of the source", why=why)
