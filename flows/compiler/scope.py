"""What the words of one block may refer to."""

from dataclasses import dataclass

from flows.compiler.at_hand import LIST_OF, NEEDS, OPENED_IN, Kind
from flows.compiler.names import AtHand, Names, Word
from flows.model.condition import ClinicAnswers, Condition
from flows.model.flow import ScreenId
from flows.model.instruction import Each


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a block stands: its screen, the `each` and the guard that it is under."""

    names: Names
    screen: ScreenId
    each: Each | None = None
    guard: Condition | None = None

    def source_of(self, variable: str) -> str | None:
        """The list whose element a variable stands for, be it that of an `each` or what is at hand."""
        if self.each and variable == self.each.variable:
            return self.each.source
        return LIST_OF.get(variable)

    def note_at_hand(self, variable: str, word: Word) -> None:
        """Remember that this screen speaks of what is at hand, to check that it can be."""
        if not self.each or variable != self.each.variable:
            for kind in NEEDS[variable]:
                self._note(kind, word)

    def note_needed(self, kind: Kind, word: Word) -> None:
        """Remember the same of an action, unless its own press takes to hand what it needs."""
        if not self.each or OPENED_IN.get(self.each.source) != kind:
            self._note(kind, word)

    def _note(self, kind: Kind, word: Word) -> None:
        self.names.used.at_hand.append(AtHand(self.screen, word.text, word.place, kind))

    def guards_clinic(self, question: str | None) -> bool:
        """True when the guard lets the block be seen only where a clinic answers (that question)."""
        if self.guard is None:
            return False
        certain = (
            isinstance(term, ClinicAnswers) and question in (None, term.question) for term in self.guard.terms
        )
        return any(certain) if self.guard.every else all(certain)
