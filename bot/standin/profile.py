"""What the bot has said about itself: name, descriptions, commands, menu button."""

from dataclasses import dataclass, field
from typing import TypeAlias

from bot.standin.values import JsonObject

Scope: TypeAlias = tuple[str, int, int]
"""(type, chat id or 0, user id or 0)."""


@dataclass(slots=True)
class Profile:
    """Texts by (field, language), commands by (scope, language); language "" is the default."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    commands: dict[tuple[Scope, str], list[JsonObject]] = field(default_factory=dict)
    menu_buttons: dict[int, JsonObject] = field(default_factory=dict)

    def set_text(self, name: str, language: str, text: str) -> None:
        """Empty text removes the one for that language."""
        self.texts[name, language] = text
        if not text:
            del self.texts[name, language]

    def text(self, name: str, language: str) -> str:
        """The text for the language, or the default one, or ""."""
        return self.texts.get((name, language)) or self.texts.get((name, ""), "")
