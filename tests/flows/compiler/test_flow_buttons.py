"""List items become buttons whose tokens say what they do."""

import pytest

from flows.compiler.button_token import with_token
from flows.model.flow import Back, ButtonTemplate, End, Goto, Home, Return, ScreenId, Web
from flows.model.instruction import AddQuestion, Each, Forget, Option, Remember, Write
from flows.model.text import Insert, Words
from tests.flows.compiler.folders import FRONT, START, compiled

LINE = "- [They said no](#said) `remember partner = refuses`"


def buttons_of(lines: str) -> list[ButtonTemplate]:
    """The buttons of the start screen with these lines before its own; the folder must be sound."""
    compilation = compiled(**{"en/start.md": FRONT + START.replace(LINE, f"{lines}\n{LINE}", 1)})
    assert compilation.snapshot is not None, compilation.diagnostics
    return list(compilation.snapshot.screens[ScreenId("start#start")].buttons)


def button_of(line: str) -> ButtonTemplate:
    return buttons_of(line)[0]


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        ("#said", Goto(ScreenId("start#said"))),
        ("ask.md#list", Goto(ScreenId("ask#list"))),
        ("ask.md", Goto(ScreenId("ask#start"))),
        ("start.md#said", Goto(ScreenId("start#said"))),
        ("<#said>", Goto(ScreenId("start#said"))),
        ("https://example.org/a(b)?c=d&amp;e", Web("https://example.org/a(b)?c=d&e")),
        ("#back", Back()),
        ("#home", Home()),
        ("#end", End()),
    ],
)
def test_targets_are_read(target: str, meant: object) -> None:
    assert button_of(f"- [On]({target})").target == meant


def test_return_is_a_target() -> None:
    snapshot = compiled().snapshot

    assert snapshot is not None
    assert snapshot.screens[ScreenId("safety#start")].buttons[1].target == Return()


def test_instructions_after_a_button_belong_to_it() -> None:
    first, second = buttons_of(
        "- [A](#said) `forget note` `do add question licence` [B](ask.md) `come back` `if partner is known`"
    )[:2]

    assert first.instructions == (Forget("note"), AddQuestion("licence"))
    assert (second.come_back, second.condition is None) == ("start#start", False)


def test_a_come_back_may_name_another_screen() -> None:
    assert button_of("- [A](ask.md) `come back to #said`").come_back == "start#said"
    assert button_of("- [A](ask.md) `come back to ask.md#list`").come_back == "ask#list"


def test_a_write_button_keeps_its_words_as_the_hint_however_long() -> None:
    line = "- [What you would like to say, in words of your own](#said) `write note, up to 200 characters`"

    assert button_of(line).write == Write("note", 200)


def test_a_tick_box_has_an_option_and_no_target() -> None:
    button = button_of("- [ ] Talk of money `topics = money`")

    assert (button.label, button.option, button.target) == (
        (Words("Talk of money"),),
        Option("topics", "money"),
        None,
    )


def test_a_button_may_be_repeated_for_a_list() -> None:
    button = button_of("- [{line.name}](safety.md) `each line in helplines where line is emergency`")

    assert button.label == (Insert("line", "name"),)
    assert button.each and (button.each.variable, button.each.source) == ("line", "helplines")


def test_rewording_moving_and_guarding_keep_the_token() -> None:
    token = button_of("- [On](#said) `forget note`").token

    assert button_of("- [Further](#said) `if partner is unsure` `forget note`").token == token
    assert buttons_of("- [First](ask.md)\n- [On](#said)  `forget  note`")[1].token == token
    assert buttons_of("- [First](ask.md) [On](start.md#said) `forget note`")[1].token == token


def test_tokens_tell_buttons_apart_by_what_they_do() -> None:
    lines = [
        "- [A](#said)",
        "- [B](ask.md)",
        "- [C](#back)",
        "- [D](#home)",
        "- [E](#end)",
        "- [F](#said) `remember partner = refuses`",
        "- [G](#said) `remember partner = unsure`",
        "- [H](#said) `forget partner`",
        "- [I](#said) `come back`",
        "- [J](#said) `come back to ask.md`",
        "- [K](#said) `do export checklist`",
        "- [L](#said) `do add question licence`",
        "- [M](#said) `do drop question licence`",
        "- [ ] N `topics = money`",
        "- [ ] O `topics = training`",
        "- [P](#said) `write note, up to 9 characters`",
        "- [{q.ask}](#said) `each q in questions`",
        "- [R {q.ask}](#said) `each q in checklist`",
    ]
    tokens = [button_of(line).token for line in lines]

    assert len(set(tokens)) == len(lines)
    assert all(len(token) == 8 and token == token.lower() and token.isalnum() for token in tokens)


def test_the_same_act_on_another_screen_has_another_token() -> None:
    button = ButtonTemplate("", (), Home(), place=button_of("- [A](#home)").place)

    assert with_token(ScreenId("a#b"), button).token != with_token(ScreenId("a#c"), button).token


def test_tokens_never_change_for_they_stand_in_peoples_chats() -> None:
    place = button_of("- [A](#home)").place
    button = ButtonTemplate(
        "",
        (Words("Any words"),),
        Goto(ScreenId("start#said")),
        place,
        instructions=(Remember("partner", "refuses"), AddQuestion("q")),
        come_back=ScreenId("start#start"),
        write=Write("note", 5),
        each=Each("q", "questions"),
        option=Option("topics", "money"),
    )

    assert with_token(ScreenId("start#start"), button).token == "ctr6vrrz"
