"""What there is to see: chats, presses, calls, problems, the whole state."""

from bot.standin.chats import Chat
from bot.standin.control import views
from bot.standin.control.asked import Asked
from bot.standin.state import CALLS, StandIn

LONGEST_WAIT_S = 30.0


async def show_state(standin: StandIn, _: Asked) -> object:
    return views.state(standin)


async def show_chat(standin: StandIn, asked: Asked) -> object:
    """The chat `chat_id`; waits up to `wait` seconds for a revision past `after`."""
    chat_id = asked.integer("chat_id")
    await standin.changes.wait(chat_id, asked.integer("after", -1), _wait_s(asked))
    chat = standin.chats.chats.get(chat_id)
    return views.chat(standin, chat or Chat(chat_id, person=standin.chats.people.get(chat_id)))


async def show_callbacks(standin: StandIn, asked: Asked) -> object:
    """The presses, or with `unanswered` those that still wait."""
    known = standin.callbacks.unanswered() if "unanswered" in asked else standin.callbacks.known.values()
    return [views.callback(standin, one) for one in known]


async def show_calls(standin: StandIn, asked: Asked) -> object:
    """The calls past number `after`, of one `method` if named; waits up to `wait` seconds for one."""
    after = asked.integer("after", 0)
    if standin.journal.call_count <= after:
        await standin.changes.wait(CALLS, standin.changes.revision(CALLS), _wait_s(asked))
    method = asked.text("method", "").lower()
    calls = (one for one in standin.journal.calls if one.number > after)
    return [views.call(one) for one in calls if method in ("", one.method.lower())]


async def show_problems(standin: StandIn, asked: Asked) -> object:
    """Every call that was refused or looks wrong, oldest first; of one `kind` if named."""
    kind = asked.text("kind", "")
    return [views.problem(one) for one in standin.journal.problems if kind in ("", one.kind)]


def _wait_s(asked: Asked) -> float:
    return min(asked.number("wait", 0.0), LONGEST_WAIT_S)
