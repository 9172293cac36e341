"""One mistake a case, planted in a sound folder: the graph, Telegram's limits, releases, house rules."""

import pytest

from flows.compiler.codes import CODES
from tests.flows.compiler import test_compile_planted_faults, test_planted_in_values
from tests.flows.compiler.folders import FRONT, SAFETY, START
from tests.flows.compiler.planted import (
    LINKED,
    LOCKED,
    Planted,
    body,
    button,
    changed,
    check_planted,
    flow,
    memory,
    prose,
    safety,
)

FEAR = "fear: {values: [fine, unsafe], danger: [unsafe], why: which doors to shut}"
CLOSED = FRONT.replace("---\n\n", "after-danger: closed\n---\n\n")
DAYS = [f"d{number}" for number in range(15)]
UNSOURCED = FRONT.replace("sources: [S1]\n", "")


def screen(text: str) -> dict[str, str]:
    """A flow whose one screen is looked at from its heading."""
    return flow(f"## ⟦start⟧\n\n{text}")


def closed(text: str) -> dict[str, str]:
    """A flow that shuts after a danger signal, and a way into it that somebody afraid is not offered."""
    start = START.replace("- [Questions", "- [Extra](extra.md) `if fear is not unsafe`\n- [Questions")
    return {**memory(FEAR), "en/start.md": FRONT + start, "en/extra.md": CLOSED + text}


def released(*lines: str) -> dict[str, str]:
    """released.lock with these lines below its first."""
    return {"released.lock": "".join(f"{line}\n" for line in ("# Never edit by hand.", *lines))}


def unsourced(text: str) -> dict[str, str]:
    """A flow that names no source."""
    return {**LINKED, "en/extra.md": f"{UNSOURCED}## start\n\n{text}\n\n- [Home](#home)\n"}


WARM = """\
## warm

### opening

I miss us.

### ask

Shall we try one talk?

### easy no

You can say no.
"""
REASON = "## when-blame\n\n`reason blame`\n\nI want to work on my part.\n"
COERCION = """\
rules:
  deadline: {why: It presses., words: [last chance], examples: [this is your last chance]}
harmless: [whenever you like]
"""


def invitations(text: str) -> dict[str, str]:
    """invitations.md with these sections."""
    return {"en/invitations.md": FRONT + text}


def coercion(old: str, new: str) -> dict[str, str]:
    """coercion.yaml with a change."""
    assert old in COERCION
    return {"en/coercion.yaml": COERCION.replace(old, new, 1)}


HARD = " ".join(["Extraordinarily complicated considerations overwhelm ordinary readers."] * 6)
LONG = "⟦A sentence that goes⟧ on and" + " on and" * 13 + " on."

HOME = "Words.\n\n- [Home](#home)\n"
TYPED = "Words.\n\n- [Four digits](#home) `write pin, up to 8 characters`\n- [Home](#home)\n"
ASKED = changed("content.yaml", "home:", "pin: extra.md\nhome:")
INVITING = {
    **memory(
        "tone: {values: [warm], why: how it sounds}\nreason: {values: [cost], why: what fits}\n"
        "draft: {text: 250, why: words}\n"
    ),
    **body(
        "{draft}\n\n- [Warm](#start) `remember tone = warm`\n- [Cost](#start) `remember reason = cost`\n"
        "- ⟦[Draft it](#start)⟧ `do draft invitation`"
    ),
}
REMINDING = {
    **memory("time-zone: {values: [berlin], why: the daytime}\n"),
    **body("- [Berlin](#start) `remember time-zone = berlin`\n- ⟦[Later](#start)⟧ `do remind in 30 days`"),
}

CASES: list[tuple[str, Planted]] = [
    ("G01", screen("Words.\n")),
    ("G02", screen("Words.\n\n- [Home](#home) `if partner is unsure`\n")),
    ("G03", screen("- [Home](#home)\n")),
    ("G04", screen("`if partner is unsure` Words.\n\n- [Home](#home)\n")),
    ("G05", {**flow("## ⟦one⟧\n\nWords.\n\n- [Home](#home)\n"),
             "en/start.md": LINKED["en/start.md"].replace("extra.md", "extra.md#one")}),
    ("G06", flow("## start\n\nHi.\n\n- [Home](#home)\n\n## ⟦two⟧\n\nHi.\n\n- [Home](#home)\n")),
    ("G07", flow("## ⟦start⟧\n\nHi.\n\n- [On](#two)\n\n## two\n\nHi.\n\n- [Off](#start)\n")),
    ("G08", button("⟦[Go on](#return)⟧")),
    ("G09", {"en/safety.md": f"⟦-⟧{FRONT[1:]}{SAFETY}"}),
    ("G10", button("⟦[word](#start)⟧")),
    ("G11", {**closed("## start\n\nHi.\n\n- [Home](#home)\n"),
             "en/start.md": FRONT + START.replace("- [Questions", "- ⟦[Extra](extra.md)⟧\n- [Afraid](#said) "
                                                  "`remember fear = unsafe`\n- [Questions")}),
    ("G12", {"en/safety.md": LOCKED.replace("lock", "after-danger: closed\nlock")
             + SAFETY.replace("## start", "## ⟦start⟧")}),
    ("G13", {**memory(f"days: {{values: [{', '.join(DAYS)}], many: true, why: which days}}"),
             **flow(f"## ⟦start⟧\n\n`if {' or '.join(f'days has {day}' for day in DAYS)}` Yes.\n\n"
                    "`otherwise` No.\n\n- [ ] One `days = d0`\n- [Home](#home)\n")}),
    ("G14", closed("## ⟦start⟧\n\n`on opening remember fear = unsafe`\n\nHi.\n\n- [Home](#home)\n")),
    ("G15", safety("- [On](#start)")),
    ("G16", INVITING),
    ("G16", REMINDING),
    ("G16", {**changed("content.yaml", "home:", "check-in: extra.md\nhome:"), **screen(HOME)}),
    ("G17", {**ASKED, "en/extra.md": f"{FRONT}## ⟦start⟧\n\n{HOME}", **LINKED}),
    ("G17", screen(f"`behind pin`\n\n{HOME}")),
    ("G17", screen("Words.\n\n- [Four digits](#start) `write pin, up to 8 characters`\n- [Home](#home)\n")),
    ("G18", {**ASKED, **screen(f"`behind pin`\n\n{TYPED}")}),
    ("G18", {**ASKED, **flow(f"## start\n\n{TYPED}"),
             "en/safety.md": LOCKED + SAFETY.replace("## start\n", "## ⟦start⟧\n\n`behind pin`\n")}),
    ("T01", screen(f"{'Word. ' * 600}\n\n- [Home](#home)\n")),
    ("T02", screen(f"{'Word. ' * 117}\n\n- [Home](#home)\n")),
    ("T03", body("".join(f"- [Go {n}](#back)\n" for n in range(12)) + "- ⟦[Go on](#back)⟧")),
    ("T04", button(f"⟦[{'h' * 65}](#start)⟧ `write note, up to 9 characters`")),
    ("T05", screen(f"Again:{' {note}' * 4}\n\n- [Home](#home)\n")),
    ("W01", released("ask#start 2026-11-20", "⟦gone#start 2026-11-20⟧", "gone#two 2026-11-20")),
    ("W01", {**released("extra#started 2026-11-20"), **screen("Words.\n\n- [Home](#home)\n")}),
    ("W01", {**released("extra#start 2026-11-20", "extra#other 2026-11-20"),
             "en/extra.md": f"⟦-⟧{FRONT[1:]}## start\n\nWords.\n\n- [Home](#home)\n", **LINKED}),
    ("W02", released("⟦<<<<<<< HEAD⟧", "ask#start 2026-11-20")),
    ("W02", released("⟦ask#start 2026-13-20⟧")),
    ("W02", released("⟦ask#start⟧")),
    ("W03", released("ask#start 2026-11-20", "⟦ask#start 2026-11-21⟧")),
    ("P01", prose("Tell it here: ⟦nobody **will ever** know⟧.")),
    ("P01", button("[⟦Nobody will ever know⟧](#start)")),
    ("P01", changed("en/questions.md", "Titles differ.", "Ask away. ⟦Nobody will ever know⟧.")),
    ("P01", changed("en/ui.po", 'msgctxt "bot.description"\nmsgid "Word"',
                    'msgctxt "bot.description"\nmsgid "⟦Nobody will ever know⟧."')),
    ("P02", prose("A line\nand ⟦you should really leave⟧ now.")),
    ("P03", prose("> So ⟦it is your fault⟧, in part.")),
    ("P04", prose("Your partner is a ⟦Narcissist⟧.")),
    ("P05", prose("It helps ⟦98 %⟧ of couples.")),
    ("P06", prose("They ⟦committed _suicide⟧_ in May.")),
    ("P07", changed("helplines.yaml", "checked: 2026-11-21", "checked: ⟦never⟧")),
    ("P07", changed("helplines.yaml", "checked: 2026-11-21", "checked: ⟦2026-08-22⟧")),
    ("P08", unsourced("About ⟦40%⟧ say so.")),
    ("P08", unsourced("About ⟦4 out of 10⟧ say so.")),
    ("P09", screen(f"{HARD}\n\n- [Home](#home)\n")),
    ("P10", prose(f"Short. {LONG}")),
    ("J01", invitations(WARM.replace("## warm", "## ⟦warm⟧").partition("### easy")[0])),
    ("J02", invitations(WARM.replace("### easy no", "### ⟦easyno⟧\n\nNo?\n\n### easy no"))),
    ("J02", invitations(WARM + "\n### ⟦ask⟧\n\nShall we?\n")),
    ("J02", invitations(WARM.replace("## warm\n", "## warm\n\n⟦Words.⟧\n"))),
    ("J03", invitations(f"{REASON}\n## again\n\n`⟦reason blame⟧`\n\nI want to listen.\n")),
    ("J04", invitations(WARM.replace("I miss us.", "⟦I miss *us*.⟧"))),
    ("J04", invitations(WARM.replace("I miss us.", "⟦I miss {note}.⟧"))),
    ("J04", invitations(WARM.replace("I miss us.", "I miss us.\n\n⟦And you.⟧"))),
    ("J05", coercion("why: It presses.", f"why: ⟦{'It is so. ' * 25}It is so.⟧")),
    ("J06", {"en/invitations.md": f"⟦-⟧{FRONT[1:]}{WARM}",
             **memory("tone: {values: [warm, cool], why: how to sound}"),
             **body("- [Warm](#start) `remember tone = warm`\n")}),
    ("J06", {"en/invitations.md": f"⟦-⟧{FRONT[1:]}{WARM}\n{WARM.replace('## warm', '## cool')}",
             **memory("tone: {values: [warm], why: how to sound}"),
             **body("- [Warm](#start) `remember tone = warm`\n")}),
    ("J07", coercion("[last chance]", '[last chance, ⟦"?!"⟧]')),
    ("J07", coercion("[last chance]", '[last chance, ⟦"chance *"⟧]')),
    ("J08", coercion("this is your last chance", "⟦choose by Friday⟧")),
    ("J09", coercion("whenever you like", "⟦not the last chance⟧")),
    ("J10", invitations(WARM.replace("## warm", "⟦## warm⟧").replace("I miss us.", "I miss us. " * 25))),
    ("J11", {"en/coercion.yaml": COERCION,
             **invitations(WARM.replace("## warm", "⟦## warm⟧").replace("I miss us.", "Last chance."))}),
    ("J11", invitations(WARM.replace("## warm", "⟦## warm⟧").replace("I miss us.", "I want to die."))),
    ("P06", invitations(WARM.replace("I miss us.", "I am ⟦codependent⟧."))),
    ("P06", coercion("why: It presses.", "why: It is ⟦codependent⟧.")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "planted"), CASES, ids=[f"{code}-{n}" for n, (code, _) in enumerate(CASES)])
def test_a_planted_mistake_is_found_at_its_place_and_alone(code: str, planted: Planted) -> None:
    check_planted(code, planted)


def test_every_code_is_planted_at_least_once() -> None:
    cases = test_compile_planted_faults.CASES + test_planted_in_values.CASES + CASES
    translations = {code for code in CODES if code.startswith("K")}  # planted beside their own tests

    assert CODES.keys() - translations == {code for code, _ in cases} - translations
