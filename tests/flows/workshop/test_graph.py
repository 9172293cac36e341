"""The graph draws every button that leads to a screen, in words that Mermaid takes."""

import json
import re

import pytest

from flows.workshop.graph import Kind, graph, graph_json
from flows.workshop.graph_mermaid import is_too_large, mermaid
from tests.flows.compiler.folders import FRONT, START, compiled
from tests.real_content import real_snapshot

ID = "[a-z0-9_]+X[a-z0-9_]+|web[0-9]+"
LINE = re.compile(
    rf'flowchart TD|  subgraph flow_[a-z0-9_]+ \["[^"]*"\]|    (?:{ID})\["[^"]*"\]|  end'
    rf'|  (?:{ID}) (?:-- "[^"]*" -->|-\. "[^"]*" \.->) (?:{ID})|  (?:{ID})\(\["[^"]*"\]\)|  note\[/"[^"]*"/\]'
)


def drawn(text: str = START, flow: str = "", *, web: bool = False) -> str:
    snapshot = compiled(**{"en/start.md": FRONT + text}).snapshot
    assert snapshot
    return mermaid(graph(snapshot, flow, with_web=web))


def test_a_button_is_an_arrow_with_its_words() -> None:
    assert '  startXstart -- "They said no" --> startXsaid\n' in drawn()


def test_a_guard_stands_in_the_label() -> None:
    text = START.replace(
        "[Delete it](#said) `forget note`", "[Delete it](#said) `forget note` `if partner is unsure`"
    )
    assert '-- "Delete it (if partner is unsure)" --> startXsaid' in drawn(text)


def test_a_button_that_comes_back_is_dotted() -> None:
    text = START.replace("[Safety](safety.md)", "[Safety](safety.md) `come back`")
    assert '  startXstart -. "Safety" .-> safetyXstart\n' in drawn(text)


def test_home_and_safety_are_a_note_and_no_arrows() -> None:
    text = drawn()
    assert "--> startXstart" not in text
    assert "note[/" in text and "safety#35;start" in text


def test_quotes_and_signs_of_a_label_are_written_as_entities() -> None:
    text = drawn(START.replace("[They said no]", '["No" <b> #1 & so on]'))
    assert "#quot;No#quot; #lt;b#gt;" in text
    assert "#35;1 #amp; so on" in text


def test_web_addresses_are_drawn_only_when_asked_for() -> None:
    text = START.replace(
        "- [Questions to ask](ask.md)", "- [A guide](https://example.org/a)\n- [Questions](ask.md)"
    )
    assert "example.org" not in drawn(text)
    assert '-- "A guide" --> web' in drawn(text, web=True)


def test_one_flow_is_drawn_with_what_touches_it() -> None:
    text = drawn(flow="ask")
    assert "subgraph flow_ask" in text and "startXstart --" in text
    assert "startXsaid" not in text


@pytest.mark.parametrize("flow", ["", *real_snapshot().flows])
def test_every_line_of_the_real_graphs_is_one_that_mermaid_knows(flow: str) -> None:
    text = mermaid(graph(real_snapshot(), flow, with_web=True))
    assert [line for line in text.splitlines() if not LINE.fullmatch(line)] == []
    assert text.count("subgraph") == text.count("  end\n")


def test_each_flow_of_the_real_content_is_small_enough_to_draw() -> None:
    graphs = [graph(real_snapshot(), flow) for flow in real_snapshot().flows]
    assert not any(is_too_large(one, mermaid(one)) for one in graphs)


def test_the_same_content_gives_the_same_text() -> None:
    assert drawn() == drawn()


def test_json_names_screens_lines_and_kinds() -> None:
    snapshot = compiled().snapshot
    assert snapshot
    whole = json.loads(graph_json(graph(snapshot)))
    assert {"id": "start#start", "flow": "start", "line": 9} in whole["nodes"]
    assert {
        "from": "start#said",
        "to": "start#wrote",
        "label": "Write it down",
        "if": "",
        "kind": Kind.WRITE,
    } in whole["edges"]
