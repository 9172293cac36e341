"""Content files in, a snapshot and diagnostics out: the compiler's one door. Pure, and never raises."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from flows.compiler.cache import Cache
from flows.compiler.danger_file import read_danger
from flows.compiler.decode import Folder
from flows.compiler.drafting import Drafting, read_drafting
from flows.compiler.fixes import with_fixes
from flows.compiler.flow_files import Flows, front_of, page_of, read_flows
from flows.compiler.helplines_file import Helplines, read_helplines
from flows.compiler.lists_file import read_sources, read_topics
from flows.compiler.memory_file import Memory, read_memory
from flows.compiler.memory_whiles import read_whiles, with_whiles
from flows.compiler.names import BANK_FILE, MEMORY_FILE, SOURCES_FILE, TOPICS_FILE, Names
from flows.compiler.once import Once
from flows.compiler.phrases_file import KnownPhrases, known_phrases, read_phrases
from flows.compiler.questions_file import read_questions
from flows.compiler.references import BANK, Screens, is_id
from flows.compiler.report import Report
from flows.compiler.rules import (
    at_hand,
    graph,
    house_rules,
    invitation_drafts,
    limits,
    released_screens,
    usage,
)
from flows.compiler.settings_file import Settings, read_settings
from flows.compiler.translations.read import Source, with_translations
from flows.model.bank import Question
from flows.model.danger import DangerRules
from flows.model.diagnostic import Diagnostic, Severity
from flows.model.flow import ScreenId
from flows.model.snapshot import Snapshot

USUAL_SOURCE = "en"
"""The folder to look into while content.yaml cannot say which."""

BESIDE_SCREENS = ("Y", "S", "T", "O", "D", "J", "W", "P")
"""Families of mistakes that take nothing away from any screen."""


@dataclass(frozen=True, slots=True)
class Compilation:
    """`snapshot` is None when a diagnostic is an error."""

    snapshot: Snapshot | None
    diagnostics: tuple[Diagnostic, ...]


def compile_content(files: Mapping[str, bytes], today: date) -> Compilation:
    """Compile a content folder, given by paths relative to it; `today` tells what is overdue."""
    return Compiler().compile(files, today)


class Compiler:
    """Compiles one folder again and again; whatever a change leaves as it was is not read again."""

    def __init__(self) -> None:
        self._cache = Cache()

    def compile(self, files: Mapping[str, bytes], today: date) -> Compilation:
        """The same, to the letter, as `compile_content`."""
        folder = Folder(files, self._cache)
        file = folder.file("content.yaml")
        settings = folder.once("settings", partial(read_settings, file), file)
        content = _read(folder, settings, today)
        snapshot = _snapshot(folder, settings, content) if settings else None
        _check(snapshot, content)
        if settings and snapshot:
            snapshot = _with_translations(snapshot, folder, settings, content, today)
            invitation_drafts.check(snapshot, folder)
            released_screens.check(snapshot, folder)
            house_rules.check(snapshot, content.helplines.checked, settings.languages, folder, today)
        self._cache.turn()
        found = with_fixes(folder.report.diagnostics, folder.file, content.flows.index)
        return Compilation(None if folder.report.has_errors else snapshot, found)


@dataclass(frozen=True, slots=True)
class _Content:
    """What all files but content.yaml declare."""

    names: Names
    helplines: Helplines
    bank: Mapping[str, Question]
    drafting: Drafting
    flows: Flows


def _read(folder: Folder, settings: Settings | None, today: date) -> _Content:
    report = folder.report
    source = settings.source if settings else USUAL_SOURCE
    sources_file, helplines_file, memory_file, topics_file = map(
        folder.file, (SOURCES_FILE, "helplines.yaml", MEMORY_FILE, TOPICS_FILE)
    )
    sources = folder.once(
        "sources", lambda report: read_sources(sources_file, report, today), sources_file, today
    )
    named = None if SOURCES_FILE in _with_errors(report) else tuple(sources)
    helplines = folder.once(
        "helplines",
        lambda report: read_helplines(helplines_file, named, report, today),
        *(helplines_file, named, today),
    )
    memory = folder.once("memory", partial(read_memory, memory_file), memory_file)
    topics = folder.once("topics", partial(read_topics, topics_file), topics_file)
    names = _with_whiles(
        Names(report, memory.rules, topics, sources, broken=_with_errors(report)), memory, folder
    )
    names.used.sources.update(line.source for line in helplines.lines)
    bank = _read_bank(folder, source, Once(folder.cache, names, Screens({})), today)
    if f"{source}/{BANK_FILE}" in folder.unread or not all(map(is_id, bank)):
        names = replace(names, broken=names.broken | {BANK_FILE})
    names = replace(names, questions=bank)
    languages = settings.languages if settings else ()
    drafting = read_drafting(folder, source, languages, names, today)
    flows = read_flows(folder, source, names, languages, today)
    return _Content(names, helplines, bank, drafting, flows)


def _with_whiles(names: Names, memory: Memory, folder: Folder) -> Names:
    once = Once(folder.cache, names, Screens({}))
    whiles = once.read("whiles", lambda names, _: read_whiles(memory.whiles, names), memory)
    return replace(names, memory=with_whiles(memory.rules, whiles))


def _read_bank(folder: Folder, source: str, once: Once, today: date) -> Mapping[str, Question]:
    file = folder.file(f"{source}/{BANK_FILE}")
    if file is None or file.path in folder.unread:
        return {}
    page = page_of(file, folder)
    front_of(page, BANK, once, today)
    return once.read("bank", lambda names, _: read_questions(page, names), page)


def _snapshot(folder: Folder, settings: Settings, content: _Content) -> Snapshot | None:
    """The snapshot as far as it goes; None when a screen that the bot itself leads to is missing."""
    report, index = folder.report, content.flows.index
    entries = (settings.home, settings.safety, settings.no_answer)
    home, safety, no_answer = (index.screen(entry, "", report) for entry in entries)
    pin, check_in = (
        index.screen(ref, "", report) if ref else None for ref in (settings.pin, settings.check_in)
    )
    commands = {name: index.screen(screen, "", report) for name, screen in settings.commands.items()}
    danger = _read_danger(folder, settings, content, safety)
    phrases = {
        settings.source: _read_phrases(folder, settings.source, _known_phrases(settings, content.names))
    }
    if not (home and safety and no_answer):
        return None
    names = content.names
    return Snapshot(
        id=folder.digest(),
        language=settings.source,
        screens=content.flows.screens,
        flows=content.flows.flows,
        moved=index.moved,
        home=home,
        safety=safety,
        no_answer=no_answer,
        commands={name: screen for name, screen in commands.items() if screen},
        memory={name: declared.value for name, declared in names.memory.items()},
        questions=content.bank,
        topics={topic: declared.value for topic, declared in names.topics.items()},
        sources={id: declared.value for id, declared in names.sources.items()},
        countries=content.helplines.countries,
        helplines=content.helplines.lines,
        danger=danger,
        phrases=phrases,
        pin=pin,
        check_in=check_in,
        invitations=content.drafting.invitations,
        coercion=content.drafting.coercion,
    )


def _read_danger(
    folder: Folder, settings: Settings, content: _Content, safety: ScreenId | None
) -> DangerRules:
    file = folder.file(f"{settings.source}/danger.yaml")
    once = Once(folder.cache, content.names, content.flows.index)
    return once.read(
        "danger",
        lambda names, screens: read_danger(file, screens, names.report, safety=safety or ScreenId("")),
        *(file, safety),
    )


def _known_phrases(settings: Settings, names: Names) -> KnownPhrases:
    return known_phrases(settings.commands, names.memory, is_memory_broken=MEMORY_FILE in names.broken)


def _read_phrases(folder: Folder, language: str, known: KnownPhrases) -> Mapping[str, str]:
    file = folder.file(f"{language}/ui.po")
    return folder.once(
        f"phrases {language}",
        lambda report: read_phrases(file, language, known, report),
        *(file, tuple(known.uses), known.hidden),
    )


def _with_translations(
    snapshot: Snapshot, folder: Folder, settings: Settings, content: _Content, today: date
) -> Snapshot:
    own_words = snapshot.phrases[settings.source]
    known = _known_phrases(settings, content.names)
    source = Source(content.names, content.flows, content.bank, own_words, known)
    return with_translations(snapshot, folder, settings, source, today)


def _check(snapshot: Snapshot | None, content: _Content) -> None:
    """Run the rules on the whole, each only where no other mistake can have misled it."""
    names, report = content.names, content.names.report
    if snapshot:
        limits.check(snapshot, report)
    if not any(_is_about_screens(found) for found in report.diagnostics):
        at_hand.check(content.flows.screens, names.used.at_hand, report)
        usage.check_memory(names.memory, names.used, report)
        if snapshot:
            graph.check(snapshot, report)
    if not report.has_errors:
        usage.check_sources(names.sources, names.used, report)


def _is_about_screens(found: Diagnostic) -> bool:
    return found.severity is Severity.ERROR and not found.code.startswith(BESIDE_SCREENS)


def _with_errors(report: Report) -> frozenset[str]:
    return frozenset(found.place.path for found in report.diagnostics if found.severity is Severity.ERROR)
