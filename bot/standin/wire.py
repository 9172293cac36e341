"""People, chats and messages as the Bot API writes them."""

from bot.standin.chats import BotStatus, BotUser, Chat, Message, Person
from bot.standin.values import JsonObject

_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
"""What a ChatMemberAdministrator must say of its bearer."""


def user(person: Person | BotUser) -> JsonObject:
    """A User."""
    if isinstance(person, BotUser):
        return {"id": person.id, "is_bot": True, "first_name": person.name, "username": person.username}
    return {
        "id": person.id,
        "is_bot": False,
        "first_name": person.first_name,
        "language_code": person.language_code,
    }


def chat(place: Chat) -> JsonObject:
    """A Chat."""
    if place.person is not None:
        return {"id": place.id, "type": "private", "first_name": place.person.first_name}
    return {"id": place.id, "type": place.kind.value, "title": place.title}


def message(sent: Message, bot: BotUser) -> JsonObject:
    """A Message; optional fields appear only when they say something."""
    body: JsonObject = {
        "message_id": sent.id,
        "from": user(sent.person or bot),
        "chat": chat(sent.chat),
        "date": sent.date,
        **sent.content,
    }
    if sent.edit_date is not None:
        body["edit_date"] = sent.edit_date
    if sent.is_protected:
        body["has_protected_content"] = True
    is_text = sent.kind == "text"
    if is_text or sent.text:
        body["text" if is_text else "caption"] = sent.text
    if sent.entities:
        body["entities" if is_text else "caption_entities"] = sent.entities
    if sent.keyboard:
        body["reply_markup"] = {"inline_keyboard": sent.keyboard}
    return body


def inaccessible(place: Chat, message_id: int) -> JsonObject:
    """An InaccessibleMessage: what is left of a deleted one."""
    return {"chat": chat(place), "message_id": message_id, "date": 0}


def member(status: BotStatus, bot: BotUser) -> JsonObject:
    """A ChatMember for the bot."""
    body: JsonObject = {"status": status.value, "user": user(bot)}
    if status is BotStatus.KICKED:
        body["until_date"] = 0
    if status is BotStatus.ADMINISTRATOR:
        body |= dict.fromkeys(("can_be_edited", "is_anonymous", *_RIGHTS), False)
    return body


def membership(
    place: Chat, by: Person | BotUser, bot: BotUser, *, date: int, old: BotStatus, new: BotStatus
) -> JsonObject:
    """A ChatMemberUpdated about the bot."""
    return {
        "chat": chat(place),
        "from": user(by),
        "date": date,
        "old_chat_member": member(old, bot),
        "new_chat_member": member(new, bot),
    }
