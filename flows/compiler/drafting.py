"""Reads what drafts of invitations are made from and held against."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from flows.compiler.coercion_file import merged, read_coercion
from flows.compiler.decode import Folder
from flows.compiler.flow_files import front_of, page_of
from flows.compiler.invitations_file import check_choices, read_invitations
from flows.compiler.names import Names
from flows.compiler.once import Once
from flows.compiler.page import Page
from flows.compiler.references import INVITATIONS, Screens
from flows.model.invitation import CoercionRule, Invitations


@dataclass(frozen=True, slots=True)
class Drafting:
    """The sentences of the source language (the only key, if any), and the rules of all languages."""

    invitations: Mapping[str, Invitations]
    coercion: tuple[CoercionRule, ...]


def read_drafting(
    folder: Folder, source: str, languages: Collection[str], names: Names, today: date
) -> Drafting:
    """Both, as far as they are there: content without invitations needs neither."""
    file = folder.file(f"{source}/{INVITATIONS}.md")
    invitations: dict[str, Invitations] = {}
    if file and file.path not in folder.unread:
        page = page_of(file, folder)
        once = Once(folder.cache, names, Screens({}))
        front_of(page, INVITATIONS, once, today)
        invitations[source] = once.read("invitations", lambda names, _: _read(page, names), page)
        names.used.asked.update({"tone", "reason"} & names.memory.keys())
    return Drafting(invitations, merged(_coercion(folder, language) for language in languages))


def _read(page: Page, names: Names) -> Invitations:
    invitations = read_invitations(page, names)
    if not names.report.has_errors:  # otherwise what is missing is wrong, and told already
        check_choices(invitations, page, names)
    return invitations


def _coercion(folder: Folder, language: str) -> tuple[CoercionRule, ...]:
    file = folder.file(f"{language}/coercion.yaml")
    return folder.once(f"coercion {language}", lambda report: read_coercion(file, language, report), file)
