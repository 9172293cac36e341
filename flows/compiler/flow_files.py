"""Reads every flow of the source language: headings first, so that each may lead to any other."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import PurePosixPath

from flows.compiler.decode import Folder
from flows.compiler.front_matter import check_review, read_front_matter
from flows.compiler.names import Names
from flows.compiler.once import Once
from flows.compiler.page import Page
from flows.compiler.page_reader import read_page
from flows.compiler.references import NO_FLOWS, WHAT_IS_AN_ID, Screens, is_id
from flows.compiler.screen_index import id_of, index_screens
from flows.compiler.screens import read_screen
from flows.compiler.source import SourceFile
from flows.model.flow import Flow, ScreenId, ScreenTemplate


@dataclass(frozen=True, slots=True)
class Flows:
    """All flows by id, all screens in the order of files and headings, and where targets may lead."""

    flows: Mapping[str, Flow]
    screens: Mapping[ScreenId, ScreenTemplate]
    index: Screens


def read_flows(folder: Folder, source: str, names: Names, languages: Collection[str], today: date) -> Flows:
    """Every `.md` file of the source language's folder but the bank and the invitations."""
    paths = {PurePosixPath(path).stem: path for path in folder.paths(source, ".md")}
    pages = {
        flow: page_of(file, folder, any_level=True)
        for flow, path in paths.items()
        if flow not in NO_FLOWS and (file := folder.file(path)) and path not in folder.unread
    }
    unread = {flow for flow, path in paths.items() if path in folder.unread}
    index = index_screens(pages, names.report, unread=unread, languages=languages)
    once = Once(folder.cache, names, index)
    flows = {flow: front_of(page, flow, once, today) for flow, page in pages.items()}
    screens = {
        id: screen for flow, page in pages.items() for id, screen in _screens(flow, page, index, once).items()
    }
    return Flows(flows, screens, index)


def page_of(file: SourceFile, folder: Folder, *, any_level: bool = False) -> Page:
    """The page of a Markdown file, read when the file is new or has changed."""
    return folder.cache.get(
        ("page", file.path), (file, any_level), lambda: read_page(file, any_level=any_level)
    )


def front_of(page: Page, flow: str, once: Once, today: date) -> Flow:
    """The front matter of a page, read when something of it or of the sources has changed."""
    return once.read(
        ("front", page.file.path), lambda names, _: read_front(page, flow, names, today), page, today
    )


def read_front(page: Page, flow: str, names: Names, today: date) -> Flow:
    """The front matter of a file whose name is the flow's id."""
    if not is_id(flow):
        place, help = page.file.place(1), WHAT_IS_AN_ID
        names.report.add("H07", place, f"The file name `{flow}` is not an id", help=help)
    front = read_front_matter(page, flow, names, today)
    check_review(page, front, names.report, today)
    return front


def _screens(flow: str, page: Page, index: Screens, once: Once) -> dict[ScreenId, ScreenTemplate]:
    """The screens of one file; one whose heading is wrong is read for its own mistakes only."""
    known: dict[ScreenId, ScreenTemplate] = {}
    for number, section in enumerate(page.sections):
        id = ScreenId(f"{flow}#{id_of(section)}")
        screen = once.read(("screen", flow, number), partial(read_screen, id, section), section)
        if id_of(section) in index.ids[flow]:
            known.setdefault(id, screen)
    return known
