import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from game.content.expressions import ExpressionError, parse
from game.content.names import Names
from game.content.ranges import INT32, Checker
from game.rules.expressions import Program

RANGES = [(0, 100_000), (-8000, 8000), (1000, 12_000)]
NAMES = ["a", "b", "c"]


def names() -> Names:
    return Names(
        indicators={n: i for i, n in enumerate(NAMES)}, ranges=RANGES, programmes={}, levels=[], events={}, demands={}, rungs={},
        us_rungs={}, offers={}, sectors={}, sources={}, turns=10, most_points=17, resolve=(0, 0), patience=(0, 0),
    )


numbers = st.one_of(st.sampled_from(NAMES), st.integers(0, 300).map(str), st.floats(0.001, 50).map(lambda x: f"{x:.3f}"))
expressions = st.recursive(
    numbers,
    lambda part: st.one_of(
        st.tuples(part, st.sampled_from("+-*/"), part).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(st.sampled_from(["min", "max"]), part, part).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
        st.tuples(part, part, part).map(lambda t: f"clamp({t[0]}, {t[1]}, {t[2]})"),
        part.map(lambda p: f"-{p}"), part.map(lambda p: f"abs({p})"),
    ),
    max_leaves=8,
)


@given(expressions, st.lists(st.integers(0, 1000), min_size=3, max_size=3))
def test_what_is_accepted_stays_within_its_interval_and_within_int32(text: str, where: list[int]) -> None:
    checker = Checker(names(), "any")
    try:
        typed = checker.typed(parse(text))
    except ExpressionError:
        return
    if checker.problems:
        return
    values = [low + (high - low) * w // 1000 for (low, high), w in zip(RANGES, where, strict=True)]
    rows = np.array(values, dtype=np.int32)[:, None]
    found = Program([typed.tree]).run(lambda kind, index: rows if kind == "indicators" else rows[index])[0]
    assert -INT32 <= typed.low <= int(np.ravel(found)[0]) <= typed.high <= INT32


@given(st.text(st.sampled_from("ab 01.+-*/()<>=!,&|'notadrmixfl_ê\n"), max_size=60))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    offset = 0
    try:
        Checker(names(), "any").typed(parse(text))
    except ExpressionError as problem:
        offset = problem.offset
    assert 0 <= offset <= len(text)
