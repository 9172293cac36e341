"""Whether a change by a command made anything worse, as the check sees it."""

from collections import Counter
from collections.abc import Sequence

from flows.model.diagnostic import Diagnostic


def new_problems(before: Sequence[Diagnostic], after: Sequence[Diagnostic]) -> list[Diagnostic]:
    """What the check says now and did not before, wherever it says it."""
    grown = Counter(found.code for found in after) - Counter(found.code for found in before)
    known = {(found.code, found.message) for found in before}
    more = [found for found in after if found.code in grown]
    return [found for found in more if (found.code, found.message) not in known] or more
