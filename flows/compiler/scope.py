"""What the words of one block may refer to."""

from dataclasses import dataclass

from flows.compiler.names import AtHand, Names, Word
from flows.model.condition import ClinicAnswers, Condition
from flows.model.flow import ScreenId
from flows.model.instruction import Each

AT_HAND = "q"
"""The name of the question that the person opened last, outside an `each`."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a block stands: its screen, the `each` and the guard that it is under."""

    names: Names
    screen: ScreenId
    each: Each | None = None
    guard: Condition | None = None

    def source_of(self, variable: str) -> str | None:
        """The list whose element a variable stands for; the question at hand counts as a question."""
        if self.each and variable == self.each.variable:
            return self.each.source
        return "questions" if variable == AT_HAND else None

    def note_at_hand(self, variable: str, word: Word) -> None:
        """Remember that this screen speaks of the question at hand, to check that there can be one."""
        if not self.each or variable != self.each.variable:
            self.names.used.at_hand.append(AtHand(self.screen, word.text, word.place))

    def guards_clinic(self, question: str | None) -> bool:
        """True when the guard lets the block be seen only where a clinic answers (that question)."""
        if self.guard is None:
            return False
        certain = (
            isinstance(term, ClinicAnswers) and question in (None, term.question) for term in self.guard.terms
        )
        return any(certain) if self.guard.every else all(certain)
