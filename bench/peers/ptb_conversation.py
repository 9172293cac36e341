"""The fair peer: python-telegram-bot as its documentation shows it, with its place kept on disk.

ConversationHandler over thirteen screens of inline keyboards, two calls a press, and
PicklePersistence written once for every update, because anything rarer loses places on a kill.
Its own webhook server needs tornado; the custom webhook of its examples stands in for it, which
does less work for an update. It answers 200 before it has handled the update, as theirs does.
"""

import asyncio
import logging
from functools import partial
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    PicklePersistence,
)

from bench.told import Told
from bench.words import SCREENS, WORDS

Context = ContextTypes.DEFAULT_TYPE
PlainApplication = Application[Any, Any, Any, Any, Any, Any]


class FlushingApplication(PlainApplication):
    """An application that has every update on disk before it takes the next one."""

    async def process_update(self, update: object) -> None:
        """Handle the update, then collect what changed and write the pickle once."""
        await super().process_update(update)
        await self.update_persistence()
        assert self.persistence is not None
        await self.persistence.flush()


async def start(update: Update, _context: Context) -> int:
    """Show the first screen in a message of its own."""
    assert update.message is not None
    await update.message.reply_text(_text(0), reply_markup=_keyboard(0))
    return 0


async def show(number: int, update: Update, context: Context) -> int:
    """Answer the press, remember the choice and draw screen `number` in place."""
    query = update.callback_query
    assert query is not None and context.user_data is not None
    await query.answer()
    context.user_data["came_from"] = query.data
    await query.edit_message_text(_text(number), reply_markup=_keyboard(number))
    return number


def conversation() -> ConversationHandler[Any]:
    """Return the thirteen states, each with a handler for every button of its screen."""
    return ConversationHandler(
        entry_points=[CommandHandler("start", start)],
        states={number: _handlers(number) for number in range(SCREENS)},
        fallbacks=[CommandHandler("start", start)],
        name="bench",
        persistent=True,
    )


def build(told: Told) -> PlainApplication:
    """Return the application of the given token, server and pickle file."""
    application: PlainApplication = (
        Application.builder()
        .application_class(FlushingApplication)
        .token(told.token)
        .base_url(told.api_base)
        .persistence(PicklePersistence(told.state_file, on_flush=True))
        .updater(None)
        .build()
    )
    application.add_handler(conversation())
    return application


async def main(application: PlainApplication, told: Told) -> None:
    """Serve the webhook until the process is ended."""

    async def take(request: Request) -> Response:
        await application.update_queue.put(Update.de_json(await request.json(), application.bot))
        return Response()

    app = Starlette(routes=[Route("/webhook", take, methods=["POST"])])
    config = uvicorn.Config(app, port=told.webhook_port, log_level="warning", access_log=False)
    async with application:
        await application.bot.set_webhook(told.webhook_url)
        await application.start()
        await uvicorn.Server(config).serve()
        await application.stop()


def _text(number: int) -> str:
    return f"Screen {number}\n\n{WORDS}"


def _targets(number: int) -> tuple[int, int, int]:
    return (number + 1) % SCREENS, (number * 5 + 3) % SCREENS, (number * 7 + 6) % SCREENS


def _keyboard(number: int) -> InlineKeyboardMarkup:
    rows = [[InlineKeyboardButton(f"To screen {to}", callback_data=f"to-{to}")] for to in _targets(number)]
    return InlineKeyboardMarkup(rows)


def _handlers(number: int) -> list[Any]:
    return [CallbackQueryHandler(partial(show, to), pattern=f"^to-{to}$") for to in _targets(number)]


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    here = Told.here()
    asyncio.run(main(build(here), here))
