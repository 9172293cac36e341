"""Whatever happens to a file, the compiler gives an answer, soon, and points into the file."""

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.compiler.codes import CODES
from flows.compiler.compile import Compilation, compile_content
from flows.compiler.decode import LONGEST_FILE, MOST_LINES, MOST_SIGNS
from flows.compiler.show import render_diagnostic
from tests.flows.compiler.folders import FRONT, TODAY, folder

LONGEST_SECONDS = 10.0
"""Of the processor's time: the fullest file takes under one, a quadratic rule minutes."""

SCRAPS = [
    *("## ", "##", "- ", "– ", "[", "](", ")", "`", "``", "{", "}", "**", "_", "~~", "> ", "---\n", "\n\n"),
    *("- [x](#y)", "`if ", " is ", " and ", " or ", "`each q in questions`", "{q.ask}", "- [ ] ", "`was a`"),
    *("\r", "#", "\\", "&#0;", "<b>", "1. ", "...", ": ", "[[[", "!!binary ", "&a ", "*a ", "|\n", "? "),
    *("\x00", "\x85", "\u2028", "\ufeff", "\u202e", "\u0301", "👩\u200d👧", "ﷺ", "\U0010ffff", "\ud7ff"),
    *('msgctxt "', "%", "\t"),
]

WHOLE = {**folder(), "released.lock": b"# By hand: never.\nask#start 2026-11-01\nstart#start 2026-11-02\n"}

scraps = st.sampled_from(SCRAPS) | st.text(max_size=8)
edits = st.tuples(
    st.sampled_from(["insert", "delete", "repeat", "cut"]), st.floats(0, 1), st.floats(0, 0.1), scraps
)


def edited(text: str, edit: tuple[str, float, float, str]) -> str:
    kind, where, length, scrap = edit
    start = int(where * len(text))
    end = start + 1 + int(length * len(text))
    match kind:
        case "insert":
            return text[:start] + scrap + text[start:]
        case "delete":
            return text[:start] + text[end:]
        case "repeat":
            return text[:end] + text[start:]
        case _:
            return text[:start]


def check(files: dict[str, bytes]) -> Compilation:
    """Compile, and see that the answer is sound and soon there."""
    begun = process_time()
    compilation = compile_content(files, TODAY)
    assert process_time() - begun < LONGEST_SECONDS
    for found in compilation.diagnostics:
        assert found.code in CODES
        assert found.message
        assert found.place.line >= 1 and found.place.column >= 1 and found.place.length >= 1
        assert found.place.column - 1 + found.place.length <= max(len(found.source_line), found.place.column)
        assert found.code in render_diagnostic(found, "content")
    return compilation


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), st.lists(edits, min_size=1, max_size=5))
def test_an_edited_file_gets_an_answer(path: str, changes: list[tuple[str, float, float, str]]) -> None:
    text = WHOLE[path].decode()
    for change in changes:
        text = edited(text, change)

    check({**WHOLE, path: text.encode("utf-8", errors="replace")})


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), st.binary(max_size=200), st.floats(0, 1))
def test_any_bytes_get_an_answer(path: str, content: bytes, where: float) -> None:
    start = int(where * len(WHOLE[path]))

    check({**WHOLE, path: content})
    check({**WHOLE, path: WHOLE[path][:start] + content + WHOLE[path][start:]})


@settings(max_examples=100, deadline=None)
@given(st.lists(scraps, max_size=40).map("".join))
def test_any_scraps_on_a_screen_get_an_answer(text: str) -> None:
    check({**folder(), "en/start.md": f"{FRONT}## start\n\n{text}".encode("utf-8", errors="replace")})


@pytest.mark.parametrize(
    "scrap", ["[", "](", "`", "**a", "[x](#y) ", "[a](", "{", "<a", "> - ", "~~", "![", "\\", "– ", "“if "]
)
def test_a_file_full_of_one_scrap_gets_an_answer(scrap: str) -> None:
    line = (scrap * 4000)[:4000]

    check({**folder(), "en/start.md": f"{FRONT}## start\n\n- {line}\n{line}\n{line}\n".encode()})


FULL = {
    "a paragraph of links": "[x](#y) " * 100 + "\n",
    "list items of marks": "- a*b\n",
    "paragraphs of bold": "**a **b** c\n\n",
    "screens that lead nowhere": "## a\n\n- [a](#b)\n",
    "buttons": "- [a](#start)\n",
    "a deep list": "- " * 1000 + "\n",
    "quotes": "> “if a ” " * 100 + "\n",
}


@pytest.mark.parametrize("kind", FULL)
def test_a_file_as_full_as_any_may_be_gets_an_answer(kind: str) -> None:
    signs, lines = len(re.findall(r"[^\w\s“”]", FULL[kind])), FULL[kind].count("\n")
    limits = ((MOST_SIGNS, signs), (MOST_LINES, lines), (LONGEST_FILE, len(FULL[kind])))
    times = min((most - 500) // each for most, each in limits)

    compilation = check({**folder(), "en/start.md": f"{FRONT}## start\n\n{FULL[kind] * times}".encode()})

    assert "U03" not in [one.code for one in compilation.diagnostics]


@pytest.mark.parametrize("scrap", ["a", "[", "word ", "- ", "x#y 2026-11-21 "])
@pytest.mark.parametrize("path", sorted(WHOLE))
def test_a_line_of_a_megabyte_gets_an_answer(path: str, scrap: str) -> None:
    compilation = check({**WHOLE, path: (scrap * 1_000_000)[:1_000_000].encode()})

    expected = "W02" if path == "released.lock" else "U03"
    assert [(one.code, one.place.path) for one in compilation.diagnostics] == [(expected, path)]


STEPS = "".join(f"{' ' * depth}a:\n" for depth in range(700))
READ_APART = ("en/start.md", "en/questions.md", "en/ui.po", "helplines.yaml", "released.lock")
NESTED = ["[" * 4999, "{a: " * 1200, "- " * 2400, "> " * 2400, "> - " * 1200, "**" * 2400, STEPS, '"' * 4999]


@pytest.mark.parametrize("text", NESTED, ids=[text[:4] for text in NESTED])
@pytest.mark.parametrize("path", [*READ_APART, "rules.yaml"])
def test_a_deeply_nested_file_gets_an_answer(path: str, text: str) -> None:
    check({**WHOLE, path: text.encode()})
    check({**WHOLE, path: WHOLE[path] + text.encode()})


PHRASES = "".join(f"      - a * b{number} * c\n" for number in range(3_900))
FULL_RULES = f"en:\n  phrases:\n    words:\n      why: x\n      help: x\n      words:\n{PHRASES}"
FULL_VALUES = {
    "rules.yaml": FULL_RULES,
    "en/ask.md": f"{FRONT}## start\n\n" + "A narcissist is codependent.\n\n" * 1_900,
    "en/questions.md": f"{FRONT}## a\n\nWhat " + "a narcissist " * 300 + "?\n" * 1_900,
}


@pytest.mark.parametrize("path", FULL_VALUES)
def test_a_file_as_full_of_banned_words_as_any_may_be_gets_an_answer(path: str) -> None:
    check({**WHOLE, path: FULL_VALUES[path].encode()})


LINES = {
    "torn": "x#y\n",
    "twice": "start#a 2026-11-21\n",
    "one flow": "start#s{} 2026-11-21\n",
    "many flows": "f{}#s 2026-11-21\n",
}


@pytest.mark.parametrize("kind", LINES)
def test_a_lock_as_full_as_any_may_be_gets_an_answer(kind: str) -> None:
    text = "".join(LINES[kind].format(number) for number in range(39_000))

    check({**WHOLE, "released.lock": text.encode()})


def test_a_file_of_nothing_but_mistakes_gets_an_answer() -> None:
    screens = "\n".join(f"## s{number}\n\n- [a](#t{number})\n" for number in range(2000))

    assert check({**folder(), "en/start.md": (FRONT + screens).encode()}).snapshot is None
