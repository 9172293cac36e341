"""A content folder opened for work on one language."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.compiler.cache import Cache
from flows.compiler.decode import Folder
from flows.compiler.memory_file import read_memory
from flows.compiler.names import MEMORY_FILE
from flows.compiler.phrases_file import KnownPhrases, known_phrases, read_phrases
from flows.compiler.po_file import Entry, read_entries
from flows.compiler.settings_file import Settings, read_settings
from flows.compiler.translations.survey import FileSurvey, survey


class Unusable(Exception):
    """What was asked for cannot be done; the message says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The folder, its settings, and its files as they are on disk."""

    files: Mapping[str, bytes]
    folder: Folder
    settings: Settings

    def survey(self, language: str) -> tuple[FileSurvey, ...]:
        """Every file of the source with what became of its screens in `language`."""
        return survey(self.folder, self.settings, language)

    def phrases(self) -> dict[str, str]:
        """The bot's own words in the source language, by key."""
        source = self.settings.source
        file = self.folder.file(f"{source}/ui.po")
        phrases = read_phrases(file, source, self.known(), self.folder.report)
        return {key: phrases[key] for key in self.uses() if key in phrases}

    def catalogue(self, language: str) -> dict[str, Entry]:
        """The entries of a language's ui.po by key; none where it is missing or cannot be read."""
        file = self.folder.file(f"{language}/ui.po")
        entries = read_entries(file, self.folder.report) if file else None
        return {entry.key: entry for entry in entries or ()}

    def uses(self) -> dict[str, str]:
        """When each phrase of the bot is used."""
        return dict(self.known().uses)

    def known(self) -> KnownPhrases:
        """Every key of the bot's own words."""
        memory = read_memory(self.folder.file(MEMORY_FILE), self.folder.report)
        return known_phrases(self.settings.commands, memory.rules)


def open_desk(files: Mapping[str, bytes]) -> Desk:
    """Open a content folder; raises Unusable when content.yaml cannot be read."""
    folder = Folder(files, Cache())
    settings = read_settings(folder.file("content.yaml"), folder.report)
    if settings is None:
        raise Unusable("content.yaml cannot be read. Run `check`, which says what is wrong with it.")
    return Desk(files, folder, settings)


def check_language(desk: Desk, language: str) -> None:
    """Raise Unusable for a language that nothing can be translated into here."""
    if language == desk.settings.source:
        raise Unusable(f"`{language}` is the language that everything is written in; name another one.")
    if language not in desk.settings.languages:
        listed = ", ".join(desk.settings.languages)
        raise Unusable(
            f"content.yaml does not name the language `{language}`, only {listed}. Add it to `languages`."
        )
