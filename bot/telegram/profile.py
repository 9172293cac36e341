"""What people see of the bot outside the chat: its name, descriptions and command menu."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from telegram.error import InvalidToken, TelegramError

from bot.telegram.api import Api
from bot.telegram.encode import Params

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Profile:
    """The words for one language: two letters, or "" for everybody who has no words of their own.

    `commands` are pairs of a command without its slash and what the menu says beside it. Telegram
    takes 64 characters for the name, 120 for the short and 512 for the long description.
    """

    language: str
    name: str
    short_description: str
    description: str
    commands: Sequence[tuple[str, str]]


class TokenRefused(Exception):
    """Telegram does not know the token, or not any more."""


async def bot_name(api: Api) -> str:
    """The bot's user name; "" while Telegram does not answer. Raises TokenRefused."""
    try:
        return str((await api.get_me()).get("username", ""))
    except InvalidToken:
        pass
    except TelegramError as error:
        log.warning("telegram-silent", extra={"reason": type(error).__name__})
        return ""
    raise TokenRefused  # outside the handler: the library's error may quote the token


async def publish_profile(api: Api, profiles: Iterable[Profile]) -> None:
    """Set what differs from what Telegram has; failures are logged and never raised.

    Asking first matters: Telegram allows only a few changes of a name a day.
    """
    for profile in profiles:
        for what, params in _parts(profile):
            await _set(api, what, params, {"language_code": profile.language})


def _parts(profile: Profile) -> Iterable[tuple[str, Params]]:
    commands = [{"command": name, "description": words} for name, words in profile.commands]
    return (
        ("MyName", {"name": profile.name}),
        ("MyShortDescription", {"short_description": profile.short_description}),
        ("MyDescription", {"description": profile.description}),
        ("MyCommands", {"commands": commands}),
    )


async def _set(api: Api, what: str, params: Params, language: Params) -> None:
    try:
        current = await api.call(f"get{what}", language)
        wanted = params.get("commands", params)
        if current != wanted:
            await api.call(f"set{what}", params | language)
    except TelegramError as error:
        log.warning("profile-not-set", extra={"method": f"set{what}", "reason": type(error).__name__})
