"""Files that Telegram keeps: sent again by their ids, fetched by a path that does not last."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from mimetypes import guess_type

from bot.standin.refused import bad_request
from bot.standin.values import JsonObject

LINK_LASTS_S = 3600
LARGEST_DOWNLOAD = 20 * 2**20
KEPT_FILES = 500


@dataclass(slots=True)
class StoredFile:
    """One file; its path answers until `open_until`, which every getFile moves on."""

    number: int
    name: str
    content: bytes = field(repr=False)
    open_until: float = float("-inf")

    @property
    def id(self) -> str:
        return f"stored-file-{self.number}"

    @property
    def path(self) -> str:
        _, dot, ending = self.name.rpartition(".")
        return f"documents/file_{self.number}{dot}{ending if dot else ''}"

    @property
    def mime_type(self) -> str:
        """By the end of the name: what the caller said of the content counts for nothing."""
        return guess_type(self.name)[0] or "application/octet-stream"

    def wire(self) -> JsonObject:
        """What Document and File have in common."""
        return {
            "file_id": self.id,
            "file_unique_id": f"unique-{self.number}",
            "file_size": len(self.content),
        }


class Files:
    """The latest files, by id and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._count = 0

    def add(self, name: str, content: bytes) -> StoredFile:
        """Keep a file and let go of what is too much."""
        stored = StoredFile(self._count, name, content)
        self._count += 1
        self._by_id[stored.id] = stored
        if len(self._by_id) > KEPT_FILES:
            del self._by_id[next(iter(self._by_id))]
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def open(self, file_id: str, now: float) -> StoredFile:
        """Let the file be fetched for an hour; Refused when there is none, or when bots may not fetch it."""
        if not file_id:
            raise bad_request("file_id not specified")
        stored = self.get(file_id)
        if stored is None:
            raise bad_request("invalid file_id")
        if len(stored.content) > LARGEST_DOWNLOAD:
            raise bad_request("file is too big")
        stored.open_until = now + LINK_LASTS_S
        return stored

    def at(self, path: str, now: float) -> StoredFile | None:
        """The file at a path that is open now."""
        return next((one for one in self._open(now) if one.path == path), None)

    def _open(self, now: float) -> Iterator[StoredFile]:
        return (one for one in self._by_id.values() if now < one.open_until)
