"""The lines that expect something: each returns why it does not hold, or None."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from flows.compiler.action_words import NOT_BUILT
from flows.compiler.report import did_you_mean
from flows.model.session import Value
from flows.workshop.names import name_in, screen_named
from flows.workshop.transcripts.acts import label_of
from flows.workshop.transcripts.closest import closest, one_line
from flows.workshop.transcripts.deeds import deeds_done, text_of
from flows.workshop.transcripts.lines import Word
from flows.workshop.transcripts.scene import Mismatch, Scene

Check: TypeAlias = Callable[[Scene, str], Mismatch | None]

EMPTY = "empty"
"""What `List:` says of a list without a question."""

_SAVED = re.compile(r"(?P<name>\S+)\s*(=|\bis\b|\bhas\b)\s*(?P<value>.+)")
_UNKNOWN = "not known"


def on_screen(scene: Scene, says: str) -> Mismatch | None:
    """`#screen` is one of the flow in which the latest step began; others are named with their file."""
    here = scene.turn.screen.id
    wanted = screen_named(says, scene.snapshot, scene.flow)
    if wanted == here:
        return None
    now = name_in(scene.flow, here) if says.startswith("#") else here
    if wanted is None:
        written = f"{scene.flow}{says}" if says.startswith("#") else says.replace(".md", "")
        help = did_you_mean(written, scene.snapshot.screens)
        return Mismatch(f"There is no screen `{says}`; this is `{now}`", help, now_says=now)
    return Mismatch(f"This is not `{says}` but `{now}`", now_says=now)


def bot_says(scene: Scene, says: str) -> Mismatch | None:
    """The words stand in the message, in a message or file sent beside it, or in a notice."""
    turn = scene.turn
    files = (text_of(document) for document in turn.documents)
    wanted, said = one_line(says), [turn.screen.text.text, *turn.exports, *files, turn.notice]
    if any(wanted in one_line(text) for text in said):
        return None
    near = closest(wanted, "\n".join(filter(None, said)))
    if near is None:
        return Mismatch("The bot does not say this here, nor anything like it")
    return Mismatch("The bot does not say this here", "", near.words, near.carets, now_says=near.words)


def bot_is_silent(scene: Scene, says: str) -> Mismatch | None:
    """The words stand nowhere in what the bot says."""
    return Mismatch("The bot does say this here") if bot_says(scene, says) is None else None


def offers(scene: Scene, says: str) -> Mismatch | None:
    """The buttons that stand first, in their order, parted by `|`; others may follow."""
    wanted = [label.strip() for label in says.split("|")]
    shown = scene.buttons[: len(wanted)]
    fits = [label in (button.label, label_of(button)) for label, button in zip(wanted, shown, strict=False)]
    if len(shown) == len(wanted) and all(fits):
        return None
    return Mismatch("Other buttons stand first here", now_says=" | ".join(button.label for button in shown))


def offers_no(scene: Scene, says: str) -> Mismatch | None:
    """No button has that label."""
    is_there = any(says in (button.label, label_of(button)) for button in scene.buttons)
    return Mismatch("This button is there") if is_there else None


def remembers(scene: Scene, says: str) -> Mismatch | None:
    """`partner = refuses`; of ticks, those that are named are among them; `note is not known`."""
    found = _SAVED.fullmatch(says)
    if found is None:
        return Mismatch(
            f"`{says}` names nothing that is remembered", "Write `partner = refuses` or the like."
        )
    name, value = found["name"], found["value"]
    if name not in scene.snapshot.memory:
        return Mismatch(f"Nothing is remembered under `{name}`", did_you_mean(name, scene.snapshot.memory))
    kept = scene.memory.get(name) or None
    if _is_kept(kept, value):
        return None
    now = _saved(name, kept)
    return Mismatch(f"What is remembered is: {now}", now_says=now)


def did(scene: Scene, says: str) -> Mismatch | None:
    """An action reached outside the conversation: something was sent to keep, the chat was hidden."""
    done = deeds_done(scene, says)
    if any(says == start or says.startswith(f"{start} ") for start in NOT_BUILT):
        return Mismatch(f"`{says}` cannot be done yet: it is not built", "Leave this line out.")
    if says not in done:
        help = did_you_mean(says, done) or f"Write {' or '.join(f'`{action}`' for action in done)}."
        return Mismatch(f"`{says}` is nothing that the bot does outside the conversation", help)
    return None if done[says] else Mismatch("This was not done by the latest step")


def lists(scene: Scene, says: str) -> Mismatch | None:
    """The person's list is exactly this, in its order: question ids or own words, parted by `|`."""
    session = scene.turn.session
    kept = [item.question or item.own or "" for item in session.checklist] if session else []
    if kept == ([] if says == EMPTY else [item.strip() for item in says.split("|")]):
        return None
    now = " | ".join(kept) or EMPTY
    return Mismatch(f"The list is: {now}", _unknown_question(says, scene), now_says=now)


CHECKS: Mapping[Word, Check] = {
    Word.SCREEN: on_screen,
    Word.BOT: bot_says,
    Word.NOT_BOT: bot_is_silent,
    Word.BUTTONS: offers,
    Word.NO_BUTTON: offers_no,
    Word.SAVED: remembers,
    Word.DONE: did,
    Word.LIST: lists,
}


def _is_kept(kept: Value | None, value: str) -> bool:
    if isinstance(kept, tuple):
        return set(_ticks(value)) <= set(kept)
    return kept == value or (kept is None and value == _UNKNOWN)


def _saved(name: str, kept: Value | None) -> str:
    if kept is None:
        return f"{name} is {_UNKNOWN}"
    return f"{name} = {', '.join(kept) if isinstance(kept, tuple) else kept}"


def _ticks(value: str) -> Sequence[str]:
    return [tick.strip() for tick in value.split(",")]


def _unknown_question(says: str, scene: Scene) -> str:
    """A word that is nearly a question's id was likely meant for it."""
    unknown = [item.strip() for item in says.split("|") if item.strip() not in scene.snapshot.questions]
    return next(filter(None, (did_you_mean(item, scene.snapshot.questions) for item in unknown)), "")
