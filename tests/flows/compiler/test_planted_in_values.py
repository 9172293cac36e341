"""One mistake a case, planted in a sound folder: files of short values, help lines, danger, own words."""

import pytest

from tests.flows.compiler.folders import folder
from tests.flows.compiler.planted import Planted, changed, check_planted, memory


def settings(old: str, new: str) -> dict[str, str]:
    return changed("content.yaml", old, new)


def lines(old: str, new: str) -> dict[str, str]:
    return changed("helplines.yaml", old, new)


def danger(old: str, new: str) -> dict[str, str]:
    return changed("en/danger.yaml", old, new)


def rules(old: str, new: str) -> dict[str, str]:
    return changed("rules.yaml", old, new)


def phrase(key: str, words: str) -> dict[str, str]:
    """Another phrase at the end of ui.po."""
    return {"en/ui.po": f'{folder()["en/ui.po"].decode()}\nmsgctxt "{key}"\n{words}\nmsgstr ""\n'}


CALL = ' number: "911",'
FIRST_LINE = f"{{id: us-emergency, kind: [emergency], name: Emergency services,{CALL} hours: 24 hours,"
SECOND_LINE = (
    '  lines: [{id: ⟦us-emergency⟧, kind: [child], name: x, number: "1", hours: "", cost: "",\n'
    '     languages: "", trace: "", grade: A, source: S1, seen: 2026-11-21, checked: 2026-11-21}]'
)
NAME = 'msgctxt "bot.name"\nmsgid "Word"'
HOME = 'msgctxt "button.home"\nmsgid "Word"'
NOTE = 'msgctxt "memory.note"\nmsgid "Word"\nmsgstr ""\n'
CIRCLE = (
    folder()["memory.yaml"]
    .decode()
    .replace("agrees]", "agrees], while: ⟦note is known⟧")
    .replace("{text: 600", "{text: 600, while: partner is known")
)
CASES: list[tuple[str, Planted]] = [
    ("V01", {"en/danger.yaml": None, **settings("languages", "⟦l⟧anguages")}),
    ("V02", {"topics.yaml": "training: Training\nmoney: ⟦[⟧Money\n"}),
    ("V02", rules("help-lines: {checked-every: 90}", "help-lines: ⟦{⟧checked-every: 90")),
    ("V03", memory("mood: {values: [good], why: ⟦[none]}⟧")),
    ("V03", rules("90", "⟦often⟧")),
    ("V03", rules("[narcissist]", "[narcissist, ⟦a *⟧]")),
    ("V03", rules("lix: 31", "lix: ⟦high⟧")),
    ("V03", memory("draft: {text: ⟦251⟧, why: words}")),
    ("V03", memory("return-word: {text: ⟦31⟧, why: the way back}")),
    ("V04", settings("home:", "⟦hom⟧:")),
    ("V04", rules("leaving:", "⟦leavin⟧:")),
    ("V04", rules("en:", "⟦de⟧:")),
    ("V05", settings("languages: [en]\nsource: en\n", "⟦languages: [en]⟧\n")),
    ("V05", rules("words: {why: It shames., ", "⟦words⟧: {")),
    ("V06", {"topics.yaml": "training: Training\nmoney: Money\n⟦My topic⟧: Mine\n"}),
    ("V06", memory("⟦pin⟧: {text: 8, why: a lock}")),
    ("V06", memory("⟦answer⟧: {text: 8, why: a word}")),
    ("V06", settings("  help:", "  ⟦hide⟧: start.md\n  help:")),
    ("V07", memory("time-zone: {values: [berlin, ⟦munich⟧], why: the daytime}")),
    ("V07", settings("source: en", "source: ⟦de⟧")),
    ("V07", lines("[emergency]", "[⟦emergensy⟧]")),
    ("V08", lines("seen: 2026-11-21", "seen: ⟦2026-11-22⟧")),
    ("V08", changed("sources.yaml", "2026-11-21", "⟦2026-11-22⟧")),
    ("V09", changed("memory.yaml", "agrees]", "agrees, ⟦agrees⟧]")),
    ("V09", rules("[codependent,", "[codependent, ⟦codependent⟧,")),
    ("V10", changed("memory.yaml", "{text: 600", "{text: 600, ⟦many⟧: true")),
    ("V11", changed("memory.yaml", "agrees]", "agrees], danger: [⟦afraid⟧]")),
    ("V10", changed("memory.yaml", "{text: 600", "{text: 600, ⟦discreet⟧: []")),
    ("V11", changed("memory.yaml", "agrees]", "agrees], discreet: [⟦shared⟧]")),
    ("V12", changed("sources.yaml", '""', '⟦"http://example.org"⟧')),
    ("V13", memory("⟦tone⟧: {text: 30, why: how it sounds}")),
    ("V13", memory("⟦draft⟧: {values: [a], why: words}")),
    ("V14", changed("memory.yaml", "agrees]", "agrees], while: ⟦partner is known⟧")),
    ("V14", {"memory.yaml": CIRCLE}),
    ("M01", changed("memory.yaml", "agrees]", "agrees], while: ⟦mood⟧ is known")),
    ("M02", changed("memory.yaml", "agrees]", "agrees], while: country is ⟦FR⟧")),
    ("C01", changed("memory.yaml", "agrees]", "agrees], while: ⟦checklist is empty⟧")),
    ("C02", changed("memory.yaml", "agrees]", "agrees], while: note is known and note is known ⟦or⟧ x is y")),
    ("C03", changed("memory.yaml", "agrees]", "agrees], while: ⟦country is US and country is GB⟧")),
    ("R02", settings("home:", "pin: ⟦start.md#pin⟧\nhome:")),
    ("R01", settings("home:", "check-in: ⟦note.md⟧\nhome:")),
    ("E01", lines('"911"', "⟦911⟧")),
    ("E02", lines(FIRST_LINE, f"⟦{FIRST_LINE.replace(CALL, '')}⟧")),
    ("E03", lines("  lines: []", SECOND_LINE)),
    ("E04", lines("grade: common", "grade: ⟦M⟧")),
    ("S01", lines("source: S1", "source: ⟦S2⟧")),
    ("R02", danger("safety.md:", "⟦safety.md#choking⟧:")),
    ("D01", danger("[want to die]", '[want to die, ⟦"?!"⟧]')),
    ("D02", danger("[want to die]", '[want to die, ⟦"hurt *"⟧]')),
    ("D03", danger("[I want to die]", "[⟦He held my neck⟧]")),
    ("D04", danger("[a nice day]", "[⟦I want to die laughing⟧]")),
    ("D05", danger("[want to die]", "[want to die, ⟦Want to die⟧]")),
    ("O01", changed("en/ui.po", 'msgid "Word"', '⟦msgid Word⟧')),
    ("O02", {"en/ui.po": f"⟦m⟧{folder()['en/ui.po'].decode().replace(HOME, HOME.replace('Word', ''))[1:]}"}),
    ("O02", {"en/ui.po": f"⟦m⟧{folder()['en/ui.po'].decode().replace(NOTE, '')[1:]}"}),
    ("O03", phrase("⟦button.safty⟧", 'msgid "Help"')),
    ("O04", phrase("⟦bot.name⟧", 'msgid "Ask First"')),
    ("O05", changed("en/ui.po", NAME, 'msgctxt "⟦bot.name⟧"\nmsgid "{name}"')),
    ("O06", changed("en/ui.po", NAME, f'msgctxt "⟦bot.name⟧"\nmsgid "{"n" * 65}"')),
]  # fmt: skip


@pytest.mark.parametrize(("code", "planted"), CASES, ids=[f"{code}-{n}" for n, (code, _) in enumerate(CASES)])
def test_a_planted_mistake_is_found_at_its_place_and_alone(code: str, planted: Planted) -> None:
    check_planted(code, planted)
