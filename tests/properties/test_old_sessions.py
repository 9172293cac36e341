"""Content changes under people in mid-conversation."""

import pytest

from tests.properties.old_sessions import SHIPPED, SMALL, World, check_versions


@pytest.mark.parametrize(("world", "versions"), [(SHIPPED, 6), (SMALL, 60)], ids=["shipped", "small"])
def test_no_press_on_an_old_button_runs_another_choice_than_the_one_it_showed(
    world: World, versions: int
) -> None:
    counts = check_versions(world, versions, seed=1)
    assert counts["did what the button said"] > counts["drawn again, with a sentence"] > 0
