"""Proves that no number of a turn leaves 32 bits: all that could move an indicator in one turn is added up at its worst."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from game.content.compiling.context import Context, Loc
from game.content.compiling.world import ROOT, most_cards
from game.content.ranges import INT32, fixed
from game.content.schema.events import Event, Option
from game.content.schema.scenario import Scenario
from game.core.numbers import SCALE
from game.core.problems import Sentence

SPARE = 50_000_000
"""What posture, swings and mixed signals can move at most, and much more."""
Amounts = Mapping[str, float | str]
_SMALL = 2**29
_MOST_SHOWN = INT32 // SCALE


def check_bounds(context: Context, model: Scenario, events: list[Event]) -> None:
    """Report what could overflow: effects that add up to too much, and products that are too large."""
    reach = _Reach(context, model)
    reach.programmes()
    reach.deck(events)
    reach.patron()
    reach.rival(events)
    reach.world()
    reach.report()
    _targets(context, model)


class _Reach:
    """Adds up, by indicator, how far each cause could move it in a turn (thousandths), with its place."""

    def __init__(self, context: Context, model: Scenario) -> None:
        self.context, self.model = context, model
        self.share = model.calendar.months_per_turn / 12
        self.slots = most_cards(model)
        self.found: defaultdict[str, list[tuple[float, Loc]]] = defaultdict(list)

    def most(self, amount: float | str) -> int:
        """Give the largest size of an amount, in thousandths; an expression that is wrong counts as nothing."""
        if not isinstance(amount, str):
            return abs(fixed(amount))
        typed = self.context.known_type(amount) or self.context.known_type(amount, "chance")
        return 0 if typed is None else max(abs(typed.low), abs(typed.high))

    def add(self, effects: Amounts, loc: Loc, times: float = 1) -> None:
        """Count effects so many times."""
        for name, amount in effects.items():
            self.found[name].append((self.most(amount) * times, (*loc, name)))

    def role(self, name: str, amount: float, loc: Loc) -> None:
        """Count what moves the indicator of a role, in thousandths."""
        indicator = getattr(self.model.roles, name)
        if indicator is not None:
            self.found[indicator].append((abs(amount), loc))

    def product(self, a: float, b: float, loc: Loc, what: str) -> None:
        """Report a product of thousandths that 32 bits do not hold."""
        if a * b + SCALE > INT32:
            words = Sentence(
                "{what} can reach {reach:,.0f}; it must stay within {most:,}",
                what=what, reach=a * b / SCALE / SCALE, most=_MOST_SHOWN // SCALE,
            )
            self.context.error(loc, "overflow", words)

    def worth(self, place: int) -> float:
        """Give what the highest level of a programme is worth, kept for long."""
        return sum(self.model.programmes[place].steps) * (1 + self.model.inertia.kept_bonus)

    def programmes(self) -> None:
        """Count programmes at their highest level, and neglect."""
        for i, programme in enumerate(self.model.programmes):
            self.add(programme.effects, (*ROOT, "programmes", i, "effects"), self.worth(i) * self.share)
        for name in ("trade", "defence", "diplomacy"):
            self.add(getattr(self.model.domains, name).neglect, (*ROOT, "domains", name, "neglect"), self.share)

    def deck(self, events: list[Event]) -> None:
        """Count the worst option in every slot, now and for every delay after which something falls due."""
        worst: dict[tuple[int, str], tuple[int, Loc]] = {}
        for i, event in enumerate(events):
            for j, option in enumerate(event.options):
                sums: defaultdict[tuple[int, str], int] = defaultdict(int)
                for delay, name, amount in self._moves(option):
                    sums[delay, name] += amount
                for key, amount in sums.items():
                    if amount > worst.get(key, (0, ()))[0]:
                        worst[key] = (amount, ("events", i, "options", j))
        for (_, name), (amount, loc) in worst.items():
            self.found[name].append((amount * self.slots, loc))

    def _moves(self, option: Option) -> Iterable[tuple[int, str, int]]:
        """List how far an option could move what, after how many turns."""
        timed: list[tuple[int, Amounts, Amounts]] = [(0, option.effects, {}), *((0, one.effects, one.otherwise) for one in option.maybe)]
        timed += [(self.context.turns_for(one.in_), one.effects, one.otherwise) for one in option.later]
        timed += [(turns, one.effects, {}) for one in option.temporary for turns in (0, self.context.turns_for(one.for_))]
        for delay, effects, otherwise in timed:
            for name in {**effects, **otherwise}:
                yield delay, name, max(self.most(effects.get(name, 0)), self.most(otherwise.get(name, 0)))

    def patron(self) -> None:
        """Count every demand as if it were met, failed and broken at once, and the whole ladder."""
        patron, loc = self.model.us_pressure, (*ROOT, "us_pressure")
        scale = max(1.0, patron.partial)
        for i, demand in enumerate(patron.demands):
            self.add(demand.reward, (*loc, "demands", i, "reward"), scale)
            self.add(demand.penalty, (*loc, "demands", i, "penalty"), 2)
            for key, effects, times in (("reward", demand.reward, scale), ("penalty", demand.penalty, 2)):
                for name, amount in effects.items():
                    if isinstance(amount, str):
                        self.product(self.most(amount), times * SCALE, (*loc, "demands", i, key, name), Sentence("with its multiples this"))
        demands = len(patron.demands)
        for name, effects, times in (
            ("refusal", patron.refusal, 1), ("open", patron.open, self.share), ("lapse", patron.lapse, 1), ("broken", patron.broken, 1),
        ):
            self.add(effects, (*loc, name), times * demands)
        for answer in ("full", "refuse"):
            for how in ("firm", "soft"):
                self.add(getattr(getattr(patron.reactions, answer), how), (*loc, "reactions", answer, how), demands)
        for i, rung in enumerate(patron.ladder):
            self.add(rung.effects, (*loc, "ladder", i, "effects"), self.share)
            self.add(rung.enter, (*loc, "ladder", i, "enter"))
        credibility = self.model.credibility
        self.role("credibility", fixed(credibility.broken_promise) * demands, (*ROOT, "credibility", "broken_promise"))
        self.role("credibility", fixed(credibility.no_line), (*ROOT, "credibility", "no_line"))

    def rival(self, events: list[Event]) -> None:
        """Count affronts, answers to threats, and all rungs in force at the highest exposure."""
        rival, loc = self.model.china_retaliation, (*ROOT, "china_retaliation")
        self._affronts(events)
        for name, key in (("yield_", "yield"), ("hold", "hold")):
            self.add(getattr(rival, name), (*loc, key), self.slots)
            for how in ("patient", "impatient"):
                self.add(getattr(getattr(rival.reactions, name), how), (*loc, "reactions", key, how), self.slots)
        self.role("ire", fixed(rival.truce_ire), (*loc, "truce_ire"))
        for name, sector in rival.sectors.items():
            self.product(self.most(sector.exposure), SCALE, (*loc, "sectors", name, "exposure"), Sentence("this"))
        for i, rung in enumerate(rival.ladder):
            exposure = self.most(rival.sectors[rung.sector].exposure) / SCALE if rung.sector in rival.sectors else 0
            self.add(rung.effects, (*loc, "ladder", i, "effects"), exposure * self.share)
            self.add(rung.enter, (*loc, "ladder", i, "enter"), exposure)
            self.product(exposure * SCALE, fixed(rung.cost), (*loc, "ladder", i, "cost"), Sentence("times its sector's exposure this"))
            self.role("coercion", exposure * fixed(rung.cost), (*loc, "ladder", i, "cost"))

    def _affronts(self, events: list[Event]) -> None:
        """Check products of affronts, exposure and temptation, and count what they do to ire and at home."""
        model, loc = self.model, (*ROOT, "china_retaliation")
        options = max((self.most(option.affront) for event in events for option in event.options), default=0)
        programmes = [self.most(one.affront) * self.worth(i) * self.share for i, one in enumerate(model.programmes)]
        demands = [self.most(one.affront) for one in model.us_pressure.demands]
        total = self.slots * options + sum(programmes) + sum(demands)
        exposure = self.most(model.china_retaliation.exposure)
        tempting = model.indicators.get(model.roles.temptation or "")
        tempted = SCALE if tempting is None else (max(abs(fixed(end)) for end in tempting.range) + 50 * SCALE) // 100
        felt = exposure * tempted / SCALE
        self.product(total, max(felt, exposure), (*loc, "exposure"), Sentence("all affronts of a turn times this"))
        self.role("ire", total * felt / SCALE, (*loc, "exposure"))
        for name, share in model.china_retaliation.self_restraint.items():
            if isinstance(share, str):
                self.context.error((*loc, "self_restraint", name), "type", Sentence("a plain number is expected here, not an expression"))
            what = Sentence("times affronts and exposure this")
            self.product(total * exposure / SCALE, self.most(share), (*loc, "self_restraint", name), what)
            self.found[name].append((total * exposure / SCALE * self.most(share) / SCALE, (*loc, "self_restraint", name)))

    def world(self) -> None:
        """Count the third party, flows, shocks, published series and drift."""
        model, loc = self.model, ROOT
        for i, kind in enumerate(model.provocation.kinds if model.provocation is not None else ()):
            self.add(kind.effects, (*loc, "provocation", "kinds", i, "effects"))
        for i, flow in enumerate(model.flows):
            self.add(flow.effects, (*loc, "flows", i, "effects"), self.share)
        for i, shock in enumerate(model.shocks):
            self.add(shock.effects, (*loc, "shocks", i, "effects"))
        for i, given in enumerate(model.given):
            self.found[given.indicator].append((abs(fixed(given.per_year)) * self.share, (*loc, "given", i, "per_year")))
        for name, indicator in model.indicators.items():
            if indicator.decay is not None:
                gap = self.most(indicator.decay.to) + max(abs(fixed(end)) for end in indicator.range)
                self.found[name].append((gap, (*loc, "indicators", name, "decay", "to")))

    def report(self) -> None:
        """Report each indicator that a turn could move too far, where the most of it comes from."""
        for name, causes in self.found.items():
            indicator = self.model.indicators.get(name)
            if indicator is None:
                continue
            total = sum(amount for amount, _ in causes) + max(abs(fixed(end)) for end in indicator.range)
            if total > INT32 - SPARE:
                words = Sentence(
                    "all together a turn could move '{name}' by {total:,.0f}; it must stay within {most:,}",
                    name=name, total=total / SCALE, most=(INT32 - SPARE) // SCALE,
                )
                self.context.error(max(causes, key=lambda cause: cause[0])[1], "overflow", words)


def _targets(context: Context, model: Scenario) -> None:
    """Report targets of drift so far away that their way, times a rate, leaves 32 bits."""
    drifting = {name: one for name, one in model.indicators.items() if one.decay is not None and one.decay.per_year}
    ends = {name: (fixed(one.range[0]), fixed(one.range[1])) for name, one in drifting.items()}
    if any((high - low) * SCALE >= _SMALL for low, high in ends.values()):
        return                                             # the rules then multiply in 64 bits
    for name, one in drifting.items():
        to = one.decay.to if one.decay is not None else 0
        typed = context.known_type(to) if isinstance(to, str) else None
        low, high = (fixed(to), fixed(to)) if not isinstance(to, str) else (typed.low, typed.high) if typed is not None else (0, 0)
        away = max(high - ends[name][0], ends[name][1] - low)
        if away * SCALE + SCALE > INT32:
            words = Sentence("the target can lie {away:,.0f} away; {most:,} is the most", away=away / SCALE, most=_MOST_SHOWN)
            context.error((*ROOT, "indicators", name, "decay", "to"), "overflow", words)
