"""One update on its way to the webhook, and what came back."""

from dataclasses import dataclass

import aiohttp
import msgspec

from bot.standin.updates import Update
from bot.standin.webhook import Webhook

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the name of a header


@dataclass(frozen=True, slots=True)
class Posted:
    """`error` is "" for any 2xx; `retry_after_s` is 0 unless the webhook asked for a pause."""

    error: str = ""
    retry_after_s: int = 0
    content_type: str = ""
    content: bytes = b""


async def post_update(session: aiohttp.ClientSession, webhook: Webhook, update: Update) -> Posted:
    """Send it and wait for the answer."""
    headers = {"Content-Type": "application/json"}
    if webhook.secret:
        headers[SECRET_HEADER] = webhook.secret
    body = msgspec.json.encode(update.wire())
    try:
        async with session.post(webhook.url, data=body, headers=headers, allow_redirects=False) as answer:
            content = await answer.read()
    except TimeoutError:
        return Posted("Read timeout expired")
    except aiohttp.ClientError:
        return Posted("Webhook connection closed")
    if not 200 <= answer.status <= 299:
        retry_after = answer.headers.get("Retry-After", "")
        error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        return Posted(error, int(retry_after) if retry_after.isdecimal() else 0)
    return Posted(content_type=answer.headers.get("Content-Type", ""), content=content)
