"""The exploration finds everything there is, and every kind of fault that is planted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from bench.folder import content_folder
from flows.compiler.compile import compile_content
from flows.model.condition import Condition, Is
from flows.model.flow import Bullet, ButtonTemplate, Goto, Paragraph, ScreenId, ScreenTemplate
from flows.model.instruction import Each, Remember
from flows.model.snapshot import Snapshot
from flows.model.text import Words
from flows.workshop.explore.explore import Explored, explore, way_to
from flows.workshop.explore.found import Kind
from flows.workshop.explore.guards import Side
from flows.workshop.explore.report import render, to_json
from tests.flows.engine.house import house
from tests.flows.workshop.scenes import failures
from tests.talk import NOON

TODAY = date(2026, 11, 21)


def explored(snapshot: Snapshot, steps: int = 0, seed: int = 1) -> Explored:
    return explore(snapshot, NOON, steps, Random(seed).randrange)


def changed(screen: str, change: Callable[[ScreenTemplate], ScreenTemplate]) -> Snapshot:
    """The house with one screen changed as no content that compiles could."""
    screens = house().screens
    return replace(house(), screens={**screens, ScreenId(screen): change(screens[ScreenId(screen)])})


def without(*labels: str) -> Callable[[ScreenTemplate], ScreenTemplate]:
    """The screen without the buttons of these labels."""

    def change(screen: ScreenTemplate) -> ScreenTemplate:
        kept = (tuple(button for button in row if label_of(button) not in labels) for row in screen.rows)
        return replace(screen, rows=tuple(kept))

    return change


def label_of(button: ButtonTemplate) -> str:
    return "".join(part.text for part in button.label if isinstance(part, Words))


def saying(block: Paragraph | Bullet) -> Callable[[ScreenTemplate], ScreenTemplate]:
    return lambda screen: replace(screen, blocks=(block,))


def paragraph(words: str, *terms: Is) -> Paragraph:
    condition = Condition(terms) if terms else None
    return Paragraph((Words(words),), house().screens[house().home].place, condition)


def faults(snapshot: Snapshot) -> set[tuple[Kind, str]]:
    return {(fault.kind, fault.screen) for fault in explored(snapshot).faults}


def sides(found: tuple[Side, ...]) -> list[tuple[str, bool]]:
    return [(side.guard.screen, side.is_shown) for side in found]


def test_every_screen_button_and_side_of_a_guard_is_found_by_walking() -> None:
    found = explored(house())
    assert found.is_fine
    assert found.covered.total.screens.percent == found.covered.total.buttons.percent == 100
    assert not found.by_memory and not found.never


def test_the_first_way_to_every_screen_can_be_replayed() -> None:
    first = explored(house()).found.first
    assert first.keys() == house().screens.keys()
    for screen, state in first.items():
        assert failures("\n".join([*state.path(), f"Screen: {screen}"])) == []


def test_the_way_to_a_screen_is_the_shortest_and_made_of_taps() -> None:
    assert way_to(house(), ScreenId("invite#stand"), NOON) == (
        "Type: /start",
        "Tap: Invite",
        "Tap: No",
        "Tap: Where things stand",
    )


def test_a_screen_that_nothing_leads_to_is_reported() -> None:
    snapshot = changed("refusal#start", without("Lines"))
    found = explored(snapshot)
    assert [screen.id for screen in found.covered.screens] == ["refusal#country", "refusal#lines"]
    assert not found.is_fine
    assert way_to(snapshot, ScreenId("refusal#lines"), NOON) is None


def test_a_screen_without_a_way_on_is_a_dead_end() -> None:
    dead = faults(changed("refusal#note", lambda screen: replace(screen, rows=())))
    assert dead == {(Kind.DEAD_END, "refusal#note")}


def test_tick_boxes_alone_are_no_way_on() -> None:
    snapshot = changed("bank#start", without("Show them", "Add them all", "My list", "Home"))
    assert (Kind.DEAD_END, "bank#start") in faults(snapshot)


def test_screens_that_only_lead_to_one_another_are_a_circle() -> None:
    back = replace(
        house().screens[ScreenId("refusal#lines")].buttons[0], target=Goto(ScreenId("refusal#country"))
    )
    found = faults(changed("refusal#lines", lambda screen: replace(screen, rows=((back,),))))
    assert found == {(Kind.LOOP, "refusal#country"), (Kind.LOOP, "refusal#lines")}


def test_a_closed_flow_that_is_open_after_a_danger_signal_is_reported() -> None:
    unsafe = (Remember("safety", "unsafe"),)
    found = faults(changed("invite#stand", lambda screen: replace(screen, on_opening=unsafe)))
    assert (Kind.OPEN_DOOR, "invite#stand") in found


def test_a_failure_of_the_engine_is_reported_with_the_way_to_it() -> None:
    broken = Bullet((Words("x"),), house().screens[house().home].place, Each("t", "theories"))
    [fault] = explored(changed("refusal#note", saying(broken))).faults
    assert fault.kind is Kind.ERROR
    assert fault.message == "KeyError: 'theories'"
    assert fault.path == ("Type: /start", "Tap: They said no", "Tap: Only after a no")


@pytest.mark.parametrize(("words", "kind"), [(" ", Kind.MUTE), ("😀" * 2_049, Kind.TOO_LONG)])
def test_a_message_that_cannot_be_sent_is_reported(words: str, kind: Kind) -> None:
    assert faults(changed("refusal#country", saying(paragraph(words)))) == {(kind, "refusal#country")}


def test_what_only_memory_can_show_is_told_from_what_nobody_can_see() -> None:
    snapshot = changed("refusal#country", without("United Kingdom"))
    british = paragraph("A British line", Is("country", "GB"))
    both = paragraph("Both", Is("partner", "refuses"), Is("partner", "unsure"))
    lines = replace(snapshot.screens[ScreenId("refusal#lines")], blocks=(paragraph("Lines"), british, both))
    found = explored(replace(snapshot, screens={**snapshot.screens, lines.id: lines}))
    assert sides(found.by_memory) == [("refusal#lines", True)]
    assert sides(found.never) == [("refusal#lines", True)]
    assert found.is_fine


def test_the_same_seed_takes_the_same_steps() -> None:
    one, same, other = (explored(house(), 300, seed).found.screens for seed in (1, 1, 2))
    assert one == same != other


def test_as_many_steps_are_taken_at_random_as_were_asked_for() -> None:
    found = explored(house(), 300)
    assert found.found.steps - found.searched == 300
    assert found.conversations > 5


def test_play_at_random_finds_what_the_search_does_not_do() -> None:
    """A thousand words are typed at random only, and no screen has room for their echo."""
    note = house().screens[ScreenId("refusal#note")]
    assert note.buttons[0].write is not None
    roomy = replace(note.buttons[0], write=replace(note.buttons[0].write, limit=9_000))
    rules = {**house().memory, "note": replace(house().memory["note"], text_limit=9_000)}
    snapshot = changed("refusal#start", lambda screen: replace(screen, rows=((roomy,), *screen.rows)))
    snapshot = replace(snapshot, memory=rules)
    assert not explored(snapshot).faults
    assert [fault.kind for fault in explored(snapshot, 2_000).faults] == [Kind.TOO_LONG]


def test_the_work_grows_with_the_screens_and_not_with_their_combinations() -> None:
    steps = []
    for size in (100, 200):
        snapshot = compile_content(content_folder(size, TODAY), TODAY).snapshot
        assert snapshot is not None
        found = explored(snapshot)
        assert found.is_fine and not found.never and not found.by_memory
        steps.append(found.found.steps)
    assert steps[1] < 2.5 * steps[0]


def test_the_report_names_what_is_wrong_with_its_place_and_the_way_there() -> None:
    snapshot = changed("refusal#note", lambda screen: replace(screen, rows=()))
    text = render(explored(snapshot), snapshot, "content")
    assert "content/en/refusal.md:23:4: refusal#note: A dead end" in text
    assert "Nothing leads to these screens:\n  content/en/refusal.md:30:4: refusal#noted" in text
    assert text.rstrip().endswith("2 to mend")


def test_the_report_for_programs_counts_the_same() -> None:
    found = to_json(explored(house()))
    assert found["unreached_screens"] == found["faults"] == []
    flows = found["flows"]
    assert isinstance(flows, dict)
    assert flows["all"]["screens"] == [19, 19]
