"""One message as a chat shows it: a bubble, the rows of buttons, and a field where it takes typed text."""

from flows.model.flow import ScreenTemplate
from flows.model.screen import Button
from flows.workshop.preview.edges import Edges, anchor
from flows.workshop.preview.markup import is_safe_link, tag, void, words
from flows.workshop.preview.rich_text import rich_text_html
from flows.workshop.preview.variants import Variant


def message_html(variant: Variant, template: ScreenTemplate, edges: Edges) -> str:
    """The bubble with all that stands under it."""
    language = edges.snapshot.language
    bubble = tag("div", rich_text_html(variant.screen.text), class_="bubble", dir="auto", lang=language)
    rows = "".join(
        tag("div", "".join(_button(button, variant, template, edges) for button in row), class_="row")
        for row in variant.screen.rows
    )
    return bubble + _field(variant, edges) + tag("div", rows, class_="keyboard", lang=language)


def _button(button: Button, variant: Variant, template: ScreenTemplate, edges: Edges) -> str:
    label = tag("span", words(button.label), class_="label", dir="auto")
    if button.url:
        return _web_button(button, label)
    if button.copy:
        inside = label + tag("span", "puts words on the clipboard", class_="aside")
        return tag("span", inside, class_="press", data_copy=button.copy)
    href = edges.href(variant, button)
    tick = _tick(button, variant, template, edges) if button.ticked is not None else {}
    return tag(
        "a",
        label if href else label + tag("span", "not on this page", class_="aside"),
        class_="press",
        href=f"#{href}" if href else False,
        role=False if href else "link",
        aria_disabled=False if href else "true",
        data_token=button.token,
        **tick,
    )


def _web_button(button: Button, label: str) -> str:
    inside = label + tag("span", "opens a web page", class_="aside")
    if not is_safe_link(button.url):
        return tag("span", inside, class_="press", data_url=button.url)
    return tag("a", inside, class_="press", href=button.url, target="_blank", rel="noopener noreferrer")


def _tick(button: Button, variant: Variant, template: ScreenTemplate, edges: Edges) -> dict[str, str]:
    option = next(one.option for one in template.buttons if one.token == button.token)
    assert option is not None  # only tick boxes are drawn with a tick or without
    return {
        "data_name": option.name,
        "data_value": option.value,
        "data_ticked": "yes" if button.ticked else "no",
        "data_other": edges.other_tick(variant, button),
    }


def _field(variant: Variant, edges: Edges) -> str:
    writing = edges.writing(variant)
    if writing is None or writing.write is None:
        return ""
    id = f"{anchor(variant.screen.id, variant.number)}.field"
    label = tag("label", words(variant.screen.hint), for_=id, dir="auto")
    text = void("input", id=id, maxlength=str(writing.write.limit), autocomplete="off", required=True)
    return tag(
        "form", label + text + tag("button", "Send"), class_="typing", data_token=writing.token, hidden=True
    )
