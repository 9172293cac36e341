"""Dead ends and circles: where somebody would be stuck but for the button that the bot itself adds.

A way on is a button of the content that leads somewhere else, words that a screen takes, or the Home
button after an end. The safety button, commands and typed words work everywhere and count for nothing
here: nobody should need them to get on.
"""

from collections.abc import Iterable, Mapping

from flows.engine.tokens import HOME
from flows.model.flow import ScreenId
from flows.workshop.explore.found import Found, Kind
from flows.workshop.explore.state import Offer


def check_ways_out(found: Found, home: ScreenId) -> None:
    """Report every screen that offers no way on, and every circle that leads neither home nor to an end."""
    exits = [offer for offer in found.offers if _is_exit(offer, found, home)]
    free = _reached_from(exits, _reversed(found.ways))
    stuck = [offer for offer in found.offers if offer not in free]
    dead = {offer for offer in stuck if not found.ways.get(offer, set()) - {offer}}
    for offer in stuck:
        path = found.offers[offer].path()
        if offer in dead:
            found.fault(Kind.DEAD_END, offer.screen, path, "Nothing here leads on.")
        elif not dead & _reached_from([offer], found.ways):
            circle = sorted({other.screen for other in _reached_from([offer], found.ways)})
            found.fault(Kind.LOOP, offer.screen, path, f"It goes round through {', '.join(circle)}.")


def _is_exit(offer: Offer, found: Found, home: ScreenId) -> bool:
    """Home, an end, or what was met but not gone on from, of which nothing bad is known."""
    return offer.screen == home or HOME in offer.buttons or offer not in found.ways


def _reversed(ways: Mapping[Offer, Iterable[Offer]]) -> Mapping[Offer, set[Offer]]:
    back: dict[Offer, set[Offer]] = {}
    for offer, others in ways.items():
        for other in others:
            back.setdefault(other, set()).add(offer)
    return back


def _reached_from(offers: Iterable[Offer], ways: Mapping[Offer, Iterable[Offer]]) -> set[Offer]:
    reached: set[Offer] = set()
    waiting = list(offers)
    while waiting:
        offer = waiting.pop()
        if offer not in reached:
            reached.add(offer)
            waiting.extend(ways.get(offer, ()))
    return reached
