"""A telephone for tests: talks to a stand-in's control API and waits for what the bot shows."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import aiohttp

from tests.bot.standin.seen import Screen, live, of_bot, words_in

PATIENCE_S = 5.0
"""How long a test waits for the bot before it fails."""

T = TypeVar("T")


class StandInClient:
    """The control API of one stand-in, of which `url` is the root."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self._url = url
        self._session = session

    async def ask(self, method: str, path: str, /, **values: Any) -> Any:
        """Call the control API; a refusal fails the test with its reason."""
        body, query = (values, None) if method == "POST" else (None, values)
        url = f"{self._url}/control/{path}"
        async with self._session.request(method, url, json=body, params=query) as answer:
            value = await answer.json()
        assert answer.status == 200, value["error"]
        return value

    async def phone(self, number: int = 1, language: str = "en") -> "Phone":
        """The telephone of the `number`th person, set to a language (a BCP 47 tag)."""
        person = await self.ask("POST", "users", number=number, language_code=language)
        return Phone(self, person["id"])

    async def group(self, phone: "Phone", title: str = "A group") -> int:
        """A group into which the person has put the bot; its chat id."""
        group = await self.ask("POST", "groups", user_id=phone.id, title=title)
        return int(group["id"])

    async def channel(self, phone: "Phone", title: str = "A channel") -> int:
        """A channel where the person has made the bot an administrator; its chat id."""
        channel = await self.ask("POST", "channels", user_id=phone.id, title=title)
        return int(channel["id"])

    async def post(self, channel: int, text: str) -> None:
        """Publish words in a channel."""
        await self.ask("POST", "post", chat_id=channel, text=text)

    async def download(self, chat_id: int, message_id: int) -> bytes:
        """Save the file in a message, as a person does."""
        query = {"chat_id": chat_id, "message_id": message_id}
        async with self._session.get(f"{self._url}/control/file", params=query) as answer:
            assert answer.status == 200, (await answer.json())["error"]
            return await answer.read()

    async def messages_in(self, chat_id: int) -> list[Screen]:
        """All of the bot's messages in a chat that are there, oldest first."""
        return of_bot(await self.ask("GET", "chat", chat_id=chat_id))

    async def order(self, kind: str, **fields: Any) -> None:
        """Order trouble, for instance `order("429", method="sendMessage", retry_after=2)`."""
        await self.ask("POST", "faults", kind=kind, **fields)

    async def end_trouble(self) -> None:
        await self.ask("DELETE", "faults")

    async def jump(self, seconds: float) -> None:
        """Let time pass at Telegram's."""
        await self.ask("POST", "clock", jump=seconds)

    async def limit(self, on: bool = True, **fields: float) -> None:
        """Switch rate limits on or off."""
        await self.ask("POST", "limits", on=int(on), **fields)

    async def inject(self, kind: str, body: dict[str, Any], chat_id: int = 0) -> None:
        """Queue an update that no telephone could make."""
        await self.ask("POST", "inject", kind=kind, chat_id=chat_id, body=body)

    async def state(self) -> dict[str, Any]:
        state: dict[str, Any] = await self.ask("GET", "state")
        return state

    async def problems(self, kind: str = "") -> list[str]:
        """What was refused or looks wrong, as "method: description"."""
        found = await self.ask("GET", "problems", kind=kind)
        return [f"{one['method']}: {one['description']}" for one in found]

    async def calls(self, method: str = "") -> list[dict[str, Any]]:
        """The bot's calls so far, oldest first."""
        calls: list[dict[str, Any]] = await self.ask("GET", "calls", method=method)
        return calls

    async def wait_for_calls(self, method: str, count: int = 1) -> list[dict[str, Any]]:
        """The calls of a method, once there are `count`."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                made = (await self.state())["calls"]
                calls = await self.calls(method)
                if len(calls) >= count:
                    return calls
                await self.ask("GET", "calls", after=made, wait=PATIENCE_S)

    async def unanswered(self) -> list[dict[str, Any]]:
        """Presses that the bot left without an answer."""
        presses: list[dict[str, Any]] = await self.ask("GET", "callbacks", unanswered=1)
        return presses


@asynccontextmanager
async def connect(url: str) -> AsyncIterator[StandInClient]:
    """A client of the stand-in at `url`."""
    async with aiohttp.ClientSession() as session:
        yield StandInClient(url, session)


class Phone:
    """One person's telephone, in their private chat with the bot."""

    def __init__(self, client: StandInClient, user_id: int) -> None:
        self.id = user_id
        self._client = client
        self._seen = 0
        self._last_sent = 0

    async def start(self, payload: str = "") -> None:
        """Press Start, or follow a deep link."""
        await self._act("start", payload=payload)

    async def type(self, text: str, group: int | None = None) -> None:
        """Send text to the bot, or to a group."""
        await self._act("send", text=text, chat_id=group)

    async def send(self, kind: str, group: int | None = None, *, caption: str = "") -> None:
        """Send a "photo", "voice", "sticker", "location" ..."""
        await self._act("send", kind=kind, chat_id=group, caption=caption)

    async def forward(self, text: str, origin: str = "user") -> None:
        """Forward words of a "user", "hidden_user", "chat" or "channel"."""
        await self._act("send", text=text, origin=origin)

    async def edit(self, text: str) -> None:
        """Change the words of what was sent last."""
        await self._act("send", message_id=self._last_sent, text=text)

    async def press(self, label: str) -> str:
        """Press a button of the live message; the id of the press, or "" when it opens a page."""
        screen = await self.screen()
        assert screen is not None, "there is no message to press a button of"
        return await self._press(message_id=screen.message_id, label=label)

    async def copy(self, label: str) -> str:
        """Press a button of the live message that copies; what is on the clipboard then."""
        screen = await self.screen()
        assert screen is not None, "there is no message to press a button of"
        pressed = await self._pressed(message_id=screen.message_id, label=label)
        return str(pressed["copied"])

    async def press_data(self, message_id: int, data: str) -> str:
        """Press a button that may be long gone."""
        return await self._press(message_id=message_id, data=data)

    async def answer(self, press: str) -> str:
        """What the bot said beside the press, once it has answered."""

        def find(chat: dict[str, Any]) -> str | None:
            for one in chat["presses"]:
                if one["id"] == press and one["answered_at"] is not None:
                    return str(one["text"])
            return None

        return await self._wait(find, f"an answer to press {press}")

    async def screen(self) -> Screen | None:
        """The live message: the latest of the bot's that has buttons, or the latest without."""
        return live(await self._chat())

    async def wait_for_screen(self, containing: str = "", button: str = "") -> Screen:
        """The live message, once its text holds `containing` and it has the button."""

        def find(chat: dict[str, Any]) -> Screen | None:
            screen = live(chat)
            if screen is None or containing not in screen.text:
                return None
            return screen if not button or button in screen.labels else None

        return await self._wait(find, f"a screen with {containing!r} and button {button!r}")

    async def next_screen(self) -> Screen:
        """The live message, once it was drawn again since this person did something last."""

        def find(chat: dict[str, Any]) -> Screen | None:
            screen = live(chat)
            return screen if screen is not None and screen.revision > self._seen else None

        return await self._wait(find, "a new screen")

    async def messages(self) -> list[Screen]:
        """All of the bot's messages that are there, oldest first."""
        return await self._client.messages_in(self.id)

    async def shown(self) -> list[str]:
        """The words of both sides that are there, oldest first."""
        return words_in(await self._chat())

    async def wait_until_shown(self, *texts: str) -> None:
        """Return once these words, of both sides, are all that is there."""

        def find(chat: dict[str, Any]) -> bool | None:
            return words_in(chat) == list(texts) or None

        await self._wait(find, f"chat that shows {texts} alone")

    async def notifications(self) -> list[str]:
        """What a locked telephone has shown so far, of messages that are gone too."""
        return [one["notified"] for one in (await self._chat())["messages"] if one["notified"]]

    async def block(self) -> None:
        await self._client.ask("POST", "block", user_id=self.id)

    async def unblock(self) -> None:
        await self._client.ask("POST", "unblock", user_id=self.id)

    async def _act(self, path: str, **values: Any) -> None:
        self._seen = await self._latest()
        message = await self._client.ask("POST", path, user_id=self.id, **values)
        self._last_sent = message["id"]

    async def _press(self, **values: Any) -> str:
        pressed = await self._pressed(**values)
        return str(pressed["callback"]["id"]) if pressed["callback"] else ""

    async def _pressed(self, **values: Any) -> dict[str, Any]:
        self._seen = await self._latest()
        pressed: dict[str, Any] = await self._client.ask("POST", "press", user_id=self.id, **values)
        return pressed

    async def _latest(self) -> int:
        return int((await self._chat())["revision"])

    async def _chat(self, after: int = -1, wait: float = 0) -> dict[str, Any]:
        chat: dict[str, Any] = await self._client.ask("GET", "chat", chat_id=self.id, after=after, wait=wait)
        return chat

    async def _wait(self, find: Callable[[dict[str, Any]], T | None], what: str) -> T:
        loop = asyncio.get_running_loop()
        ends_at = loop.time() + PATIENCE_S
        after, chat = -1, {}
        while (left := ends_at - loop.time()) > 0:
            chat = await self._chat(after, left)
            found = find(chat)
            if found is not None:
                return found
            after = chat["revision"]
        raise AssertionError(f"no {what} in {PATIENCE_S} s; the bot's messages: {of_bot(chat)}")
