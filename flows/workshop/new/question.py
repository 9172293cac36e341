"""A new question for the bank."""

from collections.abc import Mapping, Sequence

from flows.compiler.lists_file import read_topics
from flows.compiler.names import BANK_FILE, TOPICS_FILE
from flows.compiler.page_reader import read_page
from flows.compiler.report import Report
from flows.compiler.screen_index import id_of
from flows.workshop.files import decoded, source_language
from flows.workshop.new.draft import Draft, expect_known, expect_new_id
from flows.workshop.refused import Refused
from flows.workshop.rename.edits import line_end

_BODY = """\
## {name}

{topics}

Write the question here as one would say it.

### why

Write here why it matters.

### good answer

Write here what a good answer sounds like.

### warning sign

Write here what should make one careful.

### follow-up

Write here what to ask next.
"""


def new_question(files: Mapping[str, bytes], name: str, topics: Sequence[str]) -> Draft:
    """The bank with one more entry at its end; raises Refused."""
    path = f"{source_language(files)}/{BANK_FILE}"
    if path not in files:
        raise Refused(f"There is no {path}, so there is no bank to add a question to.")
    known = [id_of(section) for section in read_page(decoded(files, path)).sections]
    expect_new_id(name, known, "question")
    declared = list(read_topics(decoded(files, TOPICS_FILE), Report({})))
    if not topics:
        listed = ", ".join(f"`{topic}`" for topic in declared)
        raise Refused(f"A question needs a topic: add `--topic ...`. Known: {listed}.")
    for topic in topics:
        expect_known(topic, declared, "topic")
    body = _BODY.format(name=name, topics=" ".join(f"`topic {topic}`" for topic in topics))
    end = line_end(files[path])
    return Draft({path: _joined(files[path], body.replace("\n", end), end)})


def _joined(content: bytes, body: str, end: str) -> bytes:
    """Both with one empty line between them."""
    gap = "" if content.endswith(f"{end}{end}".encode()) else end
    return content + ("" if content.endswith(end.encode()) else end).encode() + gap.encode() + body.encode()
