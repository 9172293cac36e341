"""What came of the transcripts, as an editor reads it and as a program does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from flows.workshop.transcripts.accept import Change
from flows.workshop.transcripts.lines import Line, Slip, Transcript
from flows.workshop.transcripts.replay import Failure, PlayedTwice

Json: TypeAlias = dict[str, object]

_MARGIN = " " * 6

_DIFFERS = (
    "Through the store, this conversation goes another way than in memory\n"
    f"{_MARGIN} = This is a fault of the bot and not of the content; please report it."
)


@dataclass(frozen=True, slots=True)
class PlayedFile:
    """A transcript with what came of its conversations, in their order."""

    transcript: Transcript
    played: Sequence[PlayedTwice]

    @property
    def failed(self) -> int:
        """How many conversations do not hold."""
        return sum(not played.holds for played in self.played)


def render_file(file: PlayedFile) -> Iterator[str]:
    """Each slip and each failure of the file in a few lines."""
    path = file.transcript.path
    yield from (_slip(slip, path) for slip in file.transcript.slips)
    for played in file.played:
        conversation = played.in_memory.conversation
        yield from (_slip(slip, path) for slip in conversation.slips)
        if played.differs:
            yield f"{path}:{conversation.number}:1: {_DIFFERS}"
        yield from (_failure(failure, path, conversation.title) for failure in played.failures)


def render_change(path: str, change: Change) -> str:
    """A line that was rewritten, before and after."""
    line = change.line
    return f"{path}:{line.number}: rewritten\n{_MARGIN} - {line.text}\n{_MARGIN} + {line.word}: {change.says}"


def summary(files: Sequence[PlayedFile]) -> str:
    """`7 files, 41 conversations, 0 failed`."""
    conversations = sum(len(file.played) for file in files)
    loose = sum(len(file.transcript.slips) for file in files)
    outside = f", {_count(loose, 'line')} outside a conversation" if loose else ""
    failed = sum(file.failed for file in files)
    return f"{_count(len(files), 'file')}, {_count(conversations, 'conversation')}, {failed} failed{outside}"


def to_json(files: Sequence[PlayedFile]) -> Json:
    """The same for a program: counts, and every failure with its place."""
    return {
        "files": len(files),
        "conversations": sum(len(file.played) for file in files),
        "failed": sum(file.failed for file in files),
        "failures": [failure for file in files for failure in _failures_as_json(file)],
    }


def change_as_json(path: str, change: Change) -> Json:
    """A line that was rewritten."""
    line = change.line
    return {"path": path, "line": line.number, "before": line.text, "after": f"{line.word}: {change.says}"}


def _failures_as_json(file: PlayedFile) -> Iterator[Json]:
    path = file.transcript.path
    yield from (_slip_as_json(slip, path, "") for slip in file.transcript.slips)
    for played in file.played:
        conversation = played.in_memory.conversation
        yield from (_slip_as_json(slip, path, conversation.title) for slip in conversation.slips)
        for failure in played.failures:
            yield _failure_as_json(failure, path, conversation.title) | {"differs": played.differs}


def _slip_as_json(slip: Slip, path: str, title: str) -> Json:
    at: Json = {"path": path, "line": slip.number, "column": slip.column, "test": title}
    return at | {"message": slip.message, "help": slip.help}


def _failure_as_json(failure: Failure, path: str, title: str) -> Json:
    line, mismatch = failure.line, failure.mismatch
    at: Json = {"path": path, "line": line.number, "column": line.column, "test": title}
    return at | {
        "expected": line.text,
        "message": mismatch.message,
        "help": mismatch.help,
        "closest": mismatch.closest,
        "now_says": mismatch.now_says,
        "screen": failure.screen,
        "buttons": list(failure.buttons),
        "steps": [step.text for step in failure.steps],
    }


def _slip(slip: Slip, path: str) -> str:
    lines = [f"{path}:{slip.number}:{slip.column}: {slip.message}", *_quoted(slip.number, slip.source)]
    return "\n".join([*lines, f"{_MARGIN} = help: {slip.help}"])


def _failure(failure: Failure, path: str, title: str) -> str:
    line, mismatch = failure.line, failure.mismatch
    lines = [f"{path}:{line.number}:{line.column}: {mismatch.message} (Test: {title})"]
    lines += _quoted(line.number, line.source)
    if mismatch.closest:
        lines += [
            f"{_MARGIN} = closest: {mismatch.closest}",
            f"{_MARGIN}            {mismatch.carets}".rstrip(),
        ]
    lines += [f"{_MARGIN} = help: {mismatch.help}"] if mismatch.help else []
    lines += [f"{_MARGIN} = on {failure.screen}; the buttons there: {' | '.join(failure.buttons)}"]
    return "\n".join([*lines, *_led_here(failure.steps)])


def _led_here(steps: Sequence[Line]) -> list[str]:
    if not steps:
        return []
    return [f"{_MARGIN} = the steps that led here:", *(f"{step.number:>6} | {step.text}" for step in steps)]


def _quoted(number: int, source: str) -> list[str]:
    return [f"{number:>6} | {source.strip()}"]


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
