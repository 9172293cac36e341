"""The whole folder in, a snapshot and diagnostics out."""

from flows.compiler.compile import compile_content
from flows.model.flow import ScreenId
from flows.model.phrases import REQUIRED_PHRASES
from tests.flows.compiler.folders import ASK, FRONT, SAFETY, START, TODAY, compiled, folder, words_at


def codes_of(**changes: str | bytes | None) -> list[str]:
    return [found.code for found in compiled(**changes).diagnostics]


def test_a_sound_folder_compiles_without_a_word() -> None:
    compilation = compiled()

    assert compilation.diagnostics == ()
    assert compilation.snapshot is not None


def test_the_snapshot_holds_everything_that_the_folder_declares() -> None:
    snapshot = compiled().snapshot

    assert snapshot is not None
    assert (snapshot.home, snapshot.safety, snapshot.no_answer) == (
        "start#start",
        "safety#start",
        "no-answer#start",
    )
    assert set(snapshot.flows) == {"start", "ask", "safety", "no-answer"}
    assert list(snapshot.questions) == ["licence"]
    assert set(snapshot.memory) == {"partner", "country", "topics", "note"}
    assert snapshot.topics == {"training": "Training", "money": "Money"}
    assert snapshot.sources["S1"].title == "A guide"
    assert snapshot.countries == {"US": "United States"}
    assert [line.id for line in snapshot.helplines] == ["us-emergency"]
    assert snapshot.commands == {"help": "safety#start"}
    told = {f"memory.{name}" for name in snapshot.memory}
    assert set(snapshot.phrases["en"]) == {*REQUIRED_PHRASES, "command.help", *told}
    assert snapshot.danger.phrases[0].screen == "safety#start"
    assert snapshot.moved == {"start#told": "start#said"}
    assert (snapshot.language, snapshot.screens[ScreenId("start#said")].private) == ("en", True)


def test_front_matter_describes_the_flow() -> None:
    front = FRONT.replace("reviewer:", "review-every: 180 days\nafter-danger: closed\nlock: true\nreviewer:")
    linked = START.replace("](ask.md)", "](ask.md) `if partner is agrees`")

    snapshot = compiled(**{"en/ask.md": front + ASK, "en/start.md": FRONT + linked}).snapshot

    assert snapshot is not None
    flow = snapshot.flows["ask"]
    assert (flow.title, flow.sources, flow.written, flow.reviewed) == ("A flow", ("S1",), TODAY, None)
    assert (flow.reviewer, flow.review_every_days) == ("couples therapist", 180)
    assert flow.locked and flow.closed_after_danger


def test_an_error_leaves_no_snapshot_and_a_warning_does() -> None:
    overdue = FRONT.replace("reviewed: never", "reviewed: 2024-01-01")

    assert compiled(**{"en/ask.md": None}).snapshot is None
    assert compiled(**{"en/ask.md": overdue + ASK}).snapshot is not None
    assert codes_of(**{"en/ask.md": overdue + ASK}) == ["Y07"]


def test_the_same_files_make_the_same_id_and_other_files_another() -> None:
    first, again, other = compiled(), compiled(), compiled(**{"en/start.md": FRONT + START + "\n"})

    assert first.snapshot and again.snapshot and other.snapshot
    assert first.snapshot.id == again.snapshot.id != other.snapshot.id


def test_files_that_are_not_the_compilers_business_change_nothing() -> None:
    others = {
        "en/faq/late.md": b"\xff",
        "clinics/one/en.md": b"\xff",
        "tests/a.chat": b"\xff",
        "drafts/start.md": b"\xff",
        "README.md": b"\xff",
    }

    changed = compiled(**others)

    assert changed.diagnostics == ()
    assert changed.snapshot and changed.snapshot.id == getattr(compiled().snapshot, "id", "")


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    text = "\ufeff" + (FRONT + START).replace("#said)", "#sad)").replace("\n", "\r\n")

    found = compiled(**{"en/start.md": text}).diagnostics

    assert [(one.code, one.place.line, words_at(one)) for one in found] == [
        ("R02", 13, "#sad"),
        ("R02", 14, "#sad"),
        ("R02", 37, "#sad"),
    ]


def test_the_form_of_a_missing_screen_is_the_promised_one() -> None:
    found = compiled(**{"en/start.md": FRONT + START.replace("said no](#said", "said no](#sad")}).diagnostics[
        0
    ]

    assert (found.message, found.why) == ("There is no screen `sad`", "This button would lead nowhere.")
    assert found.help.startswith("Did you mean `said`? If you removed the screen, ")
    assert found.help.endswith("the line `was sad`.")


def test_a_renamed_screen_is_named() -> None:
    found = compiled(
        **{"en/ask.md": FRONT + ASK.replace("(#list)\n- [Add", "(start.md#told)\n- [Add")}
    ).diagnostics

    assert [one.message for one in found] == ["The screen `told` is now called `start.md#said`"]


def test_names_of_a_memory_file_that_cannot_be_read_are_not_reported_one_by_one() -> None:
    assert codes_of(**{"memory.yaml": "partner: ["}) == ["V02"]


def test_values_of_a_memory_with_mistakes_of_its_own_are_not_reported_too() -> None:
    memory = folder()["memory.yaml"].decode().replace("unsure", "un sure")

    assert codes_of(**{"memory.yaml": memory}) == ["V06"]


def test_questions_of_a_bank_that_is_too_long_are_not_reported_one_by_one() -> None:
    assert codes_of(**{"en/questions.md": "x" * 5001}) == ["U03"]


def test_topics_of_a_file_that_cannot_be_read_are_not_reported_one_by_one() -> None:
    assert codes_of(**{"topics.yaml": "training: ["}) == ["V02"]


def test_links_to_a_screen_whose_heading_is_wrong_are_not_reported_too() -> None:
    assert codes_of(**{"en/start.md": FRONT + START.replace("## said", "## Said!")}) == ["H01"]
    assert codes_of(**{"en/start.md": FRONT + START.replace("## said", "## It said")}) == ["H01"]
    assert codes_of(**{"en/start.md": FRONT + START.replace("## said", "##said")}) == ["N05"]


def test_a_block_of_code_that_nobody_closes_swallows_no_screen() -> None:
    start = START.replace("## said", "```\n\n## said")
    bullets = START.replace("- [Questions", "- [Extra](#said)\n\n~~~\n\n- [Questions")

    assert codes_of(**{"en/start.md": FRONT + start}) == ["N12"]
    assert codes_of(**{"en/start.md": FRONT + bullets}) == ["N12"]


def test_links_into_a_file_that_is_too_long_are_not_reported_too() -> None:
    assert codes_of(**{"en/ask.md": FRONT + ASK + "x" * 5001}) == ["U03"]


def test_mistakes_of_all_kinds_are_reported_together() -> None:
    start = START.replace("#said", "#sad", 1).replace("if partner is", "if partner was")
    safety = FRONT.replace("title: A flow\n", "lock: true\n") + SAFETY

    assert set(codes_of(**{"en/start.md": FRONT + start, "en/safety.md": safety})) >= {"R02", "C01", "Y04"}


def test_an_empty_folder_is_reported_and_not_raised() -> None:
    compilation = compile_content({}, TODAY)

    assert compilation.snapshot is None
    assert compilation.diagnostics


def test_each_file_alone_is_reported_and_not_raised() -> None:
    for path, content in folder().items():
        assert compile_content({path: content}, TODAY).snapshot is None


def test_any_file_may_be_missing() -> None:
    for path in folder():
        assert compiled(**{path: None}).snapshot is None or path in ("helplines.yaml", "rules.yaml")
