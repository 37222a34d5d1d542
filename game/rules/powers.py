"""The described parameters of the two great powers: patron pressure and rival retaliation, as compiled from a pack."""

from dataclasses import dataclass

from game.rules.expressions import Effects, Tree


@dataclass(frozen=True)
class Reaction:
    """What follows an answer on the spot: one set of effects when the hidden disposition holds against a roll, one when not."""

    holds: Effects = ()
    gives: Effects = ()


@dataclass(frozen=True)
class Demand:
    """What the patron asks: met by reaching a measure in time, or by an answer."""

    id: str
    when: Tree | None
    weight: int
    measure: int
    threshold: int
    deadline_turns: int
    reward: Effects
    penalty: Effects
    affront: int
    event: int = -1


@dataclass(frozen=True)
class PatronRung:
    """A rung of the patron's ladder; effects are per year on top of the rungs below."""

    id: str
    at: int
    leave_at: int
    effects: Effects
    enter: Effects


@dataclass(frozen=True)
class UsPressure:
    """The described parameters of patron pressure."""

    resolve: tuple[int, int]
    redraw_turn: int
    estimate_width: int
    estimate_per_level: int
    estimate_programme: int
    most_open: int
    announce: int | Tree
    partial: int
    refusal: Effects
    open: Effects
    lapse: Effects
    broken: Effects
    demands: tuple[Demand, ...]
    ladder: tuple[PatronRung, ...]
    complied: Reaction = Reaction()
    refused: Reaction = Reaction()


@dataclass(frozen=True)
class Sector:
    """A branch that coercion can aim at; exposure in thousandths, 1000 being usual."""

    id: str
    exposure: int | Tree


@dataclass(frozen=True)
class RivalRung:
    """A rung of the rival's ladder; scaled by exposure and bite: effects are per year, `enter` strikes once, as the rung comes."""

    id: str
    sector: int
    at: int
    leave_at: int
    lag_turns: int
    cost: int
    effects: Effects
    event: int = -1
    enter: Effects = ()


@dataclass(frozen=True)
class Offer:
    """Something a power holds out; it is open while its condition holds and its card comes up."""

    id: str
    when: Tree | None
    event: int = -1


@dataclass(frozen=True)
class ChinaRetaliation:
    """The described parameters of rival retaliation."""

    patience: tuple[int, int]
    patience_weight: int
    estimate_width: int
    estimate_per_level: int
    estimate_programme: int
    exposure: int | Tree
    self_restraint: Effects
    warn_below: int
    threat_lapse: int
    unannounced: int
    bite_fades: int
    settles: Tree | None
    truce_ire: int
    yielding: Effects
    holding: Effects
    yield_works: int | Tree
    tires_turns: int
    sectors: tuple[Sector, ...]
    ladder: tuple[RivalRung, ...]
    offers: tuple[Offer, ...]
    yielded: Reaction = Reaction()
    held: Reaction = Reaction()
    skips: bool = False
