"""All that a content folder holds for commands that change it: also the transcripts."""

from pathlib import Path

from bot.cli.common import fail

CHATS = "*.chat"


def read_all(folder: Path) -> dict[str, bytes]:
    """Every file of the content by its path; ends the command when there is no folder."""
    from bot.library import read_folder

    try:
        files = read_folder(folder)
    except OSError as error:
        fail(str(error))
    chats = {f"tests/{path.name}": path.read_bytes() for path in sorted((folder / "tests").glob(CHATS))}
    return files | chats
