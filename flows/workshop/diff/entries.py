"""What changed in the help lines, the question bank, the declared names and the bot's own phrases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace

from flows.model.bank import Helpline, MemoryRule, Question, Source
from flows.model.condition import Condition
from flows.model.invitation import CoercionRule, Tone
from flows.model.snapshot import Snapshot
from flows.model.text import Inline
from flows.workshop.diff.changes import Change, How, Thing
from flows.workshop.diff.sentences import Sentence, paired, sentences_of
from flows.workshop.diff.tables import Table, moves, table_changes
from flows.workshop.diff.words import change_of, how_changed
from flows.workshop.written import guard_written, words_written

NUMBER = "number"
_TEXTS = ("ask", "why", "good", "warning", "follow_up")
_SAFETY_PHRASES = ("button.safety", "button.again", "notice.unsafe", "notice.no-answer-here", "trouble.text")


def helpline_changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    """Help lines that are new, gone or different: numbers first, since a wrong one can cost a life."""
    like = Change(Thing.HELPLINE, How.CHANGED, "", safety=True)
    was, now = _lines(before), _lines(after)
    found = list(table_changes(was, now, like))
    yield from sorted(found, key=lambda change: change.part not in ("", NUMBER))
    for id, stood, stands in moves(was, now):
        yield replace(like, how=How.MOVED, subject=id, before=stood, after=stands)


def question_changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    """Questions that are new or gone, and the sentences and tags of those that changed."""
    was = {id: _question(question) for id, question in before.questions.items()}
    now = {id: _question(question) for id, question in after.questions.items()}
    for change in table_changes(was, now, Change(Thing.QUESTION, How.CHANGED, "")):
        is_text = change.how is How.CHANGED and change.part.replace("-", "_") in _TEXTS
        at = after.questions.get(change.subject) or before.questions[change.subject]
        placed = replace(change, place=at.place)
        yield from _by_sentence(placed) if is_text else (placed,)
    for id, stood, stands in moves(was, now):
        yield Change(
            Thing.QUESTION, How.MOVED, id, before=stood, after=stands, place=after.questions[id].place
        )


def name_changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    """What may be remembered, topics, sources and countries."""
    for file, was, now in (
        ("memory.yaml", _rules(before), _rules(after)),
        ("topics.yaml", _labels(before.topics), _labels(after.topics)),
        ("sources.yaml", _sources(before), _sources(after)),
        ("helplines.yaml", _labels(before.countries), _labels(after.countries)),
    ):
        for change in table_changes(was, now, Change(Thing.NAME, How.CHANGED, "")):
            part = f"{file}: {change.part}" if change.part else file
            yield replace(change, part=part, safety=change.part == "danger")


def phrase_changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    """The bot's own words, by language."""
    like = Change(Thing.PHRASE, How.CHANGED, "")
    for change in table_changes(before.phrases, after.phrases, like):
        yield replace(change, safety=change.part in _SAFETY_PHRASES)


def drafting_changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    """The sentences of invitations by language, and what they are held against."""
    like = Change(Thing.PHRASE, How.CHANGED, "")
    yield from table_changes(_sentences(before), _sentences(after), like)
    yield from table_changes(_pressure(before), _pressure(after), replace(like, safety=True))


def _sentences(snapshot: Snapshot) -> Table:
    return {
        f"invitations.md ({language})": {
            **{f"{name}: {part}": getattr(tone, part) for name, tone in said.tones.items() for part in _TONE},
            **{f"reason {name}": words for name, words in said.reasons.items()},
        }
        for language, said in snapshot.invitations.items()
    }


def _pressure(snapshot: Snapshot) -> Table:
    """Each rule of coercion.yaml with all its lists of phrases, and its reasons by language."""
    return {
        f"coercion.yaml: {rule.id}": {
            **{field: _phrases(getattr(rule, field)) for field in _RULE},
            **{f"why ({language})": why for language, why in rule.why.items()},
        }
        for rule in snapshot.coercion
    }


_TONE = tuple(field.name for field in fields(Tone))
_RULE = tuple(field.name for field in fields(CoercionRule) if field.name not in ("id", "why"))


def _phrases(phrases: Sequence[tuple[str, ...]]) -> str:
    return ", ".join(" ".join(words) for words in phrases)


def _lines(snapshot: Snapshot) -> Table:
    return {line.id: _line(line, snapshot.countries) for line in snapshot.helplines}


def _line(line: Helpline, countries: Mapping[str, str]) -> Mapping[str, str]:
    whole = {field.name: _text(getattr(line, field.name)) for field in fields(Helpline)}
    country = countries.get(line.country, line.country) or "everywhere"
    return {NUMBER: line.number or line.url, "country": country} | {
        key: value for key, value in whole.items() if key not in (NUMBER, "country", "id")
    }


def _question(question: Question) -> Mapping[str, str]:
    texts: dict[str, Sequence[Inline]] = {part: getattr(question, part) for part in _TEXTS}
    return {part.replace("_", "-"): words_written(text) for part, text in texts.items()} | {
        "topics": ", ".join(question.topics),
        "starter": "yes" if question.starter else "no",
        "countries": ", ".join(question.countries),
    }


def _by_sentence(change: Change) -> Iterator[Change]:
    sides = [
        [Sentence(text, place=change.place) for text in sentences_of(side)]
        for side in (change.before, change.after)
    ]
    for pair in paired(*sides):
        how = how_changed(pair)
        if how:
            yield change_of(pair, how, change)


def _rules(snapshot: Snapshot) -> Table:
    names = [field.name for field in fields(MemoryRule) if field.name != "name"]
    return {
        id: {name.replace("_", "-"): _text(getattr(rule, name)) for name in names}
        for id, rule in snapshot.memory.items()
    }


def _sources(snapshot: Snapshot) -> Table:
    names = [field.name for field in fields(Source) if field.name != "id"]
    return {
        id: {name: _text(getattr(source, name)) for name in names} for id, source in snapshot.sources.items()
    }


def _labels(words: Mapping[str, str]) -> Table:
    return {id: {"name": label} for id, label in words.items()}


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, Condition):
        return guard_written(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
