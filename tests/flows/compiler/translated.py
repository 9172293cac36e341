"""The small content folder with a language beside it: Spanish as somebody shouts it who knows none."""

from collections.abc import Collection, Mapping

from flows.compiler.compile import Compilation, compile_content
from flows.compiler.translations.lock import LOCK_FILE
from flows.workshop.translate.accept import accept
from flows.workshop.translate.desk import open_desk
from flows.workshop.translate.pseudo import with_pseudo
from flows.workshop.translate.pseudo_words import Pseudo
from tests.flows.compiler.folders import TODAY, folder

SHOUTED = Pseudo("es", str.upper, lambda _length, _room: ("", ""))


def with_spanish(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with all their words in `es`, accepted."""
    return with_pseudo(open_desk(files), SHOUTED)


def accepted(files: Mapping[str, bytes], *, but: Collection[str] = ()) -> dict[str, bytes]:
    """The files with everything accepted that has the shape of its source, `but` for some flows."""
    lock = accept(open_desk(files), "es").lock.decode().splitlines(keepends=True)
    kept = (line for line in lock if not any(line.startswith(f"es {flow}#") for flow in but))
    return {**files, LOCK_FILE: "".join(kept).encode()}


def edited(files: Mapping[str, bytes], path: str, old: str, new: str) -> dict[str, bytes]:
    """The files with words of one of them replaced; they must stand there."""
    text = files[path].decode()
    assert old in text, f"{old!r} is not in {path}"
    return {**files, path: text.replace(old, new).encode()}


def spanish(*replacements: tuple[str, str, str]) -> dict[str, bytes]:
    """The small folder in two languages, after words were replaced: file, old words, new words."""
    files = with_spanish(folder())
    for path, old, new in replacements:
        files = edited(files, path, old, new)
    return files


def compiled_spanish(*replacements: tuple[str, str, str]) -> Compilation:
    """What the folder in two languages compiles to."""
    return compile_content(spanish(*replacements), TODAY)
