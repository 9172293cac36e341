"""What a press does, as plain values that the page's script can carry out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from flows.compiler.at_hand import OPENED_IN, Kind
from flows.compiler.deed_words import deed_words
from flows.engine.tokens import HIDE, HOME, SAFETY, mark_of, parts_of
from flows.model.flow import Back, ButtonTemplate, End, Goto, Home, Return, ScreenTemplate, Target, Web
from flows.model.instruction import (
    AddOwnQuestion,
    AddQuestion,
    AddQuestions,
    AddTherapist,
    Choose,
    DeleteEverything,
    DraftInvitation,
    DropQuestion,
    ExportList,
    Forget,
    HideTheChat,
    Instruction,
    MarkQuestion,
    NoteQuestion,
    NoteTherapist,
    Remember,
    Remind,
    RenameTherapist,
)
from flows.model.snapshot import Snapshot
from flows.workshop.preview.variants import Variants
from flows.workshop.somebody import OWN, TWO_THERAPISTS

Deed: TypeAlias = list[str]
"""A verb and its words: ["remember", name, value]."""

Values: TypeAlias = dict[str, object]
"""Plain JSON."""


@dataclass(frozen=True, slots=True)
class Press:
    """A button of a screen, as pressed: `item` is the element of an `each` that it stands for, or ""."""

    button: ButtonTemplate
    item: str
    bank: Collection[str]

    def values(self) -> Values:
        """What the script needs to know; what does not apply is left out."""
        found = {
            "to": _target(self.button.target),
            "do": self._deeds(),
            "ask": self.item if self._opens == "question" else "",
            "told": self.item if self._opens == "told" else "",
            "come": self.button.come_back,
        }
        return {name: value for name, value in found.items() if value}

    @property
    def _opens(self) -> Kind | None:
        return OPENED_IN.get(self.button.each.source) if self.button.each else None

    def _deeds(self) -> list[Deed]:
        button = self.button
        deeds = [["write", button.write.name]] if button.write else []
        if button.option:
            deeds.append(["tick", button.option.name, button.option.value])
        return deeds + [self._deed(done) for done in button.instructions]

    def _deed(self, done: Instruction) -> Deed:
        match done:
            case Remember(name, value):
                return ["remember", name, value]
            case Forget(name):
                return ["forget", name]
            case AddQuestion(question):
                return ["add", self._meant(question)]
            case DropQuestion(question):
                return ["drop", self._meant(question)]
            case AddQuestions():
                return ["add ticked"]
            case AddOwnQuestion(name):
                return ["add own", name]
            case ExportList():
                return ["export"]
            case DeleteEverything():
                return ["delete"]
            case _:
                return self._kept_deed(done)

    def _kept_deed(self, done: Instruction) -> Deed:
        """What is done to other things that are kept; the script follows it as far as messages differ by it."""
        match done:
            case NoteQuestion(name):
                return ["note question", name]
            case RenameTherapist(name) | NoteTherapist(_, name):
                return ["note", name]
            case AddTherapist(name):
                return ["add therapist", name]
            case MarkQuestion(asked):
                return ["mark", "asked" if asked else ""]
            case Choose():
                return ["choose", self.item]
            case DraftInvitation():
                return ["draft"]
            case Remind(_, name):
                return ["remind", name]
            case HideTheChat():
                return ["hide"]
            case _:
                return [deed_words(done)]

    def _meant(self, question: str) -> str:
        """A question of the bank or the element at hand; "" is whichever question was opened last."""
        return question if question in self.bank else self.item


def presses_of(variants: Variants, snapshot: Snapshot) -> dict[str, Press]:
    """Every token that some message of the screen offers or takes typed text by, but the engine's own."""
    values = (value for rule in snapshot.memory.values() for value in rule.values)
    lines = (line.id for line in snapshot.helplines)
    ids = (*snapshot.questions, OWN.id, *lines, *(known.id for known in TWO_THERAPISTS), *snapshot.memory, *values)
    items = {mark_of(id): id for id in ids}
    drawn = {button.token for one in variants.drawn for row in one.screen.rows for button in row}
    drawn |= {button.token for button in variants.template.buttons if button.write}
    screen, bank = variants.template, snapshot.questions
    return {token: _press(token, screen, items, bank) for token in sorted(drawn - {"", SAFETY, HOME, HIDE})}


def _press(token: str, screen: ScreenTemplate, items: Mapping[str, str], bank: Collection[str]) -> Press:
    own, mark = parts_of(token)
    # Two buttons with one token do the same, so the first speaks for both.
    button = next(button for button in screen.buttons if button.token == own)
    return Press(button, items[mark] if mark else "", bank)


def _target(target: Target | None) -> str:
    """A screen's id holds a `#`, so that it is never one of the other words; "" stays."""
    match target:
        case None | Web():
            return ""
        case Goto(screen):
            return screen
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
