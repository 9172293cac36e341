"""Family T: what Telegram does not take, and what nobody reads on a phone."""

from collections.abc import Callable

from flows.compiler.report import Report
from flows.compiler.rules.asked import Asked
from flows.compiler.rules.longest import Length, Ruler
from flows.compiler.rules.shown import shown_buttons
from flows.compiler.rules.situations import Situations, rules_met_on
from flows.model.evaluate import Facts
from flows.model.flow import ButtonTemplate, ScreenTemplate
from flows.model.snapshot import Snapshot
from flows.model.text import Words, units

LONGEST_MESSAGE = 3_500
LONG_MESSAGE = 700

MOST_BUTTONS = 12
"""Of the content's own: the engine adds one row, with the safety button and the Hide button."""

LONGEST_HINT = 64

NOTICE_ROOM = 202
"""A sentence of the bot's own may stand above any screen: 200 characters and a blank line."""

TELEGRAM_LIMIT = 4_096
"""UTF-16 units that Telegram takes in one message."""


def check(snapshot: Snapshot, report: Report) -> None:
    """Report screens that are too long, too full, or can become so."""
    ruler = Ruler(snapshot)
    for screen in snapshot.screens.values():
        _check_length(screen, snapshot, ruler, report)
        _check_count(screen, snapshot, report)
        for button in screen.buttons:
            _check_hint(button, report)


def _check_length(screen: ScreenTemplate, snapshot: Snapshot, ruler: Ruler, report: Report) -> None:
    if _is_short(ruler.with_everything(screen)):
        return  # in whatever situation, so that none need be tried
    asked = Asked()
    for block in screen.blocks:
        asked.add_block(block, snapshot)
    situations = Situations(asked, rules_met_on(screen, snapshot))
    written, when = _most(situations, lambda facts: ruler.message(screen, facts).written)
    if written > LONGEST_MESSAGE:
        message = f"{written:,} characters{when}; there is room for {LONGEST_MESSAGE:,}"
        report.add("T01", screen.place, message, why="Telegram takes no such message.", help=_SPLIT)
        return
    if written > LONG_MESSAGE:
        message = f"{written:,} characters{when}"
        report.warn(
            "T02", screen.place, message, why="It fills more than a phone shows at once.", help=_SPLIT
        )
    full, _ = _most(situations, lambda facts: ruler.message(screen, facts).full)
    if full > TELEGRAM_LIMIT - NOTICE_ROOM:
        message = f"This can grow to {full:,} characters, with every insert at its longest"
        help = "Lower `text:` in memory.yaml, or say less around the insert."
        report.add("T05", screen.place, message, why=f"Telegram takes {TELEGRAM_LIMIT:,}.", help=help)


_SPLIT = "Split it into two screens."


def _is_short(longest: Length | None) -> bool:
    limit = TELEGRAM_LIMIT - NOTICE_ROOM
    return longest is not None and longest.written <= LONG_MESSAGE and longest.full <= limit


def _check_count(screen: ScreenTemplate, snapshot: Snapshot, report: Report) -> None:
    buttons = screen.buttons
    if len(buttons) <= MOST_BUTTONS and not any(button.each for button in buttons):
        return
    asked = Asked()
    for button in buttons:
        asked.add_button(button, snapshot)
    situations = Situations(asked, rules_met_on(screen, snapshot))
    count, when = _most(situations, lambda facts: len(_pressed(screen, facts, snapshot)))
    if count > MOST_BUTTONS:
        place = buttons[MOST_BUTTONS].place
        message = f"{count} buttons stand on this screen{when}; there is room for {MOST_BUTTONS}"
        report.add("T03", place, message, why="A phone shows no more without scrolling.", help=_SPLIT)


def _pressed(screen: ScreenTemplate, facts: Facts, snapshot: Snapshot) -> list[ButtonTemplate]:
    return [button for button in shown_buttons(screen, facts, snapshot) if not button.write]


def _check_hint(button: ButtonTemplate, report: Report) -> None:
    length = sum(units(part.text) for part in button.label if isinstance(part, Words))
    if button.write and length > LONGEST_HINT:
        message = f"The typing hint has {length} characters; there is room for {LONGEST_HINT}"
        report.add(
            "T04",
            button.place,
            message,
            why="Telegram takes no longer one.",
            help="Say it in the text above.",
        )


def _most(situations: Situations, measure: Callable[[Facts], int]) -> tuple[int, str]:
    """The highest measure, and in which situation."""
    most, words = max(((measure(at.facts), at.words) for at in situations), key=lambda found: found[0])
    return most, f" when {words}" if words else ""
