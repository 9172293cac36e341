"""Languages by their tags: which way they are written, and which one suits somebody best."""

from collections.abc import Collection, Mapping

_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
    | {"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa", "rtl"}
)
"""Languages by their usual script, scripts by their own tag, and the pseudo-language `x-rtl`."""


def is_right_to_left(tag: str) -> bool:
    """True for a language that is written from right to left; a script in the tag decides (`az-Arab`)."""
    first, *rest = tag.lower().split("-")
    scripts = [part for part in rest if len(part) == 4 or part == "rtl"]
    return (scripts[0] if scripts else first) in _RIGHT_TO_LEFT


def best_language(wanted: str, offered: Collection[str], fallback: Mapping[str, str]) -> str | None:
    """The offered language for a tag as a phone sends it, in any case: itself, then what `fallback` names
    for it, or else the tag without its last part, and so on. None when that leads to no offered one."""
    known = {tag.lower(): tag for tag in offered}
    leads = {tag.lower(): other.lower() for tag, other in fallback.items()}
    tag, tried = wanted.lower(), set[str]()
    while tag and tag not in tried:
        if tag in known:
            return known[tag]
        tried.add(tag)
        tag = leads.get(tag) or tag.rpartition("-")[0]
    return None
