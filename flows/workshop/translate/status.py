"""How far each language has come, file by file."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.compiler.translations.phrases import read_translated_phrases
from flows.compiler.translations.survey import FileSurvey, State
from flows.workshop.translate.desk import Desk

COLUMNS = (State.TRANSLATED, State.STALE, State.WAITING, State.UNLIKE, State.MISSING)


@dataclass(frozen=True, slots=True)
class FileStatus:
    """How many texts of a file are in which state."""

    name: str
    is_safety: bool
    is_complete: bool
    texts: Mapping[State, int]


@dataclass(frozen=True, slots=True)
class Status:
    """One language; sessions begin in it once its phrases and its safety files are complete."""

    language: str
    files: Sequence[FileStatus]
    has_phrases: bool

    @property
    def is_safe(self) -> bool:
        """True when every safety file is complete."""
        return all(file.is_complete for file in self.files if file.is_safety)

    @property
    def is_offered(self) -> bool:
        """True when somebody can begin in this language."""
        return self.has_phrases and self.is_safe


def status(desk: Desk, language: str) -> Status:
    """How far one language has come."""
    files = [_file_status(file) for file in desk.survey(language)]
    _, has_phrases = read_translated_phrases(desk.folder, language, desk.phrases(), desk.known())
    return Status(language, files, has_phrases)


def as_text(statuses: Sequence[Status]) -> str:
    """A table for each language, and whether anybody can begin in it."""
    if not statuses:
        return "content.yaml names one language only, so there is nothing to translate.\n"
    return "\n".join("".join(f"{line}\n" for line in _lines(one)) for one in statuses)


def as_objects(statuses: Sequence[Status]) -> list[dict[str, object]]:
    """The same for programs: an object a language."""
    return [_as_object(one) for one in statuses]


def _file_status(file: FileSurvey) -> FileStatus:
    counted = Counter(entry.state for entry in file.entries)
    return FileStatus(f"{file.flow}.md", file.is_safety, file.is_complete, counted)


def _lines(one: Status) -> Iterator[str]:
    yield f"{one.language}: {_verdict(one)}"
    rows = [("", COLUMNS), *((_name(file), _cells([file])) for file in one.files), ("all", _cells(one.files))]
    width = max(len(name) for name, _ in rows)
    for name, cells in rows:
        numbers = (f"{cell:>{len(state) + 2}}" for state, cell in zip(COLUMNS, cells, strict=True))
        yield f"  {name:<{width}}{''.join(numbers)}"


def _name(file: FileStatus) -> str:
    return f"{file.name} (safety)" if file.is_safety else file.name


def _cells(files: Sequence[FileStatus]) -> list[str]:
    return [str(sum(file.texts.get(state, 0) for file in files) or ".") for state in COLUMNS]


def _verdict(one: Status) -> str:
    if one.is_offered:
        return "people can begin in it"
    lacking = [file.name for file in one.files if file.is_safety and not file.is_complete]
    lacking += [] if one.has_phrases else ["ui.po"]
    are = "is" if len(lacking) == 1 else "are"
    return f"nobody can begin in it before {' and '.join(lacking)} {are} complete"


def _as_object(one: Status) -> dict[str, object]:
    return {
        "language": one.language,
        "offered": one.is_offered,
        "safety_complete": one.is_safe,
        "phrases_complete": one.has_phrases,
        "files": [
            {
                "file": file.name,
                "safety": file.is_safety,
                "texts": {str(state): file.texts.get(state, 0) for state in COLUMNS},
            }
            for file in one.files
        ],
    }
