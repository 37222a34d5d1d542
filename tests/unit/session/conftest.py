"""A small scenario of four turns, made by hand, so that these tests need no pack."""

from dataclasses import dataclass

import pytest

from game.rules import scenario as s
from game.session.match import Match


@dataclass(frozen=True)
class Fake:
    """What a session needs of a compiled scenario."""

    scenario: s.Scenario
    pack_id: str = "small-pack"
    pack_version: str = "1.0.0"
    pack_digest: str = "a" * 64
    rules_digest: str = "b" * 64


def indicator(name, start, decay=None):
    return s.Indicator(name, start * 1000, 0, 100_000, "up", None if decay is None else decay * 1000, 0 if decay is None else 300)


def event(name, **more):
    lean = (1000, 0, 0)
    later = s.Outcome("later_1", 1, 60_000, ((3, 2_000),), certain=False)
    options = (
        s.Option("yes", ((0, 2_000), (3, -1_500)), 8_000, lean, set=(0,), points=1),
        s.Option("no", ((0, -1_000), (2, 1_250)), 0, (0, 0, 1000), outcomes=(later,)),
        s.Option("wait", ((1, 500),), 0, (0, 1000, 0), outcomes=(s.Outcome("temporary_1", 0, 100_000, ((2, 3_000),), lasts=1),)),
    )
    known = {"about": ("none", -1), "options": options, "default": 2, **more}
    return s.Event(name, when=None, weight=10_000, once=False, cooldown_turns=1, at_turn=0, **known)


def small(turns=4):
    """Ten indicators, three programmes, six events, one demand, two rungs, one way to fall early."""
    names = ["approval", "pressure", "commitment", "ire", "coercion", "temptation", "tension", "credibility", "one", "two", "three"]
    high = ("name", "indicator", 0)
    demand = s.Demand("spend", None, 10_000, 2, 60_000, 2, ((1, -2_000),), ((1, 4_000),), 3_000, event=6)
    about = (
        s.Option("full", ((2, 5_000),), 4_000, (1000, 0, 0), reply="full"),
        s.Option("refuse", ((1, 3_000),), 0, (0, 0, 1000), reply="refuse"),
    )
    return s.Scenario(
        id="small", calendar=s.Calendar(2025, 7, 6, turns, 2),
        points=s.Points(5, 1, None, 4, 6),
        indicators=tuple(indicator(name, 50, 45 if name == "approval" else None) for name in names),
        roles=s.Roles(1, 2, 3, 4, 5, 6, 7, 0, (8, 9, 10)),
        domains=tuple(s.Domain(name, 1, ((0, -2_000),)) for name in s.DOMAINS),
        inertia=s.Inertia(1, 6, 2, 12, 350),
        programmes=tuple(
            s.Programme(name, place, 3, (0, 1000, 1800, 2400), 1, lean, ((0, 1_200), (place + 1, -2_400)))
            for place, (name, lean) in enumerate((("markets", (1000, 0, 0)), ("army", (0, 1000, 0)), ("talks", (0, 0, 1000))))
        ),
        flags=("seen",),
        events=(*(event(f"card_{k}") for k in range(6)), event("asked", about=("demand", 0), options=about, default=1)),
        us_pressure=s.UsPressure(
            (40_000, 80_000), 0, 20_000, 5_000, 2, 2, 2_000, 500, ((1, 2_000),), ((1, 500),), ((1, -500),), ((1, 1_000),),
            (demand,), (s.PatronRung("critics", 60_000, 50_000, ((0, -1_000),), ()),),
        ),
        china_retaliation=s.ChinaRetaliation(
            (30_000, 70_000), 100, 20_000, 5_000, 2, 1000, ((0, -100),), 80_000, 20_000, 0, 100, None, -5_000, ((5, 1_000),),
            ((5, -1_000),), 100_000,
            4, (s.Sector("tours", 1000),), (s.RivalRung("tours", 0, 55_000, 45_000, 1, 5_000, ((0, -1_000),)),), (),
        ),
        provocation=None, flows=(), shocks=(), given=(), mandates=(),
        posture=s.Posture(500, 100, 12_000, -1, 1000, 1000, 12_000, 100, 2_000, 1_000),
        pillars=(s.Pillar("first", high), s.Pillar("second", ("name", "indicator", 2))),
        grades=(s.Grade(50_000), s.Grade(0)),
        endings=(s.Ending("fall", ("le", high, ("const", 46_000)), 2, 2),),
        doctrines=(),
    )


@pytest.fixture(scope="session")
def compiled():
    return Fake(small())


def last_option(match, slot):
    """Answer with the last option of a card."""
    return match.scenario.events[int(match.state.cards[slot, 0])].options[-1].id


def play_out(match, until=99, choose=last_option):
    """End turns with the opening points and some answer on every card."""
    while not match.over and match.turn <= until:
        for slot in range(len(match.events)):
            assert match.answer(slot, choose(match, slot)) == []
        match.end_turn()
    return match


@pytest.fixture
def played(compiled):
    return play_out(Match.new(compiled, 5, "Mina"))


@pytest.fixture
def play():
    return play_out


@pytest.fixture
def fallen(compiled):
    """A game in which nothing is ever done, until the government falls."""
    match = Match.new(compiled, 5)
    while not match.over:
        for name in ("markets", "army", "talks"):
            match.allocate(name, 0)
        for slot, event in enumerate(match.events):
            match.answer(slot, "no" if "card" in event else "refuse")
        match.end_turn()
    return match
