"""Every transcript of the content holds: the conversations that its writers expect."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from flows.model.event import Command, Start
from flows.model.screen import Export
from flows.model.session import Remembered
from tests.real_content import FOLDER, real_snapshot
from tests.talk import Talk

TRANSCRIPTS = sorted((FOLDER / "tests").glob("*.chat"))


def open_flow(talk: Talk, flow: str) -> None:
    """Begin at a flow's start, as somebody would who was led there."""
    screen = next(screen for screen in talk.snapshot.screens if screen == f"{flow}#start")
    talk.session = replace(talk.session, screen=screen)
    talk.command("nothing-but-a-redraw")


def type_line(talk: Talk, text: str) -> None:
    if not text.startswith("/"):
        talk.type(text)
    elif text.startswith("/start"):
        talk.send(Start(text[6:].strip()))
    else:
        name, _, words = text[1:].partition(" ")
        talk.send(Command(name, words))


def on_screen(talk: Talk, screen: str) -> None:
    flow = talk.screen.partition("#")[0]
    assert talk.screen == (f"{flow}{screen}" if screen.startswith("#") else screen.replace(".md", ""))


def says(talk: Talk, words: str) -> None:
    assert words in talk.text


def offers(talk: Talk, labels: str) -> None:
    assert [label.strip() for label in labels.split("|")] == talk.labels[: labels.count("|") + 1]


def offers_no(talk: Talk, label: str) -> None:
    assert label not in talk.labels


def remembers(talk: Talk, pair: str) -> None:
    name, _, value = (part.strip() for part in pair.partition("="))
    kept = talk.memory.get(name)
    assert kept == value or (isinstance(kept, tuple) and value in kept)


def did(talk: Talk, action: str) -> None:
    assert action == "export checklist"
    assert any(isinstance(effect, Export) for effect in talk.done.effects)


def lists(talk: Talk, items: str) -> None:
    kept = [item.question or item.own for item in talk.session.checklist]
    assert kept == [item.strip() for item in items.split("|")]


def given(talk: Talk, known: str) -> None:
    name, _, value = known.partition(" is ")
    talk.session = replace(
        talk.session, memory={**talk.session.memory, name: Remembered(value, talk.now.toordinal())}
    )


LINES: dict[str, Callable[[Talk, str], object]] = {
    "Given": given,
    "Start": open_flow,
    "Tap": Talk.press,
    "Type": type_line,
    "Screen": on_screen,
    "Bot": says,
    "Buttons": offers,
    "No button": offers_no,
    "Saved": remembers,
    "Done": did,
    "List": lists,
}


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_transcript_holds(path: Path) -> None:
    talk = Talk(real_snapshot())
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        word, _, rest = line.partition(":")
        if not line.strip() or line.startswith("#"):
            continue
        if word == "Test":
            talk = Talk(real_snapshot())
            continue
        try:
            LINES[word](talk, rest.strip())
        except AssertionError as failure:
            raise AssertionError(f"{path.name}:{number}: {line}\non {talk.screen}: {failure}") from None


def test_there_is_a_transcript_for_each_of_the_four_flows_and_for_safety() -> None:
    told = " ".join(path.read_text(encoding="utf-8") for path in TRANSCRIPTS)
    for flow in ("partner-says-no", "see-alone", "questions-for-a-therapist", "safety"):
        assert f"Start: {flow}" in told
