"""What a person takes along and keeps private, as content says it: copying, PIN, at hand, `while`."""

from flows.compiler.references import flow_of
from flows.model.condition import Condition, Has, Is, Not
from flows.model.flow import ButtonTemplate, ScreenId
from flows.model.instruction import Write
from flows.model.snapshot import Snapshot
from tests.flows.compiler.folders import FRONT, compiled, folder
from tests.flows.compiler.planted import LINKED
from tests.flows.compiler.translated import with_spanish
from tests.flows.engine.kept_house import kept_house

WORDS = "words: {text: 100, why: to copy}\nphone: {values: [mine, shared], discreet: [shared], why: care}\n"
COPY = """\
## start

Your words: {words}

- [Some words](#start) `write words, up to 100 characters`
- [Copy them](#start) `copy words` `if words is known`
- [Mine](#start) `remember phone = mine`
- [Home](#home)
"""
FILES = {"memory.yaml": folder()["memory.yaml"].decode() + WORDS, **LINKED, "en/extra.md": FRONT + COPY}


def good(**changes: str) -> Snapshot:
    compilation = compiled(**{**FILES, **changes})
    assert compilation.diagnostics == () and compilation.snapshot is not None, compilation.diagnostics
    return compilation.snapshot


def copying(snapshot: Snapshot) -> ButtonTemplate:
    return next(button for button in snapshot.screens[ScreenId("extra#start")].buttons if button.copy)


def test_a_button_may_copy_what_was_typed() -> None:
    button = copying(good())

    assert (button.copy, button.instructions, button.condition is None) == ("words", (), False)


def test_a_copy_button_is_known_by_what_it_copies() -> None:
    more = good().memory["words"]
    other = good(
        **{
            "memory.yaml": f"{FILES['memory.yaml']}other: {{text: 100, why: to copy}}\n",
            "en/extra.md": FRONT
            + COPY.replace("`copy words`", "`copy other`")
            .replace(
                "- [Mine", "- [Other](#start) `write other, up to 9 characters` `if phone is mine`\n- [Mine"
            )
            .replace("characters`\n- [Copy", "characters` `if phone is not mine`\n- [Copy"),
        }
    )

    assert more.text_limit == 100
    assert copying(good()).token != copying(other).token


def test_a_translated_copy_button_copies_the_same() -> None:
    from_spanish = with_spanish(folder(**FILES))
    snapshot = good(**{path: text.decode() for path, text in from_spanish.items()})
    words = snapshot.words["es"][ScreenId("extra#start")]

    translated = next(button for button in words.buttons if button.copy)
    assert translated.token == copying(snapshot).token
    assert translated.label != copying(snapshot).label


def test_a_value_may_say_that_others_read_the_phone_and_counts_as_used() -> None:
    assert good().memory["phone"].discreet == ("shared",)


def test_an_answer_may_depend_on_others() -> None:
    rule = good(
        **{
            "memory.yaml": FILES["memory.yaml"].replace(
                "to copy}", "to copy, while: topics has money and phone is not mine}"
            )
        }
    ).memory["words"]

    assert rule.only_while == Condition((Has("topics", "money"), Not(Is("phone", "mine"))))


def test_a_pin_needs_no_memory_and_screens_may_stand_behind_it() -> None:
    snapshot = kept_house()
    asking = snapshot.screens[snapshot.pin or snapshot.home]

    assert [button.write for button in asking.buttons if button.write] == [Write("pin", 8)]
    assert "pin" not in snapshot.memory
    assert {flow_of(id) for id, screen in snapshot.screens.items() if screen.behind_pin} == {
        "list",
        "compare",
        "told",
    }


def test_screens_that_speak_of_the_therapist_at_hand_are_known_to_need_one() -> None:
    snapshot = kept_house()
    needing = {id for id, screen in snapshot.screens.items() if screen.needs_therapist}

    assert needing == {f"compare#{name}" for name in ("one", "answer", "words", "feel", "rename")}


def test_an_answer_at_hand_needs_a_therapist_and_a_question() -> None:
    screen = kept_house().screens[ScreenId("compare#answer")]

    assert screen.needs_question and screen.needs_therapist


def test_where_a_check_in_leads_is_reached_by_itself() -> None:
    snapshot = kept_house()

    assert snapshot.check_in is not None
    assert snapshot.flows[flow_of(snapshot.check_in)].closed_after_danger
