"""A new flow, and the button that leads to it."""

from collections.abc import Mapping

from flows.compiler.page import Item, Link, Page
from flows.compiler.page_reader import read_page
from flows.compiler.references import NO_FLOWS, START, looks_like_screen
from flows.compiler.screen_index import id_of
from flows.compiler.source import SourceFile
from flows.workshop.files import screens_by_flow, source_language
from flows.workshop.new.draft import Draft, Head, expect_known, expect_new_id
from flows.workshop.refused import Refused
from flows.workshop.rename.edits import Edit, as_text, edited, line_end

_WAYS_OUT = ("#back", "#home", "#return", "#end")

_BODY = """\
What this flow is for, and for whom. Nothing above the first screen is ever shown.

## start

Write here what somebody reads first.

- [Home](#home)
"""

_UNLINKED = (
    "Nothing leads to it yet, and until something does the check says so (G06)."
    " Put this line among the buttons of a screen:"
)


def new_flow(files: Mapping[str, bytes], name: str, head: Head, linked_from: str, label: str) -> Draft:
    """A flow of one screen; the screen `linked_from`, if not "", gets a button to it. Raises Refused."""
    screens = screens_by_flow(files)
    expect_new_id(name, [*screens, *NO_FLOWS], "flow")
    path = f"{source_language(files)}/{name}.md"
    own = {path: (head.text + _BODY).encode()}
    button = f"- [{label}]({name}.md)"
    if not linked_from:
        return Draft(own, (f"{_UNLINKED}\n    {button}",), is_linked=False)
    flow, _, screen = linked_from.replace(".md#", "#").removesuffix(".md").partition("#")
    expect_known(flow, screens, "flow")
    expect_known(screen or START, screens[flow], f"screen in `{flow}`")
    return Draft(own | _with_button(files, f"{source_language(files)}/{flow}.md", screen or START, button))


def _with_button(files: Mapping[str, bytes], path: str, screen: str, button: str) -> dict[str, bytes]:
    file = as_text(path, files[path])
    line = _place_for(read_page(file, any_level=True), file, screen)
    if line is None:
        raise Refused(
            f"`{screen}` has no button yet, so none was added. Put this line at its end:\n    {button}"
        )
    indent = len(file.line(line)) - len(file.line(line).lstrip())
    text = f"{' ' * indent}{button}{line_end(files[path])}"
    return edited(files, [Edit(path, line, 1, 0, text)])[0]


def _place_for(page: Page, file: SourceFile, screen: str) -> int | None:
    """The line before which a new button stands: after the others, but before the ways back and home."""
    section = next(section for section in page.sections if id_of(section) == screen)
    rows = [block for block in section.blocks if isinstance(block, Item) and _links(block)]
    if not rows:
        return None
    last = len(rows)
    while last and all(link.url in _WAYS_OUT for link in _links(rows[last - 1])):
        last -= 1
    if last < len(rows):
        return rows[last].prose.span.place.line
    line = rows[-1].prose.span.place.line + 1
    while file.line(line).strip():  # a button's instructions may go on below it
        line += 1
    return line


def _links(item: Item) -> list[Link]:
    links = [piece for piece in item.prose.pieces if isinstance(piece, Link)]
    return [link for link in links if looks_like_screen(link.url)]
