"""Sources and addresses are listed with their places; nothing is opened."""

import json

from flows.compiler.compile import compile_content
from flows.workshop.links import Links, links
from flows.workshop.links_list import links_json, links_list
from tests.flows.compiler.folders import FRONT, START, TODAY, folder

TWO = """\
S1: {title: A guide, year: 2014, url: "https://example.org/a/", grade: A, seen: 2026-11-21}
S2: {title: Another, url: "https://www.EXAMPLE.org/a", grade: B, seen: 2026-11-20}
"""


def found(**changes: str) -> Links:
    files = folder(**changes)
    return links(files, compile_content(files, TODAY).snapshot)


def test_a_source_is_listed_with_its_line_and_what_names_it() -> None:
    cited = found().sources[0]
    assert (cited.source.id, cited.place.path, cited.place.line) == ("S1", "sources.yaml", 1)
    assert set(cited.used_by) == {
        *("ask", "no-answer", "questions", "safety", "start"),
        "help line us-emergency",
    }


def test_an_address_is_listed_with_the_screen_it_stands_on() -> None:
    address = found().addresses[0]
    assert (address.url, address.within) == ("https://example.org/guide", "start#said")
    line = (FRONT + START).splitlines()[address.place.line - 1]
    assert line[address.place.column - 1 :].startswith(address.url)


def test_two_sources_with_one_address_are_found_however_it_is_written() -> None:
    front = FRONT.replace("[S1]", "[S1, S2]")
    twice = found(**{"sources.yaml": TWO, "en/start.md": front + START}).repeated
    assert [[address.within for address in group] for group in twice] == [["source S1", "source S2"]]


def test_an_address_that_is_not_encrypted_is_found_even_in_a_note() -> None:
    text = f"{FRONT}See http://example.org/old.\n\n{START}"
    insecure = found(**{"en/start.md": text}).insecure
    assert [(address.url, address.within) for address in insecure] == [
        ("http://example.org/old", "en/start.md")
    ]


def test_content_that_does_not_compile_still_has_addresses() -> None:
    listed = found(**{"en/ask.md": FRONT})
    assert listed.sources == ()
    assert listed.addresses


def test_the_list_says_what_to_mend() -> None:
    text = links_list(found(**{"en/start.md": f"{FRONT}http://example.org/old\n\n{START}"}), "content/")
    assert "    content/en/start.md:9:1  http://example.org/old is not encrypted: write https://" in text
    assert links_list(found(), "content/").endswith("Nothing to mend.\n")


def test_json_holds_the_day_a_source_was_seen() -> None:
    assert json.loads(links_json(found()))["sources"][0]["seen"] == "2026-11-21"
