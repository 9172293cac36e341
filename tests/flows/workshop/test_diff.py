"""`diff` tells what an editor changed, and nothing else."""

from dataclasses import replace
from datetime import datetime

import pytest

from flows.model.flow import ScreenId
from flows.model.snapshot import Snapshot
from flows.workshop.diff.changes import Change, Diff, How, Thing
from flows.workshop.diff.compare import diff
from flows.workshop.diff.conversations import passing
from flows.workshop.diff.rough import rough_changes
from flows.workshop.diff.show import NOTHING, render_diff
from tests.flows.compiler.folders import ASK, FRONT, SAFETY, START, TODAY, compiled, folder
from tests.flows.engine.kept_house import kept_house

NOW = datetime.fromisoformat(f"{TODAY}T12:00:00+00:00")
LOCKED = FRONT.replace("---\n\n", "lock: true\n---\n\n")


def snapshot(**changes: str) -> Snapshot:
    compilation = compiled(**changes)
    assert compilation.snapshot, compilation.diagnostics
    return compilation.snapshot


def changed(**changes: str) -> Diff:
    return diff(snapshot(), snapshot(**changes))


def start(*swaps: tuple[str, str]) -> Diff:
    """The difference that replacing words of the start flow makes."""
    text = START
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    return changed(**{"en/start.md": FRONT + text})


def only(found: Diff) -> Change:
    assert len(found.changes) == 1, found.changes
    return found.changes[0]


def told(found: Diff) -> str:
    return render_diff(found, (), "old/", "new/")


def test_the_same_content_has_no_differences() -> None:
    found = diff(snapshot(), snapshot())
    assert found == Diff((), frozenset(), frozenset())
    assert told(found) == f"{NOTHING}\n"


def test_a_note_above_the_first_screen_is_no_difference() -> None:
    assert changed(**{"en/start.md": f"{FRONT}Nobody is shown this.\n\n{START}"}).changes == ()


def test_only_the_changed_sentence_is_told() -> None:
    found = start(("A no today is an answer.", "A no today is an answer. Take your time."))
    assert (only(found).how, only(found).after) == (How.ADDED, "Take your time.")
    assert found.changed_screens == {"start#said"}


def test_a_reworded_sentence_stands_beside_its_former_words() -> None:
    change = only(start(("A no today is an answer.", "A no today is one answer.")))
    assert (change.thing, change.how) == (Thing.WORDS, How.CHANGED)
    assert (change.before, change.after) == ("A no today is an answer.", "A no today is one answer.")


def test_bold_is_a_difference_that_people_see() -> None:
    assert only(start(("Being *unsure* is", "Being unsure is"))).before.startswith("Being *unsure*")


def test_a_sentence_that_moved_is_told_once() -> None:
    moved = snapshot(**{"en/start.md": FRONT + START.replace("Where do", "One. Two. Where do")})
    back = snapshot(**{"en/start.md": FRONT + START.replace("Where do", "Two. One. Where do")})
    assert only(diff(moved, back)).how is How.MOVED


def test_a_guard_that_changed_is_told_for_its_paragraph() -> None:
    change = only(start(("`if partner is refuses` A no", "`if partner is not unsure` A no")))
    assert (change.how, change.before, change.after) == (
        How.GUARD,
        "if partner is refuses",
        "if partner is not unsure",
    )


def test_a_button_that_leads_elsewhere_is_told_with_both_ends() -> None:
    change = only(start(("[They said no](#said)", "[They said no](#wrote)")))
    assert (change.part, change.how) == ("They said no", How.LEADS_ELSEWHERE)
    assert (change.before, change.after) == ("start#said", "start#wrote")


def test_a_button_that_remembers_something_else_is_told() -> None:
    change = only(start(("`remember partner = unsure`", "`remember partner = agrees`")))
    assert (change.part, change.how) == ("They are not sure", How.DOES_OTHERWISE)
    assert (change.before, change.after) == ("remember partner = unsure", "remember partner = agrees")


def test_a_new_label_alone_is_no_new_button() -> None:
    change = only(start(("[They said no]", "[My partner refuses]")))
    assert (change.how, change.before, change.part) == (How.RELABELLED, "They said no", "My partner refuses")


def test_labels_that_changed_places_are_buttons_that_do_something_else() -> None:
    found = start(("They said no", "X"), ("They are not sure", "They said no"), ("X", "They are not sure"))
    hows = {(change.part, change.how) for change in found.changes if change.how is not How.MOVED}
    assert hows == {("They said no", How.DOES_OTHERWISE), ("They are not sure", How.DOES_OTHERWISE)}


def test_buttons_that_come_and_go_are_told() -> None:
    found = start(("- [Delete it](#said) `forget note`\n", "- [On](#start)\n"))
    assert {(change.part, change.how) for change in found.changes} == {
        ("Delete it", How.REMOVED),
        ("On", How.ADDED),
    }


def test_buttons_in_another_order_are_one_change() -> None:
    one, other = "- [Delete it](#said) `forget note`\n", "- [Home](#home)\n"
    change = only(start((f"> {{note}}\n\n{one}{other}", f"> {{note}}\n\n{other}{one}")))
    assert (change.how, change.after) == (How.MOVED, "Home / Delete it")


def test_a_guard_on_a_button_is_told() -> None:
    change = only(start(("[Home](#home)\n\n## wrote", "[Home](#home) `if partner is unsure`\n\n## wrote")))
    assert (change.part, change.how, change.after) == ("Home", How.GUARD, "partner is unsure")


def test_a_renamed_screen_is_neither_new_nor_gone() -> None:
    found = start(("## said\n\n`was told`", "## heard\n\n`was said` `was told`"), ("(#said)", "(#heard)"))
    change = only(found)
    assert (change.how, change.before, change.after) == (How.RENAMED, "start#said", "start#heard")
    assert found.different == {"start#said"}
    assert found.changed_screens == {"start#start", "start#said", "start#wrote"}


def test_a_screen_that_is_gone_names_who_takes_its_place() -> None:
    text = START[: START.index("## wrote")].replace(
        "- [Write it down](#wrote) `write note, up to 200 characters`\n", ""
    )
    memory = "partner: {values: [refuses, unsure, agrees], why: w}\n"
    memory += "country: {values: [US, GB], why: w}\ntopics: {values: [training, money], many: true, why: w}\n"
    swaps = {
        "en/start.md": FRONT + text.replace("`was told`", "`was told` `was wrote`"),
        "memory.yaml": memory,
    }
    found = diff(snapshot(), snapshot(**swaps))
    gone = next(
        change for change in found.changes if change.how is How.REMOVED and change.thing is Thing.SCREEN
    )
    assert (gone.subject, gone.after) == ("start#wrote", "start#said")
    assert "start#wrote" in found.changed_screens


def test_a_renamed_file_is_told_once() -> None:
    asked = ASK.replace("## start\n", "## start\n\n`was ask.md#start`\n")
    for id in ("list", "one"):
        asked = asked.replace(f"## {id}\n", f"## {id}\n\n`was ask.md#{id}`\n")
    files = folder(**{"en/ask.md": None, "en/bank.md": FRONT + asked})
    files["en/start.md"] = files["en/start.md"].replace(b"(ask.md)", b"(bank.md)")
    text = told(changed(**{path: content.decode() for path, content in files.items()} | {"en/ask.md": None}))  # type: ignore[arg-type] # None takes a file out
    assert text == "Flow bank\n    It was called ask.\n"


def test_a_help_line_s_number_stands_first_of_all() -> None:
    lines = folder()["helplines.yaml"].decode()
    found = changed(
        **{
            "helplines.yaml": lines.replace('"911"', '"912"').replace("cost: free", "cost: none"),
            "en/start.md": FRONT + START.replace("Where do", "So where do"),
        }
    )
    first = found.changes[0]
    assert (first.thing, first.part, first.before, first.after) == (Thing.HELPLINE, "number", "911", "912")
    assert first.safety
    assert told(found).startswith("SAFETY")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("en/safety.md", "call somebody now", "call somebody"),
        ("en/danger.yaml", "[want to die]", "[want to die, end my life]"),
        ("en/danger.yaml", "asks: [help]", "asks: [help, sos]"),
        ("content.yaml", "  help: safety.md", "  help: start.md"),
        ("en/start.md", "[Safety](safety.md)", "[Safety](ask.md)"),
        (
            "en/start.md",
            "reviewer: couples therapist\n",
            "reviewer: couples therapist\nafter-danger: closed\n",
        ),
    ],
)
def test_what_somebody_in_danger_may_meet_is_marked(path: str, old: str, new: str) -> None:
    text = folder()[path].decode()
    assert old in text
    found = changed(**{path: text.replace(old, new)})
    assert any(change.safety for change in found.changes)


def test_what_is_shown_to_or_said_of_somebody_in_danger_is_marked() -> None:
    memory = folder()["memory.yaml"].decode().replace("agrees],", "agrees], danger: [refuses],")
    text = START.replace(
        "[Questions to ask](ask.md)", "[Questions to ask](ask.md) `if partner is not refuses`"
    )
    before = snapshot(**{"memory.yaml": memory, "en/start.md": FRONT + text})
    for old, new in (
        (" `if partner is not refuses`", ""),
        ("`remember partner = refuses`", "`remember partner = agrees`"),
        ("A no today is an answer.", "A no today is one answer."),
    ):
        assert old in text
        after = snapshot(**{"memory.yaml": memory, "en/start.md": FRONT + text.replace(old, new)})
        assert only(diff(before, after)).safety


def test_words_of_another_flow_are_not_marked_as_safety() -> None:
    assert not only(start(("Your words:", "Your own words:"))).safety


def test_a_question_is_told_by_its_sentence() -> None:
    bank = folder()["en/questions.md"].decode()
    change = only(changed(**{"en/questions.md": bank.replace("Titles differ.", "Titles differ a lot.")}))
    assert (change.thing, change.subject, change.part) == (Thing.QUESTION, "licence", "why")
    assert change.after == "Titles differ a lot."


def test_the_conversations_that_pass_a_changed_screen_are_named() -> None:
    chat = "Test: one\nStart: start\nTap: They said no\n\nTest: other\nStart: ask\n"
    found = list(passing({"tests/a.chat": chat}, snapshot(), {ScreenId("start#said")}, NOW))
    assert [(one.title, one.line, one.screens) for one in found] == [("one", 1, ("start#said",))]


def test_files_that_do_not_compile_are_compared_by_their_headings() -> None:
    after = folder(**{"en/start.md": FRONT + START.replace("Your words", "Words"), "en/ask.md": None})
    assert list(rough_changes(folder(), after)) == [
        "en/ask.md is gone.",
        "en/start.md is different under `wrote`.",
    ]


def test_a_safety_page_s_new_screen_is_a_change_of_safety() -> None:
    more = SAFETY.replace("[Home](#home)", "[More](#more)") + "\n## more\n\nMore.\n\n- [Back](#back)\n"
    found = changed(**{"en/safety.md": LOCKED + more})
    assert all(change.safety for change in found.changes)
    assert found.changed_screens == {"safety#start"}


def test_what_is_kept_private_and_sent_later_is_told() -> None:
    before = kept_house()
    screen = ScreenId("list#start")
    after = replace(
        before,
        pin=None,
        screens={**before.screens, screen: replace(before.screens[screen], behind_pin=False)},
        memory={**before.memory, "draft": replace(before.memory["draft"], only_while=None)},
        invitations={"en": replace(before.invitations["en"], reasons={})},
        coercion=(),
    )
    told = {(change.subject, change.part) for change in diff(before, after).changes}

    assert {("content.yaml", "pin"), (screen, "behind pin"), ("draft", "memory.yaml: only-while")} <= told
    assert any(subject == "invitations.md (en)" for subject, _ in told)
    assert any(subject.startswith("coercion.yaml: ") for subject, _ in told)
