"""Whatever stands around a mistake, the diagnostic points at the mistake to the character."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.flows.compiler.folders import FRONT, compiled, words_at

WORDS = [
    "word ",
    "**bold** ",
    "*sl***a**nt ",
    "***both*** ",
    "~~gone~~ ",
    "\\*",
    "\\{",
    "&amp;",
    "&#x1F600; ",
    "é\u0301 ",
    "👩\u200d👩\u200d👧 ",
    "日本",
    "x\u00a0y ",
    "snake_case_word ",
    "_under_ ",
    "it's 1 < 2 * 3 ",
    "\t",
    "  ",
    "(in) brackets [1] ",
]
PROSE_WORDS = [
    *WORDS,
    "{note} ",
    "[web **page**](https://example.org/a_b_(c)) ",
    "[x](<https://example.org/d>) ",
]

labels = st.lists(st.sampled_from(WORDS), max_size=4).map("".join)
phrases = st.lists(st.sampled_from(PROSE_WORDS), max_size=6).map("".join)
indents = st.sampled_from(["", " ", "  ", "   "])
line_ends = st.sampled_from(["\n", "  \n", "\\\n", " \n"])


@st.composite
def buttons(draw: st.DrawFn, planted: str) -> str:
    """A list item with one unknown word in it."""
    marker = draw(indents) + draw(st.sampled_from("-*+")) + draw(st.sampled_from([" ", "  ", "   ", "\t"]))
    gap = draw(st.sampled_from([" ", "", "   ", "\n  ", "\n"]))
    does = draw(
        st.sampled_from(
            [
                f"(#start){gap}`remember {planted} = unsure`",
                f"(#start){gap}`remember partner = {planted}`",
                f"(#start){gap}``forget {planted}``",
                f"(#start){gap}`forget note`{gap}`if note is known and {planted} is known`",
                f"(#start){gap}`do add question {planted}`",
                f"(#start){gap}`come back to #{planted}`",
                f"(#{planted}){gap}`forget note`",
                f"( {planted}.md#start ){gap}`forget note`",
                f"(<#{planted}>)",
            ]
        )
    )
    return f"{marker}[Go {draw(labels)}on]{does}"


@st.composite
def paragraphs(draw: st.DrawFn, planted: str) -> str:
    """A paragraph, quote or bullet of several lines with one unknown word in it."""
    mark = draw(st.sampled_from(["", "> ", ">", "- ", "`if partner is unsure` "]))
    more = draw(st.sampled_from(["", "> ", "  "])) if mark.startswith(">") else draw(indents)
    faults = [f"{{{planted}}}", f"{{{planted}.ask}}", f"`{planted}`", f"[a](#{planted})"]
    # In a list item it is the words beside the link that are pointed at.
    fault = draw(st.sampled_from(faults[:3] if mark == "- " else faults))
    before = [draw(phrases) + "and" + draw(line_ends) + more for _ in range(draw(st.integers(0, 3)))]
    return f"{mark}Well {''.join(before)}{draw(phrases)}then {fault} {draw(phrases)}end"


@st.composite
def files(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A flow file, and the unknown words that stand in it, each once."""
    planted = [f"zz{number}zz" for number in range(draw(st.integers(1, 4)))]
    blocks = [draw(draw(st.sampled_from([buttons, paragraphs]))(word)) for word in planted]
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    # A plain paragraph between two items keeps Markdown from nesting them.
    text = FRONT + "## start ##\n\n" + "\n\nBetween.\n\n".join(blocks) + "\n"
    return text.replace("\n", end), planted


@settings(max_examples=200, deadline=None)
@given(files())
def test_every_planted_word_is_pointed_at_where_it_stands(file: tuple[str, list[str]]) -> None:
    text, planted = file
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    found = [one for one in compiled(**{"en/start.md": text}).diagnostics if one.place.path == "en/start.md"]

    for word in planted:
        line = next(number for number, line in enumerate(lines, 1) if word in line)
        column = lines[line - 1].index(word) + 1
        assert any(
            one.place.line == line
            and word in words_at(one)
            and one.place.column + words_at(one).index(word) == column
            for one in found
        ), (word, text)
