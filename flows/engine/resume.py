"""A stored session meets the present content: nothing of the person's is lost, nobody is stranded."""

from collections.abc import Mapping
from datetime import UTC, datetime

from flows.engine.faces import pin_now, shown
from flows.engine.walk import Walk, values_of
from flows.model.bank import MemoryRule
from flows.model.flow import ScreenId
from flows.model.language import best_language
from flows.model.session import Remembered, Session, Visit
from flows.model.snapshot import Snapshot


def new_session(snapshot: Snapshot, language: str) -> Session:
    """Somebody who was never here; `language` is a BCP 47 tag, or "" where nothing is known."""
    return Session(snapshot=snapshot.id, language=language_for(snapshot, language), screen=snapshot.home)


def language_for(snapshot: Snapshot, wanted: str) -> str:
    """The offered language that suits a BCP 47 tag; the source where none does."""
    return best_language(wanted, snapshot.offered, snapshot.fallback) or snapshot.language


def resume(snapshot: Snapshot, session: Session, now: datetime) -> Walk:
    """Open the session on this snapshot.

    Renamed screens are followed; a screen that is gone leads to the latest one on the person's path that
    is still there, or home, with a sentence that says so.
    Values that the content no longer knows, and those past their `keep-days`, are dropped.
    """
    screen, today, seconds = (
        _present(snapshot, session.screen),
        now.astimezone(UTC).toordinal(),
        int(now.timestamp()),
    )
    pin = pin_now(session, seconds)
    kept = shown(session, pin, snapshot.memory)
    memory, days = values_of(_still_kept(snapshot, kept.memory, today))
    walk = Walk(
        snapshot=snapshot,
        session=session,
        today=today,
        state=screen or snapshot.home,
        path=_present_path(snapshot, session),
        returns=_all_present(snapshot, session.returns),
        memory=memory,
        days=days,
        checklist=list(kept.checklist),
        therapists=list(kept.therapists),
        question=session.question,
        therapist=session.therapist,
        told=session.told,
        check_in=kept.check_in,
        pin=pin,
        now=seconds,
        ended=session.ended,
        hidden=session.hidden,
    )
    if screen is None:
        walk.go_back()
        walk.lead = walk.phrase("notice.moved")
        walk.opened = walk.is_elsewhere = True
    return walk


def _present(snapshot: Snapshot, screen: ScreenId) -> ScreenId | None:
    if screen in snapshot.screens:
        return screen
    return snapshot.moved.get(screen)


def _present_path(snapshot: Snapshot, session: Session) -> tuple[Visit, ...]:
    if session.snapshot == snapshot.id:
        return session.path  # drawn from this very content: fifty look-ups less a press
    return tuple(
        Visit(found, _all_present(snapshot, visit.returns))
        for visit in session.path
        if (found := _present(snapshot, visit.screen)) is not None
    )


def _all_present(snapshot: Snapshot, screens: tuple[ScreenId, ...]) -> tuple[ScreenId, ...]:
    return tuple(found for screen in screens if (found := _present(snapshot, screen)) is not None)


def _still_kept(snapshot: Snapshot, memory: Mapping[str, Remembered], today: int) -> dict[str, Remembered]:
    rules = snapshot.memory
    return {
        name: kept
        for name, kept in memory.items()
        if name in rules and _fits(rules[name], kept) and not _is_over(rules[name], kept, today)
    }


def _fits(rule: MemoryRule, kept: Remembered) -> bool:
    if isinstance(kept.value, tuple):
        return rule.many and set(kept.value) <= set(rule.values)
    return not rule.many and (not rule.values or kept.value in rule.values)


def _is_over(rule: MemoryRule, kept: Remembered, today: int) -> bool:
    return rule.keep_days is not None and today - kept.day > rule.keep_days
