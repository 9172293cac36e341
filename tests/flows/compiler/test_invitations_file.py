"""invitations.md becomes the sentences that drafts are put together from."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.compiler.compile import compile_content
from flows.model.invitation import Invitations, Tone
from tests.flows.compiler.folders import FRONT, TODAY, compiled, folder
from tests.flows.compiler.test_planted_in_the_whole import COERCION, REASON, WARM
from tests.flows.compiler.translated import accepted, with_spanish

WORDS = {"en/invitations.md": f"{FRONT}A note.\n\n{WARM}\n{REASON}", "en/coercion.yaml": COERCION}
READ = Invitations(
    {"warm": Tone("I miss us.", "Shall we try one talk?", "You can say no.")},
    {"blame": "I want to work on my part."},
)


def invitations_of(**changes: str) -> Invitations:
    compilation = compiled(**{**WORDS, **changes})
    assert compilation.snapshot is not None, compilation.diagnostics
    return compilation.snapshot.invitations["en"]


def test_tones_and_reasons_are_read_and_make_no_screen() -> None:
    compilation = compiled(**WORDS)

    assert compilation.diagnostics == () and compilation.snapshot is not None
    assert compilation.snapshot.invitations == {"en": READ}
    assert "invitations" not in compilation.snapshot.flows


def test_content_without_invitations_has_none() -> None:
    snapshot = compiled().snapshot

    assert snapshot is not None and snapshot.invitations == {} and snapshot.coercion == ()


def test_a_paragraph_of_several_lines_is_one_line_on_the_clipboard() -> None:
    several = WORDS["en/invitations.md"].replace("Shall we try", "Shall we\ntry")

    assert invitations_of(**{"en/invitations.md": several}) == READ


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("`reason blame`", "`reasons blame`", "I01"),
        ("## warm", "## Warm!", "H01"),
        ("## when-blame", "## warm", "H03"),
        ("### ask", "#### ask", "H04"),
        ("title:", "titel:", "Y03"),
        ("I want to work on my part.\n", "", "J01"),
        ("I miss us.\n", "", "J01"),
        ("I miss us.", "- I miss us.", "J04"),
        ("I miss us.", "I miss `us`.", "I01"),
        ("I miss us.", "I miss {us}.", "M01"),
    ],
)
def test_a_slip_is_told(old: str, new: str, code: str) -> None:
    found = compiled(**{**WORDS, "en/invitations.md": WORDS["en/invitations.md"].replace(old, new, 1)})

    assert code in [one.code for one in found.diagnostics]


def test_another_language_brings_its_own_words_and_is_held_to_the_same_length() -> None:
    files = accepted(with_spanish(folder(**WORDS)))
    snapshot = compile_content(files, TODAY).snapshot
    assert snapshot is not None
    assert set(snapshot.invitations) == {"en", "es"}
    assert snapshot.invitations["es"].tones["warm"].opening == "I MISS US."

    path = "es/invitations.md"
    long = {**files, path: files[path].replace(b"I MISS US.", b"I MISS US. " * 25)}
    assert "J10" in [one.code for one in compile_content(accepted(long), TODAY).diagnostics]


def test_words_that_nobody_accepted_are_in_no_draft() -> None:
    files = accepted(with_spanish(folder(**WORDS)), but=["invitations"])
    snapshot = compile_content(files, TODAY).snapshot

    assert snapshot is not None and snapshot.invitations["es"] == Invitations()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 30), st.text(max_size=3)), max_size=6))
def test_no_mutilated_file_raises(cuts: list[tuple[int, int, str]]) -> None:
    text = WORDS["en/invitations.md"]
    for start, length, noise in cuts:
        text = text[:start] + noise + text[start + length :]

    compiled(**{"en/coercion.yaml": COERCION, "en/invitations.md": text.encode(errors="replace").decode()})
