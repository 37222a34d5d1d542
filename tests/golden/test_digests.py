"""Digests and ledgers of games of each policy on a small scenario: a change meant to be only faster must not move them."""

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game.bots import policy
from game.core.dice import spread_seeds
from game.rules import engine
from game.rules.ledger import Ledger
from game.rules.scenario import Given, Mandate, Offer, Outcome
from game.rules.view import view_of
from game.session.translate import hand_over, ledger_of
from tests import tiny

FILE = Path(__file__).parent / "tiny-digests.txt"
MAKE = "pytest tests/golden --regenerate-goldens"
POLICIES = {"even": 200, "random": 200, "doctrine": 200, "doctrine:alignment": 200, "doctrine:autonomy": 200, "planner": 4}
"""Games by policy; the planner is slow, and the engine under it is the same."""
TOLD = 25                                                        # games of each policy whose ledgers are kept as well


def scenario():
    """Give the tiny scenario with what it lacks: expressions as weights, chances and effects, needs, offers, mandates, series."""
    growth, tension = tiny.name("indicator", tiny.GROWTH), tiny.name("indicator", tiny.TENSION)
    plain = tiny.tiny()
    peace = Offer("peace", ("gt", tiny.name("indicator", tiny.IRE), tiny.const(35)))
    more = (
        tiny.event("live", tiny.option("grow", effects=((tiny.APPROVAL, ("mul", growth, tiny.const(2))),)), tiny.option("not", points=2),
                   weight=("max", tension, tiny.const(5)), when=("and", ("gt", tension, tiny.const(40)), ("not", tiny.name("flag", 1)))),
        tiny.event("need", tiny.option("have", needs=("ge", tiny.name("points", 1), tiny.const(2)), clear=(0,)), tiny.option("lack"),
                   at_turn=4, when=("or", tiny.name("flag", 0), ("lt", tiny.const(30), tension))),
        tiny.event("chance", tiny.option("try", outcomes=(
            Outcome("live_1", 1, ("add", tension, tiny.const(10)), ((tiny.STRENGTH, 3000),), certain=False),
        )), tiny.option("no"), once=False),
        tiny.event("offer", tiny.option("take", reply="accept", effects=((tiny.IRE, -8000),)), tiny.option("leave", reply="decline"),
                   about=("offer", 0), once=False, cooldown_turns=3),
    )
    return replace(
        plain, events=plain.events + more, mandates=(Mandate(1, 3, 5),), given=(Given(tiny.GROWTH, 2, 4, -600),),
        china_retaliation=replace(plain.china_retaliation, offers=(peace,)),
        posture=replace(plain.posture, mandate=1),
        shocks=(*plain.shocks, replace(plain.shocks[0], id="flag", phase="us_pressure", set=(0,), chance=("div", tension, tiny.const(2)))),
    )


def played(rules, name, games, ledger_of_game=None):
    """Play games; give a line of text a turn: what their digests add up to."""
    play = policy(name, rules, spread_seeds(range(1000, 1000 + games)))
    state = engine.begin(rules, spread_seeds(range(games)))
    yield state.turn, state
    while not engine.finished(rules, state):
        ledger = None if ledger_of_game is None else Ledger()
        state = engine.step(rules, state, play(view_of(rules, state)), ledger)
        if ledger is not None:
            ledger_of_game.append(ledger)
        yield state.turn, state
    if state.turn > rules.calendar.turns:
        ledger = None if ledger_of_game is None else Ledger()
        state = hand_over(rules, state, ledger)
        if ledger is not None:
            ledger_of_game.append(ledger)
        yield state.turn, state


def told(rules, ledgers, games):
    """Give the SHA-256 of all lines of all games, what a cause did in a phase added up."""
    lines = [
        f"{game} {turn} {line} {amount}\n"
        for game in range(games)
        for turn, ledger in enumerate(ledgers)
        for line, amount in sorted(ledger_of(rules, ledger.lines(game)).items())
    ]
    return f"{hashlib.sha256(''.join(lines).encode()).hexdigest()[:16]} {len(lines)} lines"


def document():
    for rules, kind in ((tiny.tiny(), "tiny"), (scenario(), "rich")):
        for name, games in POLICIES.items():
            for turn, state in played(rules, name, games):
                yield f"{kind} {name} turn {turn}: {int(engine.digest(state).sum(dtype=np.uint64)):016x} {int(state.total.sum())}\n"
            ledgers: list[Ledger]
            ledgers, some = [], min(games, TOLD)
            list(played(rules, name, some, ledgers))
            yield f"{kind} {name} ledgers: {told(rules, ledgers, some)}\n"


def test_what_is_meant_to_be_faster_changes_nothing(regenerate):
    text = "".join(document())
    if regenerate:
        FILE.write_text(text, encoding="utf-8")
    if not FILE.exists():
        pytest.skip(f"no golden yet: {MAKE}")
    found, kept = text.splitlines(), FILE.read_text(encoding="utf-8").splitlines()
    assert found == kept, f"if the rules were meant to change, run `{MAKE}` and say why in the commit message"
