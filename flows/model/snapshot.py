"""A compiled content set: immutable, hashed, and all that the engine ever reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.model.bank import Helpline, MemoryRule, Question, Source
from flows.model.danger import DangerRules
from flows.model.flow import Flow, ScreenId, ScreenTemplate


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Snapshot:
    """Everything the bot can say and do; compared and hashed by identity, named by `id`.

    `id` is a hash of the source files. `moved` maps every former screen id (`was`) to the
    present one. `commands` maps a command without its slash to a screen. `phrases` holds the
    bot's own words by language, then by key (see flows.model.phrases). `countries` maps ISO
    codes to names, in the order the content lists them.
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
