"""Screens can be reached, left and returned from."""

import pytest

from flows.compiler.rules import graph_reach
from flows.model.danger import DangerPhrase, DangerRules
from flows.model.flow import Back, End, Home, Return, ScreenId, Web
from tests.flows.compiler.snapshots import button, codes, messages, screen, snapshot, text

HOME = button(Home())


def said(*screens, **more) -> list[str]:  # type: ignore[no-untyped-def]  # what a snapshot takes
    return messages(graph_reach.check, snapshot(*screens, **more))


def home(*targets: str):  # type: ignore[no-untyped-def]  # a screen
    return screen("home#start", text(), *(button(target) for target in targets), button(End()))


def test_content_where_all_is_led_to_and_left_is_in_order() -> None:
    assert (
        said(home("a#start"), screen("a#start", text(), button("a#two")), screen("a#two", text(), HOME)) == []
    )


def test_a_flow_without_start_is_found_at_its_first_screen() -> None:
    first = screen("a#one", text(), HOME)

    assert codes(graph_reach.check, snapshot(home("a#one"), first)) == [f"G05 a.md:{first.place.line}"]


def test_a_screen_that_nothing_leads_to_is_found() -> None:
    lost = screen("home#lost", text(), HOME)

    assert codes(graph_reach.check, snapshot(lost)) == [f"G06 home.md:{lost.place.line}"]


def test_of_lost_screens_only_the_first_of_each_chain_or_circle_is_reported() -> None:
    chain = [screen("home#c", text(), HOME), screen("home#b", text(), button("home#c")),
             screen("home#a", text(), button("home#b"))]  # fmt: skip
    circle = [screen("home#x", text(), button("home#y")), screen("home#y", text(), button("home#x"), HOME)]

    got = codes(graph_reach.check, snapshot(*chain, *circle))

    assert got == [f"G06 home.md:{chain[2].place.line}", f"G06 home.md:{circle[0].place.line}"]


def test_commands_danger_and_come_back_lead_to_screens() -> None:
    screens = [screen(f"a#{name}", text(), HOME) for name in ("start", "two", "three", "four")]
    danger = DangerRules(phrases=(DangerPhrase(("x",), ScreenId("a#two")),))
    calling = screen("home#start", text(), button("a#start", come_back="a#four"), button(End()))

    assert said(calling, *screens, commands={"three": "a#three"}, danger=danger) == []


@pytest.mark.parametrize("way_out", [Home(), End(), Back(), Return(), "home#start"])
def test_a_circle_with_a_way_out_is_no_trap(way_out) -> None:  # type: ignore[no-untyped-def]  # a target
    circle = [
        screen("a#start", text(), button("a#two")),
        screen("a#two", text(), button("a#start"), button(way_out)),
    ]

    assert not [one for one in said(home("a#start"), *circle) if one.startswith("G07")]


def test_a_circle_without_a_way_out_is_a_trap() -> None:
    circle = [screen("a#start", text(), button("a#two")), screen("a#two", text(), button("a#start"))]

    assert said(home("a#start"), *circle) == ["G07 From here only `a#two` can be reached, and no way out"]


def test_screens_that_only_lead_into_a_trap_are_not_reported_beside_it() -> None:
    into = screen("a#start", text(), button("a#two"))
    trap = screen("a#two", text(), button(Web("https://example.org")))

    assert codes(graph_reach.check, snapshot(home("a#start"), into, trap)) == [f"G07 a.md:{trap.place.line}"]


def test_a_return_that_nothing_calls_is_found_at_its_button() -> None:
    back = button(Return(), "Back to it")

    got = codes(graph_reach.check, snapshot(home("a#start"), screen("a#start", text(), back)))

    assert got == [f"G08 x.md:{back.place.line}"]


def test_a_return_is_in_order_where_something_called() -> None:
    returning = button(Return())
    called = [screen("a#start", text(), button("a#two")), screen("a#two", text(), returning)]

    by_button = screen("home#start", text(), button("a#start", come_back="home#start"), button(End()))
    assert said(by_button, *called) == []
    assert said(home(), *called, commands={"about": "a#start"}) == []
    assert (
        said(home(), *called, danger=DangerRules(phrases=(DangerPhrase(("x",), ScreenId("a#start")),))) == []
    )
    assert (
        said(screen("safety#start", text(), button("safety#more")), screen("safety#more", text(), returning))
        == []
    )
    assert said(screen("no-answer#start", text(), returning)) == []


def test_a_call_reaches_no_further_than_its_flow() -> None:
    calling = screen("home#start", text(), button("a#start", come_back="home#start"), button(End()))
    onward = screen("a#start", text(), button("b#start"))

    got = said(calling, onward, screen("b#start", text(), button(Return())))

    assert got == ["G08 Nothing calls this screen"]


def test_ten_thousand_screens_are_checked_in_a_second_or_two() -> None:
    names = [f"a#s{number}" for number in range(10_000)]
    chain = [
        screen(name, text(), button(onward))
        for name, onward in zip(names, [*names[1:], "a#start"], strict=True)
    ]

    assert said(home("a#start"), screen("a#start", text(), button(names[0]), HOME), *chain) == []
