"""What is renamed: one screen, or a whole flow; and what a name that is written somewhere becomes."""

from dataclasses import dataclass

from flows.compiler.references import flow_of, name_of
from flows.model.flow import ScreenId


@dataclass(frozen=True, slots=True)
class ScreenRename:
    """A screen of one flow gets another id."""

    old: ScreenId
    new: str

    def target(self, written: str, flow: str) -> str | None:
        """What `#screen` or `file.md#screen`, written in a file of `flow`, becomes; None when it stays."""
        file, hash_mark, name = written.partition("#")
        own = ScreenId(f"{file.removesuffix('.md') or flow}#{name}")
        is_meant = bool(hash_mark) and own == self.old and (not file or file.endswith(".md"))
        return f"{file}#{self.new}" if is_meant else None

    def id(self, written: str) -> str | None:
        """What `flow#screen` or `flow.md#screen` becomes."""
        file = written.partition("#")[0]
        is_meant = written.replace(".md#", "#") == self.old
        return f"{file}#{self.new}" if is_meant else None


@dataclass(frozen=True, slots=True)
class FlowRename:
    """A file gets another name, and all its screens with it."""

    old: str
    new: str

    def target(self, written: str, flow: str) -> str | None:  # noqa: ARG002 - `#screen` stays as it is
        """What `file.md` or `file.md#screen` becomes; None when it stays."""
        file, hash_mark, name = written.partition("#")
        return f"{self.new}.md{hash_mark}{name}" if file == f"{self.old}.md" else None

    def id(self, written: str) -> str | None:
        """What `flow`, `flow#screen` or either with `.md` becomes."""
        file, hash_mark, name = written.partition("#")
        ending = ".md" if file.endswith(".md") else ""
        is_meant = file.removesuffix(".md") == self.old
        return f"{self.new}{ending}{hash_mark}{name}" if is_meant else None


Rename = ScreenRename | FlowRename


def flow_renamed(rename: Rename) -> str:
    """The flow in which something is renamed, by its old name."""
    return rename.old if isinstance(rename, FlowRename) else flow_of(rename.old)


def screen_renamed(rename: ScreenRename) -> str:
    """The old id of the screen within its flow."""
    return name_of(rename.old)
