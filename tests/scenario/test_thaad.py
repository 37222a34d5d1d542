"""thaad-2016: history as a test, not as a fit."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from game.analysis.history import against_history, turn_means, turns_of_year
from game.app import simulation
from game.app.order_file import policy_of
from game.app.run import Run
from game.content.compiled import Compiled
from game.content.loading import load_pack
from game.content.orders import pack_orders
from game.core.dice import spread_seeds
from game.session.batch import Policy

GAMES = 300
REAL_PATH = (7.34, 2.78, 3.01, 4.53)
"""Visitors of 2017 by quarter, a year's worth: 8.07 million times the change from the same quarter of 2016 (docs/history-thaad.md)."""
MISSES = "history is a test, not a fit: docs/history-thaad.md says by how much it is missed, and why"


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    return Run().load("thaad-2016")


def line(compiled: Compiled, name: str) -> Policy:
    return policy_of(compiled.scenario, pack_orders(Path(compiled.path), name, compiled.scenario))


@pytest.fixture(scope="module")
def history(compiled: Compiled) -> dict[tuple[str, int], dict[str, Any]]:
    document = simulation.history_document(compiled, line(compiled, "historical"), 1, GAMES)
    return {(found["series"], found["year"]): found for found in document}


@pytest.fixture(scope="module")
def means(compiled: Compiled) -> dict[str, dict[str, list[float]]]:
    """The mean of each indicator at the end of each turn, by order file."""
    ids = [indicator.id for indicator in compiled.scenario.indicators]
    seeds = spread_seeds(range(1, GAMES + 1))
    found = {name: turn_means(compiled.scenario, seeds, line(compiled, name)) for name in ("historical", "not-deployed")}
    return {name: dict(zip(ids, rows.T.tolist(), strict=True)) for name, rows in found.items()}


def year(compiled: Compiled, path: list[float], number: int) -> float:
    turns = turns_of_year(compiled.scenario.calendar, number)
    return sum(path[turn - 1] for turn in turns) / len(turns)


def test_the_pack_is_clean(compiled: Compiled) -> None:
    loaded = load_pack(Path(compiled.path), Run().library.find, lint=True)
    assert [str(finding) for finding in loaded.findings] == []


def test_coercion_is_that_of_the_base(compiled: Compiled) -> None:
    base = Run().load("crossroads-2025").scenario
    mine, theirs = compiled.scenario.china_retaliation, base.china_retaliation
    for part in ("exposure", "sectors", "self_restraint", "threat_lapse", "bite_fades", "settles", "truce_ire", "yielding", "holding",
                 "patience", "patience_weight", "warn_below"):
        assert getattr(mine, part) == getattr(theirs, part), part
    ladders = [[(rung.id, rung.at, rung.leave_at, rung.cost, rung.effects) for rung in rival.ladder] for rival in (mine, theirs)]
    assert ladders[0] == ladders[1]
    rates = {i.id: i.decay_per_year for i in base.indicators}
    assert all(i.decay_per_year == rates[i.id] for i in compiled.scenario.indicators)


FITS = {
    "bite": ("scenario.yaml", "china_retaliation:\n", "china_retaliation:\n  bite_fades: 0.9\n"),
    "recovery": ("scenario.yaml", "decay: {to: 8}", "decay: {to: 8, per_year: 0.9}"),
    "card": ("events/battery.yaml", "effects: {missile_defence: 4, commitment: 5, us_pressure: -6}", "effects: {growth: -0.2}"),
    "later": ("events/battery.yaml", "effects: {credibility: -3}}", "effects: {china_visitors: -3}}"),
    "otherwise": ("events/battery.yaml", "otherwise: {ire: 2, credibility: 1}", "otherwise: {exports_china: 2}"),
}


@pytest.mark.parametrize("what", FITS)
def test_a_fit_is_an_error(compiled: Compiled, tmp_path: Path, what: str) -> None:
    file, before, after = FITS[what]
    for source in Path(compiled.path).rglob("*.yaml"):
        copy = tmp_path / "thaad-2016" / source.relative_to(compiled.path)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(source.read_bytes())
    changed = tmp_path / "thaad-2016" / file
    text = changed.read_text(encoding="utf-8")
    assert before in text
    changed.write_text(text.replace(before, after, 1), encoding="utf-8")
    findings = load_pack(tmp_path / "thaad-2016", Run().library.find, lint=True).findings
    assert [finding.code for finding in findings if finding.severity == "error"] == ["history-fit"]


def test_real_dates_are_kept(compiled: Compiled) -> None:
    dates = {event.id: event.at_turn for event in compiled.scenario.events if event.at_turn}
    assert dates == {
        "a_battery": 1, "fifth_test": 1, "candles": 2, "lotte_site": 3, "two_phones": 4, "four_launchers": 5, "october_text": 6,
        "one_flag": 7, "footbridge": 8, "third_summit": 9, "old_workers": 10,
    }
    match = simulation.one(compiled, "orders", line(compiled, "historical"), 11)
    played = {event: option for report in match.reports for event, option in report.events}
    assert {event: played.get(event) for event in ("a_battery", "lotte_site", "four_launchers", "october_text")} == {
        "a_battery": "agree", "lotte_site": "swap", "four_launchers": "provisional", "october_text": "repeat",
    }


def test_without_the_battery_its_cards_stay_away(compiled: Compiled) -> None:
    match = simulation.one(compiled, "orders", line(compiled, "not-deployed"), 11)
    played = {event for report in match.reports for event, _ in report.events}
    assert "asked_again" in played
    assert not played & {"melon_fields", "lotte_site", "fire_doors", "four_launchers", "october_text", "shed", "invoice"}


def test_the_two_lines_differ_in_the_battery_only(compiled: Compiled) -> None:
    lines = [pack_orders(Path(compiled.path), name, compiled.scenario) for name in ("historical", "not-deployed")]
    for mine, other in zip(*lines, strict=True):
        assert mine.points == other.points
        both = mine.answers.keys() & other.answers.keys()
        assert {card for card in both if mine.answers[card] != other.answers[card]} <= {"a_battery"}


def test_simulate_gives_history(root: Path) -> None:
    orders = root / "scenarios" / "thaad-2016" / "orders" / "historical.yaml"
    words = ["simulate", "thaad-2016", "--policy", "orders", "--orders", str(orders), "--games", "20", "--json"]
    done = subprocess.run([sys.executable, "main.py", *words], cwd=root, capture_output=True, text=True, check=True)
    lines = json.loads(done.stdout)["history"]
    assert [(found["series"], found["year"]) for found in lines] == [
        ("china_visitors", 2017), ("china_visitors", 2018), ("growth", 2017), ("china_exports", 2016), ("china_exports", 2017),
    ]
    assert all(found.keys() == {"series", "year", "value", "real", "range", "holds"} for found in lines)
    assert all((found["holds"] is None) == (found["range"] is None) for found in lines)


def test_a_line_against_itself_differs_by_nothing(compiled: Compiled) -> None:
    figures = [figure for figure in compiled.meta.history if figure.against]
    play = line(compiled, "historical")
    found = against_history(compiled.scenario, figures, spread_seeds(range(5)), play, lambda _: play)
    assert [(figure.series, figure.value) for figure in found] == [("growth", 0.0)]


def test_years_are_those_that_turns_end_in(compiled: Compiled) -> None:
    calendar = compiled.scenario.calendar
    assert [turns_of_year(calendar, number) for number in (2015, 2016, 2017, 2018)] == [[], [1, 2], [3, 4, 5, 6], [7, 8, 9, 10]]


def test_exports_to_china_rise_in_spite_of_it_all(history: dict[tuple[str, int], dict[str, Any]]) -> None:
    assert history["china_exports", 2017]["value"] > history["china_exports", 2016]["value"]


def test_exports_do_not_depend_on_the_battery(compiled: Compiled, means: dict[str, dict[str, list[float]]]) -> None:
    with_it, without = (year(compiled, means[name]["exports_china"], 2017) for name in ("historical", "not-deployed"))
    assert abs(with_it / without - 1) < 0.03


@pytest.mark.parametrize(("series", "number"), [("china_visitors", 2017), ("china_visitors", 2018), ("growth", 2017)])
@pytest.mark.xfail(reason=MISSES, strict=False)
def test_history_is_met(history: dict[tuple[str, int], dict[str, Any]], series: str, number: int) -> None:
    found = history[series, number]
    assert found["holds"], f"{series} {number}: {found['value']}, not within {found['range']} (real: {found['real']})"


@pytest.mark.xfail(reason=MISSES, strict=False)
def test_without_the_battery_far_more_visitors_come(compiled: Compiled, means: dict[str, dict[str, list[float]]]) -> None:
    with_it, without = (year(compiled, means[name]["china_visitors"], 2017) for name in ("historical", "not-deployed"))
    assert without >= 1.4 * with_it


@pytest.mark.xfail(reason=MISSES, strict=False)
def test_the_path_of_visitors_is_nearer_than_plain_guesses(compiled: Compiled, means: dict[str, dict[str, list[float]]]) -> None:
    turns = turns_of_year(compiled.scenario.calendar, 2017)

    def apart(path: list[float]) -> float:
        return sum((mine - real) ** 2 for mine, real in zip(path, REAL_PATH, strict=True))

    model = apart([means["historical"]["china_visitors"][turn - 1] for turn in turns])
    assert model < apart([8.07] * 4), "no change comes nearer"
    assert model < apart([8.07 * 0.517] * 4), "48.3% less in every quarter comes nearer"
