"""`on opening remember ...` under a heading, and what the rules on the whole make of it."""

from dataclasses import replace

from flows.compiler.rules import graph_closed, graph_empty
from flows.model.condition import Is, Not
from flows.model.flow import Back, ScreenId, ScreenTemplate
from flows.model.instruction import Remember
from tests.flows.compiler.folders import ASK, FRONT, START, compiled
from tests.flows.compiler.snapshots import button, guard, messages, screen, snapshot, text

BACK = button(Back())
SAFE = guard(Not(Is("safety", "unsure")), Not(Is("safety", "unsafe")))


def opening(made: ScreenTemplate, **values: str) -> ScreenTemplate:
    return replace(made, on_opening=tuple(Remember(name, value) for name, value in values.items()))


def test_what_a_screen_remembers_on_opening_is_read_beside_other_abouts() -> None:
    said = "`was told` `keep private` `on opening remember partner = agrees`"
    made = compiled(**{"en/start.md": FRONT + START.replace("`was told` `keep private`", said)})

    assert made.diagnostics == ()
    assert made.snapshot is not None
    read = made.snapshot.screens[ScreenId("start#said")]
    assert (read.on_opening, read.private) == ((Remember("partner", "agrees"),), True)


def test_opening_counts_as_setting_a_memory() -> None:
    start = START.replace("`remember partner = refuses`", "").replace("`remember partner = unsure`", "")

    def codes(start: str) -> list[str]:
        return [found.code for found in compiled(**{"en/start.md": FRONT + start}).diagnostics]

    assert codes(start) == ["M04"]
    assert codes(start.replace("`keep private`", "`on opening remember partner = agrees`")) == []


def test_a_screen_that_shows_the_question_at_hand_is_known_to_need_one() -> None:
    made = compiled().snapshot

    assert made is not None
    assert [id for id, read in made.screens.items() if read.needs_question] == ["ask#one"]


def test_a_screen_that_only_asks_about_the_question_at_hand_does_not_need_one() -> None:
    asking = "`if question is on list` It is yours.\n\nAsk these:"
    made = compiled(**{"en/ask.md": FRONT + ASK.replace("Ask these:", asking)})

    assert made.diagnostics == ()
    assert made.snapshot is not None
    assert not made.snapshot.screens[ScreenId("ask#list")].needs_question


def test_values_that_opening_rules_out_meet_nobody_on_the_screen() -> None:
    hidden = screen("x#start", text(when=guard(Not(Is("partner", "unsure")))), BACK)

    assert messages(graph_empty.check, snapshot(hidden)) == [
        "G04 This screen has no text when partner is unsure"
    ]
    assert messages(graph_empty.check, snapshot(opening(hidden, partner="refuses"))) == []


def test_a_button_that_stays_on_the_screen_may_change_what_opening_remembered() -> None:
    change = button("x#start", "Change", Remember("partner", "unsure"))
    hidden = screen("x#start", text(when=guard(Not(Is("partner", "unsure")))), change, BACK)

    assert messages(graph_empty.check, snapshot(opening(hidden, partner="refuses"))) == [
        "G04 This screen has no text when partner is unsure"
    ]


def test_a_door_behind_a_screen_that_says_all_is_well_is_not_offered_in_danger() -> None:
    door = screen("home#start", text(), button("invite#start"), BACK)
    closed = screen("invite#start", text(), BACK)

    assert (
        messages(graph_closed.check, snapshot(opening(door, safety="fine"), closed, closed=["invite"])) == []
    )
    (found,) = messages(
        graph_closed.check, snapshot(opening(door, safety="unsafe"), closed, closed=["invite"])
    )
    assert found == "G11 This opens a closed flow and is offered when `safety` is unsafe"


def test_a_closed_flow_may_not_shut_its_own_door_on_opening() -> None:
    door = screen("home#start", text(), button("invite#start", when=SAFE), BACK)
    closed = opening(screen("invite#start", text(), BACK), safety="unsafe", partner="refuses")

    (found,) = messages(graph_closed.check, snapshot(door, closed, closed=["invite"]))

    assert found.startswith("G14 ")
