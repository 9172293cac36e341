"""Notes which source words a translation was made from, so that later edits of the source make it stale."""

from collections.abc import Collection
from dataclasses import dataclass

from flows.compiler.report import Report
from flows.compiler.translations.compare import compare
from flows.compiler.translations.lock import LOCK_FILE, lock_text, read_lock
from flows.compiler.translations.parts import hash_of
from flows.compiler.translations.survey import Entry, State
from flows.workshop.translate.desk import Desk, Unusable, check_language


@dataclass(frozen=True, slots=True)
class Accepted:
    """The new lock file, what it says anew, and the wanted texts whose words are missing or do not match."""

    lock: bytes
    accepted: tuple[str, ...]
    were_stale: tuple[str, ...]
    unfit: tuple[str, ...]


def accept(desk: Desk, language: str, names: Collection[str] = ()) -> Accepted:
    """Accept the words of the named screens (`flow#screen`), of all screens of a flow, or of everything.

    Raises Unusable for a name or a language that there is not.
    """
    check_language(desk, language)
    entries = {str(entry.id): entry for file in desk.survey(language) for entry in file.entries}
    wanted = [entries[id] for id in _wanted(entries, names)]
    fit = [entry for entry in wanted if _is_fit(entry)]
    fresh = [entry for entry in fit if entry.state is not State.TRANSLATED]
    return Accepted(
        _new_lock(desk, language, entries, fit),
        tuple(entry.id for entry in fresh),
        tuple(entry.id for entry in fresh if entry.state is State.STALE),
        tuple(entry.id for entry in wanted if not _is_fit(entry) and (names or entry.words)),
    )


def _wanted(entries: Collection[str], names: Collection[str]) -> list[str]:
    for name in names:
        if name not in entries and not any(id.startswith(f"{_flow(name)}#") for id in entries):
            raise Unusable(f"There is no screen and no file `{name}`; name it `flow#screen` or `flow`.")
    flows = {_flow(name) for name in names if name not in entries}
    return [id for id in entries if not names or id in names or id.partition("#")[0] in flows]


def _flow(name: str) -> str:
    return name.removesuffix(".md")


def _is_fit(entry: Entry) -> bool:
    return entry.words is not None and compare(entry.source, entry.words, Report({}))


def _new_lock(desk: Desk, language: str, known: Collection[str], fit: Collection[Entry]) -> bytes:
    """The lock with the accepted hashes; lines of this language for screens that are gone are dropped."""
    file = desk.folder.written(LOCK_FILE)
    before = read_lock(file, desk.folder.report) if file else {}
    kept = {key: hash for key, hash in before.items() if key[0] != language or key[1] in known}
    return lock_text(kept | {(language, entry.id): hash_of(entry.source) for entry in fit}).encode()
