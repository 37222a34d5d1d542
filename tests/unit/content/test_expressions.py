import pytest

from game.content.expressions import ExpressionError, parse
from game.content.names import Names
from game.content.ranges import INT32, Checker


def names(**ranges: tuple[int, int]) -> Names:
    known = ranges or {"a": (0, 100_000), "b": (-50_000, 50_000), "c": (1000, 9000)}
    return Names(
        indicators={name: i for i, name in enumerate(known)}, ranges=list(known.values()), programmes={"p": 0}, levels=[4], events={"e": 0},
        demands={"d": 0}, rungs={"r": 0, "s": 1}, us_rungs={"u": 0}, offers={}, sectors={}, sources={}, turns=10, most_points=17,
        resolve=(40_000, 80_000), patience=(30_000, 70_000),
    )


def typed(text: str, mode="any", **ranges):
    checker = Checker(names(**ranges), mode)
    found = checker.typed(parse(text))
    assert not checker.problems, checker.problems[0].message
    return found


def problems(text: str, mode="any") -> list[tuple[int, str]]:
    try:
        checker = Checker(names(), mode)
        checker.typed(parse(text))
    except ExpressionError as problem:
        return [(problem.offset, problem.code)]
    return [(p.offset, p.code) for p in checker.problems]


A, B = ("name", "indicator", 0), ("name", "indicator", 1)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1 + 2 * 3", ("add", ("const", 1000), ("mul32", ("const", 2000), ("const", 3000)))),
        ("(1 + 2) * 3", ("mul32", ("add", ("const", 1000), ("const", 2000)), ("const", 3000))),
        ("8 - 2 - 1", ("sub", ("sub", ("const", 8000), ("const", 2000)), ("const", 1000))),
        ("-a * b", ("mul", ("neg", A), B)),
        ("+a", A),
        ("a < 1 or b >= 2 and not flag.x", ("or", ("lt", A, ("const", 1000)), ("and", ("ge", B, ("const", 2000)), ("not", ("name",
        "flag", 0))))),
        ("not a < 1", ("not", ("lt", A, ("const", 1000)))),
        ("min(a, b, 3)", ("min", ("min", A, B), ("const", 3000))),
        ("clamp(a, 0, 1)", ("clamp", A, ("const", 0), ("const", 1000))),
        ("abs(b)", ("abs", B)),
        ("turn == 3", ("eq", ("name", "turn", 0), ("const", 3000))),
        ("spent.diplomacy + points.p + count.e", ("add", ("add", ("name", "spent", 2), ("name", "points", 0)), ("name", "count", 0))),
        ("met.d and open.d", ("and", ("name", "met", 0), ("name", "open", 0))),
        ("rung - us_rung", ("sub", ("name", "rung", 0), ("name", "us_rung", 0))),
        ("a * b", ("mul", A, B)),
        (".5 * 1.", ("mul32", ("const", 500), ("const", 1000))),
    ],
)
def test_precedence_and_names(text: str, tree: tuple[object, ...]) -> None:
    assert typed(text).tree == tree


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a +", [(3, "expression")]), ("", [(0, "expression")]), ("(a", [(2, "expression")]), ("a b", [(2, "expression")]),
        ("a = 1", [(2, "expression")]), ("a && b", [(2, "expression")]), ("a % 2", [(2, "expression")]), ("1 < a < 2", [(6, "chained")]),
        ("foo(a)", [(0, "unknown-function")]), ("abs(a, b)", [(0, "arguments")]), ("min(a)", [(0, "arguments")]),
        ("a.__class__", [(0, "unknown-name")]), ("aa + 1", [(0, "unknown-name")]), ("points.q + count.x", [(0, "unknown-name"), (11,
        "unknown-name")]),
        ("a and b > 1", [(0, "type")]), ("(a > 1) + 2", [(0, "type")]), ("not a", [(4, "type")]), ("min(flag.x, 1)", [(4, "type")]),
        ("1 / a", [(4, "division")]), ("a / (b + 50)", [(4, "division")]), ("a / 0", [(4, "division")]),
        ("a * a * a * a", [(0, "overflow")]), ("99999999", [(0, "overflow")]), ("a / 0.001 * 40", [(0, "overflow")]),
        ("0.0001 * a", [(0, "too-fine")]), ("resolve > 50", [(0, "unknown-name")]), ("1a", [(0, "expression")]), ("1.2.3", [(0,
        "expression")]),
        ("(" * 40 + "a" + ")" * 40, [(24, "expression-too-deep")]), ("1+" * 300 + "1", [(0, "expression-too-long")]),
    ],
)
def test_what_is_wrong_is_said_at_its_place(text: str, found: list[tuple[int, str]]) -> None:
    assert problems(text) == found


def test_many_parts_are_refused() -> None:
    assert [code for _, code in problems("+".join("1" * 160))] == ["expression-too-long"]


def test_hidden_names_are_for_chances_and_scores_read_indicators_only() -> None:
    assert typed("resolve - patience", "chance").low == -30_000
    assert problems("turn * 2", "score") == [(0, "unknown-name")]
    assert problems("points.p * 2", "score") == [(0, "unknown-name")]
    assert problems("a * 2", "score") == []


def test_a_divisor_that_cannot_be_zero_is_fine() -> None:
    assert typed("a / c").high == 100_001
    assert typed("1 / (turn + 1)").low == 1000 * 1000 // 14_000
    assert typed("1 / max(1, b)").high == 1001


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("a + b", -50_000, 150_000), ("a - b", -50_000, 150_000), ("-a", -100_000, 0), ("abs(b)", 0, 50_000), ("max(b, 0)", 0, 50_000),
        ("min(a, 10)", 0, 10_000), ("clamp(b, -1, 1)", -1000, 1000), ("a > 100", 0, 0), ("a >= 0", 1, 1), ("a > 50", 0, 1),
        ("not a >= 0", 0, 0), ("a >= 0 and b > 90", 0, 0), ("a >= 0 or b > 90", 1, 1), ("a == 101", 0, 0), ("a != 101", 1, 1),
    ],
)
def test_intervals(text: str, low: int, high: int) -> None:
    found = typed(text)
    assert (found.low, found.high) == (low, high)


def test_intervals_hold_at_the_edge_of_int32() -> None:
    assert typed("a + b", a=(0, INT32 - 1), b=(0, 1)).high == INT32
    checker = Checker(names(a=(0, INT32), b=(0, 1)), "any")
    checker.typed(parse("a + b"))
    assert [p.code for p in checker.problems] == ["overflow"]
