"""What people do, at a test's word."""

from bot.standin import phone
from bot.standin.channels import add_channel, post_in_channel
from bot.standin.control import views
from bot.standin.control.asked import Asked
from bot.standin.control.finding import find_button, find_chat, find_message, find_person
from bot.standin.forwards import forward
from bot.standin.state import StandIn


async def create_user(standin: StandIn, asked: Asked) -> object:
    """`number` for the nth person, or `id`; the same one when known. Name and language may be given."""
    user_id = phone.FIRST_PERSON + asked.integer("number") if "number" in asked else asked.integer("id")
    name, language = asked.text("first_name", ""), asked.text("language_code", "")
    return views.person(phone.add_person(standin, user_id, name, language))


async def create_group(standin: StandIn, asked: Asked) -> object:
    """A group of `user_id` called `title`, with the bot in it."""
    group = phone.add_group(standin, find_person(standin, asked), asked.text("title", "A group"))
    return views.chat(standin, group)


async def create_channel(standin: StandIn, asked: Asked) -> object:
    """A channel of `user_id` called `title`, with the bot as an administrator."""
    channel = add_channel(standin, find_person(standin, asked), asked.text("title", "A channel"))
    return views.chat(standin, channel)


async def post_there(standin: StandIn, asked: Asked) -> object:
    """Publish `text` in the channel `chat_id`."""
    return {"id": post_in_channel(standin, find_chat(standin, asked), asked.text("text"))}


async def kick(standin: StandIn, asked: Asked) -> object:
    phone.kick_bot(standin, find_person(standin, asked), find_chat(standin, asked))
    return {}


async def start(standin: StandIn, asked: Asked) -> object:
    """Press Start, with a `payload` when a deep link was followed."""
    return views.message(phone.start(standin, find_person(standin, asked), asked.text("payload", "")))


async def send(standin: StandIn, asked: Asked) -> object:
    """`text`, or a `kind` of message, perhaps with a `caption`.

    With `message_id` the text of that message is changed; with `origin` the text is forwarded from there.
    """
    person = find_person(standin, asked)
    chat = find_chat(standin, asked) if "chat_id" in asked else None
    if "message_id" in asked:
        phone.edit(standin, person, find_message(standin, asked), asked.text("text"))
        return views.message(find_message(standin, asked))
    if "kind" in asked:
        kind, caption = asked.text("kind"), asked.text("caption", "")
        return views.message(phone.send_kind(standin, person, kind, chat, caption=caption))
    if "origin" in asked:
        return views.message(forward(standin, person, asked.text("text"), asked.text("origin")))
    return views.message(phone.write(standin, person, asked.text("text"), chat)[-1])


async def press(standin: StandIn, asked: Asked) -> object:
    """Press a button of `message_id`: by `label`, by `row` and `column`, or by `data`.

    `data` need not be on the keyboard any more: a telephone may still show an old one.
    """
    message = find_message(standin, asked)
    pressed = phone.press(standin, find_person(standin, asked), message, find_button(message, asked))
    shown = views.callback(standin, pressed.callback) if pressed.callback else None
    return {"callback": shown, "opened": pressed.opened, "copied": pressed.copied}


async def block(standin: StandIn, asked: Asked) -> object:
    phone.block(standin, find_person(standin, asked))
    return {}


async def unblock(standin: StandIn, asked: Asked) -> object:
    phone.unblock(standin, find_person(standin, asked))
    return {}


async def delete_account(standin: StandIn, asked: Asked) -> object:
    phone.delete_account(standin, find_person(standin, asked))
    return {}
