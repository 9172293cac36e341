"""What changed in the words of other languages; what a button does is the source language's alone."""

from collections.abc import Iterator
from dataclasses import replace

from flows.workshop.diff.buttons import button_changes
from flows.workshop.diff.changes import Change, How, Thing
from flows.workshop.diff.versions import Versions
from flows.workshop.diff.words import word_changes


def translation_changes(versions: Versions) -> Iterator[Change]:
    """Screens that came to be shown in a language or no longer are, and their words that changed."""
    for language in dict.fromkeys((*versions.after.words, *versions.before.words)):
        for change in _in_language(language, versions):
            yield replace(change, subject=f"{change.subject} ({language})")


def translated_anew(versions: Versions) -> set[str]:
    """Present ids of the screens whose words in some other language changed."""
    languages = versions.before.words.keys() | versions.after.words.keys()
    return {change.subject for language in languages for change in _in_language(language, versions)}


def _in_language(language: str, versions: Versions) -> Iterator[Change]:
    before, after = versions.before.words.get(language, {}), versions.after.words.get(language, {})
    for old, new in versions.pairs().items():
        was, now = before.get(old), after.get(new)
        if now and was:
            yield from word_changes(was, now, versions)
            yield from (told for told in button_changes(was, now, versions) if told.how is How.RELABELLED)
        elif was or now:
            how = How.ADDED if now else How.REMOVED
            yield Change(Thing.TRANSLATION, how, new, safety=versions.is_safety(new))
