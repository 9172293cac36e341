"""What changed in the ways that the bot itself knows: settings, commands, and words of danger."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from flows.model.danger import DangerRules
from flows.model.flow import ScreenId
from flows.model.snapshot import Snapshot
from flows.workshop.diff.changes import Change, How, Thing
from flows.workshop.diff.tables import field_changes, moves
from flows.workshop.diff.versions import Versions


def setting_changes(versions: Versions) -> Iterator[Change]:
    """content.yaml: where home, safety and the like and each command lead, and the languages."""
    was = {key: versions.now(screen) for key, screen in _entries(versions.before).items()}
    now: Mapping[str, str] = _entries(versions.after)
    like = Change(Thing.SETTING, How.LEADS_ELSEWHERE, "content.yaml", safety=True)
    for change in field_changes(was, now, like):
        yield replace(change, how=_how(change))
    languages = (_languages(versions.before), _languages(versions.after))
    yield from field_changes(*languages, replace(like, safety=False))


def danger_changes(versions: Versions) -> Iterator[Change]:
    """danger.yaml: phrases that are new, gone or open another screen, and all that is muted or asked."""
    like = Change(Thing.DANGER, How.LEADS_ELSEWHERE, "danger.yaml", safety=True)
    rules = versions.before.danger, versions.after.danger
    was = {words: versions.now(screen) for words, screen in _phrases(rules[0]).items()}
    now = _phrases(rules[1])
    for change in field_changes(was, now, like):
        yield replace(change, how=_how(change))
    if _winners(was, now) != _winners(now, was):
        for words, stood, stands in moves(was, now):
            yield replace(like, how=How.MOVED, part=words, before=stood, after=stands)
    for key, old, new in zip(_LISTS, _lists(rules[0]), _lists(rules[1]), strict=True):
        yield from (replace(like, how=How.ADDED, part=key, after=words) for words in new if words not in old)
        yield from (
            replace(like, how=How.REMOVED, part=key, before=words) for words in old if words not in new
        )


def _winners(one: Mapping[str, ScreenId], other: Mapping[str, ScreenId]) -> list[ScreenId]:
    """The screens in the order of their phrases: the first phrase wins, so this order is what counts."""
    return [screen for words, screen in one.items() if words in other]


_LISTS = ("asks", "mutes", "never-mutes")


def _how(change: Change) -> How:
    if not change.before:
        return How.ADDED
    return How.LEADS_ELSEWHERE if change.after else How.REMOVED


def _entries(snapshot: Snapshot) -> Mapping[str, ScreenId]:
    commands = {f"/{name}": screen for name, screen in snapshot.commands.items()}
    asked_for = (("pin", snapshot.pin), ("check-in", snapshot.check_in))
    return {
        "home": snapshot.home,
        "safety": snapshot.safety,
        "no-answer": snapshot.no_answer,
        **{key: screen for key, screen in asked_for if screen},
        **commands,
    }


def _languages(snapshot: Snapshot) -> Mapping[str, str]:
    return {
        "languages": ", ".join(snapshot.phrases),
        "source": snapshot.language,
        "languages that people can choose": ", ".join(snapshot.offered),
        "fallback": ", ".join(f"{one}: {other}" for one, other in snapshot.fallback.items()),
    }


def _phrases(rules: DangerRules) -> dict[str, ScreenId]:
    return {" ".join(phrase.words): phrase.screen for phrase in rules.phrases}


def _lists(rules: DangerRules) -> tuple[list[str], ...]:
    return sorted(rules.asks), _joined(rules.mutes), _joined(rules.never_mutes)


def _joined(phrases: Iterable[tuple[str, ...]]) -> list[str]:
    return [" ".join(words) for words in phrases]
