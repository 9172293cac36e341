"""What a new text is given besides its name, and what comes of it."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from flows.compiler.references import WHAT_IS_AN_ID, is_id
from flows.compiler.report import did_you_mean
from flows.workshop.refused import Refused


@dataclass(frozen=True, slots=True)
class Draft:
    """The files that are new or different, and what the editor has to know, as sentences.

    `is_linked` is False for a flow that nothing leads to yet, which the check will say.
    """

    files: Mapping[str, bytes]
    notes: tuple[str, ...] = ()
    is_linked: bool = True


@dataclass(frozen=True, slots=True)
class Head:
    """The front matter of a new file; `reviewer` is a role and never a name."""

    title: str
    reviewer: str
    today: date

    @property
    def text(self) -> str:
        """Both lines of dashes, and what stands between them."""
        lines = [
            f"title: {_quoted(self.title)}",
            f"written: {self.today}",
            "reviewed: never",
            f"reviewer: {_quoted(self.reviewer)}",
        ]
        return "\n".join(["---", *lines, "---", "", ""])


def expect_new_id(name: str, known: Collection[str], thing: str) -> None:
    """Raise Refused unless `name` is an id that no other `thing` has."""
    if not is_id(name):
        slug = _slug(name)
        help = f"Did you mean `{slug}`?" if is_id(slug) else WHAT_IS_AN_ID
        raise Refused(f"`{name}` is not an id. {help}")
    if name in known:
        raise Refused(f"The {thing} `{name}` is there already. Choose another name.")


def expect_known(word: str, known: Collection[str], thing: str) -> None:
    """Raise Refused unless `word` is one of the `known`."""
    if word not in known:
        help = did_you_mean(word, known) or f"Known: {', '.join(f'`{one}`' for one in known)}."
        raise Refused(f"There is no {thing} `{word}`. {help}")


def title_of(name: str) -> str:
    """A title to begin with: the words of an id."""
    return name.replace("-", " ").capitalize()


def _quoted(text: str) -> str:
    """A value that YAML cannot take for anything but words."""
    plain = re.fullmatch(r"[A-Za-z][\w ,.'’-]*", text) and text.lower() not in ("true", "false", "null")
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")
