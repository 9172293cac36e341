"""Fills a screen in: what the person reads and may press now."""

from collections.abc import Iterator
from typing import assert_never

from flows.engine.facts import facts_of
from flows.engine.in_language import untranslated, words_of
from flows.engine.item import Item
from flows.engine.items import at_hand, items
from flows.engine.text import Filler, RichTextBuilder, Value, isolated
from flows.engine.tokens import HIDE, HOME, SAFETY, token_of
from flows.engine.walk import Walk, flow_of
from flows.model.evaluate import Facts, holds
from flows.model.flow import Block, Bullet, ButtonTemplate, Paragraph, Quote, ScreenTemplate, Web
from flows.model.instruction import Each
from flows.model.language import is_right_to_left
from flows.model.screen import COPY_UNITS, Button, Screen
from flows.model.text import Inline, Insert, MarkKind, RichText, Style, Words, units

LONG_QUOTE = 300
"""Characters from which a quote is drawn folded, to open on a tap: about six lines on a phone."""

LIST_ROOM = 3500
"""UTF-16 units that a list may fill a message to: Telegram takes 4,096, and a sentence still follows."""

LIST_LABEL_BYTES = 96
"""Of UTF-8: Telegram refuses a keyboard of about ten kilobytes, and a list may have sixty buttons."""

ITALIC = Style(italic=True)


def draw(walk: Walk) -> Screen:
    """The screen the walk stands on, with the hide button; outside the safety flow with the safety button.

    Once the chat was hidden nothing of it is drawn: one neutral line, without a button.
    """
    if walk.hidden:
        return Screen(walk.state, _render(walk), RichText(walk.phrase("hidden.text")), ())
    template, facts = words_of(walk), facts_of(walk)
    writing = None if walk.ended else _writable(template, facts)
    return Screen(
        id=walk.state,
        render=_render(walk),
        text=_text(template, walk, facts, writing),
        rows=tuple(_rows(template, walk, facts)),
        hint=_label(writing.label, walk) if writing else "",
        private=template.private,
    )


def _render(walk: Walk) -> int:
    return walk.session.render + (0 if walk.unchanged else 1)


def writable(walk: Walk) -> ButtonTemplate | None:
    """The `write` that takes what is typed now, or None."""
    return None if walk.ended else _writable(walk.template, facts_of(walk))


def _writable(template: ScreenTemplate, facts: Facts) -> ButtonTemplate | None:
    return next((b for row in template.rows for b in row if b.write and holds(b.condition, facts)), None)


def _rows(template: ScreenTemplate, walk: Walk, facts: Facts) -> Iterator[tuple[Button, ...]]:
    if walk.ended:
        yield (Button(walk.phrase("button.home"), token=HOME),)
    else:
        for row in template.rows:
            yield from _row(row, walk, facts)
    hide = Button(walk.phrase("button.hide"), token=HIDE)
    if flow_of(walk.state) != flow_of(walk.snapshot.safety):
        yield Button(walk.phrase("button.safety"), token=SAFETY), hide
    else:
        yield (hide,)


def _row(row: tuple[ButtonTemplate, ...], walk: Walk, facts: Facts) -> Iterator[tuple[Button, ...]]:
    alone: list[Button] = []
    for button in row:
        if button.write or not holds(button.condition, facts):
            continue
        if button.each:
            yield from ((_button(button, walk, item),) for item in items(button.each, walk))
        elif not button.copy or _can_be_copied(walk.memory.get(button.copy)):
            alone.append(_button(button, walk, None))
    if alone:
        yield tuple(alone)


def _button(button: ButtonTemplate, walk: Walk, item: Item | None) -> Button:
    label = _label(button.label, walk, item, button.each)
    if item:
        label = shortened(label)
    if isinstance(button.target, Web):
        return Button(label, url=button.target.url)
    if button.copy:
        return Button(label, copy=str(walk.memory[button.copy]))
    token = token_of(button.token, item.id if item else "")
    if button.option is None:
        return Button(label, token=token)
    ticked = button.option.value in walk.memory.get(button.option.name, ())
    mark = walk.phrase("mark.ticked" if ticked else "mark.unticked")
    return Button(f"{mark} {label}", token=token, ticked=ticked)


def shortened(label: str) -> str:
    """A label of a list, so short that a keyboard of sixty still fits into a message."""
    if len(label.encode()) <= LIST_LABEL_BYTES:
        return label
    return label.encode()[:LIST_LABEL_BYTES].decode(errors="ignore").rstrip() + "…"


def _can_be_copied(text: object) -> bool:
    return isinstance(text, str) and 0 < units(text) <= COPY_UNITS


def _label(
    inlines: tuple[Inline, ...], walk: Walk, item: Item | None = None, each: Each | None = None
) -> str:
    if len(inlines) == 1 and isinstance(inlines[0], Words):
        return inlines[0].text  # nearly every label; building it costs ten times as much
    builder = RichTextBuilder()
    builder.add_inlines(inlines, _filler(walk, item, each))
    return builder.build().text


def _text(template: ScreenTemplate, walk: Walk, facts: Facts, writing: ButtonTemplate | None) -> RichText:
    text = RichTextBuilder()
    text.add("\n\n".join(filter(None, (walk.lead, untranslated(walk)))), ITALIC)
    shown_before: Block | None = None
    for block in _shown(template, walk, facts):
        if text.length:
            text.add("\n" if isinstance(block, Bullet) and isinstance(shown_before, Bullet) else "\n\n")
        _add_block(text, block, walk)
        shown_before = block
    if walk.ended:
        text.add(f"\n\n{walk.phrase('end.text')}")
    if writing:
        text.add(f"\n\n{walk.phrase('hint.write')} ", ITALIC)
        text.add_inlines(writing.label, _filler(walk))
    return text.build()


def _shown(template: ScreenTemplate, walk: Walk, facts: Facts) -> Iterator[Block]:
    some_if_held = False
    for block in template.blocks:
        if isinstance(block, Paragraph):
            if block.otherwise and some_if_held:
                continue
            if not holds(block.condition, facts):
                continue
            some_if_held = some_if_held or block.condition is not None
        if isinstance(block, Bullet) and block.each and not any(items(block.each, walk)):
            continue
        yield block


def _add_block(text: RichTextBuilder, block: Block, walk: Walk) -> None:
    match block:
        case Paragraph():
            text.add_inlines(block.inlines, _filler(walk))
        case Quote():
            start = text.length
            text.add_inlines(block.inlines, _filler(walk))
            text.quote_from(
                start, MarkKind.LONG_QUOTE if text.length - start > LONG_QUOTE else MarkKind.QUOTE
            )
        case Bullet():
            _add_bullets(text, block, walk)
        case _:
            assert_never(block)


def _add_bullets(text: RichTextBuilder, bullet: Bullet, walk: Walk) -> None:
    elements: list[Item | None] = list(items(bullet.each, walk)) if bullet.each else [None]
    for number, item in enumerate(elements):
        line = RichTextBuilder()
        line.add("\n• " if number else "• ")
        line.add_inlines(bullet.inlines, _filler(walk, item, bullet.each))
        if text.units + line.units > LIST_ROOM:
            text.add(f"\n{walk.phrase('list.more')}", ITALIC)
            return
        text.append(line)


def _filler(walk: Walk, item: Item | None = None, each: Each | None = None) -> Filler:
    """Fills inserts in; those of the `each` from its element `item`, others from what is at hand."""
    always, variable = is_right_to_left(walk.session.language), each.variable if each else ""

    def value(insert: Insert) -> Value:
        return isolated(_value(insert, walk, item if insert.scope == variable else None), always=always)

    return value


def _value(insert: Insert, walk: Walk, item: Item | None) -> Value:
    if insert.scope == "memory":
        value = walk.memory.get(insert.field, "")
        return value if isinstance(value, str) else ", ".join(value)
    subject = item or at_hand(insert.scope, walk)
    return subject.fields.get(insert.field, "") if subject else ""
