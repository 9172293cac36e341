"""All methods by name; names are looked up in lower case."""

from bot.standin.method import Method
from bot.standin.methods import deletions, documents, messages, places, polling, presses, profile, webhooks

BY_NAME: dict[str, Method] = {
    method.name.lower(): method
    for group in (polling, webhooks, messages, documents, deletions, presses, places, profile)
    for method in group.METHODS
}
