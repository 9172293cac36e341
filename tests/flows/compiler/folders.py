"""A small content folder that compiles without a word, and the tools to change it."""

import re
from collections.abc import Iterable
from datetime import date

from flows.compiler.compile import Compilation, compile_content
from flows.model.diagnostic import Diagnostic
from flows.model.phrases import REQUIRED_PHRASES

TODAY = date(2026, 11, 21)

FRONT = """\
---
title: A flow
sources: [S1]
written: 2026-11-21
reviewed: never
reviewer: couples therapist
---

"""

START = """\
## start

Where do things **stand** today?

- [They said no](#said) `remember partner = refuses`
- [They are not sure](#said) `remember partner = unsure`
- [Questions to ask](ask.md) [Safety](safety.md)

## said

`was told` `keep private`

`if partner is refuses` A no today is an answer.

`otherwise` Being *unsure* is an opening, says [a guide](https://example.org/guide).

> I miss us.
> Come once?

- [Write it down](#wrote) `write note, up to 200 characters`
- [Home](#home)

## wrote

Your words:

> {note}

- [Delete it](#said) `forget note`
- [Home](#home)
"""

ASK = """\
## start

What matters to you?

- [ ] Training `topics = training`
- [ ] Money `topics = money`
- [Show questions](#list)
- [Add them all](#list) `do add questions`
- [Home](#home)

## list

Ask these:

- {q.ask} `each q in checklist`
- [{q.ask}](#one) `each q in questions where topic in topics`
- [Home](#home)

## one

**{q.ask}** {q.why}

- [Keep it](#list) `do add question q`
- [Ask about training](#list) `do add question licence`
- [Back](#back)
"""

SAFETY = """\
## start

If you are in danger, call somebody now.

- **{line.name}** {line.number} `each line in helplines`
- [In the United States](#start) `remember country = US`
- [Back where I was](#return) [Home](#home)
"""

NO_ANSWER = """\
## start

I have no answer to that.

- [Go back](#return)
- [Home](#home)
"""

QUESTIONS = """\
## licence

`topic training` `starter`

What is your licence?

### why

Titles differ.

### good answer

A clear name.

### warning sign

A joke about it.

### follow-up

Who checks it?
"""

_FILES = {
    "content.yaml": """\
languages: [en]
source: en
home: start.md
safety: safety.md
no-answer: no-answer.md
commands:
  help: safety.md
""",
    "memory.yaml": """\
partner: {values: [refuses, unsure, agrees], why: words that fit}
country: {values: [US, GB], why: help lines}
topics: {values: [training, money], many: true, why: which questions to show}
note: {text: 600, private: true, why: read again}
""",
    "topics.yaml": "training: Training\nmoney: Money\n",
    "sources.yaml": 'S1: {title: A guide, year: 2014, url: "", grade: A, seen: 2026-11-21}\n',
    "helplines.yaml": """\
US:
  name: United States
  lines:
    - {id: us-emergency, kind: [emergency], name: Emergency services, number: "911", hours: 24 hours,
       cost: free, languages: English, trace: "", grade: common, source: S1, seen: 2026-11-21,
       checked: 2026-11-21}
everywhere:
  name: Any country
  lines: []
""",
    "rules.yaml": """\
help-lines: {checked-every: 90}
en:
  phrases:
    secrecy: {why: Nobody can., help: Say what is kept., words: [nobody will ever know]}
    leaving: {why: It is theirs to decide., help: Show the ways., words: [you should * leave]}
    blame: {why: It holds them there., help: Say what happens., words: [it is your fault]}
    diagnosis: {why: Nobody saw them., help: Say what they do., words: [narcissist], but-not: [can tell]}
    claims: {why: The source is weak., help: Name the study., words: [98 percent]}
    words: {why: It shames., help: Say it plainly., words: [codependent, committed suicide]}
  figures: [n percent, n out of n]
  reading:
    safety: {lix: 31, longest-sentence: 28}
    other: {lix: 39, longest-sentence: 30}
""",
    "en/danger.yaml": """\
asks: [help]
phrases:
  safety.md: [want to die]
examples: {fire: [I want to die], silent: [a nice day]}
""",
    "en/start.md": FRONT + START,
    "en/ask.md": FRONT + ASK,
    "en/safety.md": FRONT.replace("---\n\n", "lock: true\n---\n\n") + SAFETY,
    "en/no-answer.md": FRONT + NO_ANSWER,
    "en/questions.md": FRONT + QUESTIONS,
}


def folder(**changes: str | bytes | None) -> dict[str, bytes]:
    """The folder with some files replaced, or taken out by None: `folder(**{"en/start.md": "..."})`."""
    files: dict[str, str | bytes | None] = {**_FILES, **changes}
    if "en/ui.po" not in changes:
        memory = files["memory.yaml"] or ""
        files["en/ui.po"] = own_words(memory if isinstance(memory, str) else memory.decode(errors="replace"))
    return {
        path: text.encode() if isinstance(text, str) else text
        for path, text in files.items()
        if text is not None
    }


def own_words(memory: str, *, keys: Iterable[str] = (*REQUIRED_PHRASES, "command.help")) -> str:
    """A catalogue with these keys and one for each name of a memory.yaml; all but the blanks is "Word"."""
    named = (f"memory.{name}" for name in re.findall(r"^([a-z][a-z0-9-]*):", memory, re.MULTILINE))
    return "\n".join(
        f'msgctxt "{key}"\nmsgid "{blanks(REQUIRED_PHRASES.get(key, ""))}"\nmsgstr ""\n'
        for key in (*keys, *named)
    )


def blanks(use: str) -> str:
    """What a phrase must hold by the description of its use."""
    return " ".join(re.findall(r"\{[a-z]+\}", use)) or "Word"


def compiled(**changes: str | bytes | None) -> Compilation:
    """What the changed folder compiles to."""
    return compile_content(folder(**changes), TODAY)


def words_at(found: Diagnostic) -> str:
    """The words that a diagnostic points at."""
    start = found.place.column - 1
    return found.source_line[start : start + found.place.length]
