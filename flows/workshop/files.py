"""Content files read one at a time, for what can be done whatever is wrong with the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flows.compiler.compile import USUAL_SOURCE
from flows.compiler.front_matter import read_front_matter
from flows.compiler.names import SOURCES_FILE, Names
from flows.compiler.page_reader import read_page
from flows.compiler.references import NO_FLOWS
from flows.compiler.report import Report
from flows.compiler.screen_index import id_of
from flows.compiler.settings_file import read_settings
from flows.compiler.source import SourceFile
from flows.model.flow import Flow

SETTINGS_FILE = "content.yaml"
HELPLINES_FILE = "helplines.yaml"


@dataclass(frozen=True, slots=True)
class Front:
    """What it says as a flow's would, and the ids of its sources whether they exist or not."""

    flow: Flow
    sources: frozenset[str]


def source_language(files: Mapping[str, bytes]) -> str:
    """The language that flows are written in; the usual one while content.yaml cannot say which."""
    settings = read_settings(decoded(files, SETTINGS_FILE), Report({}))
    return settings.source if settings else USUAL_SOURCE


def screens_by_flow(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The headings of every flow of the source language, by the flow's id, as they are written."""
    source = source_language(files)
    paths = (path for path in sorted(files) if path.endswith(".md") and path.count("/") == 1)
    pages = (read_page(decoded(files, path)) for path in paths if path.startswith(f"{source}/"))
    found = {flow_id(page.file.path): [id_of(section) for section in page.sections] for page in pages}
    return {flow: screens for flow, screens in found.items() if flow not in NO_FLOWS}


def flow_id(path: str) -> str:
    """The id that a file's name is."""
    return path.rpartition("/")[2].removesuffix(".md")


def front_matter(file: SourceFile, today: date) -> Front | None:
    """The front matter as far as it can be read, None without any; its mistakes are the check's to tell."""
    page = read_page(file)
    if page.front is None:
        return None
    names = Names(Report({}), {}, {}, {}, broken=frozenset({SOURCES_FILE}))
    flow = read_front_matter(page, file.path, names, today)
    return Front(flow, frozenset(names.used.sources))


def decoded(files: Mapping[str, bytes], path: str) -> SourceFile:
    """A file as text; an empty one when there is none."""
    return SourceFile(path, files.get(path, b"").decode("utf-8-sig", errors="replace"))
