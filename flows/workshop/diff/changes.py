"""What `diff` finds, as values."""

from dataclasses import dataclass
from enum import StrEnum

from flows.model.flow import ScreenId
from flows.model.place import Place


class Thing(StrEnum):
    """What has changed; in the order in which changes are told."""

    HELPLINE = "help line"
    SETTING = "setting"
    DANGER = "words of danger"
    FLOW = "flow"
    SCREEN = "screen"
    WORDS = "words"
    BUTTON = "button"
    QUESTION = "question"
    NAME = "name"
    PHRASE = "phrase of the bot"
    TRANSLATION = "translation"


class How(StrEnum):
    """In what way it has changed."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    CHANGED = "changed"
    MOVED = "moved"
    LEADS_ELSEWHERE = "leads elsewhere"
    DOES_OTHERWISE = "does something else"
    RELABELLED = "relabelled"
    GUARD = "shown in other cases"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different.

    `subject` names the screen, flow, question, help line or setting; `part` what of it: a button's label, a
    field, or "". `before` is "" for what is new, `after` for what is gone. `place` is where it stands now (or
    stood, when it is gone), None for what has no line of its own. `safety` says that somebody in danger may
    meet the difference.
    """

    thing: Thing
    how: How
    subject: str
    part: str = ""
    before: str = ""
    after: str = ""
    place: Place | None = None
    safety: bool = False


@dataclass(frozen=True, slots=True)
class Diff:
    """All differences, by Thing and then as the files have them, and former screens that people may be on.

    `different` are those that are gone or renamed, or that read or act otherwise. `changed_screens` are
    these and also screens of which only the tokens in people's chats mean nothing any more, because a
    screen that they lead to was renamed.
    """

    changes: tuple[Change, ...]
    different: frozenset[ScreenId]
    changed_screens: frozenset[ScreenId]
