"""Targets: what stands between the parentheses of a link, looked up."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import islice

from flows.compiler.names import Word
from flows.compiler.report import Report, did_you_mean
from flows.model.flow import Back, End, Goto, Home, Return, ScreenId, Target, Web

RESERVED: Mapping[str, Target] = {"back": Back(), "return": Return(), "home": Home(), "end": End()}
"""`#back` and its like; no screen may have such an id."""

BANK = "questions"
"""questions.md is the question bank and no flow."""

INVITATIONS = "invitations"
"""invitations.md holds the sentences of invitations and is no flow either."""

NO_FLOWS = (BANK, INVITATIONS)

START = "start"
"""The screen that `file.md` leads to."""

MOST_COMPARED = 100
"""Screens of a file that a wrong target is compared with; more would take minutes for a ruined file."""

WHAT_IS_AN_ID = "Use small letters, digits and hyphens, a letter first, at most 40."
_ID = re.compile("[a-z][a-z0-9-]{0,39}")
_WEB = re.compile(r"https://[^\s/?#@]+\.[^\s/?#@]{2,}([/?#]\S*)?")
_CALLS = re.compile("(tel|mailto|sms):", re.IGNORECASE)


def is_id(text: str) -> bool:
    """True for a word that may name a screen or a question."""
    return _ID.fullmatch(text) is not None


def is_web_address(target: str) -> bool:
    """True for a whole https address."""
    return _WEB.fullmatch(target) is not None


def looks_like_screen(target: str) -> bool:
    """True for a link that is meant for a screen of the bot, right or wrong."""
    return not re.match(r"[a-z][a-z0-9+.-]*:|www\.", target, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Screens:
    """Where targets may lead.

    `ids` holds the screens of every flow, `broken` what headings with mistakes were likely meant to
    be, `moved` former ids, `hiding` the flows that lost a screen to a mistake in its heading (none was
    found, or two have one id), and `languages` the folders of all languages. A target that is missing
    for their sake is not reported. `looked_up` notes every screen that a target led to, None for nowhere.
    """

    ids: Mapping[str, Collection[str]]
    broken: Collection[ScreenId] = ()
    moved: Mapping[ScreenId, ScreenId] = field(default_factory=dict)
    hiding: Collection[str] = ()
    languages: Collection[str] = ()
    looked_up: list[ScreenId | None] = field(default_factory=list)

    @property
    def meaning(self) -> tuple[object, ...]:
        """All that a target can learn from here."""
        ids = tuple((flow, tuple(known)) for flow, known in self.ids.items())
        moved = tuple(self.moved.items())
        return ids, moved, *map(frozenset, (self.broken, self.hiding, self.languages))

    def has(self, screen: ScreenId | None) -> bool:
        """True for a screen that a target may name."""
        return screen is not None and name_of(screen) in self.ids.get(flow_of(screen), ())

    def target(self, word: Word, flow: str, report: Report) -> Target | None:
        """Where a target of a file leads; None when nowhere, which is reported."""
        text = word.text
        if text.startswith("#") and text[1:] in RESERVED:
            return RESERVED[text[1:]]
        if is_web_address(text):
            return Web(text)
        if _CALLS.match(text):
            why, help = "Telegram has no such buttons.", "Write the number as text."
            report.add("B03", word.place, "A button cannot call or write", why=why, help=help)
            return None
        screen = self.screen(word, flow, report)
        return Goto(screen) if screen else None

    def screen(self, word: Word, flow: str, report: Report) -> ScreenId | None:
        """The screen that `#screen`, `file.md#screen` or `file.md` names; None is reported.

        `flow` is where `#screen` is looked for, and "" for content.yaml.
        """
        found = self._screen(word, flow, report)
        self.looked_up.append(found)
        return found

    def _screen(self, word: Word, flow: str, report: Report) -> ScreenId | None:
        file = word.text.partition("#")[0]
        if file and not file.endswith(".md"):
            self._report_neither(word, flow, report)
            return None
        if file and file.removesuffix(".md") not in self.ids:
            self._report_no_file(word, file, flow, report)
            return None
        wanted = wanted_by(word.text, flow)
        if self.has(wanted):
            return wanted
        self._report_no_screen(word, wanted, flow, report)
        return None

    def renamed(self, former: ScreenId, flow: str) -> str:
        """The target, as a file of `flow` writes it, of a screen that had another id; "" when it had none."""
        now = self.moved.get(former)
        if now is None:
            return ""
        return f"#{name_of(now)}" if flow_of(now) == flow else f"{flow_of(now)}.md#{name_of(now)}"

    def _report_neither(self, word: Word, flow: str, report: Report) -> None:
        text = word.text
        if text.startswith(("http://", "www.")):
            help = f"Write `https://{text.removeprefix('http://')}`."
        elif text in self.ids.get(flow, ()):
            help = f"Did you mean `#{text}`?"
        elif text.partition("#")[0] in self.ids:
            help = f"Did you mean `{text.replace('#', '.md#', 1) if '#' in text else text + '.md'}`?"
        else:
            help = "Write `#screen`, `file.md#screen`, `file.md` or `https://...`."
        message = f"`{text}` is neither a screen nor a web address"
        report.add("R04", word.place, message, why=_nowhere(flow), help=help)

    def _report_no_file(self, word: Word, file: str, flow: str, report: Report) -> None:
        *folders, own = file.split("/")
        stem = own.removesuffix(".md")
        if set(folders) & set(self.languages):
            why = "Each language has its own files; the bot finds the right one."
            help = f"Write `{word.text.rpartition('/')[2]}`."
            report.add("R05", word.place, f"`{file}` stands in a language's folder", why=why, help=help)
            return
        help = did_you_mean(stem, self.ids).replace("`?", ".md`?")
        if stem == BANK:
            help = "It is the question bank and has no screens; link to the flow that shows the questions."
        report.add("R01", word.place, f"There is no file `{file}`", why=_nowhere(flow), help=help)

    def _report_no_screen(self, word: Word, wanted: ScreenId, flow: str, report: Report) -> None:
        home, name = flow_of(wanted), name_of(wanted)
        if home in self.hiding or self._is_meant_for_broken(home, name):
            return
        if new := self.renamed(wanted, flow):
            message = f"The screen `{name}` is now called `{new}`"
            report.add("R03", word.place, message, help=f"Write `{new}`.")
            return
        helps = [did_you_mean(name, islice(self.ids.get(home, ()), MOST_COMPARED))]
        if name.lower() in RESERVED:
            helps = [f"Did you mean `#{name.lower()}`?"]
        elif flow and is_id(name):
            helps.append(_REMOVED.format(name))
        help = " ".join(filter(None, helps))
        report.add("R02", word.place, f"There is no screen `{name}`", why=_nowhere(flow), help=help)

    def _is_meant_for_broken(self, home: str, name: str) -> bool:
        likely = (name_of(id) for id in self.broken if flow_of(id) == home)
        return bool(did_you_mean(name, islice(likely, MOST_COMPARED)))


_REMOVED = (
    "If you removed the screen, remove this button too, or give the screen that takes its place"
    " the line `was {}`."
)


def _nowhere(flow: str) -> str:
    return "This button would lead nowhere." if flow else "The bot itself would lead nowhere."


def wanted_by(target: str, flow: str) -> ScreenId:
    """The screen that a target of a file of `flow` means, whether there is one or not."""
    file, hash_mark, name = target.partition("#")
    return ScreenId(f"{file.removesuffix('.md') or flow}#{name if hash_mark else START}")


def flow_of(screen: ScreenId) -> str:
    """The flow that a screen belongs to."""
    return screen.partition("#")[0]


def name_of(screen: ScreenId) -> str:
    """A screen's id within its flow."""
    return screen.partition("#")[2]
