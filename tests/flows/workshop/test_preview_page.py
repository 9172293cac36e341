"""The preview shows what is sent: each message is read back and held against what Telegram gets."""

import re
from base64 import b64encode
from datetime import date
from functools import lru_cache
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.encode import edit_params
from flows.model.flow import ScreenId
from flows.model.screen import Screen
from flows.model.snapshot import Snapshot
from flows.model.text import Mark, MarkKind, RichText
from flows.workshop.preview.dress import Dress
from flows.workshop.preview.edges import WAY_BACK, anchor
from flows.workshop.preview.page import preview_page
from flows.workshop.preview.rich_text import rich_text_html
from flows.workshop.preview.variants import variants_of
from tests.flows.compiler.folders import FRONT, NO_ANSWER, compiled
from tests.flows.engine.house import house
from tests.flows.workshop.preview_read_back import PageReader, read_page
from tests.real_content import TODAY, real_snapshot

DRESS = Dress("p { color: black }", "let answer = 1 < 2;")

HOSTILE = (
    FRONT.replace("A flow", '"</title><script>alert(1)</script> & so on"')
    + """
## start

&lt;script>alert("1")&lt;/script> & &amp;amp;

**5 < 6** 'so' "twice" \N{GRINNING FACE} then **\N{FAMILY} wide**

שלום **עולם** and *more* ~~gone~~ [a "page" & more](https://example.org/?a=1&b='2')

> \N{GRINNING FACE} ציטוט **bold** quote

- one &lt;b>
- **two**

- [&lt;i>said&lt;/i> & "no" \N{GRINNING FACE}](#said) `remember partner = refuses`
- [לא](#said) `remember partner = unsure`
- [Site](https://example.org/?x=1&y=2)
- [Questions to ask](ask.md) [Safety](safety.md)

## said

`keep private`

`if partner is refuses` A no.

`otherwise` **Wholly *bold*.**

> **A quote that is wholly bold**

- [Write it down](#wrote) `write note, up to 200 characters`
- [Stop](#end) [Home](#home)

## wrote

> {note}

After the quote.

- [Delete it](#said) `forget note`
- [Back](#back)
"""
)


@lru_cache
def hostile() -> Snapshot:
    compilation = compiled(**{"en/start.md": HOSTILE})
    assert compilation.snapshot is not None, compilation.diagnostics
    return compilation.snapshot


@lru_cache
def page_of(snapshot: Snapshot) -> str:
    return preview_page(snapshot, TODAY, DRESS)


@lru_cache
def read(snapshot: Snapshot) -> PageReader:
    return read_page(page_of(snapshot))


def drawn(snapshot: Snapshot) -> dict[str, Screen]:
    """Every message of every screen, by its place on the page."""
    return {
        anchor(screen.id, one.number): one.screen
        for screen in snapshot.screens.values()
        for one in variants_of(screen, snapshot, TODAY).drawn
    }


def by_place(entities: object) -> list[object]:
    assert isinstance(entities, list)
    return sorted(entities, key=lambda one: (one["offset"], -one["length"], one["type"]))


SNAPSHOTS = pytest.mark.parametrize("content", [real_snapshot, hostile, house])


@SNAPSHOTS
def test_every_message_is_the_one_that_telegram_gets(content: object) -> None:
    assert callable(content)
    snapshot = content()
    found, sent = read(snapshot).messages, drawn(snapshot)
    assert found.keys() == sent.keys()
    for place, screen in sent.items():
        params, message = edit_params(screen), found[place]
        assert message.text == params["text"], place
        assert by_place(message.entities) == by_place(params.get("entities", [])), place
        assert {"inline_keyboard": message.rows} == params["reply_markup"], place


@SNAPSHOTS
def test_every_link_leads_to_a_place_on_the_page_or_to_the_web(content: object) -> None:
    assert callable(content)
    elements = read(content()).elements
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for tag, attributes in elements:
        href = attributes.get("href") or ""
        if tag == "a" and not href.startswith("https://"):
            assert href.removeprefix("#") in ids


def test_hostile_words_stay_words() -> None:
    elements, page = read(hostile()).elements, page_of(hostile())
    assert sum(tag == "script" for tag, _ in elements) == 2
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;" in page


def test_the_page_may_run_its_own_script_and_fetch_nothing() -> None:
    page = page_of(hostile())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src &#x27;none&#x27;;")
    for text in (DRESS.style, DRESS.script):
        assert b64encode(sha256(text.encode()).digest()).decode() in policy[1]
    fetched = [tag for tag, attributes in read(hostile()).elements if attributes.get("src")]
    assert not fetched
    assert "url(" not in page


def test_the_same_content_gives_the_same_page() -> None:
    again = compiled(**{"en/start.md": HOSTILE}).snapshot
    assert again is not None
    assert preview_page(again, TODAY, DRESS) == page_of(hostile())


def test_the_page_names_its_snapshot_its_day_and_what_was_not_reviewed() -> None:
    page = preview_page(hostile(), date(2026, 12, 1), DRESS)
    assert f"Preview of <code>{hostile().id}</code>, made on <time>2026-12-01</time>" in page
    assert "Not reviewed clinically: 4 of 4 flows." in page
    assert "Not reviewed clinically. To be read by: couples therapist." in page


def test_a_reviewed_flow_says_when() -> None:
    reviewed = FRONT.replace("reviewed: never", "reviewed: 2026-11-20")
    compilation = compiled(**{"en/no-answer.md": reviewed + NO_ANSWER})
    assert compilation.snapshot is not None, compilation.diagnostics
    page = preview_page(compilation.snapshot, TODAY, DRESS)
    assert "Not reviewed clinically: 3 of 4 flows." in page
    assert "2026-11-20, to be read again every 365 days" in page


def test_one_flow_alone_says_what_lies_outside() -> None:
    page = preview_page(hostile(), TODAY, DRESS, flow="start")
    messages = read_page(page).messages
    assert {place.split(".")[0] for place in messages} == {"start"}
    assert 'aria-disabled="true"' in page
    assert "not on this page" in page


def test_an_unknown_flow_is_refused() -> None:
    with pytest.raises(KeyError):
        preview_page(hostile(), TODAY, DRESS, flow="nowhere")


def test_rules_are_said_in_plain_words() -> None:
    page = page_of(house())
    assert "Private: the message cannot be forwarded or saved." in page
    assert "They get the safety page instead." in page
    assert "Safety file: clinics can add nothing to it" in page


def test_a_button_leads_to_the_very_message_that_follows() -> None:
    elements = read(hostile()).elements
    token = next(
        button.token
        for button in hostile().screens[ScreenId("start#start")].buttons
        if any(getattr(done, "value", "") == "unsure" for done in button.instructions)
    )
    place = next(found["href"] for _, found in elements if found.get("data-token") == token)
    assert read(hostile()).messages[str(place).removeprefix("#")].text.startswith("Wholly bold.")


def test_back_does_not_pretend_to_know_the_way() -> None:
    assert f'href="#{WAY_BACK}"' in page_of(hostile())
    assert "use your browser's Back" in page_of(hostile())


LETTERS = st.sampled_from("aé \n<&\"'\r.ק한😀❤️")


@st.composite
def rich_texts(draw: st.DrawFn) -> RichText:
    text = draw(st.text(LETTERS, min_size=1, max_size=40))
    inside = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(inside, inside, st.sampled_from(MarkKind)), max_size=6))
    marks = [
        Mark(kind, min(a, b), abs(a - b), "https://example.org/?a=1&b=2" if kind is MarkKind.LINK else None)
        for a, b, kind in spans
    ]
    return RichText(text, tuple(sorted(marks, key=lambda mark: mark.start)))


@given(rich_texts())
def test_no_letter_and_no_mark_is_lost_however_marks_overlap(text: RichText) -> None:
    page = f'<article id="a"><div class="bubble">{rich_text_html(text)}</div></article>'
    message = read_page(page).messages["a"]
    assert message.text == text.text
    sent = edit_params(Screen(ScreenId("a#b"), 1, text, ())).get("entities", [])
    assert isinstance(sent, list)
    assert covered(message.entities) == covered(sent)


def covered(entities: list[dict[str, object]]) -> set[tuple[object, int]]:
    """Each unit with each kind that lies over it: a mark cut in two covers the same."""
    return {
        (one["type"], unit)
        for one in entities
        for unit in range(int(str(one["offset"])), int(str(one["offset"])) + int(str(one["length"])))
    }


def test_the_real_page_is_small_enough_to_attach() -> None:
    assert len(page_of(real_snapshot()).encode()) < 5_000_000
