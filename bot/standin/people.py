"""Who there is, and whether they want the bot."""

from bot.standin.chats import BotStatus, Person
from bot.standin.state import StandIn

FIRST_PERSON = 5_000_000_000
"""Ids above 32 bits, as real ones are: code that cuts them off shows."""


def person_of(standin: StandIn, number: int) -> Person:
    """The `number`th person, known from now on."""
    return add_person(standin, FIRST_PERSON + number)


def add_person(standin: StandIn, user_id: int, first_name: str = "", language_code: str = "") -> Person:
    """The person with this id, made up if there is none yet; name and language are set when given."""
    people = standin.chats.people
    person = people.setdefault(user_id, Person(user_id, f"Person {user_id % 10_000}"))
    person.first_name = first_name or person.first_name
    person.language_code = language_code or person.language_code
    return person


def block(standin: StandIn, person: Person) -> None:
    """Stop the bot; it hears of it once."""
    if not person.blocked:
        person.blocked = True
        _tell(standin, person, BotStatus.KICKED)


def unblock(standin: StandIn, person: Person) -> None:
    """Let the bot write again; it hears of it once."""
    if person.blocked:
        person.blocked = False
        _tell(standin, person, BotStatus.MEMBER)


def delete_account(standin: StandIn, person: Person) -> None:
    """The person leaves Telegram; the bot is not told."""
    person.gone = True
    standin.changes.mark(person.id)


def _tell(standin: StandIn, person: Person, status: BotStatus) -> None:
    standin.set_bot_status(standin.chats.open_private(person), person, status)
    standin.changes.mark(person.id)
