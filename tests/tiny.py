"""A small scenario made by hand: the engine's tests need no pack."""

from dataclasses import replace
from typing import Any

from game.rules.scenario import (
    Calendar,
    ChinaRetaliation,
    Demand,
    Doctrine,
    Domain,
    Ending,
    Event,
    Flow,
    Grade,
    Indicator,
    Inertia,
    Option,
    Outcome,
    PatronRung,
    Pillar,
    Points,
    Posture,
    Programme,
    Provocation,
    ProvocationKind,
    RivalRung,
    Roles,
    Scenario,
    Sector,
    Shock,
    UsPressure,
)

NAMES = (
    "pressure",
    "commitment",
    "ire",
    "coercion",
    "temptation",
    "tension",
    "credibility",
    "approval",
    "growth",
    "strength",
    "align",
    "ambig",
    "auton",
)
PRESSURE, COMMITMENT, IRE, COERCION, TEMPTATION, TENSION, CREDIBILITY, APPROVAL, GROWTH, STRENGTH, ALIGN, AMBIG, AUTON = range(13)
STARTS = (40, 60, 30, 0, 50, 55, 55, 50, 1, 50, 40, 35, 25)


def name(kind: str, index: int = 0) -> tuple[str, str, int]:
    """Write a name as a tree."""
    return ("name", kind, index)


def const(value: float) -> tuple[str, int]:
    """Write a number as a tree."""
    return ("const", round(value * 1000))


def option(id_: str, **kept: Any) -> Option:
    """Make an option with nothing in it but what is named."""
    return replace(Option(id_, (), 0, (1000, 0, 0)), **kept)


def event(id_: str, *options: Option, **kept: Any) -> Event:
    """Make an event that can come up at any time."""
    return replace(Event(id_, None, 10_000, once=True, cooldown_turns=0, at_turn=0, about=("none", -1), options=options, default=0), **kept)


def tiny(**kept: Any) -> Scenario:  # past 60 lines: one literal, as a pack would be one file
    """Make the scenario, with some of its parts replaced."""
    indicators = tuple(Indicator(n, s * 1000, 0, 100_000, "up") for n, s in zip(NAMES, STARTS, strict=True))
    indicators = tuple(replace(i, low=-8000, high=8000) if i.id == "growth" else i for i in indicators)
    indicators = tuple(replace(i, decay_to=22_000, decay_per_year=300) if i.id == "ire" else i for i in indicators)
    made = Scenario(
        id="tiny",
        calendar=Calendar(2025, 7, 6, 8, 2, (("gt", name("indicator", TENSION), const(70))), 2),
        points=Points(6, 2, ("div", ("sub", name("indicator", APPROVAL), const(50)), const(10)), 4, 9),
        indicators=indicators,
        roles=Roles(PRESSURE, COMMITMENT, IRE, COERCION, TEMPTATION, TENSION, CREDIBILITY, APPROVAL, (ALIGN, AMBIG, AUTON)),
        domains=(Domain("trade", 1, ((GROWTH, -500),)), Domain("defence", 1, ((STRENGTH, -2000),)), Domain("diplomacy", 1, ())),
        inertia=Inertia(1, 6, 2, 12, 250),
        programmes=(
            Programme("market", 0, 4, (0, 1000, 1800, 2400, 2800), 1, (0, 1000, 0), ((GROWTH, 400), (IRE, -2000))),
            Programme("arms", 1, 4, (0, 1000, 1800, 2400, 2800), 1, (500, 0, 500), ((STRENGTH, 6000),), affront=4000),
            Programme(
                "envoys", 2, 4, (0, 1000, 1800, 2400, 2800), 1, (1000, 0, 0), ((COMMITMENT, 4000), (PRESSURE, name("indicator", GROWTH)))
            ),
        ),
        flags=("seen", "mandate"),
        events=(
            event("plain", option("yes", effects=((APPROVAL, 3000),), set=(0,)), option("no", lean=(0, 0, 1000), points=1)),
            event("chain", option("a", affront=9000), option("b", lean=(0, 1000, 0)), when=name("flag", 0), once=False, cooldown_turns=2),
            event(
                "dice",
                option("try", outcomes=(Outcome("maybe_1", 0, 50_000, ((APPROVAL, 5000),), ((APPROVAL, -5000),), certain=False),)),
                option(
                    "wait",
                    outcomes=(
                        Outcome("later_1", 2, 100_000, ((STRENGTH, 4000),)),
                        Outcome("temporary_1", 0, 100_000, ((GROWTH, 1000),), lasts=2),
                    ),
                ),
                once=False,
            ),
            event(
                "ask", option("full", reply="full"), option("refuse", reply="refuse"), option("other", reply="other"), about=("demand", 0)
            ),
            event("warn", option("yield", reply="yield"), option("hold", reply="hold"), about=("rung", 0)),
            *(event(f"filler_{k}", option("x", effects=((GROWTH, 100 * k),)), option("y", affront=3000)) for k in range(12)),
        ),
        us_pressure=UsPressure(
            (40_000, 80_000),
            5,
            30_000,
            6000,
            2,
            1,
            60_000,
            500,
            ((PRESSURE, 4000),),
            ((PRESSURE, 4000),),
            ((PRESSURE, -2000),),
            ((PRESSURE, 9000),),
            (Demand("more", None, 10_000, STRENGTH, 60_000, 3, ((PRESSURE, -9000),), ((PRESSURE, 8000),), 5000, 3),),
            (
                PatronRung("words", 50_000, 42_000, ((APPROVAL, -1000),), ()),
                PatronRung("tariffs", 65_000, 55_000, ((GROWTH, -400),), ((APPROVAL, -2000),)),
            ),
        ),
        china_retaliation=ChinaRetaliation(
            (30_000, 70_000),
            300,
            40_000,
            8000,
            0,
            1000,
            ((APPROVAL, -60),),
            4000,
            25_000,
            20_000,
            400,
            ("le", name("indicator", TENSION), const(35)),
            -6000,
            ((IRE, -10_000), (TEMPTATION, 10_000)),
            ((TEMPTATION, -7000),),
            80_000,
            4,
            (Sector("tours", 1000),),
            (
                RivalRung("tours", 0, 40_000, 30_000, 1, 10_000, ((GROWTH, -200),), 4),
                RivalRung("shops", 0, 55_000, 45_000, 1, 10_000, ((GROWTH, -300),)),
            ),
            (),
        ),
        provocation=Provocation(30_000, (ProvocationKind("test", 10_000, None, ((APPROVAL, 500),)),)),
        flows=(Flow("rivalry", "us_pressure", ("gt", name("indicator", TENSION), const(50)), ((PRESSURE, 2000),)),),
        shocks=(
            Shock("flare", "signal", None, 30_000, ((TENSION, 12_000),)),
            Shock("truce", "economy", None, 20_000, ((TENSION, -12_000),)),
        ),
        given=(),
        mandates=(),
        posture=Posture(550, 120, 12_000, 1, 1000, 1200, 45_000, 80, -6000, -3000),
        pillars=(
            Pillar("security", ("add", name("indicator", STRENGTH), ("neg", const(5)))),
            Pillar("standing", name("indicator", CREDIBILITY)),
            Pillar("wealth", ("add", const(40), ("mul", name("indicator", GROWTH), const(6)))),
        ),
        grades=(Grade(60_000), Grade(0)),
        endings=(Ending("falls", ("le", name("indicator", APPROVAL), const(42)), 2, 4),),
        doctrines=(
            Doctrine("alignment", 0, (1000, 2000, 3000), (3000, 0, 500)),
            Doctrine("autonomy", 2, (2000, 2000, 1000), (0, 500, 3000)),
        ),
    )
    return replace(made, **kept)
