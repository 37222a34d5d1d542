"""What the engine works out once from a scenario: gather tables and programs of expressions."""

import math
import weakref
from collections.abc import Callable, Sequence
from copy import copy
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from game.core.dice import Words, name_word
from game.core.numbers import SCALE, Ints, per_turn
from game.rules.expressions import Program
from game.rules.scenario import PHASES, REPLIES, Effects, Scenario

_KEPT: "weakref.WeakKeyDictionary[Scenario, Tables]" = weakref.WeakKeyDictionary()

_Part = TypeVar("_Part")
YEAR = 12
GUMBEL_BITS = 12
FAR = 2_000_000_000
"""A value that no indicator reaches."""
OFFSET = 30_000
"""Keeps every speed of a race above 0, which stands for a runner that may not run."""
TIE_BITS = 14
"""Below the speed in a race number: random bits that break ties, then the card's row."""
ABOUT_NONE, ABOUT_DEMAND, ABOUT_RUNG, ABOUT_OFFER = range(4)
ABOUTS = ("none", "demand", "rung", "offer")


def tables_of(scenario: Scenario) -> "Tables":
    """Give the tables of a scenario, worked out at the first call and kept as long as the scenario lives."""
    tables = _KEPT.get(scenario)
    if tables is None:
        tables = _KEPT[scenario] = Tables(scenario)
    return tables


def words(names: Sequence[str]) -> Words:
    """Give the words of rolls, shape (names, 1)."""
    return np.array([name_word(name) for name in names], dtype=np.uint32).reshape(-1, 1)


def roll_names(scenario: Scenario) -> list[str]:
    """List the names of all rolls that a scenario can make in one turn; their words must differ (decision 4)."""
    third = scenario.provocation
    names = [f"card.{event.id}" for event in scenario.events]
    names += [f"outcome.{e.id}.{o.id}.{x.id}" for e in scenario.events for o in e.options for x in o.outcomes]
    names += [f"demand.{d.id}{end}" for d in scenario.us_pressure.demands for end in ("", ".other", ".enforce", ".firm")]
    names += [f"shock.{shock.id}" for shock in scenario.shocks]
    names += [f"provocation.{kind.id}" for kind in (third.kinds if third is not None else ())]
    powers = ["demand.announce", "resolve.redraw", "threat.lapse", "threat.yield", "threat.unannounced", "threat.patient", "rung.tire"]
    return [*names, "provocation", *powers]


def rate_per_turn(per_year: int, months: int) -> int:
    """Turn a yearly rate of decay (thousandths) into one a turn."""
    return round(SCALE * (1 - math.pow(1 - per_year / SCALE, months / 12)))


def gumbel_table() -> Ints:
    """Tabulate the race: 12 random bits to thousandths of a Gumbel variable, so that log-weights can be added (4096 stay in the cache)."""
    middle = (np.arange(1 << GUMBEL_BITS) + 0.5) / (1 << GUMBEL_BITS)
    return np.asarray(np.round(-np.log(-np.log(middle)) * SCALE), dtype=np.int32)


def log_weight(weight: int) -> int:
    """Give thousandths of the logarithm of a weight in thousandths, above 0; what weighs nothing is left out of the race by the caller."""
    return round(SCALE * math.log(weight / SCALE)) if weight > 0 else -20_000


def race_weights(weights: Sequence[int]) -> Ints:
    """Give what runners add to their Gumbel variables in a small race (see `winners`), (runners, 1)."""
    count = len(weights)
    first = np.arange(count - 1, -1, -1)                  # in the lowest bits: the first of equals wins
    return np.array([((log_weight(w) + OFFSET) << count.bit_length()) + f for w, f in zip(weights, first, strict=True)], np.int32)[:, None]


def winners(tables: "Tables", words_: Words, weights: Ints, possible: "np.ndarray") -> "np.ndarray":
    """Let runners race on numbers (runners, games) and `race_weights`, where they may; give the fastest of each game, -1 for none."""
    count = len(weights)
    speeds = tables.gumbel.take(np.right_shift(words_, np.uint32(32 - GUMBEL_BITS), dtype=np.intp, casting="unsafe"))
    speeds <<= np.int32(count.bit_length())
    speeds += weights
    speeds *= possible
    best = np.maximum.reduce(speeds, axis=0)              # much faster than argmax
    return np.asarray((count - (best & np.int32((1 << count.bit_length()) - 1))) * (best > 0) - 1)


class Table:
    """Amounts by column, (indicators, columns), of which only what is not zero is looked up."""

    def __init__(self, whole: Ints, causes: Sequence[str]) -> None:
        """Keep the amounts, which rows hold something, and the cause of each column."""
        self.whole = np.ascontiguousarray(whole, dtype=np.int32)
        self.causes = tuple(causes)
        self.row_list: list[int] = np.flatnonzero(whole.any(axis=1)).tolist()
        self.most = int(np.abs(self.whole).max(initial=0))
        self._places: tuple[int, np.ndarray] = -1, self.whole

    @cached_property
    def sparse(self) -> tuple["np.ndarray", Ints]:
        """List what each column holds: indicators and amounts, (most in one, columns), filled up with amounts of 0."""
        most = max(1, int(np.count_nonzero(self.whole, axis=0).max(initial=0)))
        rows = np.argsort(self.whole == 0, axis=0, kind="stable")[:most]
        return np.ascontiguousarray(rows, dtype=np.intp), np.ascontiguousarray(np.take_along_axis(self.whole, rows, axis=0))

    def places(self, games: int) -> "np.ndarray":
        """Give where the rows of `sparse` begin in an array (indicators, games), read row by row; kept for the last number of games."""
        kept = self._places                              # another thread may play another number of games
        if kept[0] != games:
            kept = self._places = games, self.sparse[0] * games
        return kept[1]

    @cached_property
    def listed(self) -> tuple["np.ndarray", "np.ndarray", Ints]:
        """List what is not zero, column by column: where each column begins, (columns + 1), and indicators and amounts."""
        columns, indicators = np.nonzero(self.whole.T)
        starts = np.searchsorted(columns, np.arange(self.whole.shape[1] + 1))
        return starts, indicators, self.whole[indicators, columns]


class Bundle:
    """Effects that are applied together: constants as amounts a turn (or once), expressions through a program."""

    def __init__(self, effects: Effects, months: int = 0, scale: int = SCALE) -> None:
        """Convert amounts a year to amounts a turn of so many months (0: amounts are once), times scale / 1000."""
        self.months = months
        self.scale = scale
        self.constants = [(i, self._once(a)) for i, a in effects if isinstance(a, int)]
        live = [(i, a) for i, a in effects if not isinstance(a, int)]
        self.live = [i for i, _ in live]
        self.program = Program([a for _, a in live]) if live else None

    def _once(self, amount: int) -> int:
        scaled = amount if self.scale == SCALE else (amount * self.scale + SCALE // 2) // SCALE
        return int(per_turn(scaled, self.months)) if self.months else scaled

    def turned(self, amount: Any) -> Any:
        """Turn amounts of an expression into amounts a turn."""
        if self.scale != SCALE:
            amount = (amount * self.scale + SCALE // 2) // SCALE
        if not self.months:
            return amount
        if YEAR % self.months == 0:                       # the same numbers, cancelled so that 32 bits hold them
            return (amount + YEAR // 2 // self.months) // (YEAR // self.months)
        return (np.multiply(amount, self.months, dtype=np.int64) + YEAR // 2) // YEAR

    def only_live(self) -> "Bundle":
        """Give the same without the constants."""
        found = copy(self)
        found.constants = []
        return found

    def column(self, indicators: int) -> Ints:
        """Give the constants as one column of a table."""
        column = np.zeros(indicators, dtype=np.int32)
        for indicator, amount in self.constants:
            column[indicator] += amount
        return column


class Bundles:
    """Several bundles, of which each game takes some: constants as one table, expressions one by one."""

    def __init__(self, bundles: Sequence[Bundle], causes: Sequence[str], indicators: int) -> None:
        """Lay the constants side by side, each bundle with its cause."""
        columns = [bundle.column(indicators) for bundle in bundles]
        self.table = Table(np.stack(columns, axis=1) if columns else np.zeros((indicators, 0), dtype=np.int32), causes)
        pairs = enumerate(zip(bundles, causes, strict=True))
        self.live = [(place, bundle.only_live(), cause) for place, (bundle, cause) in pairs if bundle.program is not None]


class Tables:
    """Gather tables and programs of one scenario."""

    def __init__(self, scenario: Scenario) -> None:
        """Lay out options side by side; the last column of every table stands for "no option"."""
        self.scenario = scenario
        self.months = scenario.calendar.months
        self.indicators = len(scenario.indicators)
        self.low = np.array([i.low for i in scenario.indicators], dtype=np.int32)[:, None]
        self.high = np.array([i.high for i in scenario.indicators], dtype=np.int32)[:, None]
        self.lowest, self.highest = ([np.array(n) for n in ends[:, 0]] for ends in (self.low, self.high))  # no axes: quickest
        self.options = [option for event in scenario.events for option in event.options]
        self.owners = [event for event in scenario.events for _ in event.options]
        counts = [len(event.options) for event in scenario.events]
        self.first_option = np.concatenate([[0], np.cumsum(counts)]).astype(np.int16)
        self.option_count = np.array([*counts, 0], dtype=np.int8)
        self.defaults = np.array([*(event.default for event in scenario.events), -1], dtype=np.int8)
        self.none = len(self.options)
        self.spare: list[Ints] = []                      # arrays (indicators, games), to use and bring back
        self._parts: dict[Any, Any] = {}
        self._limits = np.zeros((1, 0), dtype=np.int8), np.zeros((1, 0), dtype=np.int8)

    def part(self, make: "Callable[[Tables], _Part]") -> _Part:
        """Give what a rule module works out from the scenario, made at the first call."""
        found = self._parts.get(make)
        if found is None:
            found = self._parts[make] = make(self)
        made: _Part = found
        return made

    # -- options ------------------------------------------------------------------------------------------------------

    def _per_option(self, values: Sequence[int], dtype: type, none: int = 0) -> "np.ndarray":
        return np.array([*values, none], dtype=dtype)

    @cached_property
    def option_causes(self) -> tuple[str, ...]:
        """Name the cause of each option."""
        named = (f"event.{e.id}.{o.id}" for e, o in zip(self.owners, self.options, strict=True))
        return (*named, "none")

    @cached_property
    def option_table(self) -> Table:
        """Tabulate the certain effects of options: (indicators, options + 1)."""
        columns = [Bundle(option.effects).column(self.indicators) for option in self.options]
        return Table(np.stack([*columns, np.zeros(self.indicators, dtype=np.int32)], axis=1), self.option_causes)

    @cached_property
    def option_live(self) -> list[tuple[int, Bundle]]:
        """List options whose effects hold expressions."""
        found = []
        for place, option in enumerate(self.options):
            live = tuple((i, a) for i, a in option.effects if not isinstance(a, int))
            if live:
                found.append((place, Bundle(live)))
        return found

    @cached_property
    def option_affront(self) -> Ints:
        """Tabulate affronts of options."""
        return self._per_option([o.affront for o in self.options], np.int32)

    @cached_property
    def affront_causes(self) -> tuple[str, ...]:
        """Name the cause of each option's affront."""
        return tuple(f"affront.{cause}" for cause in self.option_causes)

    @cached_property
    def option_lean(self) -> Ints:
        """Tabulate leans of options, (3, options + 1)."""
        return np.array([[*(o.lean[k] for o in self.options), 0] for k in range(3)], dtype=np.int32)

    @cached_property
    def option_points(self) -> "np.ndarray":
        """Tabulate points that options cost."""
        return self._per_option([o.points for o in self.options], np.int16)

    @cached_property
    def option_set(self) -> "np.ndarray":
        """Tabulate flags that options set, (flags, options + 1)."""
        return self._flag_table([o.set for o in self.options])

    @cached_property
    def option_clear(self) -> "np.ndarray":
        """Tabulate flags that options clear, (flags, options + 1)."""
        return self._flag_table([o.clear for o in self.options])

    @cached_property
    def option_flags(self) -> "np.ndarray":
        """Tell which options set or clear a flag."""
        return np.asarray(self.option_set.any(axis=0) | self.option_clear.any(axis=0))

    @cached_property
    def option_reply(self) -> "np.ndarray":
        """Tabulate the reply of each option as an index into REPLIES."""
        return self._per_option([REPLIES.index(o.reply) for o in self.options], np.int8)

    @cached_property
    def option_about(self) -> tuple["np.ndarray", "np.ndarray"]:
        """Tabulate the kind and the index of the signal that each option answers."""
        kinds = [ABOUTS.index(e.about[0]) for e in self.owners]
        return self._per_option(kinds, np.int8), self._per_option([e.about[1] for e in self.owners], np.int8, -1)

    @cached_property
    def option_needs(self) -> tuple[list[int], Program]:
        """List options that have a condition, and the program of the conditions."""
        places = [place for place, option in enumerate(self.options) if option.needs is not None]
        return places, Program([tree for o in self.options if (tree := o.needs) is not None])

    @cached_property
    def option_needs_row(self) -> "np.ndarray":
        """Give for each option the row of its condition, counted from 1; 0 stands for none."""
        rows = np.zeros(self.none + 1, dtype=np.int16)
        rows[self.option_needs[0]] = np.arange(1, len(self.option_needs[0]) + 1)
        return rows

    def level_limits(self, games: int) -> tuple["np.ndarray", "np.ndarray"]:
        """Give the least and the most level of each programme, written out for so many games: whole arrays meet ten times as fast."""
        kept = self._limits                              # another thread may play another number of games
        if kept[0].shape[1] != games:
            most = np.repeat(self.most, games, axis=1)
            kept = self._limits = np.zeros_like(most), most
        return kept

    @cached_property
    def level_sum(self) -> type:
        """Give the type that holds what orders cost, all levels and the dearest answers: small numbers add up three times as fast."""
        dearest = self.scenario.calendar.slots * max((option.points for option in self.options), default=0)
        return np.int8 if self.most.sum() + dearest <= np.iinfo(np.int8).max else np.int16

    @cached_property
    def most(self) -> "np.ndarray":
        """Give the highest level of each programme, (programmes, 1)."""
        return np.array([[p.max] for p in self.scenario.programmes], dtype=np.int8)

    # -- the deck -------------------------------------------------------------------------------------------------------------

    @cached_property
    def deck_words(self) -> Words:
        """Give the words of the cards' numbers."""
        return words([f"card.{event.id}" for event in self.scenario.events])

    @cached_property
    def turn_rolls(self) -> list[str]:
        """Name what is rolled for in every game and turn: shocks phase by phase, then what the powers do by themselves."""
        shocks = [f"shock.{shock.id}" for phase in PHASES for shock in self.scenario.shocks if shock.phase == phase]
        return [*shocks, "provocation", "threat.lapse", "rung.tire", "threat.unannounced"]

    @cached_property
    def turn_words(self) -> Words:
        """Give the words of these rolls."""
        return words(self.turn_rolls)

    @cached_property
    def gumbel(self) -> Ints:
        """Give the table of the race."""
        return gumbel_table()

    @cached_property
    def gumbel_shifted(self) -> Ints:
        """Give the same shifted to its place in a race number."""
        return np.left_shift(self.gumbel, TIE_BITS)

    @cached_property
    def log_table(self) -> Ints:
        """Tabulate log-weights for whole weights 0 to 1000, for weights that are expressions."""
        return np.array([log_weight(weight * SCALE) for weight in range(1001)], dtype=np.int32)

    @cached_property
    def index_bits(self) -> int:
        """Give the bits that the number of a card takes."""
        return max(1, (len(self.scenario.events) - 1).bit_length())

    # -- programmes ---------------------------------------------------------------------------------------------------------

    @cached_property
    def programme_lean(self) -> Ints:
        """Tabulate leans of programmes, (3, programmes)."""
        return np.array([[p.lean[k] for p in self.scenario.programmes] for k in range(3)], dtype=np.int32)

    @cached_property
    def worths(self) -> Ints:
        """Tabulate the worth of each level, fresh in row 0 and kept in row 1: (2, programmes, levels) thousandths."""
        most = max(p.max for p in self.scenario.programmes) + 1
        table = np.zeros((2, len(self.scenario.programmes), most), dtype=np.int32)
        bonus = self.scenario.inertia.kept_bonus
        for place, programme in enumerate(self.scenario.programmes):
            for level, worth in enumerate(programme.steps):
                table[0, place, level] = worth
                table[1, place, level] = (worth * (SCALE + bonus) + SCALE // 2) // SCALE
        return table

    @cached_property
    def domain_of(self) -> "np.ndarray":
        """Give the domain of each programme."""
        return np.array([p.domain for p in self.scenario.programmes], dtype=np.int8)

    @cached_property
    def members(self) -> "list[slice | list[int]]":
        """Tell which programmes belong to each domain: neighbours as a slice, which costs no copy."""
        found = [np.flatnonzero(self.domain_of == place).tolist() for place in range(len(self.scenario.domains))]
        return [slice(own[0], own[-1] + 1) if own and own[-1] - own[0] + 1 == len(own) else own for own in found]

    # -- shared -------------------------------------------------------------------------------------------------------------

    def _flag_table(self, sets: Sequence[tuple[int, ...]]) -> "np.ndarray":
        table = np.zeros((len(self.scenario.flags), len(sets) + 1), dtype=np.bool_)
        for place, flags in enumerate(sets):
            table[list(flags), place] = True
        return table
