"""What a person has at hand: the question, the therapist or the thing told that they opened last."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["question", "therapist", "told"]

QUESTION = "q"
"""The name of the question at hand, outside an `each`."""

LIST_OF: Mapping[str, str] = {QUESTION: "checklist", "t": "therapists", "a": "answers", "m": "remembered"}
"""What letters stand for outside an `each`, as an element of which list: `{q.ask}`, `{t.name}`."""

NEEDS: Mapping[str, tuple[Kind, ...]] = {
    QUESTION: ("question",),
    "t": ("therapist",),
    "a": ("therapist", "question"),
    "m": ("told",),
}
"""What has to be at hand for each of the letters."""

OPENED_IN: Mapping[str, Kind] = {
    "questions": "question",
    "checklist": "question",
    "answers": "question",
    "therapists": "therapist",
    "remembered": "told",
}
"""What a press takes to hand that stands for one element of the list."""

NEEDED_BY: Mapping[str, Kind] = {"answers": "therapist", "choices": "told"}
"""Lists that belong to what is at hand: there is none without it."""
