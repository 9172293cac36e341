"""What a step did outside the conversation, by the words that content asks for it with."""

import re
from collections.abc import Iterator

from flows.compiler.action_words import PLAIN
from flows.model.document import Document
from flows.model.instruction import ExportList
from flows.workshop.transcripts.scene import Scene

USUAL_DAYS = 30

_REMIND = re.compile(r"remind in (?P<days>[0-9]{1,3}) days")
_TITLES = {"checklist": "list.title", "comparison": "comparison.title", "data": "data.title"}


def deeds_done(scene: Scene, says: str) -> dict[str, bool]:
    """Each thing that can be done, and whether it is; of days to wait, those that `says` asks about."""
    session = scene.turn.session
    waiting = session.check_in.day - scene.day() if session and session.check_in else None
    days = _REMIND.fullmatch(says)
    asked = int(days["days"]) if days else USUAL_DAYS
    return {
        **dict(_exports(scene)),
        "delete everything": session is None,
        "hide chat": session is not None and session.hidden,
        "stop reminders": waiting is None,
        f"remind in {asked} days": waiting == asked,
    }


def text_of(document: Document) -> str:
    """All words of a file."""
    lines = (f"{line.label} {line.text}" for section in document.sections for line in section.lines)
    return "\n".join([document.title, *(part.heading for part in document.sections), *lines, document.raw])


def _exports(scene: Scene) -> Iterator[tuple[str, bool]]:
    """A message or a file is known by its title."""
    turn, phrases = scene.turn, scene.phrases
    for words, (action, _) in PLAIN.items():
        if isinstance(action, ExportList):
            title = phrases[_TITLES[action.what]]
            is_sent = any(text.startswith(title) for text in turn.exports)
            if action.form:
                is_sent = any(one.title == title and one.format is action.form for one in turn.documents)
            yield words, is_sent
