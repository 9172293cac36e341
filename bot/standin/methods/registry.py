"""All methods by name; names are looked up in lower case."""

from bot.standin.method import Method
from bot.standin.methods import deletions, fetching, messages, places, presses, profile

BY_NAME: dict[str, Method] = {
    method.name.lower(): method
    for group in (fetching, messages, deletions, presses, places, profile)
    for method in group.METHODS
}
