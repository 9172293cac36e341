"""What is noted about people while no store can be told: it must not grow without end."""

from bot.notebook import MESSAGES_LIMIT, NOTHING, PEOPLE_LIMIT, Notebook, Notes
from bot.ports import Address

SOMEBODY = Address(7, 7)


def test_what_was_committed_is_forgotten_and_what_came_meanwhile_is_not() -> None:
    notebook = Notebook()
    notebook.add_messages(SOMEBODY, (1, 2))
    committed = notebook.of(SOMEBODY)
    notebook.add_messages(SOMEBODY, (2, 3))
    notebook.drop(SOMEBODY, committed)
    assert notebook.of(SOMEBODY) == Notes((3,))
    notebook.drop(SOMEBODY, Notes((3,)))
    assert notebook.of(SOMEBODY) is NOTHING


def test_of_one_person_the_newest_messages_are_kept() -> None:
    notebook = Notebook()
    notebook.add_messages(SOMEBODY, range(MESSAGES_LIMIT + 5))
    assert notebook.of(SOMEBODY).message_ids == tuple(range(5, MESSAGES_LIMIT + 5))


def test_of_too_many_people_those_without_news_for_longest_are_forgotten() -> None:
    notebook = Notebook()
    notebook.add_messages(SOMEBODY, (1,))
    for user in range(100, 99 + PEOPLE_LIMIT):
        notebook.add_stand_in(Address(user, user))
    notebook.add_stand_in(SOMEBODY)
    notebook.add_stand_in(Address(1, 1))
    assert notebook.of(SOMEBODY).message_ids == (1,)
    assert notebook.of(Address(100, 100)) is NOTHING
