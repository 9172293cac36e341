"""Hide: the chat's messages go, and one neutral line stays until the person comes back."""

from flows.engine.command_words import listed_words
from flows.engine.faces import shut
from flows.engine.walk import Walk
from flows.model.bank import RETURN_WORD
from flows.model.fold import bare
from flows.model.screen import HideChat


def hide(walk: Walk) -> None:
    """Leave nothing to see, and lock what has a lock; where the person was is kept."""
    walk.hidden = True
    walk.turn(shut)
    walk.effects.append(HideChat())


def is_return_word(text: str, walk: Walk) -> bool:
    """True for the word that the person chose; while they chose none, for those built in."""
    chosen = _chosen_word(walk)
    return bare(text) in ({chosen} if chosen else listed_words(walk, "word.return"))


def come_back(walk: Walk) -> None:
    """Show where the person was; the built-in word, which anybody may try, shows home and leads nowhere."""
    if not _chosen_word(walk):
        walk.path, walk.returns, walk.state, walk.ended = (), (), walk.snapshot.home, False


def _chosen_word(walk: Walk) -> str:
    return bare(str(walk.memory.get(RETURN_WORD, "")))
