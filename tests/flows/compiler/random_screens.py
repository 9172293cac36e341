"""Random small screens, and every situation that anybody could meet them in."""

from functools import cache
from itertools import chain, combinations, product

from hypothesis import strategies as st

from flows.model.bank import MemoryRule
from flows.model.condition import ClinicAnswers, Condition, Empty, Has, Is, Known, Not, Term, TopicIn
from flows.model.evaluate import Facts
from flows.model.flow import Back, ScreenTemplate
from flows.model.instruction import Each
from flows.model.session import Value
from flows.model.snapshot import Snapshot
from flows.model.text import Insert
from tests.flows.compiler.snapshots import bullets, button, helpline, question, screen, snapshot, text

NAMES = {
    "one": MemoryRule("one", "x", ("a", "b", "c")),
    "two": MemoryRule("two", "x", ("d", "e")),
    "ticks": MemoryRule("ticks", "x", ("p", "q", "r"), many=True),
    "typed": MemoryRule("typed", "x", text_limit=9),
    "country": MemoryRule("country", "x", ("US", "GB", "other")),
}
PLAIN_TERMS: list[Is | Has | Known | Empty] = [
    Is("one", "a"), Is("one", "b"), Is("two", "d"), Has("ticks", "p"), Has("ticks", "q"), Known("one"),
    Known("ticks"), Known("typed"), Empty("checklist"), Is("country", "GB"),
]  # fmt: skip
TERMS: list[Term] = [*PLAIN_TERMS, *(Not(term) for term in PLAIN_TERMS), ClinicAnswers("fees")]
GUARDS = st.one_of(
    st.none(),
    st.builds(Condition, st.lists(st.sampled_from(TERMS), min_size=1, max_size=3).map(tuple), st.booleans()),
)
WHERES = st.sampled_from(
    [None, Condition((TopicIn("ticks"),)), Condition((Is("item", "p"), Has("ticks", "q")))]
)
LISTS = st.builds(Each, st.just("item"), st.sampled_from(["questions", "helplines", "checklist"]), WHERES)
BLOCKS = st.one_of(
    st.builds(lambda when, otherwise: text(when=when, otherwise=otherwise), GUARDS, st.booleans()),
    st.builds(lambda name: text(Insert("memory", name)), st.sampled_from(["typed", "ticks", "one"])),
    st.builds(lambda each: bullets(each.source, where=each.where), st.builds(
        Each, st.just("one-item"), st.sampled_from(["questions", "helplines", "checklist"]),
        st.sampled_from([None, Condition((TopicIn("ticks"),))]))),
)  # fmt: skip
BUTTONS = st.builds(lambda when, each: button(Back(), when=when, each=each), GUARDS, st.none() | LISTS)
SCREENS = st.builds(
    lambda blocks, buttons: screen("x#start", *blocks, *buttons),
    st.lists(BLOCKS, min_size=1, max_size=4),
    st.lists(BUTTONS, min_size=1, max_size=3),
)


def content_of(made: ScreenTemplate) -> Snapshot:
    """The screen with the names it asks about, two questions and two help lines."""
    return snapshot(
        made,
        rules=NAMES,
        questions=[question("x", "p"), question("y", "q", countries=("US",))],
        helplines=[helpline("us", "US", "p"), helpline("gb", "GB", "r")],
    )


@cache
def every_facts() -> list[Facts]:
    """All combinations of all values, whether or not a guard tells them apart."""
    choices: list[list[tuple[str, Value]]] = [
        [(name, value) for value in _values(rule)] for name, rule in NAMES.items()
    ]
    return [
        Facts({name: value for name, value in chosen if value}, frozenset(empty), frozenset(clinic))
        for chosen in product(*choices)
        for empty in ((), ("checklist",))
        for clinic in ((), ("fees",))
    ]


def _values(rule: MemoryRule) -> list[Value]:
    if rule.many:
        return list(chain.from_iterable(combinations(rule.values, size) for size in range(4)))
    return ["", *(rule.values or ("typed",))]
