"""The name that a file keeps: Telegram cleans it without a word."""

import re
import unicodedata

LONGEST_STEM = 64
LONGEST_ENDING = 16
_NEVER = frozenset("<>:\"/\\|?*&`'")


def clean_file_name(name: str) -> str:
    """The last part of a path, with a space for all but letters, digits and harmless ASCII signs."""
    last = re.split(r"[/\\]", name)[-1]
    stem, dot, ending = last.rpartition(".") if "." in last[1:] else (last, "", "")
    kept = _clean(stem, LONGEST_STEM) or "file"
    cleaned_ending = _clean(ending, LONGEST_ENDING)
    return kept + dot + cleaned_ending if cleaned_ending else kept


def _clean(part: str, longest: int) -> str:
    spaced = "".join(character if _is_kept(character) else " " for character in part)
    return spaced.lstrip(" .")[:longest].rstrip(" .")


def _is_kept(character: str) -> bool:
    if " " <= character <= "~":
        return character not in _NEVER
    return unicodedata.category(character)[0] in "LN"
