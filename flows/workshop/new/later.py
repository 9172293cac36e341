"""Answers to free questions, and clinics: written in the shape of the format, read by a later version."""

from collections.abc import Mapping

from flows.compiler.names import BANK_FILE
from flows.compiler.page_reader import read_page
from flows.compiler.screen_index import id_of
from flows.workshop.files import decoded, flow_id, source_language
from flows.workshop.new.draft import Draft, Head, expect_new_id

_ANSWER = """\
## {name}

Write the question here as somebody would ask it.

Write the answer below it, in a few short sentences.

### asked as

- another way to ask it
- and another
- and a third

### see also

- [Home](#home)
"""

_CLINIC = """\
---
name: {title}
languages: [{language}]
countries: []
contact: ""
links: []
reviewed: never
---

What stands here is never shown. Each heading below is the id of a question in {bank}.

## {question}

Write here what the clinic answers.
"""

NOT_SHOWN = "This version keeps the file without showing it to anybody: {what} come with a later one."


def new_answer(files: Mapping[str, bytes], name: str, head: Head) -> Draft:
    """An entry of the FAQ in a file of its own; raises Refused."""
    folder = f"{source_language(files)}/faq"
    expect_new_id(name, _ids(files, folder), "answer")
    content = (head.text + _ANSWER.format(name=name)).encode()
    return Draft({f"{folder}/{name}.md": content}, (NOT_SHOWN.format(what="answers to free questions"),))


def new_clinic(files: Mapping[str, bytes], name: str, title: str) -> Draft:
    """A clinic's profile with the first question of the bank to answer; raises Refused."""
    language = source_language(files)
    expect_new_id(name, {path.split("/")[1] for path in files if path.startswith("clinics/")}, "clinic")
    bank = read_page(decoded(files, f"{language}/{BANK_FILE}"))
    question = next((id_of(section) for section in bank.sections), "question-id")
    words = _CLINIC.format(title=title, language=language, bank=BANK_FILE, question=question)
    return Draft({f"clinics/{name}/{language}.md": words.encode()}, (NOT_SHOWN.format(what="clinics"),))


def _ids(files: Mapping[str, bytes], folder: str) -> set[str]:
    """The names of the files and the headings in them: an answer's id stands once in all of them."""
    paths = [path for path in files if path.startswith(f"{folder}/") and path.endswith(".md")]
    pages = (read_page(decoded(files, path)) for path in paths)
    return {flow_id(path) for path in paths} | {id_of(section) for page in pages for section in page.sections}
