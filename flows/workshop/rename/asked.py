"""Understands what is to be renamed, as an editor names it."""

from collections.abc import Mapping, Sequence

from flows.compiler.references import NO_FLOWS, RESERVED, START, WHAT_IS_AN_ID, is_id
from flows.compiler.report import did_you_mean
from flows.model.flow import ScreenId
from flows.workshop.refused import Refused
from flows.workshop.rename.names import FlowRename, Rename, ScreenRename


def rename_asked(old: str, new: str, screens: Mapping[str, Sequence[str]]) -> Rename:
    """`flow#screen` and its new id (`flow#new`, `#new` or `new`), or two names of files.

    `screens` holds the ids of every flow. Raises Refused.
    """
    return _screen(old, new, screens) if "#" in old else _flow(old, new, screens)


def _screen(old: str, new: str, screens: Mapping[str, Sequence[str]]) -> ScreenRename:
    flow, _, name = old.replace(".md#", "#").partition("#")
    _expect_flow(flow, screens)
    if name not in screens[flow]:
        raise Refused(f"There is no screen `{flow}#{name}`. {did_you_mean(name, screens[flow])}".rstrip())
    if name == START:
        raise Refused(
            f"`{flow}.md` alone leads to `#{START}`, so every flow has one. Rename the file instead."
        )
    other, hash_mark, id = new.replace(".md#", "#").rpartition("#")
    if hash_mark and other not in ("", flow):
        raise Refused(
            f"A screen can only be renamed within its own file; `{other}` is another one. Move its text there"
            f" by hand, under a heading with the line `was {flow}.md#{name}`."
        )
    _expect_id(id)
    if id in RESERVED:
        raise Refused(f"`#{id}` has a meaning of its own. Choose another id.")
    if id in screens[flow]:
        raise Refused(f"There is a screen `{flow}#{id}` already. Choose another id.")
    return ScreenRename(ScreenId(f"{flow}#{name}"), id)


def _flow(old: str, new: str, screens: Mapping[str, Sequence[str]]) -> FlowRename:
    before, after = old.removesuffix(".md"), new.removesuffix(".md")
    _expect_flow(before, screens)
    _expect_id(after)
    if after in screens or after in NO_FLOWS:
        raise Refused(f"There is a file `{after}.md` already. Choose another name.")
    return FlowRename(before, after)


def _expect_flow(flow: str, screens: Mapping[str, Sequence[str]]) -> None:
    if flow not in screens:
        raise Refused(f"There is no flow `{flow}`. {did_you_mean(flow, screens)}".rstrip())


def _expect_id(id: str) -> None:
    if not is_id(id):
        raise Refused(f"`{id}` is not an id. {WHAT_IS_AN_ID}")
