"""What somebody does on a telephone, each thing once the screen that it is meant for is there."""

import asyncio
from collections.abc import Awaitable, Callable

from tests.bot.standin.seen import Screen
from tests.bot.standin_client import Phone


async def press(phone: Phone, *labels: str) -> Screen:
    """Press one button after the other; the screen after the last."""
    screen = None
    for label in labels:
        await phone.wait_for_screen(button=label)
        await phone.press(label)
        screen = await phone.next_screen()
    assert screen is not None
    return screen


async def say(phone: Phone, *texts: str) -> Screen:
    """Type one thing after the other; the screen after the last."""
    screen = None
    for text in texts:
        await phone.type(text)
        screen = await phone.next_screen()
    assert screen is not None
    return screen


async def begin(phone: Phone, *labels: str) -> Screen:
    """Press Start, then these."""
    await phone.start()
    screen = await phone.next_screen()
    return await press(phone, *labels) if labels else screen


async def until(is_so: Callable[[], Awaitable[bool]], seconds: float = 5.0) -> None:
    """Return once it is so, for what another process does unseen; fails when that takes longer."""
    async with asyncio.timeout(seconds):
        while not await is_so():  # noqa: ASYNC110 - nothing tells us
            await asyncio.sleep(0.02)
