"""What a button is called in people's chats: a short hash of what it does."""

from base64 import b32encode
from dataclasses import replace
from hashlib import blake2b
from typing import assert_never

from flows.compiler.deed_words import deed_words
from flows.model.flow import Back, ButtonTemplate, End, Goto, Home, Return, ScreenId, Target, Web


def with_token(screen: ScreenId, button: ButtonTemplate) -> ButtonTemplate:
    """The button with its token: eight letters and digits, 40 bits.

    Label, position, language and guard do not count, so that old messages outlive their rewording.
    Every word below is part of the tokens in people's chats and must never change.
    """
    does = [screen, _target(button.target), *map(deed_words, button.instructions)]
    if button.come_back:
        does.append(f"come back to {button.come_back}")
    if button.write:
        does.append(f"write {button.write.name}")
    if button.copy:
        does.append(f"copy {button.copy}")
    if button.option:
        does.append(f"tick {button.option.name} = {button.option.value}")
    if button.each:
        does.append(f"each {button.each.variable} in {button.each.source}")
    digest = blake2b("\n".join(does).encode(), digest_size=5).digest()
    return replace(button, token=b32encode(digest).decode().lower())


def _target(target: Target | None) -> str:
    match target:
        case None:
            return "stay"
        case Goto():
            return f"go {target.screen}"
        case Web():
            return f"web {target.url}"
        case Back():
            return "back"
        case Return():
            return "return"
        case Home():
            return "home"
        case End():
            return "end"
        case _:
            assert_never(target)
