"""The quick scanner says what the library's own says, of any text."""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.scanner import Scanner

from flows.compiler.yaml_scanner import QuickScanner

PIECES = st.sampled_from(
    [
        *"[]{},:&*!|>'\"%#-?\n \té",
        "a",
        "two words",
        "a  b",
        ", ",
        "[a, b]",
        ": ",
        "- ",
        "\n  ",
        "x: [",
        " #",
        "]\n",
    ]
)


def said(text: str, scanner: type[Scanner]) -> list[object]:
    """Every event with its words and marks, and the complaint at the end, if any."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Scanner = scanner
    found: list[object] = []
    try:
        for event in yaml.parse(text):
            start, end = event.start_mark, event.end_mark
            words = (getattr(event, "value", ""), getattr(event, "style", ""))
            found.append((type(event), words, start.line, start.column, start.index, end.line, end.column))
    except MarkedYAMLError as error:
        found.append(str(error))
    return found


@settings(max_examples=300, deadline=None)
@example("a: [one, two words,  three , a b: c, #\n four\n five, six]\n")
@given(st.lists(PIECES, max_size=30).map("".join))
def test_the_quick_scanner_says_what_the_librarys_own_says(text: str) -> None:
    assert said(text, QuickScanner) == said(text, Scanner)
