"""Screens that say nothing or lead nowhere, always or in some situation."""

from collections.abc import Callable

from flows.compiler.report import Report
from flows.compiler.rules.asked import Asked, inserts_alone
from flows.compiler.rules.shown import leads_on, shown_blocks, shown_buttons
from flows.compiler.rules.situations import MOST_SITUATIONS, Situation, Situations, rules_met_on
from flows.model.evaluate import Facts
from flows.model.flow import Block, Bullet, Paragraph, Quote, ScreenTemplate
from flows.model.snapshot import Snapshot


def check(snapshot: Snapshot, report: Report) -> None:
    """Report screens without text, without a button, or with neither in some situation."""
    for screen in snapshot.screens.values():
        _check_text(screen, snapshot, report)
        _check_buttons(screen, snapshot, report)


def _check_text(screen: ScreenTemplate, snapshot: Snapshot, report: Report) -> None:
    if not screen.blocks:
        why = "Telegram sends no message without words."
        report.add(
            "G03",
            screen.place,
            "This screen has no text",
            why=why,
            help="Write a sentence under the heading.",
        )
        return
    if any(map(_always_speaks, screen.blocks)):
        return
    asked = Asked()
    for block in screen.blocks:
        asked.add_block(block, snapshot)
    situations = Situations(asked, rules_met_on(screen, snapshot))
    found = _first(situations, lambda facts: not _has_text(screen, facts, snapshot), screen, report)
    if found:
        help = "Add a paragraph without `if`, or one with `otherwise`."
        report.add("G04", screen.place, f"This screen has no text{_when(found)}", why=_STUCK, help=help)


def _always_speaks(block: Block) -> bool:
    """True for a block with words of its own that is shown in every situation."""
    match block:
        case Paragraph():
            is_always_shown = block.condition is None and not block.otherwise
        case Bullet():
            is_always_shown = block.each is None
        case Quote():
            is_always_shown = True
    return is_always_shown and not inserts_alone(block)


def _check_buttons(screen: ScreenTemplate, snapshot: Snapshot, report: Report) -> None:
    if not screen.buttons:
        help = "Add a line such as `- [Back](#back)`."
        report.add("G01", screen.place, "This screen has no button", why=_STUCK, help=help)
        return
    leading = [button for button in screen.buttons if leads_on(button)]
    # A way out that is never there is graph_reach's to report.
    if not leading or any(button.condition is None and button.each is None for button in leading):
        return
    asked = Asked()
    for button in leading:
        asked.add_button(button, snapshot)
    situations = Situations(asked, rules_met_on(screen, snapshot))
    found = _first(situations, lambda facts: not _has_way_on(screen, facts, snapshot), screen, report)
    if found:
        help = "Add a button without `if`, such as `- [Back](#back)`."
        report.add(
            "G02", screen.place, f"This screen has nothing to press{_when(found)}", why=_STUCK, help=help
        )


_STUCK = "Somebody would be stuck here."


def _first(
    situations: Situations, fails: Callable[[Facts], bool], screen: ScreenTemplate, report: Report
) -> Situation | None:
    if situations.count > MOST_SITUATIONS:
        message = f"{situations.count:,} situations can meet this screen; only pairs of answers were tried"
        report.warn("G13", screen.place, message, help="Split the screen, or let its guards ask less.")
    return next((situation for situation in situations if fails(situation.facts)), None)


def _when(situation: Situation) -> str:
    return f" when {situation.words}" if situation.words else ""


def _has_text(screen: ScreenTemplate, facts: Facts, snapshot: Snapshot) -> bool:
    for block in shown_blocks(screen, facts, snapshot):
        names = inserts_alone(block)
        if not names or any(facts.memory.get(name) for name in names):
            return True
    return False


def _has_way_on(screen: ScreenTemplate, facts: Facts, snapshot: Snapshot) -> bool:
    return any(leads_on(button) for button in shown_buttons(screen, facts, snapshot))
