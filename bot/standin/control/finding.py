"""Whom and what a control request means."""

from bot.standin.chats import Chat, Message, Person
from bot.standin.control.asked import Asked, Nonsense
from bot.standin.state import StandIn
from bot.standin.values import JsonObject


def find_person(standin: StandIn, asked: Asked) -> Person:
    person = standin.chats.people.get(asked.integer("user_id"))
    if person is None:
        raise Nonsense("there is no such person")
    return person


def find_chat(standin: StandIn, asked: Asked) -> Chat:
    chat = standin.chats.chats.get(asked.integer("chat_id", asked.integer("user_id", 0)))
    if chat is None:
        raise Nonsense("there is no such chat")
    return chat


def find_message(standin: StandIn, asked: Asked) -> Message:
    message = find_chat(standin, asked).messages.get(asked.integer("message_id"))
    if message is None:
        raise Nonsense("there is no such message")
    return message


def find_button(message: Message, asked: Asked) -> JsonObject:
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
