import dataclasses
from pathlib import Path

import pytest

from game.bots.policies import policy
from game.content.digests import rules_digest
from game.content.library import load_scenario, shipped_folder
from game.content.loading import load_pack
from game.core.dice import spread_seeds
from game.rules import engine
from game.rules.scenario import Scenario
from game.rules.view import view_of

from .conftest import BASE, Changed, load


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load(BASE).use().scenario


def test_units_are_thousandths_and_months_are_turns(scenario: Scenario) -> None:
    growth = scenario.indicators[0]
    assert (growth.id, growth.start, growth.low, growth.high, growth.good, growth.decay_to, growth.decay_per_year) == (
        "growth", 1200, -8000, 8000, "up", 1500, 500,
    )
    assert scenario.indicators[5].decay_to == ("add", ("const", 54_000), ("mul32", ("name", "turn", 0), ("const", 2000)))
    assert scenario.programmes[0].steps == (0, 1000, 1800, 2400)
    assert scenario.programmes[1].affront == 2000
    assert scenario.domains[0].neglect == ((0, -100),)
    demand = scenario.us_pressure.demands[0]
    assert (demand.measure, demand.threshold, demand.deadline_turns, demand.event) == (0, 3000, 2, 0)
    assert (demand.affront, demand.weight) == (5000, 10_000)
    assert scenario.us_pressure.resolve == (40_000, 80_000)
    assert scenario.us_pressure.redraw_turn == 3
    assert scenario.us_pressure.partial == 500
    rung = scenario.china_retaliation.ladder[0]
    assert (rung.at, rung.leave_at, rung.lag_turns, rung.cost, rung.event) == (44_000, 33_000, 1, 10_000, 1)
    assert scenario.china_retaliation.tires_turns == 4
    assert scenario.china_retaliation.offers[0].event == 2
    assert scenario.provocation is not None
    assert scenario.provocation.chance == 10_000
    assert scenario.shocks[0].chance == 10_000
    assert (scenario.mandates[0].from_turn, scenario.mandates[0].to_turn) == (1, 1)
    assert (scenario.posture.swing, scenario.posture.swing_free, scenario.posture.broken_promise) == (100, 12_000, -6000)
    assert scenario.posture.mandate == scenario.flags.index("honeymoon")
    assert [g.least for g in scenario.grades] == [50_000, 0]
    assert scenario.doctrines[0].weights == (3000, 0, 0)
    assert scenario.doctrines[0].answers == (0, 3000, 0)


def test_outcomes(scenario: Scenario) -> None:
    strike = scenario.events[scenario.event("strike")]
    assert (strike.once, strike.cooldown_turns, strike.default) == (False, 3, 1)
    pay, sit = strike.options
    assert [(o.id, o.delay, o.chance, o.certain, o.lasts) for o in pay.outcomes] == [
        ("maybe_1", 0, ("add", ("const", 30_000), ("div", ("name", "resolve", 0), ("const", 4000))), False, 0),
        ("later_1", 2, 100_000, True, 0), ("audit", 2, 40_000, False, 0), ("temporary_1", 0, 100_000, True, 1),
    ]
    assert pay.outcomes[0].otherwise == ((1, 1000),)
    assert pay.set == (scenario.flags.index("paid"),)
    assert (sit.points, sit.affront, sit.lean) == (1, 1500, (0, 0, 500))


def test_about_names_the_signal(scenario: Scenario) -> None:
    assert [event.about for event in scenario.events] == [("demand", 0), ("rung", 0), ("offer", 0), ("none", -1)]
    assert [o.reply for o in scenario.events[0].options] == ["full", "refuse"]


def test_a_compiled_pack_can_be_played(scenario: Scenario) -> None:
    from game.core.dice import spread_seeds

    state = engine.begin(scenario, spread_seeds(range(4)))
    assert state.turn == 1


def test_the_rules_digest_takes_no_notice_of_texts_and_remarks(change: Changed) -> None:
    before = load(BASE).use()
    after = load(change("events/cards.yaml", "gist: It lasts.", "gist: It drags.")).use()
    assert after.rules_digest == before.rules_digest == rules_digest(before.scenario)
    assert after.pack_digest != before.pack_digest


def test_the_rules_digest_takes_notice_of_a_thousandth(change: Changed) -> None:
    after = load(change("scenario.yaml", "effects: {growth: 0.2}}", "effects: {growth: 0.201}}")).use()
    assert after.rules_digest != load(BASE).use().rules_digest


def test_the_pack_digest_takes_no_notice_of_leftovers(small: Path) -> None:
    before = load(small).use().pack_digest
    (small / ".git").mkdir()
    (small / ".git" / "config").write_text("x")
    (small / "events" / "cards.yaml~").write_text("x")
    assert load(small).use().pack_digest == before


def test_loading_twice_gives_the_same(scenario: Scenario) -> None:
    assert dataclasses.asdict(load(BASE).use().scenario) == dataclasses.asdict(scenario)


def test_what_screens_need(scenario: Scenario) -> None:
    meta = load(BASE).use().meta
    assert meta.events["strike"].power == "home"
    assert meta.events["strike"].place == (129.0, 35.1)
    assert (meta.events["strike"].icon, meta.events["strike"].fiction) == ("crane", True)
    assert meta.events["a_demand"].sources == ("paper",)
    assert (meta.indicators["growth"].decimals, meta.indicators["approval"].decimals) == (1, 0)
    assert meta.gauges == ("approval", "tension")
    assert load(BASE).use().sources["paper"].line == "The Paper, On rope, 2025-01-02"


@pytest.mark.parametrize("path", sorted(p for p in shipped_folder().iterdir() if p.is_dir()), ids=lambda p: p.name)
def test_every_shipped_pack_compiles(path: Path) -> None:
    from game.content.library import Library

    loaded = load_pack(path, Library([shipped_folder()]).find)
    assert loaded.compiled is not None, "\n".join(map(str, loaded.findings))
    assert load_scenario(loaded.compiled.scenario.id).pack_digest == loaded.compiled.pack_digest


def test_nothing_climbs_a_ladder_whose_role_is_left_out(change: Changed) -> None:
    """Without the role no other indicator stands in for it."""
    pack = change("scenario.yaml", "roles: {pressure: pressure, ire: ire, coercion", "roles: {coercion")
    scenario = load(pack).use().scenario
    state = engine.begin(scenario, spread_seeds(range(50)))
    bot = policy("random", scenario, spread_seeds(range(50)))
    while not engine.finished(scenario, state):
        state = engine.step(scenario, state, bot(view_of(scenario, state)))
        assert not state.us_rung.any()
        assert not state.rung.any()
        assert not state.threat.any()
