"""The example that the content format is explained with."""

from flows.model.flow import ScreenId
from tests.flows.compiler.folders import ASK, FRONT, compiled

PARTNER = """\
---
title: When a partner says no
sources: [S1]
written: 2026-11-21
reviewed: never
reviewer: couples therapist
---

## start

Going to couples therapy takes two. Getting help does not. **Where do things stand?**

- [They said no](#safe) `remember partner = refuses`
- [They are not sure](#safe) `remember partner = unsure`

## safe

`was safety-question`

One thing first. Are you ever afraid of how your partner will react?

- [Yes, or not sure](safety.md#start) `come back to #alone`
- [No](#route) [Rather not say](#route)

## route

`if partner is refuses` A no today is an answer to today's question.

`otherwise` Being unsure is already an opening.

- [Write an invitation](#write)
- [What can I do alone?](#alone)

## write

What would you like to say? Only you see this. Nothing is sent.

- [I miss us, and I would like...](#written) `write note, up to 600 characters`
- [Not now](#back)

## written

`keep private`

You wrote:

> {note}

- [Keep it](#alone)
- [Delete it](#alone) `forget note`

## alone

Work of your own counts, whatever your partner decides.

- [Choose my questions](ask.md#start)
- [Home](#home)
"""

START = """\
## start

What brings you here?

- [My partner says no](partner-refuses.md)
- [Questions to ask](ask.md)
- [Safety](safety.md)
"""


def test_the_example_compiles() -> None:
    compilation = compiled(
        **{"en/start.md": FRONT + START, "en/partner-refuses.md": PARTNER, "en/ask.md": FRONT + ASK}
    )

    assert compilation.diagnostics == ()
    assert compilation.snapshot is not None
    safe = compilation.snapshot.screens[ScreenId("partner-refuses#safe")]
    assert [len(row) for row in safe.rows] == [1, 2]
    assert safe.buttons[0].come_back == "partner-refuses#alone"
    assert compilation.snapshot.moved[ScreenId("partner-refuses#safety-question")] == safe.id


def test_its_mistake_is_shown_where_it_stands() -> None:
    text = PARTNER.replace("[They said no](#safe)", "[They said no](#saef)")

    found = compiled(**{"en/start.md": FRONT + START, "en/partner-refuses.md": text}).diagnostics[0]

    assert (found.code, found.place.line, found.place.column, found.place.length) == ("R02", 13, 18, 5)
    assert found.help.startswith("Did you mean `safe`?")


def test_its_parts_that_are_not_built_yet_say_so() -> None:
    text = PARTNER.replace("[Keep it](#alone)", "[Keep it](#alone) `do show helplines`")

    found = compiled(**{"en/start.md": FRONT + START, "en/partner-refuses.md": text}).diagnostics

    assert ("A02", "The action `show helplines` is not built yet") in [
        (one.code, one.message) for one in found
    ]
