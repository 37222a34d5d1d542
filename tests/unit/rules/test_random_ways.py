"""On random packs every way of playing gives the same games: alone, in batches of any size, watched, and played on to the end."""

import tempfile
from collections import Counter
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from game.bots.policies import policy
from game.content.loading import load_pack
from game.core.dice import Seeds, spread_seeds
from game.rules import engine
from game.rules.ledger import Ledger
from game.rules.scenario import Scenario
from game.rules.state import State
from game.rules.view import view_of
from game.rules.work import FEW, MANY_GAMES
from tests.property.pack_strategies import changed_templates, whole_packs
from tests.property.test_random_packs import write

SOME, MANY = FEW + 6, MANY_GAMES + 1
ALONE = (0, 7)
UNSEEN = ("values", "pillars", "total", "ended", "ending")
"""What `play_on` gives of games that end early."""


def numbers(games: list[int]) -> tuple[Seeds, Seeds]:
    """Give seeds for games and for the bots that play them."""
    return spread_seeds(games), spread_seeds([game + 1000 for game in games])


def played(scenario: Scenario, games: list[int], *, told: bool = False) -> list[State]:
    """Play games turn by turn, hand-over included, and give every state; where it is told, the ledger must add up."""
    seeds, lots = numbers(games)
    bot, found = policy("random", scenario, lots), [engine.begin(scenario, seeds)]
    while not engine.finished(scenario, found[-1]):
        ledger = Ledger() if told else None
        found.append(engine.step(scenario, found[-1], bot(view_of(scenario, found[-1])), ledger))
        adds_up(found[-2], found[-1], found[-2].ended == 0, ledger)
    for _ in range(scenario.handover_turns if found[-1].turn > scenario.calendar.turns else 0):
        ledger = Ledger() if told else None
        found.append(engine.handover(scenario, found[-1], ledger))
        adds_up(found[-2], found[-1], found[-2].ending < 0, ledger)
    return found


def adds_up(before: State, after: State, going: np.ndarray, ledger: Ledger | None) -> None:
    """Check that the lines of a turn are all that moved the first games that went on."""
    if ledger is None:
        return
    for game in np.flatnonzero(going)[:3].tolist():
        moved = np.zeros(len(before.values), dtype=np.int64)
        for line in ledger.lines(game):
            moved[line.indicator] += line.amount
        assert np.array_equal(after.values[:, game].astype(np.int64) - before.values[:, game], moved)


def unlike(one: State, other: State) -> list[str]:
    """Name the fields in which two states differ."""
    return [f.name for f in fields(State) if not np.array_equal(getattr(one, f.name), getattr(other, f.name))]


def all_ways_agree(scenario: Scenario) -> None:
    some = played(scenario, list(range(SOME)))
    for one, other in zip(some, played(scenario, list(range(SOME)), told=True), strict=True):
        assert unlike(one, other) == [], "watching changes nothing"
    many = played(scenario, list(range(MANY)))
    for one, other in zip(some, many, strict=False):
        assert one.turn != other.turn or unlike(one, other.take(list(range(SOME)))) == []
    for game in ALONE:
        for one, other in zip(played(scenario, [game]), some, strict=False):
            assert one.turn != other.turn or unlike(one, other.take([game])) == []
    for states in (some, many):
        played_on(scenario, [state for state in states if state.turn <= scenario.calendar.turns + 1][-1])


def played_on(scenario: Scenario, plain: State) -> None:
    """Check that games which are played on unseen end as they did turn by turn."""
    seeds, lots = numbers(list(range(plain.games)))
    bot = policy("random", scenario, lots)
    quick = engine.play_on(scenario, engine.begin(scenario, seeds), lambda state: bot(view_of(scenario, state)))
    assert not set(unlike(plain, quick)) & set(UNSEEN)
    kept = np.flatnonzero(plain.ending < 0)
    assert plain.turn == quick.turn
    assert unlike(plain.take(kept), quick.take(kept)) == []


@pytest.mark.slow
@pytest.mark.parametrize("packs", [whole_packs(), changed_templates()], ids=["whole", "changed"])
def test_every_way_of_playing_a_random_pack_gives_the_same_games(packs):
    found: Counter[str] = Counter()

    @seed(2026)
    @settings(max_examples=40, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(packs)
    def judge(files):
        with tempfile.TemporaryDirectory() as folder:
            loaded = load_pack(write(str(Path(folder)), files), lambda _: None, lint=False)
            if loaded.compiled is not None:
                all_ways_agree(loaded.compiled.scenario)
                found["played"] += 1

    judge()
    assert found["played"] >= 8, "too few packs to show anything"
