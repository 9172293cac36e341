"""Random sessions of some content meet random edits of it: what does a press on an old button do?

`python -m tests.properties.old_sessions VERSIONS [SEED]` tries as many edited versions of the content that
ships, and of a small folder, and prints the counts. Edits that the check refuses are taken back.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bot.library import read_folder
from flows.compiler.compile import compile_content
from flows.compiler.released_lock import RELEASED_FILE, render_released_lock
from flows.engine.step import step
from flows.engine.tokens import HIDE
from flows.model.event import Press, Redraw
from flows.model.flow import ScreenId
from flows.model.screen import Button, Step
from flows.model.session import Session
from flows.model.snapshot import Snapshot
from tests.flows.engine.house import source_files
from tests.real_content import FOLDER, TODAY
from tests.talk import NOON, Talk

NOT_EDITED = ("en/questions.md", "en/invitations.md", "en/safety.md")
"""No flows, and the pages that nobody may change by chance."""

SESSIONS = 100
STEPS = 25
EDITS_AT_ONCE = 6

SECTION = re.compile(r"^## (\S+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
BUTTON = re.compile(r"^- \[([^\]]+)\]\((#[a-z0-9-]+|[a-z0-9-]+\.md(?:#[a-z0-9-]+)?)\)(.*)$", re.MULTILINE)

Files = dict[str, str]


def pressable(talk: Talk) -> list[Button]:
    """The buttons of the screen but Hide, which leaves none and is the same in any content."""
    return [button for button in talk.buttons if button.token not in ("", HIDE)]


@dataclass(frozen=True, slots=True)
class Looking:
    """Somebody in the middle of a conversation, and the buttons they see."""

    session: Session
    buttons: tuple[Button, ...]


@dataclass(frozen=True)
class World:
    """A content folder, and people all over it."""

    files: Mapping[str, bytes]

    @cached_property
    def snapshot(self) -> Snapshot:
        snapshot = compile_content(self.files, TODAY).snapshot
        assert snapshot is not None
        return snapshot

    @cached_property
    def people(self) -> list[Looking]:
        """Random walks, stopped anywhere."""
        chooser, found = random.Random(7), []
        for _ in range(SESSIONS):
            talk = Talk(self.snapshot)
            for _ in range(chooser.randrange(STEPS)):
                if not pressable(talk):  # hidden by a button of the content
                    break
                pressed = chooser.choice(pressable(talk))
                talk.send(Press(pressed.token, talk.done.screen.render))
            found.append(Looking(talk.session, tuple(pressable(talk))))
        return found


def released(files: Mapping[str, bytes]) -> World:
    """The world of content that was published, so that the check knows its screens."""
    lock = render_released_lock(World(files).snapshot, None, TODAY)
    return World({**files, RELEASED_FILE: lock.encode()})


SHIPPED = released(read_folder(FOLDER))
SMALL = released(source_files())


class Editor:
    """Changes the files as an editor might, at random."""

    def __init__(self, files: Mapping[str, bytes], chooser: random.Random) -> None:
        self._chooser = chooser
        self.files: Files = {path: words.decode() for path, words in files.items()}
        self._flows = sorted(
            path for path in self.files if re.fullmatch(r"en/[a-z-]+\.md", path) and path not in NOT_EDITED
        )

    def edit(self) -> tuple[str, Snapshot | None]:
        """Make one edit: which it was, and what came of it, or None when the check refused it."""
        kinds = (self.rename, self.remove, self.insert, self.reorder, self.relabel, self.redirect)
        kind, before = self._chooser.choice(kinds), dict(self.files)
        kind()
        files = {path: text.encode() for path, text in self.files.items()}
        edited = compile_content(files, TODAY).snapshot
        if edited is None:
            self.files = before
        return kind.__name__, edited

    def rename(self) -> None:
        """Another id, and `was` for the old one."""
        path, id = self._a_screen()
        new = f"{id[:30]}-{self._chooser.randrange(1000)}"
        self._relink(path, id, path, new)
        self._say_was(path, id, path, new, heading=id)

    def remove(self) -> None:
        """A screen goes, its links lead to another, which says `was`."""
        path, id = self._a_screen()
        other_path, other = self._a_screen()
        if (path, id) == (other_path, other):
            return
        self.files[path] = re.sub(
            rf"^## {id}\n.*?(?=^## |\Z)", "", self.files[path], flags=re.MULTILINE | re.DOTALL
        )
        self._relink(path, id, other_path, other)
        self._say_was(path, id, other_path, other, heading=other)

    def insert(self) -> None:
        """A button more, before all others of a screen."""
        path, found = self._a_button()
        to_path, to = self._a_screen()
        number = self._chooser.randrange(1000)
        line = f"- [Something new {number}]({to_path.removeprefix('en/')}#{to})\n"
        self._put(path, found.start(), found.start(), line)

    def reorder(self) -> None:
        """The buttons of a run of lines in another order."""
        path, found = self._a_button()
        rest = self.files[path][found.start() :]
        lines = [line for line in re.match(r"(?:- .*\n)+", rest + "\n")[0].splitlines() if line]  # type: ignore[index]
        end = found.start() + len("\n".join(lines))
        self._chooser.shuffle(lines)
        self._put(path, found.start(), end, "\n".join(lines))

    def relabel(self) -> None:
        """Other words on a button: another button's, so that a mix-up would show."""
        path, found = self._a_button()
        _, other = self._a_button()
        self._put(path, found.start(1), found.end(1), other[1][:30])

    def redirect(self) -> None:
        """A button that leads elsewhere now."""
        path, found = self._a_button()
        to_path, to = self._a_screen()
        self._put(path, found.start(2), found.end(2), f"{to_path.removeprefix('en/')}#{to}")

    def _a_screen(self) -> tuple[str, str]:
        path = self._chooser.choice(self._flows)
        ids = [found[1] for found in SECTION.finditer(self.files[path]) if found[1] != "start"]
        return (path, self._chooser.choice(ids)) if ids else self._a_screen()

    def _a_button(self) -> tuple[str, re.Match[str]]:
        path = self._chooser.choice(self._flows)
        found = list(BUTTON.finditer(self.files[path]))
        return (path, self._chooser.choice(found)) if found else self._a_button()

    def _put(self, path: str, start: int, end: int, words: str) -> None:
        text = self.files[path]
        self.files[path] = text[:start] + words + text[end:]

    def _relink(self, path: str, id: str, to_path: str, to: str) -> None:
        name, to_name = (one.removeprefix("en/") for one in (path, to_path))
        for each, text in self.files.items():
            text = re.sub(rf"\b{name}#{id}\b(?!-)", f"{to_name}#{to}", text)
            if each == path:
                target = f"#{to}" if path == to_path else f"{to_name}#{to}"
                text = re.sub(rf"(?<=[( ])#{id}\b(?!-)", target, text)
            self.files[each] = text

    def _say_was(self, path: str, id: str, to_path: str, to: str, *, heading: str) -> None:
        was = id if path == to_path else f"{path.removeprefix('en/')}#{id}"
        self.files[to_path] = self.files[to_path].replace(f"## {heading}\n", f"## {to}\n\n`was {was}`\n", 1)


def check_versions(world: World, versions: int, seed: int) -> Counter[str]:
    """Try so many edited versions; counts what was done. Fails on the first wrong press."""
    counts: Counter[str] = Counter()
    chooser = random.Random(seed)
    while counts["versions"] < versions:
        editor, edited = Editor(world.files, chooser), None
        for _ in range(chooser.randint(1, EDITS_AT_ONCE)):
            kind, made = editor.edit()
            edited = made or edited
            counts[kind if made else "edits that the check refused"] += 1
        if edited is not None:
            counts["versions"] += 1
            counts.update(check_presses(world, edited))
    return counts


def check_presses(world: World, edited: Snapshot) -> Iterator[str]:
    """Press every button that anybody sees; says what each did."""
    for looking in world.people:
        for button in looking.buttons:
            yield "presses"
            yield check_press(world.snapshot, edited, looking.session, button)


def check_press(old: Snapshot, edited: Snapshot, session: Session, button: Button) -> str:
    """Press a button of the old screen in the new content; fails when another choice runs."""
    event = Press(button.token, session.render)
    meant, done = step(old, session, event, NOON), step(edited, session, event, NOON)
    again = step(edited, session, Redraw(), NOON)
    where = f"{session.screen}: {button.label!r}"
    has_way_on = done.session.hidden or any(each.token for row in done.screen.rows for each in row)
    assert has_way_on, f"stranded at {where}"
    if did_the_same(meant, done, edited):
        return "did what the button said"
    if is_told(meant, old, "notice.unsafe"):
        return "led to a closed door before"  # what it says can only be done where the door is open
    if is_told(done, edited, "notice.moved"):
        return "led to the nearest place, with a sentence"
    assert without_render(done.session) == without_render(again.session), f"another choice ran at {where}"
    assert done.notice, f"nobody said why at {where}"
    return "drawn again, with a sentence"


def did_the_same(meant: Step, done: Step, edited: Snapshot) -> bool:
    """Both led to one screen with the same things remembered, under the names of today."""
    known = edited.memory
    kept = {name: value for name, value in meant.session.memory.items() if name in known}
    return (
        present(edited, meant.screen.id) == done.screen.id
        and kept == dict(done.session.memory)
        and meant.session.checklist == done.session.checklist
        and list(map(type, meant.effects)) == list(map(type, done.effects))
        and [present(edited, id) for id in meant.session.returns] == list(done.session.returns)
    )


def present(snapshot: Snapshot, id: ScreenId) -> ScreenId:
    return id if id in snapshot.screens else snapshot.moved.get(id, id)


def without_render(session: Session) -> Session:
    return replace(session, render=0)


def is_told(done: Step, snapshot: Snapshot, key: str) -> bool:
    return done.screen.text.text.startswith(snapshot.phrases[snapshot.language][key])


if __name__ == "__main__":
    versions, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    told = check_versions(SHIPPED, versions, seed) + check_versions(SMALL, versions, seed)
    sys.stdout.writelines(f"{number:>9,}  {what}\n" for what, number in told.most_common())
