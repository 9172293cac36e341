"""getMe, and what the bot says about itself: names, descriptions, commands, menu button."""

import re
from collections.abc import Callable

from bot.standin import wire
from bot.standin.call import Call
from bot.standin.method import Method, Run
from bot.standin.profile import Scope
from bot.standin.refused import bad_request
from bot.standin.state import StandIn
from bot.standin.texts import units
from bot.standin.values import JsonObject

MOST_COMMANDS = 100
LONGEST_COMMAND_DESCRIPTION = 256
SCOPES_WITH_CHAT = ("chat", "chat_administrators", "chat_member")
SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators", *SCOPES_WITH_CHAT)
MENU_BUTTONS = ("commands", "web_app", "default")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


async def get_me(standin: StandIn, _: Call) -> object:
    """The bot as a User, with the fields that only this method returns."""
    abilities = (
        "can_read_all_group_messages",
        "supports_inline_queries",
        "can_connect_to_business",
        "has_main_web_app",
        "has_topics_enabled",
        "allows_users_to_create_topics",
    )
    name = standin.profile.text("name", "") or standin.bot.name
    extra: JsonObject = {"first_name": name, "can_join_groups": True}
    return wire.user(standin.bot) | extra | dict.fromkeys(abilities, False)


def _setter(name: str, longest: int) -> Run:
    async def run(standin: StandIn, call: Call) -> object:
        text = call.text(name)
        if units(text) > longest:
            raise bad_request(f"{name.replace('_', ' ')} is too long")
        standin.profile.set_text(name, _language(call), text)
        return True

    return run


def _getter(name: str) -> Run:
    async def run(standin: StandIn, call: Call) -> object:
        return {name: standin.profile.text(name, _language(call))}

    return run


def _language(call: Call) -> str:
    language = call.text("language_code")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language


async def set_my_commands(standin: StandIn, call: Call) -> object:
    """Replace the commands for a scope and language."""
    raw = call.structure("commands")
    if not isinstance(raw, list):
        raise bad_request("expected an Array of BotCommand")
    if len(raw) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = [_command(item, call.note) for item in raw]
    standin.profile.commands[_scope(call), _language(call)] = commands
    return True


async def get_my_commands(standin: StandIn, call: Call) -> object:
    return standin.profile.commands.get((_scope(call), _language(call)), [])


async def delete_my_commands(standin: StandIn, call: Call) -> object:
    standin.profile.commands.pop((_scope(call), _language(call)), None)
    return True


def _command(raw: object, note: Callable[[str], None]) -> JsonObject:
    if not isinstance(raw, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(raw.get(name), str):
            raise bad_request(f"can't parse BotCommand: Can't find field \"{name}\"")
    for name in raw.keys() - {"command", "description"}:
        note(f'unknown field "{name}" in a BotCommand')
    if not _COMMAND.fullmatch(raw["command"].removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= units(raw["description"].strip()) <= LONGEST_COMMAND_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": raw["command"].removeprefix("/"), "description": raw["description"]}


def _scope(call: Call) -> Scope:
    raw = call.structure("scope")
    if raw is None:
        return "default", 0, 0
    if not isinstance(raw, dict) or raw.get("type") not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    numbers = Call(call.method, raw)
    if raw["type"] in SCOPES_WITH_CHAT and not numbers.has("chat_id"):
        raise bad_request("can't parse BotCommandScope: Can't find field \"chat_id\"")
    return str(raw["type"]), numbers.integer("chat_id"), numbers.integer("user_id")


async def set_chat_menu_button(standin: StandIn, call: Call) -> object:
    """What stands beside the text field; chat 0 is everybody."""
    raw = call.structure("menu_button") or {"type": "default"}
    if not isinstance(raw, dict) or raw.get("type") not in MENU_BUTTONS:
        raise bad_request("can't parse menu button: Unsupported type specified")
    standin.profile.menu_buttons[call.integer("chat_id")] = raw
    return True


_SCOPED = ("scope", "language_code")
METHODS = (
    Method("getMe", get_me),
    Method("setMyName", _setter("name", 64), ("name", "language_code")),
    Method("getMyName", _getter("name"), ("language_code",)),
    Method("setMyDescription", _setter("description", 512), ("description", "language_code")),
    Method("getMyDescription", _getter("description"), ("language_code",)),
    Method(
        "setMyShortDescription", _setter("short_description", 120), ("short_description", "language_code")
    ),
    Method("getMyShortDescription", _getter("short_description"), ("language_code",)),
    Method("setMyCommands", set_my_commands, ("commands", *_SCOPED)),
    Method("getMyCommands", get_my_commands, _SCOPED),
    Method("deleteMyCommands", delete_my_commands, _SCOPED),
    Method("setChatMenuButton", set_chat_menu_button, ("chat_id", "menu_button")),
)
