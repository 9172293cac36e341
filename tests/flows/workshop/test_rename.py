"""A renaming changes every name and no other byte."""

from datetime import datetime

import pytest

from flows.compiler.compile import compile_content
from flows.workshop.refused import Refused
from flows.workshop.rename.show import changed_lines
from flows.workshop.rename.whole import Renamed, rename_everywhere
from tests.flows.compiler.folders import ASK, FRONT, SAFETY, START, TODAY, folder

NOW = datetime.fromisoformat(f"{TODAY}T12:00:00+00:00")

CHAT = """\
Test: what they said
Start: start
Tap: They said no
Screen: #said
Tap: Home
Screen: start.md#start

Test: the same words elsewhere
Start: ask
Screen: ask#start
"""

LOCK = "# Written by `translate accept`\nes start#said 0123456789abcdef\n"


def renamed(old: str, new: str, **changes: str | bytes | None) -> Renamed:
    return rename_everywhere(folder(**changes), old, new, NOW)


def text(done: Renamed, path: str) -> str:
    return done.renaming.files[path].decode()


def test_a_screen_is_renamed_with_its_links_and_keeps_its_former_names() -> None:
    done = renamed("start#said", "start#heard")
    wanted = START.replace("## said\n\n`was told`", "## heard\n\n`was said` `was told`").replace(
        "(#said)", "(#heard)"
    )
    assert text(done, "en/start.md") == FRONT + wanted
    assert done.problems == ()


def test_a_screen_without_a_line_of_its_own_gets_one() -> None:
    done = renamed("start#wrote", "letter")
    assert "## letter\n\n`was wrote`\n\nYour words:" in text(done, "en/start.md")


def test_nothing_but_the_names_changes_in_any_file() -> None:
    odd = ("\ufeff" + FRONT + START).replace("\n", "\r\n").replace("Where do", "Where  \tdo").encode()
    before = folder(**{"en/start.md": odd})
    done = rename_everywhere(before, "start#wrote", "start#letter", NOW)
    after = dict(done.renaming.files)
    own = after.pop("en/start.md")
    assert own.replace(b"## letter\r\n\r\n`was wrote`", b"## wrote").replace(b"#letter", b"#wrote") == odd
    assert after == {path: content for path, content in before.items() if path != "en/start.md"}


def test_bytes_that_are_no_text_are_left_as_they_are() -> None:
    odd = (FRONT + START).encode() + b"\n\xff\xfe\n"
    done = renamed("start#wrote", "letter", **{"en/start.md": odd})
    assert done.renaming.files["en/start.md"].endswith(b"\n\xff\xfe\n")


def test_a_changed_line_with_such_bytes_can_be_shown() -> None:
    odd = (FRONT + START).encode().replace(b"[Write it down]", b"[Write it \xff down]")
    shown = changed_lines(renamed("start#wrote", "letter", **{"en/start.md": odd}).renaming, "content/")
    assert "  - - [Write it ? down](#wrote)" in shown


def test_every_line_that_changes_is_told() -> None:
    lines = renamed("start#wrote", "letter").renaming.lines
    assert [(line.before, line.after.splitlines()[0]) for line in lines] == [
        ("- [Write it down](#wrote) `write note, up to 200 characters`",) * 1
        + ("- [Write it down](#letter) `write note, up to 200 characters`",),
        ("## wrote", "## letter"),
    ]


def test_links_settings_dangers_and_instructions_of_other_files_follow() -> None:
    more = "\n## fear\n\nCall.\n\n- [Home](#home)\n"
    done = renamed(
        "safety#fear",
        "afraid",
        **{
            "en/safety.md": FRONT.replace("---\n\n", "lock: true\n---\n\n")
            + SAFETY.replace("[Home](#home)", "[More](#fear)")
            + more,
            "en/danger.yaml": folder()["en/danger.yaml"].decode().replace("safety.md:", "safety.md#fear:"),
            "content.yaml": folder()["content.yaml"]
            .decode()
            .replace("help: safety.md", "help: safety.md#fear"),
            "en/ask.md": FRONT
            + ASK.replace("[Home](#home)", "[Fear](safety.md#fear) `come back to #start`", 1),
        },
    )
    assert done.problems == ()
    assert "  safety.md#afraid: [want to die]" in text(done, "en/danger.yaml")
    assert "  help: safety.md#afraid\n" in text(done, "content.yaml")
    assert "(safety.md#afraid) `come back to #start`" in text(done, "en/ask.md")
    assert "#fear" not in "".join(
        text(done, path) for path in ("en/danger.yaml", "content.yaml", "en/ask.md")
    )


def test_a_screen_that_comes_back_is_renamed_in_the_instruction() -> None:
    come_back = ASK.replace("[Home](#home)", "[Safety](safety.md) `come back to #list`", 1)
    done = renamed("ask#list", "ask#shown", **{"en/ask.md": FRONT + come_back})
    assert "`come back to #shown`" in text(done, "en/ask.md")
    assert done.problems == ()


def test_a_translation_and_its_record_follow_without_a_former_name() -> None:
    done = renamed("start#said", "heard", **{"es/start.md": FRONT + START, "translations.lock": LOCK})
    spanish = text(done, "es/start.md")
    assert "## heard\n\n`was told`" in spanish
    assert "(#said)" not in spanish
    assert "es start#heard 0123456789abcdef" in text(done, "translations.lock")


def test_transcripts_follow_where_the_talk_is_on_that_screen() -> None:
    done = renamed("start#said", "heard", **{"tests/a.chat": CHAT})
    assert text(done, "tests/a.chat") == CHAT.replace("#said", "#heard")


def test_the_same_id_in_another_flow_is_another_screen() -> None:
    same = ASK.replace("(#list)", "(#said)").replace("## list", "## said")
    done = renamed("start#said", "heard", **{"en/ask.md": FRONT + same})
    assert text(done, "en/ask.md") == FRONT + same


def test_a_file_is_renamed_with_every_name_of_it() -> None:
    done = renamed("ask.md", "bank.md", **{"tests/a.chat": CHAT, "es/ask.md": FRONT + ASK})
    files = done.renaming.files
    assert done.problems == ()
    assert {"en/bank.md", "es/bank.md"} <= files.keys()
    assert not {"en/ask.md", "es/ask.md"} & files.keys()
    assert "[Questions to ask](bank.md)" in text(done, "en/start.md")
    assert "Start: bank\nScreen: bank#start" in text(done, "tests/a.chat")
    assert text(done, "en/bank.md").count("`was ask.md#") == 3
    assert "`was" not in text(done, "es/bank.md")


def test_former_names_of_a_renamed_file_say_which_file_they_mean() -> None:
    done = renamed("start", "welcome")
    assert "`was start.md#said` `was start.md#told` `keep private`" in text(done, "en/welcome.md")
    snapshot = compile_content(done.renaming.files, TODAY).snapshot
    assert snapshot and snapshot.moved["start#told"] == snapshot.moved["start#said"] == "welcome#said"  # type: ignore[index] # ids are text


def test_a_name_can_be_taken_back() -> None:
    once = renamed("start#wrote", "letter").renaming.files
    twice = rename_everywhere(once, "start#letter", "wrote", NOW)
    assert twice.problems == ()
    assert "## wrote\n\n`was letter`\n" in text(twice, "en/start.md")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("start#sad", "x", "There is no screen `start#sad`. Did you mean `said`?"),
        ("strat#said", "x", "There is no flow `strat`. Did you mean `start`?"),
        ("start#said", "start#wrote", "There is a screen `start#wrote` already"),
        ("start#said", "Said Again", "`Said Again` is not an id"),
        ("start#said", "home", "`#home` has a meaning of its own"),
        ("start#said", "ask#said", "only be renamed within its own file"),
        ("start#start", "begin", "Rename the file instead"),
        ("ask.md", "safety.md", "There is a file `safety.md` already"),
        ("ask.md", "questions.md", "There is a file `questions.md` already"),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_a_sentence(old: str, new: str, why: str) -> None:
    with pytest.raises(Refused, match=why.replace("?", r"\?").replace(".", r"\.")):
        renamed(old, new)


def test_a_name_that_another_screen_once_had_is_a_problem() -> None:
    assert [found.code for found in renamed("start#wrote", "told").problems] == ["R06"]
