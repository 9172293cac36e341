"""A translator's catalogue becomes the files of a language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.compiler.phrases_file import check_phrase
from flows.compiler.report import Report
from flows.workshop.translate.desk import Desk, check_language
from flows.workshop.translate.given import OLDER, Catalogue, Refused
from flows.workshop.translate.own_words import with_phrases
from flows.workshop.translate.raw import raw
from flows.workshop.translate.rewrite import Rewriter
from flows.workshop.translate.wordings import Wording, wordings


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What to write, by path: only files that change. `used` counts the entries whose words are in them."""

    language: str
    files: Mapping[str, bytes]
    refused: tuple[Refused, ...]
    used: int


def bring_in(desk: Desk, catalogue: Catalogue) -> BroughtIn:
    """Put the words of a catalogue into the files of its language.

    A catalogue that was exported and not touched changes nothing. Entries without words, or marked fuzzy,
    leave what is there. Raises Unusable for a language that content.yaml does not name.
    """
    language = catalogue.language
    check_language(desk, language)
    known = {one.context: one for one in wordings(desk, language)}
    refused = [Refused(context, _GONE) for context in catalogue.entries if context not in known]
    found = dict(_flow_files(desk, catalogue, refused))
    found |= dict(_own_words(desk, catalogue, known, refused))
    files = {path: content for path, content in found.items() if content != desk.files.get(path)}
    return BroughtIn(language, files, tuple(refused), len(catalogue.entries) - len(refused))


_GONE = "The content has no such text any more."


def _flow_files(desk: Desk, catalogue: Catalogue, refused: list[Refused]) -> Iterator[tuple[str, bytes]]:
    for file in desk.survey(catalogue.language):
        source, path = file.source.file.path, f"{catalogue.language}/{file.flow}.md"
        present = raw(path, desk.files[path]) if path in desk.files else None
        rewriter = Rewriter(file, raw(source, desk.files[source]), present, catalogue.entries)
        content = rewriter.content()
        refused += rewriter.refused
        if content is not None:
            yield path, content


def _own_words(
    desk: Desk, catalogue: Catalogue, known: Mapping[str, Wording], refused: list[Refused]
) -> Iterator[tuple[str, bytes]]:
    """ui.po, begun from the source's where there is none; not at all when none of its words change."""
    phrases, given = desk.known(), {}
    for key in phrases.uses.keys() & catalogue.entries.keys() & known.keys():
        entry, present = catalogue.entries[key], known[key]
        report = Report({})
        check_phrase(entry, phrases, report)
        if entry.msgid != present.source:
            refused.append(Refused(key, OLDER))
        elif report.has_errors:
            refused.append(Refused(key, f"{report.diagnostics[0].message}."))
        elif present.is_stale or entry.words != present.words:
            given[key] = (entry.msgid, entry.words)
    if given:
        path = f"{catalogue.language}/ui.po"
        base = path if path in desk.files else f"{desk.settings.source}/ui.po"
        text = raw(path, desk.files[base])
        yield path, text.encoded(with_phrases(text, catalogue.language, dict(sorted(given.items()))))
