"""The bot's own words: which keys `content/<language>/ui.po` must hold, and for what.

The key is the entry's msgctxt. No sentence that a person reads stands in code.
"""

REQUIRED_PHRASES: dict[str, str] = {
    "button.safety": "the button on every screen that leads to the safety page",
    "button.home": "the button after an end, and wherever nothing else is left",
    "button.again": "on the fixed screen when something behind the bot fails",
    "mark.ticked": "stands before the label of a ticked box",
    "mark.unticked": "stands before the label of a box that is not ticked",
    "notice.stale": "a press on an old keyboard drew the present screen again",
    "notice.gone": "a press whose button is not offered any more",
    "notice.moved": "the screen the person was on is gone; says where they are now",
    "notice.unsafe": "a flow is not open after a danger signal; the safety page is shown",
    "notice.not-translated": "stands above a screen that has no words in the person's language yet",
    "notice.kind": "a photo, voice message, sticker or the like was sent",
    "notice.edited": "an edited message changes nothing",
    "notice.too-long": "typed text is over the limit of the screen; {limit} is filled in",
    "notice.empty": "nothing readable was typed",
    "notice.command": "an unknown command",
    "notice.no-answer-here": "words that mean nothing on a safety page, which stays",
    "notice.list-full": "the person's list has reached its limit",
    "notice.nothing": "nothing was there to do: an empty list to export, say",
    "hint.write": "stands before the hint of a screen that takes typed text",
    "word.home": "typed alone, leads home; several are parted by commas",
    "word.back": "typed alone, leads one step back; several are parted by commas",
    "end.text": "the last paragraph after an end",
    "withdrawn.screen": "stands for a text that was taken back to be corrected; its buttons stay",
    "withdrawn.safety": "the same on a safety page, whose help lines stay",
    "withdrawn.question": "stands for a question that was taken back; a person's list may still hold it",
    "withdrawn.number": "stands for a number or address that was taken back",
    "list.title": "first line of the exported question list",
    "list.more": "ends a list on a screen that has no room for all of it",
    "trouble.text": "the fixed screen when something behind the bot fails; no place is lost",
    "group.leave": "the one neutral sentence said in a group before leaving it",
    "bot.name": "the bot's name in Telegram",
    "bot.short-description": "the line on the bot's profile and in shared links; neutral",
    "bot.description": "what an empty chat with the bot shows; neutral",
}
"""Key -> when it is used. `command.NAME` is required besides, for every command in content.yaml."""
