"""sendDocument and getFile."""

import re

from bot.standin.call import Call
from bot.standin.file_names import clean_file_name
from bot.standin.files import StoredFile
from bot.standin.formatted import read_caption
from bot.standin.method import Method, find_open_chat
from bot.standin.methods.posts import POST_PARAMETERS, POST_PARAMETERS_WITHOUT_EFFECT, post
from bot.standin.multipart import ATTACHED, Upload
from bot.standin.refused import bad_request
from bot.standin.state import StandIn
from bot.standin.values import JsonObject

_PERCENT_ENCODED = re.compile("%[0-9A-Fa-f]{2}")


async def send_document(standin: StandIn, call: Call) -> object:
    """A file in the chat: uploaded with the call, or known by its id."""
    text, entities = read_caption(call)
    given = _read_document(call)
    find_open_chat(standin, call)
    stored = _keep(standin, call, given) if isinstance(given, Upload) else _find(standin, given)
    document: JsonObject = stored.wire() | {"file_name": stored.name, "mime_type": stored.mime_type}
    return post(standin, call, text, entities, kind="document", content={"document": document})


async def get_file(standin: StandIn, call: Call) -> object:
    """Where the file can be fetched, for an hour at least."""
    stored = standin.files.open(call.text("file_id"), standin.now())
    return stored.wire() | {"file_path": stored.path}


def _read_document(call: Call) -> Upload | str:
    """What came as `document`: a file, or the id of one."""
    given = call.parameters.get("document")
    if isinstance(given, str) and given.startswith(ATTACHED):
        attached = call.parameters.get(given.removeprefix(ATTACHED))
        given = attached if isinstance(attached, Upload) else None
    if isinstance(given, Upload):
        return given
    if not isinstance(given, str) or not given:
        raise bad_request("there is no document in the request")
    return given


def _keep(standin: StandIn, call: Call, upload: Upload) -> StoredFile:
    if not upload.content:
        raise bad_request("file must be non-empty")
    name = clean_file_name(upload.name)
    if name != upload.name:
        call.note(f"the file name {upload.name!r} is kept as {name!r}")
    if _PERCENT_ENCODED.search(name):
        call.note(f"the file name {name!r} is percent-encoded, and shown so")
    return standin.files.add(name, upload.content)


def _find(standin: StandIn, file_id: str) -> StoredFile:
    if file_id.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = standin.files.get(file_id)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return stored


METHODS = (
    Method(
        "sendDocument",
        send_document,
        (*POST_PARAMETERS, "document", "caption", "parse_mode", "caption_entities"),
        (*POST_PARAMETERS_WITHOUT_EFFECT, "thumbnail", "disable_content_type_detection"),
        is_metered=True,
    ),
    Method("getFile", get_file, ("file_id",)),
)
