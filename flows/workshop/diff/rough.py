"""What can be said of two folders of which one does not compile: which files and screens read differently."""

import re
from collections.abc import Iterator, Mapping

_HEADING = re.compile(r"^## +(\S+)", re.MULTILINE)


def rough_changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[str]:
    """One sentence for each file that differs, with the headings under which it does."""
    for path in sorted(before.keys() | after.keys()):
        was, now = before.get(path), after.get(path)
        if was is None:
            yield f"{path} is new."
        elif now is None:
            yield f"{path} is gone."
        elif was != now:
            yield f"{path} is different{_where(was, now) if path.endswith('.md') else ''}."


def _where(before: bytes, after: bytes) -> str:
    was, now = _sections(before), _sections(after)
    names = [f"`{name}`" for name in dict.fromkeys((*now, *was)) if was.get(name) != now.get(name)]
    return f" under {', '.join(names)}" if names else ""


def _sections(content: bytes) -> dict[str, str]:
    """The text under each level-2 heading; what stands above the first one is the file's head."""
    head, *rest = _HEADING.split(content.decode("utf-8", errors="replace"))
    return {"its head": head, **dict(zip(rest[::2], rest[1::2], strict=True))}
