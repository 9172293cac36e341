"""HTML from words: the one place that escapes."""

from html import escape


def words(text: str) -> str:
    """Text as HTML shows it, every character as it is; a page would read a lone CR as a line feed."""
    return escape(text).replace("\r", "&#13;")


def tag(element: str, content: str = "", /, **attributes: str | bool) -> str:
    """An element. `content` is HTML, attributes are text; True is an attribute without value, False none.

    `class_` and `for_` stand for the words that Python keeps to itself, `data_token` for `data-token`.
    """
    return f"<{element}{_attributes(attributes)}>{content}</{element}>"


def void(element: str, /, **attributes: str | bool) -> str:
    """An element that has no content and no end."""
    return f"<{element}{_attributes(attributes)}>"


def _attributes(attributes: dict[str, str | bool]) -> str:
    return "".join(_attribute(name, value) for name, value in attributes.items())


def _attribute(name: str, value: str | bool) -> str:
    name = name.rstrip("_").replace("_", "-")
    if isinstance(value, bool):
        return f" {name}" if value else ""
    return f' {name}="{words(value)}"'


def is_safe_link(url: str) -> bool:
    """Only these are made links: a page that is opened from a disk must not lead anywhere else."""
    return url.startswith("https://")
