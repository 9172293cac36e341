"""Prose becomes inlines: marks, breaks, escapes and inserts."""

import pytest

from flows.model.flow import Bullet, Paragraph, Quote, ScreenId, ScreenTemplate
from flows.model.text import PLAIN, Inline, Insert, Style, Words
from tests.flows.compiler.folders import FRONT, compiled, folder

BOLD, ITALIC, STRIKE = Style(bold=True), Style(italic=True), Style(strike=True)


def screen_of(body: str) -> ScreenTemplate:
    """The start screen with this body; its folder must be sound."""
    rest = folder()["en/start.md"].decode().partition("- [They said")[2]
    text = f"{FRONT}## start\n\n{body}\n\n- [They said{rest}"
    compilation = compiled(**{"en/start.md": text})
    assert compilation.snapshot is not None, compilation.diagnostics
    return compilation.snapshot.screens[ScreenId("start#start")]


def inlines_of(body: str) -> tuple[Inline, ...]:
    (block,) = screen_of(body).blocks
    return block.inlines


@pytest.mark.parametrize(
    ("written", "inlines"),
    [
        ("Plain words.", (Words("Plain words."),)),
        (
            "**a** *b* ~~c~~",
            (Words("a", BOLD), Words(" "), Words("b", ITALIC), Words(" "), Words("c", STRIKE)),
        ),
        ("***a***", (Words("a", Style(bold=True, italic=True)),)),
        ("**a __b__ c**", (Words("a b c", BOLD),)),
        ("two\nlines", (Words("two lines"),)),
        ("a break  \nhere", (Words("a break\nhere"),)),
        ("a break\\\nhere", (Words("a break\nhere"),)),
        ("\\*stars\\* &amp; \\{braces\\}", (Words("*stars* & {braces}"),)),
        ("1986\\. A year.", (Words("1986. A year."),)),
        ("a_b_c 2 * 3 * 4", (Words("a_b_c 2 * 3 * 4"),)),
        ("Your {note}", (Words("Your "), Insert("memory", "note"))),
        ("**{note}**, you", (Insert("memory", "note", style=BOLD), Words(", you"))),
        (
            "[a *b*](https://example.org/?a=1&amp;b)",
            (
                Words("a ", Style(link="https://example.org/?a=1&b")),
                Words("b", Style(italic=True, link="https://example.org/?a=1&b")),
            ),
        ),
    ],
)
def test_words_are_read(written: str, inlines: tuple[Inline, ...]) -> None:
    assert inlines_of(written) == inlines


def test_a_quote_of_two_paragraphs_is_one_block() -> None:
    (quote,) = screen_of("> One\n> line.\n>\n> Two.").blocks

    assert isinstance(quote, Quote)
    assert (
        "".join(inline.text for inline in quote.inlines if isinstance(inline, Words)) == "One line.\n\nTwo."
    )


def test_list_items_of_prose_are_bullets_beside_the_buttons() -> None:
    screen = screen_of("Words.\n\n- One **point**\n- See [this](https://example.org)")

    assert [type(block) for block in screen.blocks] == [Paragraph, Bullet, Bullet]
    assert screen.buttons[0].label == (Words("They said no"),)


def test_guards_of_paragraphs_are_read() -> None:
    sure, unsure, other = screen_of(
        "`if partner is unsure` A.\n\n`if note is known` B.\n\n`otherwise` C."
    ).blocks

    assert isinstance(sure, Paragraph) and isinstance(unsure, Paragraph) and isinstance(other, Paragraph)
    assert sure.condition and unsure.condition and other.condition is None
    assert (sure.otherwise, other.otherwise, other.inlines) == (False, True, (Words("C.", PLAIN),))


def test_notes_above_the_first_screen_are_never_sent() -> None:
    start = (
        folder()["en/start.md"].decode().replace("## start", "# Title\n\nA note, `code`, {x}\n\n## start", 1)
    )
    snapshot = compiled(**{"en/start.md": start}).snapshot

    assert snapshot is not None
    assert "note" not in str(snapshot.screens[ScreenId("start#start")].blocks)
