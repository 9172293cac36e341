"""A transcript is read line by line, and whoever slips is told where and how to mend it."""

from flows.workshop.transcripts.lines import Slip, Word
from flows.workshop.transcripts.read import read_transcript


def slips(text: str) -> list[Slip]:
    transcript = read_transcript("x.chat", text)
    return [*transcript.slips, *(slip for one in transcript.conversations for slip in one.slips)]


def slip(text: str) -> Slip:
    [only] = slips(text)
    return only


def test_each_test_begins_a_conversation_with_its_title() -> None:
    transcript = read_transcript("x.chat", "# a remark\n\nTest: one\nTap: Yes\n\nTest: two\nTap: No\n")
    assert [(one.title, one.number) for one in transcript.conversations] == [("one", 3), ("two", 6)]
    assert [line.says for one in transcript.conversations for line in one.lines] == ["Yes", "No"]


def test_a_line_knows_where_what_it_says_stands() -> None:
    [one] = read_transcript("x.chat", "Test: x\n  No   button :\t Yes: or no \n").conversations
    [line] = one.lines
    assert (line.word, line.says, line.number) == (Word.NO_BUTTON, "Yes: or no", 2)
    assert line.source[line.column - 1 :].startswith("Yes: or no")


def test_line_ends_and_marks_of_other_systems_make_no_difference() -> None:
    [one] = read_transcript("x.chat", "\ufeffTest: x\r\nTap: Yes\r\n").conversations
    assert (one.title, one.lines[0].says) == ("x", "Yes")


def test_a_word_that_is_nearly_right_is_recognised() -> None:
    assert slip("Test: x\ntap: Yes").help == "Did you mean `Tap`?"
    assert slip("Test: x\nTab: Yes").help == "Did you mean `Tap`?"
    assert slip("Test: x\nNo  Buttn: Yes").help == "Did you mean `No button`?"


def test_a_word_unlike_any_other_lists_those_there_are() -> None:
    found = slip("Test: x\n  Zoom: Yes")
    assert (found.number, found.column, found.message) == (2, 3, "A line cannot begin with `Zoom`")
    assert "`Tap`" in found.help


def test_a_line_without_a_colon_or_without_words_is_told_apart() -> None:
    assert slip("Test: x\nThey said no").message == "This line has no colon"
    assert slip("Test: x\nTap:  ").message == "`Tap` says nothing"


def test_a_line_before_the_first_test_belongs_nowhere() -> None:
    found = slip("Tap: Yes\nTest: x\nTap: No")
    assert (found.number, found.message) == (1, "This line stands before the first `Test:`")


def test_an_empty_test_is_a_slip_and_so_is_one_without_a_title() -> None:
    assert slip("Test: x\nTest: y\nTap: No").message == "Nothing happens in this conversation"
    assert slip("Test:\nTap: No").message == "`Test` says nothing"


def test_a_test_without_a_title_keeps_its_lines_from_the_one_before() -> None:
    transcript = read_transcript("x.chat", "Test: x\nTap: a\nTest:\nTap: b\n")
    assert [len(one.lines) for one in transcript.conversations] == [1, 1]


def test_an_empty_file_has_no_conversation() -> None:
    assert read_transcript("x.chat", "").conversations == ()


def test_somebody_may_type_nothing() -> None:
    [one] = read_transcript("x.chat", "Test: x\nType:\n").conversations
    assert one.lines[0].says == ""
