"""When a newer send makes an older one needless that still waits, and what it takes over from it."""

from dataclasses import replace

from bot.ports import Send, SendKind

_SCREENS = (SendKind.REDRAW, SendKind.SCREEN, SendKind.FRESH_SCREEN)
"""What shows a screen and nothing else; of two, the one further on says how the words of today are sent."""


def gives_way(old: str, new: str) -> bool:
    """True when `old` is not sent any more once `new` stands behind it.

    What is about to be cleared away need not come first. A clearing itself gives way to another alone.
    """
    if SendKind.CHECK_IN in (old, new):
        return old == new
    return new == SendKind.CLEAR or (old in _SCREENS and new in _SCREENS)


def kind_in_place(old: str, new: str) -> str:
    """What `new` is when it is sent in the place of `old`: fresh if that was, and awaited if that was."""
    if old in _SCREENS and new in _SCREENS:
        return max(old, new, key=lambda kind: _SCREENS.index(SendKind(kind)))
    return new


def in_place(new: Send, old: Send) -> Send:
    """The newer send with what must not get lost of the older: what to take away, and discretion.

    What is drawn again by itself is as late as what somebody asked for.
    """
    remove = (*old.remove, *(message_id for message_id in new.remove if message_id not in old.remove))
    heir = replace(new, remove=remove, quiet=new.quiet or old.quiet)
    if new.kind is SendKind.REDRAW:
        return replace(heir, asked_at=old.asked_at, language=old.language)
    return heir


def can_replace_unread(old: Send, new: str) -> bool:
    """True when a stored send of kind `new` may go in the place of `old` as it was sealed."""
    return new not in _SCREENS or not (old.remove or old.quiet or new == SendKind.REDRAW)
