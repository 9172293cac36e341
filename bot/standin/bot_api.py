"""The Bot API over HTTP."""

import asyncio
from hmac import compare_digest

from bot.standin.asgi import Receive, Scope, Send, read_request, send_answer, wait_for_hang_up
from bot.standin.dispatch import Answer, chat_of, execute, refusal
from bot.standin.journal import ProblemKind
from bot.standin.refused import Refused
from bot.standin.state import StandIn
from bot.standin.trouble import answer_wrongly, carry_out


class BotApi:
    """Answers /bot<token>/<method> for one stand-in; an ASGI application."""

    def __init__(self, standin: StandIn) -> None:
        self._standin = standin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        token, _, name = scope["path"].removeprefix("/bot").partition("/")
        try:
            self._check(token)
            parameters = await read_request(scope, receive)
        except Refused as refused:
            await send_answer(send, self._note(name, refused))
            return
        fault = self._standin.faults.for_call(name, chat_of(parameters))
        if fault is not None:
            rightly = await carry_out(self._standin, fault, name, parameters)
            await answer_wrongly(fault, scope, receive, send, rightly)
        elif answer := await self._execute(name, parameters, receive):
            await send_answer(send, answer)

    def _check(self, token: str) -> None:
        if not compare_digest(token.encode(), self._standin.token.encode()):
            raise Refused(401, "Unauthorized")

    def _note(self, name: str, refused: Refused) -> Answer:
        now, journal = self._standin.now(), self._standin.journal
        journal.add_problem(now, ProblemKind.REFUSED, name, refused.description)
        return refusal(refused)

    async def _execute(self, name: str, parameters: dict[str, object], receive: Receive) -> Answer | None:
        """The answer; None when nobody is there any more to hear it."""
        call = execute(self._standin, name, parameters)
        if name.lower() != "getupdates":
            return await call
        # A poll whose caller has died must not take part in the quarrel over who polls.
        waiting = asyncio.create_task(call)
        gone = asyncio.create_task(wait_for_hang_up(receive))
        await asyncio.wait((waiting, gone), return_when=asyncio.FIRST_COMPLETED)
        gone.cancel()
        waiting.cancel()
        return waiting.result() if waiting.done() else None
