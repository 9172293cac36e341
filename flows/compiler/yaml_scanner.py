"""The YAML scanner with a short way for what content is full of: plain words in a `[list, of, them]`.

The library looks at such words letter by letter, which takes half the time of the whole check. Whatever
is more than words that a comma or bracket ends goes the library's own way; the tokens are the same.
"""

import re

from ruamel.yaml.scanner import Scanner
from ruamel.yaml.tokens import ScalarToken

_RUN = r"[^\s,:?#\[\]{}\x00\x85\u2028\u2029\ufeff]+"
_WORDS = re.compile(rf"{_RUN}(?: +{_RUN})*(?=[,\]])")


class QuickScanner(Scanner):
    """Gives the tokens of the library's scanner, sooner."""

    def scan_plain(self) -> ScalarToken:
        reader = self.reader
        found = _WORDS.match(reader.buffer, reader.pointer) if self.flow_context else None
        if not found:
            token: ScalarToken = super().scan_plain()
            return token
        start, length = reader.get_mark(), len(found.group())
        # What the reader does for each letter, as long as none of them ends a line.
        reader.pointer += length
        reader.index += length
        reader.column += length
        self.allow_simple_key = False
        return ScalarToken(found.group(), True, start, reader.get_mark())

    def need_more_tokens(self) -> bool:
        # Asked a dozen times for each word; most times there is a token and no key to wait for.
        if self.tokens and not self.possible_simple_keys:
            return False
        return bool(super().need_more_tokens())
