"""Words that work on every screen that takes no text, when nothing else is typed beside them."""

from flows.engine.walk import Walk
from flows.model.event import Command, Start
from flows.model.fold import bare


def command_meant(walk: Walk, text: str) -> Start | Command | None:
    """What a word typed alone stands for: home, one step back, or a command without its slash."""
    word = bare(text)
    if word in listed_words(walk, "word.home"):
        return Start()
    if word in listed_words(walk, "word.back"):
        return Command("back")
    named = next((name for name in walk.snapshot.commands if bare(name) == word), None)
    return Command(named) if named else None


def listed_words(walk: Walk, key: str) -> set[str]:
    """The words of a phrase that lists some, parted by commas."""
    return {bare(word) for word in walk.phrase(key).split(",")} - {""}
