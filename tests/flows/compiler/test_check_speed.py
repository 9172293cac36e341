"""A compiler that remembers says the same as one that does not, and reads only what a save has changed."""

from collections.abc import Mapping
from dataclasses import fields
from time import process_time
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.folder import content_folder
from bot.library import read_folder
from flows.compiler.compile import Compilation, Compiler, compile_content
from flows.compiler.names import Names
from flows.compiler.page import Page, Section
from flows.compiler.page_reader import read_page
from flows.compiler.references import Screens
from flows.compiler.screens import read_screen
from flows.compiler.source import SourceFile
from flows.model.flow import ScreenId, ScreenTemplate
from tests.flows.compiler.folders import FRONT, START, TODAY, folder
from tests.flows.compiler.test_properties_mutations import edited, edits
from tests.real_content import FOLDER

SWAPS = [
    ("partner", "partners"),
    ("licence", "license"),
    ("training", "courses"),
    ("#said", "#told"),
    ("## said", "## heard"),
    ("## said", "## said\n\n`was heard`"),
    ("refuses", "unsure"),
    ("S1", "S2"),
    ("lock: true", "after-danger: closed"),
    ("topics", "country"),
    (" `remember", "  `remember"),
    ("\n\n", "\n\n\n"),
]
"""Edits of what other files name, or of nothing but white space."""

source_folder = {**folder(), "rules.yaml": (FOLDER / "rules.yaml").read_bytes()}
whole_folder = {
    **source_folder,
    **{path.replace("en/", "es/", 1): text for path, text in source_folder.items() if path.startswith("en/")},
    "content.yaml": source_folder["content.yaml"].replace(b"[en]", b"[en, es]"),
}
swaps = st.tuples(st.sampled_from(sorted(whole_folder)), st.sampled_from(SWAPS), st.booleans())
scribbles = st.tuples(st.sampled_from(sorted(whole_folder)), edits)
removals = st.sampled_from(sorted(whole_folder))
histories = st.lists(swaps | scribbles | removals | st.just("undo"), min_size=1, max_size=6)


def everything(compilation: Compilation) -> tuple[object, ...]:
    """All that a compilation says; tokens and places stand in the screens."""
    snapshot = compilation.snapshot
    parts = [(one.name, getattr(snapshot, one.name)) for one in fields(snapshot)] if snapshot else None
    return parts, list(snapshot.screens) if snapshot else None, compilation.diagnostics


def after(change: object, files: Mapping[str, bytes]) -> dict[str, bytes]:
    match change:
        case str(path):
            return {name: text for name, text in files.items() if name != path}
        case (str(path), (str(old), str(new)), bool(everywhere)):
            names = files if everywhere else [path]
            return {**files, **{name: _swapped(files.get(name, b""), old, new) for name in names}}
        case (str(path), (str(kind), float(where), float(length), str(scrap))):
            text = edited(files.get(path, b"").decode(errors="replace"), (kind, where, length, scrap))
            return {**files, path: text.encode(errors="replace")}
    raise AssertionError(change)


def _swapped(content: bytes, old: str, new: str) -> bytes:
    return content.replace(old.encode(), new.encode())


@settings(max_examples=150, deadline=None)
@given(histories)
def test_whatever_is_edited_it_says_what_a_compiler_without_memory_says(history: list[object]) -> None:
    compiler, files, before = Compiler(), whole_folder, whole_folder
    compiler.compile(files, TODAY)
    for change in history:
        files, before = (before, files) if change == "undo" else (after(change, files), files)

        assert everything(compiler.compile(files, TODAY)) == everything(compile_content(files, TODAY))


def test_another_day_is_noticed() -> None:
    files, later = read_folder(FOLDER), TODAY.replace(year=TODAY.year + 2)
    compiler = Compiler()
    compiler.compile(files, TODAY)

    assert compiler.compile(files, later).diagnostics == compile_content(files, later).diagnostics


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("en/start.md", "Where do things", "Where do matters"),
        ("en/start.md", "(#wrote)", "(#nowhere)"),
        ("en/start.md", START, f"{START}\n## more\n\nWords.\n\n- [Home](#home)\n"),
        ("en/safety.md", "## start", "## start\n\n\n"),
        ("en/questions.md", "A joke about it.", "A smile about it."),
        ("memory.yaml", "why: words that fit", "why: other words"),
    ],
)
def test_what_a_save_left_as_it_was_is_not_read_again(path: str, old: str, new: str) -> None:
    files, compiler = folder(), Compiler()
    compiler.compile(files, TODAY)
    changed = {**files, path: _swapped(files[path], old, new)}
    assert changed != files

    assert pages_read(compiler, changed) == ([path] if path.endswith(".md") else [])


def pages_read(compiler: Compiler, files: Mapping[str, bytes]) -> list[str]:
    read: list[str] = []

    def noting(file: SourceFile, *, any_level: bool = False) -> Page:
        read.append(file.path)
        return read_page(file, any_level=any_level)

    with patch("flows.compiler.flow_files.read_page", noting):
        compiler.compile(files, TODAY)
    return read


def test_a_screen_is_read_again_when_the_one_it_leads_to_is_gone_and_when_it_is_back() -> None:
    files, compiler = folder(), Compiler()
    without = {**files, "en/ask.md": f"{FRONT}## begin\n\nWords.\n\n- [Home](#home)\n".encode()}
    compiler.compile(files, TODAY)

    assert "R02" in [found.code for found in compiler.compile(without, TODAY).diagnostics]
    assert compiler.compile(files, TODAY).diagnostics == ()


def test_a_thousand_screens_are_compiled_again_with_most_of_them_unread() -> None:
    files, compiler = content_folder(1000, TODAY), Compiler()
    compiler.compile(files, TODAY)
    changed = {**files, "en/part-7.md": _swapped(files["en/part-7.md"], "A hard talk", "A soft talk")}
    read: list[ScreenId] = []

    def noting(id: ScreenId, section: Section, names: Names, screens: Screens) -> ScreenTemplate:
        read.append(id)
        return read_screen(id, section, names, screens)

    with patch("flows.compiler.flow_files.read_screen", noting):
        assert compiler.compile(changed, TODAY).diagnostics == ()

    assert len(read) == 20 and all(id.startswith("part-7#") for id in read)


def test_marks_that_mean_the_same_are_shown_as_they_are_written_now() -> None:
    text = START.replace("A no today is an answer.", "A no today is an answer.\n**You** must leave him.")
    files, compiler = {**whole_folder, "en/start.md": (FRONT + text).encode()}, Compiler()
    changed = {**files, "en/start.md": (FRONT + text.replace("**You**", "__You__")).encode()}
    assert any(found.code == "P02" for found in compiler.compile(files, TODAY).diagnostics)

    assert compiler.compile(changed, TODAY).diagnostics == compile_content(changed, TODAY).diagnostics


def test_a_save_among_a_thousand_screens_costs_a_part_of_the_first_compilation() -> None:
    files, compiler = content_folder(1000, TODAY), Compiler()
    first = processor_seconds(compiler, files)

    again = processor_seconds(compiler, {**files, "en/part-7.md": files["en/part-7.md"] + b"\n"})

    assert again < first / 3  # a tenth of it, as a rule


def processor_seconds(compiler: Compiler, files: Mapping[str, bytes]) -> float:
    began = process_time()
    compiler.compile(files, TODAY)
    return process_time() - began
