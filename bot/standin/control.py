"""The control API: JSON over HTTP under /control/, for tests and for the chat page. Loopback only."""

import ipaddress
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.standin import phone, views
from bot.standin.asked import Asked, Nonsense, read_asked, respond
from bot.standin.chats import Chat, Message, Person
from bot.standin.faults import Fault, FaultKind
from bot.standin.state import CALLS, StandIn
from bot.standin.values import JsonObject

LONGEST_WAIT_S = 30.0

Act: TypeAlias = Callable[[StandIn, Asked], Awaitable[object]]


async def show_state(standin: StandIn, _: Asked) -> object:
    return views.state(standin)


async def create_user(standin: StandIn, asked: Asked) -> object:
    """`number` for the nth person, or `id`, and what they are called; the same one when known."""
    if "number" in asked:
        return views.person(phone.person_of(standin, asked.integer("number")))
    name, language = asked.text("first_name", ""), asked.text("language_code", "en")
    return views.person(phone.add_person(standin, asked.integer("id"), name, language))


async def create_group(standin: StandIn, asked: Asked) -> object:
    """A group of `user_id` called `title`, with the bot in it."""
    group = phone.add_group(standin, _person(standin, asked), asked.text("title", "A group"))
    return views.chat(standin, group)


async def kick(standin: StandIn, asked: Asked) -> object:
    phone.kick_bot(standin, _person(standin, asked), _chat(standin, asked))
    return {}


async def start(standin: StandIn, asked: Asked) -> object:
    """Press Start, with a `payload` when a deep link was followed."""
    return views.message(phone.start(standin, _person(standin, asked), asked.text("payload", "")))


async def send(standin: StandIn, asked: Asked) -> object:
    """`text`, or a `kind` of message; with `message_id` the text of that message is changed."""
    person = _person(standin, asked)
    chat = _chat(standin, asked) if "chat_id" in asked else None
    if "message_id" in asked:
        phone.edit(standin, person, _message(standin, asked), asked.text("text"))
        return views.message(_message(standin, asked))
    if "kind" in asked:
        return views.message(phone.send_kind(standin, person, asked.text("kind"), chat))
    return views.message(phone.write(standin, person, asked.text("text"), chat)[-1])


async def press(standin: StandIn, asked: Asked) -> object:
    """Press a button of `message_id`: by `label`, by `row` and `column`, or by `data`.

    `data` need not be on the keyboard any more: a telephone may still show an old one.
    """
    message = _message(standin, asked)
    pressed = phone.press(standin, _person(standin, asked), message, _button(message, asked))
    shown = views.callback(standin, pressed.callback) if pressed.callback else None
    return {"callback": shown, "opened": pressed.opened, "copied": pressed.copied}


async def block(standin: StandIn, asked: Asked) -> object:
    phone.block(standin, _person(standin, asked))
    return {}


async def unblock(standin: StandIn, asked: Asked) -> object:
    phone.unblock(standin, _person(standin, asked))
    return {}


async def delete_account(standin: StandIn, asked: Asked) -> object:
    phone.delete_account(standin, _person(standin, asked))
    return {}


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


async def forget_problems(standin: StandIn, _: Asked) -> object:
    standin.journal.problems.clear()
    return {}


async def add_fault(standin: StandIn, asked: Asked) -> object:
    """Order trouble: the fields of Fault. `times` null is for good; once when left out."""
    try:
        kind = FaultKind(asked.text("kind"))
    except ValueError:
        raise Nonsense(f"kind is one of: {', '.join(FaultKind)}") from None
    fault = Fault(
        kind,
        method=asked.text("method", ""),
        update_kind=asked.text("update_kind", ""),
        chat_id=asked.integer("chat_id") if "chat_id" in asked else None,
        times=None if asked.is_null("times") else asked.integer("times", 1),
        probability=asked.number("probability", 1.0),
        retry_after=asked.integer("retry_after", 1),
        seconds=asked.number("seconds", 60.0),
    )
    if "seed" in asked:
        standin.faults.random.seed(asked.integer("seed"))
    standin.faults.orders.append(fault)
    return {}


async def forget_faults(standin: StandIn, _: Asked) -> object:
    standin.faults.clear()
    return {}


async def move_clock(standin: StandIn, asked: Asked) -> object:
    """Let `jump` seconds pass (or go back)."""
    standin.jump(asked.number("jump"))
    return {"now": standin.now()}


async def set_limits(standin: StandIn, asked: Asked) -> object:
    """Rate limits `on` or off, and how narrow."""
    standin.limits.set(
        is_on=bool(asked.number("on", 1)),
        overall_per_second=asked.number("overall_per_second", 30),
        chat_per_second=asked.number("chat_per_second", 1),
        chat_burst=asked.number("chat_burst", 4),
    )
    return {}


async def inject(standin: StandIn, asked: Asked) -> object:
    """Queue an update of any `kind` with any `body`: what no telephone here can make."""
    standin.queue(asked.text("kind"), asked.integer("chat_id", 0), asked.structure("body"))
    return {}


def routes(standin: StandIn) -> list[Route]:
    """The control API of one stand-in."""
    acts: list[tuple[str, str, Act]] = [
        ("GET", "state", show_state),
        ("POST", "users", create_user),
        ("POST", "groups", create_group),
        ("POST", "kick", kick),
        ("POST", "start", start),
        ("POST", "send", send),
        ("POST", "press", press),
        ("POST", "block", block),
        ("POST", "unblock", unblock),
        ("POST", "delete-account", delete_account),
        ("GET", "chat", show_chat),
        ("GET", "callbacks", show_callbacks),
        ("GET", "calls", show_calls),
        ("GET", "problems", show_problems),
        ("DELETE", "problems", forget_problems),
        ("POST", "faults", add_fault),
        ("DELETE", "faults", forget_faults),
        ("POST", "clock", move_clock),
        ("POST", "limits", set_limits),
        ("POST", "inject", inject),
    ]
    return [
        Route(f"/control/{path}", _endpoint(standin, act), methods=[method]) for method, path, act in acts
    ]


def _endpoint(standin: StandIn, act: Act) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        if not _is_loopback(request):
            return respond({"error": "only from this machine"}, 403)
        try:
            return respond(await act(standin, await read_asked(request)))
        except Nonsense as nonsense:
            return respond({"error": str(nonsense)}, 400)
        except phone.Impossible as impossible:
            return respond({"error": str(impossible)}, 409)

    return endpoint


def _is_loopback(request: Request) -> bool:
    """From this machine, and not by a web page elsewhere that was made to point here."""
    if request.client is None or not ipaddress.ip_address(request.client.host).is_loopback:
        return False
    name = request.url.hostname or ""
    return name in ("localhost", "127.0.0.1", "::1")


def _person(standin: StandIn, asked: Asked) -> Person:
    person = standin.chats.people.get(asked.integer("user_id"))
    if person is None:
        raise Nonsense("there is no such person")
    return person


def _chat(standin: StandIn, asked: Asked) -> Chat:
    chat = standin.chats.chats.get(asked.integer("chat_id", asked.integer("user_id", 0)))
    if chat is None:
        raise Nonsense("there is no such chat")
    return chat


def _message(standin: StandIn, asked: Asked) -> Message:
    message = _chat(standin, asked).messages.get(asked.integer("message_id"))
    if message is None:
        raise Nonsense("there is no such message")
    return message


def _button(message: Message, asked: Asked) -> JsonObject:
    if "data" in asked:
        return {"callback_data": asked.text("data")}
    rows = message.keyboard or []
    if "label" in asked:
        label = asked.text("label")
        chosen = [button for row in rows for button in row if button["text"] == label]
    else:
        row, column = asked.integer("row"), asked.integer("column", 0)
        chosen = [rows[row][column]] if 0 <= row < len(rows) and 0 <= column < len(rows[row]) else []
    if not chosen:
        raise Nonsense(f"no such button; there are: {[button['text'] for row in rows for button in row]}")
    return chosen[0]


def _wait_s(asked: Asked) -> float:
    return min(asked.number("wait", 0.0), LONGEST_WAIT_S)
