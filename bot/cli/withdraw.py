"""`content withdraw`: take one text or phone number back at once, for everybody."""

from typing import Annotated

import typer

from bot.cli.common import fail, now

Target = Annotated[
    str, typer.Argument(help="A screen (flow#screen), or the id of a question or of a help line.")
]
Why = Annotated[str, typer.Option(help="Why; kept beside the decision, never shown to anybody in the chat.")]
Lift = Annotated[bool, typer.Option("--lift", help="Show it again.")]


def withdraw(target: Target, why: Why, lift: Lift = False) -> None:
    """Take one text or phone number back at once, for everybody; --lift shows it again.

    A fixed neutral sentence stands in its place, also in messages of the last 48 hours that people
    look at. It stays away through every later release, until it is lifted.
    """
    from bot.cli.withdrawing import decide  # the database costs a second to import

    if not why.strip():
        fail("--why must say why, so that whoever comes next knows whether to lift it.")
    decide(target, why.strip(), now, is_lifted=lift)
