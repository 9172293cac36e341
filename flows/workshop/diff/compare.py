"""Two snapshots in, every difference out."""

from collections.abc import Iterable, Iterator

from flows.model.flow import ScreenId, ScreenTemplate
from flows.model.snapshot import Snapshot
from flows.workshop.diff.changes import Change, Diff, Thing
from flows.workshop.diff.entries import (
    drafting_changes,
    helpline_changes,
    name_changes,
    phrase_changes,
    question_changes,
)
from flows.workshop.diff.routes import danger_changes, setting_changes
from flows.workshop.diff.screens import flow_changes, screen_changes
from flows.workshop.diff.translations import translated_anew, translation_changes
from flows.workshop.diff.versions import Versions, side_by_side

_ON_SCREEN = (Thing.SCREEN, Thing.WORDS, Thing.BUTTON)


def diff(before: Snapshot, after: Snapshot) -> Diff:
    """What an editor changed from `before` to `after`; notes, comments and spacing are no changes."""
    versions = side_by_side(before, after)
    changes = (
        *helpline_changes(before, after),
        *setting_changes(versions),
        *danger_changes(versions),
        *flow_changes(versions),
        *screen_changes(versions),
        *question_changes(before, after),
        *name_changes(before, after),
        *phrase_changes(before, after),
        *drafting_changes(before, after),
        *translation_changes(versions),
    )
    different = frozenset(_different(versions, changes))
    return Diff(changes, different, different.union(_outdated(versions)))


def _different(versions: Versions, changes: Iterable[Change]) -> Iterator[ScreenId]:
    pairs = versions.pairs()
    told = {change.subject for change in changes if change.thing in _ON_SCREEN} | translated_anew(versions)
    return (old for old in versions.before.screens if pairs.get(old) is None or pairs[old] in told)


def _outdated(versions: Versions) -> Iterator[ScreenId]:
    for old, new in versions.pairs().items():
        if _tokens(versions.before.screens[old]) != _tokens(versions.after.screens[new]):
            yield old


def _tokens(screen: ScreenTemplate) -> list[str]:
    return [button.token for button in screen.buttons]
