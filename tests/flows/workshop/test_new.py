"""New texts pass the check at once, and take nothing away from what is there."""

import pytest

from flows.compiler.compile import compile_content
from flows.workshop.new.begin import Begun, Wanted, begin
from flows.workshop.refused import Refused
from tests.flows.compiler.folders import FRONT, START, TODAY, folder


def begun(
    thing: str,
    name: str,
    *,
    linked_from: str = "",
    label: str | None = None,
    title: str | None = None,
    topics: tuple[str, ...] = (),
    **changes: str,
) -> Begun:
    wanted = Wanted(thing, name, title, "couples therapist", linked_from, label, topics)
    return begin(folder(**changes), wanted, TODAY)


def text(done: Begun, path: str) -> str:
    return done.draft.files[path].decode()


def test_a_linked_flow_passes_the_check_at_once() -> None:
    done = begun("flow", "money-talks", linked_from="start")
    compilation = compile_content({**folder(), **done.draft.files}, TODAY)
    assert compilation.diagnostics == ()
    assert done.problems == ()
    assert "title: Money talks\nwritten: 2026-11-21\nreviewed: never\nreviewer: couples therapist\n" in text(
        done, "en/money-talks.md"
    )


def test_the_button_stands_after_the_others_and_before_the_way_home() -> None:
    done = begun("flow", "money", linked_from="start#said", label="Money")
    button, home = "- [Money](money.md)\n", "- [Home](#home)\n\n## wrote"
    assert text(done, "en/start.md") == FRONT + START.replace(home, button + home)


def test_the_button_stands_last_where_no_way_home_is() -> None:
    done = begun("flow", "money", linked_from="start.md#start")
    last = "[Safety](safety.md)\n"
    assert f"{last}- [Money](money.md)\n\n## said" in text(done, "en/start.md")


def test_lines_end_as_they_do_in_the_file() -> None:
    windows = (FRONT + START).replace("\n", "\r\n")
    done = begun("flow", "money", linked_from="start", **{"en/start.md": windows})  # type: ignore[arg-type] # a file by its path
    assert text(done, "en/start.md").count("\n") == windows.count("\n") + 1
    assert "\r\n- [Money](money.md)\r\n" in text(done, "en/start.md")


def test_a_flow_that_nothing_leads_to_says_which_line_to_add() -> None:
    done = begun("flow", "money")
    assert not done.problems
    assert "G06" in done.draft.notes[0] and done.draft.notes[0].endswith("    - [Money](money.md)")
    assert list(done.draft.files) == ["en/money.md"]


def test_a_label_that_is_too_long_is_a_problem() -> None:
    done = begun("flow", "money", linked_from="start", label="A label " * 8)
    assert [found.code for found in done.problems] == ["B04"]


@pytest.mark.parametrize("title", ["Yes: really", 'A "title"', "# one", "true", "[x]", "50 %"])
def test_any_title_can_be_given(title: str) -> None:
    done = begun("flow", "money", linked_from="start", label="Money", title=title)
    compilation = compile_content({**folder(), **done.draft.files}, TODAY)
    assert compilation.snapshot and compilation.snapshot.flows["money"].title == title


def test_a_question_is_added_at_the_end_of_the_bank() -> None:
    done = begun("question", "fees", topics=("money", "training"))
    bank = folder()["en/questions.md"]
    assert done.draft.files["en/questions.md"].startswith(
        bank + b"\n## fees\n\n`topic money` `topic training`\n"
    )
    assert compile_content({**folder(), **done.draft.files}, TODAY).diagnostics == ()


def test_an_answer_and_a_clinic_say_that_nobody_sees_them_yet() -> None:
    for thing, path in (("faq", "en/faq/cost.md"), ("clinic", "clinics/cost/en.md")):
        done = begun(thing, "cost")
        assert "without showing it" in done.draft.notes[0]
        assert compile_content({**folder(), **done.draft.files}, TODAY).diagnostics == ()
        assert "reviewed: never" in text(done, path)
    assert "## licence" in text(done, "clinics/cost/en.md")


@pytest.mark.parametrize(
    ("thing", "name", "more", "why"),
    [
        ("flow", "Money Talks", {}, "Did you mean `money-talks`"),
        ("flow", "???", {}, "Use small letters"),
        ("flow", "ask", {}, "The flow `ask` is there already"),
        ("flow", "questions", {}, "The flow `questions` is there already"),
        ("flow", "money", {"linked_from": "strat"}, "Did you mean `start`"),
        ("flow", "money", {"linked_from": "start#sad"}, "Did you mean `said`"),
        ("question", "licence", {"topics": ("money",)}, "The question `licence` is there already"),
        ("question", "fees", {}, "add `--topic"),
        ("question", "fees", {"topics": ("mony",)}, "Did you mean `money`"),
        ("faq", "cost", {"en/faq/other.md": "## cost\n"}, "The answer `cost` is there already"),
        ("clinic", "oak", {"clinics/oak/en.md": "---\n"}, "The clinic `oak` is there already"),
    ],
)
def test_what_cannot_be_begun_is_refused_with_a_sentence(
    thing: str, name: str, more: dict[str, object], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        begun(thing, name, **more)  # type: ignore[arg-type] # the parameters of `begun` by name
