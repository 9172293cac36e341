"""Time as the tables keep it: whole milliseconds since 1970, UTC."""

from datetime import UTC, datetime


def millis(moment: datetime) -> int:
    """The moment as a number; what is less than a millisecond is dropped."""
    return int(moment.timestamp() * 1000)


def moment(millis: int) -> datetime:
    """The number as a moment."""
    return datetime.fromtimestamp(millis / 1000, UTC)
