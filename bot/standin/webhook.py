"""Where updates are sent to, and what was heard back."""

from dataclasses import dataclass

from bot.standin.values import JsonObject

DEFAULT_CONNECTIONS = 40


@dataclass(slots=True)
class Webhook:
    """`url` is "" while updates are fetched. `generation` counts the settings so far."""

    url: str = ""
    secret: str = ""
    max_connections: int = DEFAULT_CONNECTIONS
    generation: int = 0
    set_at: float = float("-inf")
    error_at: float | None = None
    error: str = ""

    def set(self, url: str, secret: str = "", max_connections: int = DEFAULT_CONNECTIONS) -> None:
        """Deliver there from now on; earlier errors are forgotten."""
        self.url, self.secret, self.max_connections = url, secret, max_connections
        self.generation += 1
        self.error_at, self.error = None, ""

    def note_error(self, error: str, now: float) -> None:
        self.error_at, self.error = now, error

    def wire(self) -> JsonObject:
        """The part of a WebhookInfo that these settings know."""
        body: JsonObject = {"url": self.url, "has_custom_certificate": False}
        if self.url:
            body["max_connections"] = self.max_connections
            body["ip_address"] = "127.0.0.1"
        if self.error_at is not None:
            body["last_error_date"] = int(self.error_at)
            body["last_error_message"] = self.error
        return body
