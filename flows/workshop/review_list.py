"""Reviews as a list for people, by the role that they wait for."""

from collections.abc import Sequence
from datetime import date

from flows.workshop.review import Review


def review_list(found: Sequence[Review], today: date, prefix: str) -> str:
    """One paragraph a role, the longest overdue first; `prefix` stands before places."""
    if not found:
        return "Nothing is due.\n"
    roles = dict.fromkeys(review.role for review in found)
    return "\n".join(_of_role(role, [r for r in found if r.role == role], today, prefix) for role in roles)


def _of_role(role: str, found: Sequence[Review], today: date, prefix: str) -> str:
    lines = [line for review in found for line in (_when(review, today), _where(review, prefix))]
    return "\n".join([f"For the {role or 'reviewer'} ({len(found)}):", *lines, ""])


def _when(review: Review, today: date) -> str:
    return f"    {'since' if review.due <= today else 'on   '} {review.due}  {review.title}"


def _where(review: Review, prefix: str) -> str:
    last = f"last on {review.last}" if review.last else "never looked at since it was written"
    place = review.place
    return f"{'':22}{prefix}{place.path}:{place.line}:{place.column}, {last}"
