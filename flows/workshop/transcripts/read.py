"""Reads a transcript: one `Word: what it says` a line, `#` for a remark."""

from collections.abc import Iterator, Sequence

from flows.compiler.report import did_you_mean
from flows.workshop.transcripts.lines import Conversation, Line, Slip, Transcript, Word

_WORDS = {word.casefold(): word for word in Word}
_KNOWN = ", ".join(f"`{word}`" for word in Word)


def read_transcript(path: str, text: str) -> Transcript:
    """The conversations of a file; never raises, whatever stands in it."""
    groups = list(_groups([_read(number, line) for number, line in _written(text)]))
    loose, tests = groups[0], groups[1:]
    return Transcript(path, tuple(map(_conversation, tests)), tuple(_outside(line) for line in loose))


def _written(text: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, with their numbers."""
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line


def _read(number: int, source: str) -> Line | Slip:
    before, colon, after = source.partition(":")
    written = " ".join(before.split())
    says = after.strip()
    column = source.find(says, len(before) + 1) + 1 if says else len(source.rstrip()) + 1
    if not colon:
        return _slip(number, source, "This line has no colon", f"Begin it with one of {_KNOWN} and a colon.")
    if written not in list(Word):
        help = did_you_mean(_WORDS.get(written.casefold(), written), Word) or f"Known: {_KNOWN}."
        return _slip(number, source, f"A line cannot begin with `{written}`", help)
    if not says and written != Word.TYPE:  # somebody may send nothing readable
        return Slip(number, column, f"`{written}` says nothing", "Write what it is about behind it.", source)
    return Line(Word(written), says, number, column, source)


def _slip(number: int, source: str, message: str, help: str) -> Slip:
    return Slip(number, len(source) - len(source.lstrip()) + 1, message, help, source)


def _groups(lines: Sequence[Line | Slip]) -> Iterator[list[Line | Slip]]:
    """What stands before the first `Test:`, then each test with its own lines."""
    group: list[Line | Slip] = []
    for line in lines:
        if _begins_test(line):
            yield group
            group = []
        group.append(line)
    yield group


def _begins_test(line: Line | Slip) -> bool:
    """True for `Test:` with a title or without."""
    if isinstance(line, Line):
        return line.word is Word.TEST
    return line.source.partition(":")[0].strip() == Word.TEST


def _conversation(lines: list[Line | Slip]) -> Conversation:
    head, said = lines[0], [line for line in lines[1:] if isinstance(line, Line)]
    slips = [line for line in lines if isinstance(line, Slip)]
    if len(lines) == 1 and isinstance(head, Line):
        message, help = (
            "Nothing happens in this conversation",
            "Write a line such as `Start: start` below it.",
        )
        slips.append(Slip(head.number, head.column, message, help, head.source))
    title = head.says if isinstance(head, Line) else ""
    return Conversation(title, head.number, tuple(said), tuple(slips))


def _outside(line: Line | Slip) -> Slip:
    if isinstance(line, Slip):
        return line
    help = "Write a line such as `Test: what this shows` above it."
    return _slip(line.number, line.source, "This line stands before the first `Test:`", help)
