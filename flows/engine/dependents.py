"""Answers that belonged to another one go with it, and the person is told which."""

from flows.engine.facts import facts_of
from flows.engine.told import title_of
from flows.engine.walk import Walk
from flows.model.evaluate import holds
from flows.model.session import Face


def drop_dependents(walk: Walk) -> None:
    """Forget whatever its `while` no longer lets stand; what still applies is kept."""
    dropped: list[str] = []
    while gone := _first_gone(walk):
        walk.forget(gone)
        dropped.append(gone)
    if dropped:
        names = ", ".join(title_of(name, walk) for name in dropped)
        sentence = walk.phrase("notice.dropped").format(names=names)
        walk.lead = "\n\n".join(filter(None, (walk.lead, sentence)))


def _first_gone(walk: Walk) -> str | None:
    rules = (walk.snapshot.memory[name] for name in walk.memory if name in walk.snapshot.memory)
    # Only the person's own face knows what the unlocked ones depend on.
    is_own = walk.pin is None or walk.pin.face is Face.OWN
    depending = [rule for rule in rules if rule.only_while and (is_own or rule.is_locked_away)]
    if not depending:
        return None
    facts = facts_of(walk)
    return next((rule.name for rule in depending if not holds(rule.only_while, facts)), None)
