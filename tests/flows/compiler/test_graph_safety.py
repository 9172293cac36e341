"""The safety page stays open, and doors that close after a danger signal are not offered after one."""

import pytest

from flows.compiler.rules import graph, graph_closed, graph_safety
from flows.model.condition import Is, Known, Not
from flows.model.danger import DangerPhrase, DangerRules
from flows.model.flow import End, Home, ScreenId
from flows.model.instruction import Forget, Remember
from tests.flows.compiler.snapshots import button, codes, guard, messages, screen, snapshot, text

SAFE = guard(Not(Is("safety", "unsure")), Not(Is("safety", "unsafe")))


def test_content_in_order_has_no_fault_of_the_family() -> None:
    door = screen("home#start", text(), button("invite#start", when=SAFE), button(End()))

    assert (
        messages(
            graph.check, snapshot(door, screen("invite#start", text(), button(Home())), closed=["invite"])
        )
        == []
    )


def test_an_unlocked_safety_page_is_found_at_the_top_of_its_file() -> None:
    assert codes(graph_safety.check, snapshot(locked=False)) == ["G09 safety.md:1"]


def test_a_safety_page_in_a_closed_flow_is_found() -> None:
    choking = screen("other#choking", text(), button(Home()))
    danger = DangerRules(phrases=(DangerPhrase(("choked",), choking.id),))

    made = snapshot(choking, danger=danger, closed=["other", "safety"])

    assert [one[:13] for one in codes(graph_safety.check, made)] == ["G12 other.md:", "G12 safety.md"]


def test_the_label_of_the_safety_button_is_its_own() -> None:
    twin = button("home#start", "safety and HELP")

    assert codes(graph_safety.check, snapshot(screen("a#start", text(), twin))) == [
        f"G10 x.md:{twin.place.line}"
    ]


@pytest.mark.parametrize(
    ("door", "offered_with"),
    [
        (button("invite#start"), "`safety` is unsure or `safety` is unsafe"),
        (button("invite#start", when=guard(Is("safety", "unsafe"))), "`safety` is unsafe"),
        (button("invite#start", when=guard(Not(Is("safety", "unsafe")))), "`safety` is unsure"),
        (button("invite#start", when=guard(Known("partner"))), "`safety` is unsure or `safety` is unsafe"),
        (button("invite#start", when=guard(Is("safety", "fine"), Is("partner", "refuses"), every=False)),
         "`safety` is unsure or `safety` is unsafe"),
        (button("invite#start", "Go", Remember("safety", "unsure"), when=guard(Not(Known("partner")))),
         "`safety` is unsure or `safety` is unsafe"),
        (button("invite#start", when=SAFE), ""),
        (button("invite#start", when=guard(Is("safety", "fine"))), ""),
        (button("invite#start", when=guard(Not(Known("safety")))), ""),
        (button("invite#start", "Go", Remember("safety", "fine")), ""),
        (button("invite#start", "Go", Forget("safety")), ""),
        (button("safety#start"), ""),
    ],
)  # fmt: skip
def test_a_closed_door_is_not_offered_after_a_danger_signal(door, offered_with: str) -> None:  # type: ignore[no-untyped-def]  # a button
    made = snapshot(screen("home#start", text(), door), screen("invite#start", text()), closed=["invite"])

    got = messages(graph_closed.check, made)

    message = f"G11 This opens a closed flow and is offered when {offered_with}"
    assert got == ([message] if offered_with else [])


def test_doors_within_closed_flows_are_not_judged() -> None:
    inner = screen("invite#start", text(), button("invite#two"), button("check-in#start"))

    assert codes(graph_closed.check, snapshot(inner, closed=["invite", "check-in"])) == []


def test_danger_words_lead_to_a_screen_outside_closed_flows() -> None:
    danger = DangerRules(phrases=(DangerPhrase(("choked",), ScreenId("safety#start")),))

    assert codes(graph_safety.check, snapshot(danger=danger)) == []
