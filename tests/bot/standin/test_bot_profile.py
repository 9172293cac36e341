"""Name, descriptions, commands and menu button."""

import pytest

from tests.bot.standin.world import ok, refused, world


@pytest.mark.parametrize(
    ("field", "method", "longest"),
    [
        ("name", "MyName", 64),
        ("description", "MyDescription", 512),
        ("short_description", "MyShortDescription", 120),
    ],
)
async def test_texts_are_kept_by_language_and_fall_back(field: str, method: str, longest: int) -> None:
    standin = world()
    await ok(standin, f"set{method}", **{field: "x" * longest})
    await ok(standin, f"set{method}", **{field: "hola"}, language_code="es")
    assert await ok(standin, f"get{method}", language_code="es") == {field: "hola"}
    assert await ok(standin, f"get{method}", language_code="de") == {field: "x" * longest}
    await ok(standin, f"set{method}", **{field: ""})
    assert await ok(standin, f"get{method}") == {field: ""}
    await refused(standin, f"set{method}", **{field: "x" * (longest + 1)})
    await refused(standin, f"set{method}", **{field: "x"}, language_code="English")


async def test_commands_are_kept_by_scope_and_language() -> None:
    standin = world()
    commands = [{"command": "help", "description": "Help now"}]
    where = {"scope": {"type": "all_private_chats"}, "language_code": "en"}
    await ok(standin, "setMyCommands", commands=commands, **where)
    assert await ok(standin, "getMyCommands", **where) == commands
    assert await ok(standin, "getMyCommands") == []
    await ok(standin, "deleteMyCommands", **where)
    assert await ok(standin, "getMyCommands", **where) == []


@pytest.mark.parametrize(
    ("commands", "reason"),
    [
        (None, "expected an Array of BotCommand"),
        ([{"command": "Help", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "h" * 33, "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "help", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "help", "description": "x" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "help"}], "can't parse BotCommand: Can't find field \"description\""),
        ([{"command": "help", "description": "x"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_bad_commands_are_refused(commands: object, reason: str) -> None:
    assert await refused(world(), "setMyCommands", commands=commands) == f"Bad Request: {reason}"


@pytest.mark.parametrize("scope", ["all", {"type": "chat"}, {"type": "everywhere"}])
async def test_bad_scopes_are_refused(scope: object) -> None:
    await refused(world(), "setMyCommands", commands=[], scope=scope)


async def test_the_menu_button_takes_the_three_kinds_there_are() -> None:
    standin = world()
    await ok(standin, "setChatMenuButton", menu_button={"type": "commands"})
    assert standin.profile.menu_buttons == {0: {"type": "commands"}}
    await refused(standin, "setChatMenuButton", menu_button={"type": "fancy"})
