"""The words as a gettext catalogue, for translators and their programs."""

from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from flows.workshop.translate.desk import Desk, check_language
from flows.workshop.translate.wordings import wordings

HEADER = """\
# The words of Ask First in the language {language}. Where buttons lead and what they do stands in the
# content alone. Keep everything in braces, and the marks * _ ~ [ ]( ) with what they mark.
msgid ""
msgstr ""
"Project-Id-Version: Ask First\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""Without dates, so that the same content gives the same catalogue."""


def export(desk: Desk, language: str) -> bytes:
    """The catalogue of everything that can be translated; what is older than its source is marked fuzzy.

    Raises Unusable for a language that content.yaml does not name.
    """
    check_language(desk, language)
    catalog = Catalog(charset="utf-8")
    for one in wordings(desk, language):
        message = catalog.add(
            one.source,
            one.words,
            context=one.context,
            locations=[(one.place.path, one.place.line)],
            auto_comments=[one.comment],
        )
        # Babel takes any brace or percent sign for a Python format, which programs then check in vain.
        message.flags = {"fuzzy"} if one.words and one.is_stale else set()
    out = BytesIO()
    write_po(out, catalog, omit_header=True, width=0)
    return HEADER.format(language=language).encode() + out.getvalue()
