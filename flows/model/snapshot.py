"""A compiled content set: immutable, hashed, and all that the engine ever reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.model.bank import Helpline, MemoryRule, Question, Source
from flows.model.danger import DangerRules
from flows.model.flow import Flow, ScreenId, ScreenTemplate
from flows.model.invitation import CoercionRule, Invitations
from flows.model.session import NO_EDITION, Edition


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Snapshot:
    """Everything the bot can say and do; compared and hashed by identity, named by `id`.

    `id` is a hash of the source files; `edition` says as what it was put live. `moved` maps every
    former screen id (`was`) to the present one. `commands` maps a command without its slash to a
    screen. `phrases` holds the bot's own words by language, then by key (see flows.model.phrases).
    `countries` maps ISO codes to names, in the order the content lists them.

    `pin` asks for the PIN and `check_in` is what a check-in opens; None where the content has none.
    `invitations` holds, by language, the sentences of drafts; `coercion` is what they are held against.

    `language` is the source, which alone decides what a button does. `words` holds, for every other
    language, the screens that are translated and fresh: the source's templates with other words in them;
    `asked` its questions likewise. A session begins in one of the `offered` languages: the source, and
    each whose own phrases are complete and whose safety screens are all there. `fallback` names the
    language to try instead of another.
    """

    id: str
    language: str
    screens: Mapping[ScreenId, ScreenTemplate]
    flows: Mapping[str, Flow]
    moved: Mapping[ScreenId, ScreenId]
    home: ScreenId
    safety: ScreenId
    no_answer: ScreenId
    commands: Mapping[str, ScreenId]
    memory: Mapping[str, MemoryRule]
    questions: Mapping[str, Question]
    topics: Mapping[str, str]
    sources: Mapping[str, Source]
    countries: Mapping[str, str]
    helplines: tuple[Helpline, ...]
    danger: DangerRules
    phrases: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Mapping[ScreenId, ScreenTemplate]] = field(default_factory=dict)
    asked: Mapping[str, Mapping[str, Question]] = field(default_factory=dict)
    offered: tuple[str, ...] = ()
    fallback: Mapping[str, str] = field(default_factory=dict)
    pin: ScreenId | None = None
    check_in: ScreenId | None = None
    invitations: Mapping[str, Invitations] = field(default_factory=dict)
    coercion: tuple[CoercionRule, ...] = ()
    edition: Edition = NO_EDITION
