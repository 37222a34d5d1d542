from pathlib import Path

import pytest

from game.content.diagnostics import PackError
from game.content.orders import pack_orders, read_orders
from game.core.problems import TightropeError
from game.rules.scenario import Scenario

from .conftest import BASE, load


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load(BASE).use().scenario


def orders(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "line.yaml"
    path.write_text(text)
    return path


def test_orders_by_id(tmp_path: Path, scenario: Scenario) -> None:
    turns = read_orders(orders(tmp_path, "turns:\n  - {points: {fairs: 2, shells: 1}, answers: {strike: pay}}\n  - {}\n"), scenario)
    assert turns == [({"fairs": 2, "shells": 1}, {"strike": "pay"}), ({}, {})]
    assert list(turns[0].points) == ["fairs", "shells"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("turns:\n  - {points: {fair: 2}}\n", "2:15: error: unknown programme 'fair'; did you mean 'fairs'? [unknown-id]"),
        ("turns:\n  - {points: {fairs: 4}}\n", "2:22: error: programme 'fairs' has 3 levels, not 4 [bad-range]"),
        ("turns:\n  - {answers: {strik: pay}}\n", "2:16: error: unknown event 'strik'; did you mean 'strike'? [unknown-id]"),
        ("turns:\n  - {answers: {strike: play}}\n",
        "2:24: error: unknown option 'play' of event 'strike'; did you mean 'pay'? [unknown-id]"),
        ("turns: []\n", "1:8: error: 'turns' in line.yaml: 0 entries; at least 1 are allowed [length]"),
        ("turn: []\n", "1:1: error: unknown key 'turn' in line.yaml; did you mean 'turns'? [unknown-key]"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(tmp_path: Path, scenario: Scenario, text: str, place: str) -> None:
    path = orders(tmp_path, text)
    with pytest.raises(PackError) as problem:
        read_orders(path, scenario)
    assert str(problem.value) == f"{path.as_posix()}:{place}"


def test_a_missing_file_is_said_in_a_line(tmp_path: Path, scenario: Scenario) -> None:
    with pytest.raises(TightropeError, match="cannot be read"):
        read_orders(tmp_path / "none.yaml", scenario)
    with pytest.raises(TightropeError, match=r"no orders/none\.yaml"):
        pack_orders(BASE, "none", scenario)


def test_order_files_of_a_pack_are_linted(small: Path, scenario: Scenario) -> None:
    (small / "orders").mkdir()
    (small / "orders" / "line.yaml").write_text("turns: [{points: {fairs: 1}}]\n")
    loaded = load(small, lint=True)
    assert loaded.findings == []
    assert loaded.use().meta.orders == ("line",)
    assert pack_orders(small, "line", scenario)[0].points == {"fairs": 1}
    (small / "orders" / "line.yaml").write_text("turns: [{points: {fairy: 1}}]\n")
    assert [(f.line, f.column, f.code) for f in load(small, lint=True).findings] == [(1, 19, "unknown-id")]
