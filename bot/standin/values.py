"""What the stand-in's parts hand to each other."""

from typing import TypeAlias

JsonObject: TypeAlias = dict[str, object]
"""An object as it goes out as JSON, or came in as JSON and has not been checked yet."""
