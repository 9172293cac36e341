"""Where typed questions go that no screen asked for."""

from flows.model.flow import ScreenId
from flows.model.snapshot import Snapshot


def find_answer(
    snapshot: Snapshot,
    language: str,  # noqa: ARG001 - what an index of answers will ask for
    text: str,  # noqa: ARG001 - likewise
) -> ScreenId:
    """The screen that answers `text`; the honest no-answer screen when no reviewed entry does.

    There is no index of answers yet, so every question meets the no-answer screen and its topics.
    """
    return snapshot.no_answer
