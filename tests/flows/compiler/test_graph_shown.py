"""What the check takes a screen to show is what the engine draws."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.compiler.rules.shown import elements, shown_blocks, shown_buttons
from flows.engine.draw import draw
from flows.engine.resume import resume
from flows.model.evaluate import Facts
from flows.model.flow import ScreenTemplate
from flows.model.session import ListItem, Remembered, Session
from flows.model.snapshot import Snapshot
from tests.flows.compiler.random_screens import SCREENS, content_of, every_facts

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = NOW.toordinal()
WITHOUT_CLINIC = [facts for facts in every_facts() if not facts.clinic_answers]


@settings(max_examples=150, deadline=None)
@given(SCREENS, st.sampled_from(WITHOUT_CLINIC))
def test_the_engine_draws_the_buttons_and_blocks_that_the_check_counts(
    made: ScreenTemplate, facts: Facts
) -> None:
    content = content_of(made)
    drawn = draw(resume(content, _session(made, content, facts), NOW))

    buttons = shown_buttons(made, facts, content)
    count = sum(len(list(elements(one.each, facts, content))) if one.each else 1 for one in buttons)
    safety_and_hide = 2
    assert sum(map(len, drawn.rows)) == count + safety_and_hide
    if not any(True for _ in shown_blocks(made, facts, content)):
        assert drawn.text.text == ""


def _session(made: ScreenTemplate, content: Snapshot, facts: Facts) -> Session:
    memory = {name: Remembered(value, DAY) for name, value in facts.memory.items()}
    kept = () if "checklist" in facts.empty_lists else (ListItem("own-1", own="My question?"),)
    return Session(content.id, "en", made.id, memory=memory, checklist=kept)
