"""Every code has a page, and every page's examples do what it says."""

import pytest

from flows.compiler.codes import CODES
from flows.compiler.compile import compile_content
from tests.flows.compiler.diagnostics_pages import PAGES, Example, Page, example_folder, read_page
from tests.flows.compiler.folders import TODAY

NAMES = sorted(path.stem for path in PAGES.glob("[A-Z][0-9][0-9].md"))


def page_of(code: str) -> Page:
    return read_page(PAGES / f"{code}.md")


def said(examples: tuple[Example, ...]) -> list[str]:
    """The codes with which the examples are answered."""
    assert examples
    return [found.code for found in compile_content(example_folder(examples), TODAY).diagnostics]


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert sorted(CODES) == NAMES


@pytest.mark.parametrize("code", NAMES)
def test_a_page_says_what_its_code_means(code: str) -> None:
    page = page_of(code)

    assert page.title == f"# {code}: {CODES[code]}"
    assert len(page.says.split()) >= 15
    assert page.wrong != page.right


@pytest.mark.parametrize("code", NAMES)
def test_the_wrong_example_of_a_page_is_answered_with_its_code_alone(code: str) -> None:
    assert said(page_of(code).wrong) == [code]


@pytest.mark.parametrize("code", NAMES)
def test_the_right_example_of_a_page_is_answered_with_nothing(code: str) -> None:
    assert said(page_of(code).right) == []
