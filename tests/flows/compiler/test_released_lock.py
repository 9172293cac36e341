"""released.lock remembers every screen that was ever released, and the check holds the content to it."""

from datetime import date

from flows.compiler.compile import Compilation
from flows.compiler.released_lock import Released, read_released_lock, render_released_lock
from flows.model.diagnostic import Diagnostic
from flows.model.snapshot import Snapshot
from tests.flows.compiler.folders import FRONT, START, TODAY, compiled, folder
from tests.flows.compiler.reading import found, read

FIRST = date(2026, 10, 1)


def snapshot(**changes: str | None) -> Snapshot:
    made = compiled(**changes).snapshot
    assert made is not None
    return made


def released(text: str) -> Released:
    return read(read_released_lock, text, "released.lock")[0]


WITHOUT_WROTE = (FRONT + START).split("## wrote")[0].replace("#wrote", "#said").replace("I miss us", "{note}")
LOCK = render_released_lock(snapshot(), None, FIRST)


def after(released_lock: str = LOCK, **changes: str | None) -> Compilation:
    """The changed folder with what was released."""
    return compiled(**{"released.lock": released_lock, **changes})


def only(compilation: Compilation) -> Diagnostic:
    (one,) = compilation.diagnostics
    return one


def test_the_first_release_writes_every_screen_with_its_day_in_alphabetical_order() -> None:
    first, *lines = LOCK.splitlines()

    assert first.startswith("# ") and "by hand" in first
    assert lines == sorted(f"{screen} 2026-10-01" for screen in snapshot().screens)


def test_what_is_written_is_read_again() -> None:
    read_again, report = read(read_released_lock, LOCK, "released.lock")

    assert found(report) == []
    assert {id: declared.value for id, declared in read_again.screens.items()} == dict.fromkeys(
        snapshot().screens, FIRST
    )


def test_a_later_release_keeps_the_first_days_and_the_screens_that_have_moved() -> None:
    renamed = (FRONT + START).replace("## wrote", "## written\n\n`was wrote`").replace("#wrote", "#written")

    lines = render_released_lock(snapshot(**{"en/start.md": renamed}), released(LOCK), TODAY).splitlines()

    assert "start#wrote 2026-10-01" in lines and "start#written 2026-11-21" in lines
    assert [line for line in lines if "2026-11-21" in line] == ["start#written 2026-11-21"]


def test_without_a_lock_nothing_has_been_released() -> None:
    assert compiled(**{"released.lock": None}).diagnostics == ()
    assert compiled(**{"released.lock": ""}).diagnostics == ()


def test_what_was_released_and_stands_is_in_order() -> None:
    assert after().diagnostics == ()


def test_a_renamed_screen_is_reported_where_its_likely_heir_stands() -> None:
    renamed = (FRONT + START).replace("## wrote", "## written").replace("#wrote", "#written")

    one = only(after(**{"en/start.md": renamed}))

    assert (one.code, one.source_line) == ("W01", "## written")
    assert "`wrote`, released on 2026-10-01, is gone" in one.message
    assert "`was wrote`" in one.help


def test_a_renamed_screen_that_says_so_is_in_order() -> None:
    renamed = (FRONT + START).replace("## wrote", "## written\n\n`was wrote`").replace("#wrote", "#written")

    assert after(**{"en/start.md": renamed}).diagnostics == ()


def test_a_removed_screen_without_an_heir_is_reported_at_the_top_of_its_file() -> None:
    one = only(after(**{"en/start.md": WITHOUT_WROTE}))

    assert (one.code, one.place.path, one.place.line) == ("W01", "en/start.md", 1)


def test_a_removed_screen_may_name_an_heir_in_another_file() -> None:
    ask = folder()["en/ask.md"].decode().replace("## list\n", "## list\n\n`was start.md#wrote`\n")

    assert after(**{"en/start.md": WITHOUT_WROTE, "en/ask.md": ask}).diagnostics == ()


def test_a_flow_that_is_gone_is_reported_once_with_all_its_screens() -> None:
    lock = LOCK + "left#one 2026-10-01\nleft#two 2026-10-01\n"

    one = only(after(lock))

    assert (one.code, one.source_line) == ("W01", "left#one 2026-10-01")
    assert "`was left.md#one`, `was left.md#two`" in one.help


def test_a_screen_that_a_mistake_hides_is_not_reported_as_gone_too() -> None:
    assert only(after(**{"en/start.md": (FRONT + START).replace("## wrote", "### wrote")})).code == "H04"
    assert only(after(**{"en/start.md": (FRONT + START).replace("## wrote", "##wrote")})).code == "N05"


def test_publishing_does_not_change_what_is_published() -> None:
    assert snapshot(**{"released.lock": LOCK}).id == snapshot().id
    assert snapshot(**{"rules.yaml": None}).id == snapshot().id
