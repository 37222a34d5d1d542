"""The targets of the model, one function a row of the table in docs/architecture: value, target, and whether it holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

import numpy as np

from game.analysis.balance.games import Games
from game.analysis.balance.hunt import Shares
from game.analysis.balance.options import EventWorth, is_dead
from game.rules.scenario import LEANS, Scenario


@dataclass(frozen=True)
class Target:
    """A target: its value beside what it should be, from how many games, how sure, and what stands behind it in words."""

    name: str
    value: float
    target: str
    holds: bool
    sample: str
    bound: str = ""
    detail: str = ""


@dataclass
class Found:
    """All that was played. `named` holds even, random, each doctrine:ID, and the planner where it played."""

    scenario: Scenario
    named: Mapping[str, Games]
    panel: "np.ndarray"
    tricks: "list[tuple[str, np.ndarray]]"
    shares: Shares
    insight: Games | None = None
    events: list[EventWorth] = field(default_factory=list)

    @property
    def doctrines(self) -> list[Games]:
        """Give the games of the doctrines."""
        return [self.named[f"doctrine:{doctrine.id}"] for doctrine in self.scenario.doctrines]

    @property
    def wins(self) -> "np.ndarray":
        """Give the share of seeds in which each doctrine is the best: (doctrines,)."""
        totals = np.stack([games.total for games in self.doctrines])
        return np.bincount(totals.argmax(axis=0), minlength=len(totals)) / totals.shape[1]

    @property
    def came(self) -> "np.ndarray":
        """Give the share of games of doctrines, even and random in which each event came up: (events,)."""
        return np.asarray(np.concatenate([games.came for name, games in self.named.items() if name != "planner"], axis=1).mean(axis=1))

    @property
    def planner(self) -> Games | None:
        """Give the planner's games."""
        return self.named.get("planner")

    @property
    def best_doctrine(self) -> int:
        """Give the doctrine with the highest mean."""
        return int(np.argmax([games.total.mean() for games in self.doctrines]))


def all_targets(found: Found) -> list[Target]:
    """Work out every target that the games played can tell of."""
    rows = (_doctrines, _prices, _skill, _tricks, _luck, _insight, _bought, _options, _events, _weakest, _yielding, _early)
    return [target for row in rows for target in row(found)]


def _doctrines(found: Found) -> Iterator[Target]:
    totals = np.stack([games.total for games in found.doctrines]) / 1000
    means = totals.mean(axis=1)
    sample = f"{totals.shape[1]:,} seeds a doctrine"
    told = _told(found, means, "{:.2f}")
    apart = float(means.max() - means.min())
    sure = _half(totals[means.argmax()] - totals[means.argmin()])
    yield Target("doctrines: means apart", _r(apart), "at most 4", apart <= 4, sample, sure, told)
    wins = found.wins
    least = float(wins.min())
    yield Target("doctrines: smallest share of seeds as the best", _r(least), "at least 0.20", least >= 0.2, sample,
                 _half_share(least, totals.shape[1]), _told(found, wins, "{:.1%}"))


def _prices(found: Found) -> Iterator[Target]:
    scenario = found.scenario
    by_lean = {LEANS[d.lean]: place for place, d in enumerate(scenario.doctrines)}
    if len(by_lean) < len(LEANS):
        return
    games = found.doctrines
    pillars = [pillar.id for pillar in scenario.pillars]
    measures: list[tuple[str, str, Any]] = [
        ("ambiguity", "credibility", [g.credibility for g in games]),
        ("alignment", "autonomy", [g.pillars[pillars.index("autonomy")] for g in games] if "autonomy" in pillars else None),
        ("autonomy", "commitment", [g.commitment for g in games]),
    ]
    sample = f"{games[0].count:,} seeds a doctrine"
    for road, what, rows in measures:
        if rows is None:
            continue
        values = np.array([row.mean() for row in rows]) / 1000
        payer = by_lean[road]
        others = [place for place in range(len(values)) if place != payer]
        next_low = min(others, key=lambda place: values[place])
        gap = float(values[next_low] - values[payer])
        name = f"{scenario.doctrines[payer].id} pays its price: {what} lowest at the end"
        sure = _half((rows[next_low] - rows[payer]) / 1000)
        yield Target(name, _r(gap), "gap to the next above 0", gap > 0, sample, sure, _told(found, values, "{:.1f}"))
    coercion = np.array([g.coercion.mean() for g in games]) / 1000
    payer = by_lean["alignment"]
    rest = float(np.delete(coercion, payer).mean())
    ratio = float(coercion[payer]) / max(rest, 1e-9)
    name = f"{scenario.doctrines[payer].id} pays its price: coercion against the others' mean"
    told = _told(found, coercion, "{:.2f}") + " (mean over the turns served)"
    yield Target(name, _r(min(ratio, 999.0)), "1.5 to 4 times", 1.5 <= ratio <= 4, sample, "", told)


def _skill(found: Found) -> Iterator[Target]:
    best = found.doctrines[found.best_doctrine]
    even, random = found.named["even"], found.named["random"]
    name = found.scenario.doctrines[found.best_doctrine].id
    if found.planner is not None:
        yield _ahead("skill: planner over the best doctrine", found.planner, best, 8, f"over {name}")
    yield _ahead("skill: best doctrine over even", best, even, 6, name)
    yield _ahead("skill: even over random", even, random, 5)


def _ahead(name: str, one: Games, other: Games, least: float, detail: str = "") -> Target:
    """Compare two policies on the seeds that both have played."""
    count = min(one.count, other.count)
    apart = (one.total[:count] - other.total[:count]) / 1000
    mean = float(apart.mean())
    told = f"{one.total[:count].mean() / 1000:.2f} against {other.total[:count].mean() / 1000:.2f}"
    return Target(name, _r(mean), f"at least {least:g}", mean >= least, f"{count:,} common seeds", _half(apart), f"{detail} {told}".strip())


def _tricks(found: Found) -> Iterator[Target]:
    if not found.tricks:
        return
    best = found.doctrines[found.best_doctrine].total
    name, totals = max(found.tricks, key=lambda trick: trick[1].mean())
    apart = (totals - best[: len(totals)]) / 1000
    ahead = float(apart.mean())
    told = "; ".join(f"{n} {t.mean() / 1000:.2f}" for n, t in sorted(found.tricks, key=lambda trick: -trick[1].mean())[:4])
    sample = f"{len(totals):,} common seeds"
    title = "no cheap trick: the best of the hunt over the best doctrine"
    yield Target(title, _r(ahead), "at most 2", ahead <= 2, sample, _half(apart), told)
    if found.planner is not None:
        count = min(found.planner.count, len(totals))
        over = (found.planner.total[:count] - totals[:count]) / 1000
        yield Target("no cheap trick: planner over the best of the hunt", _r(float(over.mean())), "at least 5", float(over.mean()) >= 5,
                     f"{count:,} common seeds", _half(over), f"over {name}")


def _luck(found: Found) -> Iterator[Target]:
    shares = found.shares
    sample = f"{found.panel.shape[0]} stated policies, {found.panel.shape[1]:,} seeds"
    told = f"policy {shares.policy:.1%}, policy × seed {shares.interaction:.1%}, seed {shares.seed:.1%}"
    for name, share in (("share that decisions explain", shares.decisions), ("policy / (policy + interaction)", shares.steady)):
        yield Target(f"decisions, not luck: {name}", _r(share), "at least 0.50", share >= 0.5, sample, "", told)


def _insight(found: Found) -> Iterator[Target]:
    if found.insight is not None and found.planner is not None:
        yield _ahead("knowing helps: a planner that knows the dispositions", found.insight, found.planner, 1.5)


HELD_TURNS = 3
"""A programme counts as bought in a game when it got points in at least so many turns."""


def _bought(found: Found) -> Iterator[Target]:
    if found.planner is None:
        return
    shares = (found.planner.held >= HELD_TURNS).mean(axis=1)
    sample = f"{found.planner.count:,} planner games; bought: points in at least {HELD_TURNS} turns"
    for name, least, chosen in (("programmes", 0.25, False), ("nuclear hedge", 0.10, True)):
        places = [k for k, p in enumerate(found.scenario.programmes) if ("nuclear" in p.id) == chosen]
        if places:
            low = min(places, key=lambda k: shares[k])
            few = [f"{found.scenario.programmes[k].id} {shares[k]:.0%}" for k in sorted(places, key=lambda k: shares[k])[:5]]
            share = float(shares[low])
            yield Target(f"no dead weight: {name}, smallest share of games that buy", _r(share), f"at least {least:.2f}", share >= least,
                         sample, _half_share(share, found.planner.count), ", ".join(few))


def _options(found: Found) -> Iterator[Target]:
    if not found.events:
        return
    dead = []
    count = 0
    for worth in found.events:
        event = found.scenario.events[worth.event]
        for option, best, could in zip(event.options, worth.best, worth.available, strict=True):
            count += 1
            if is_dead(best, could) or (worth.cases and not could):
                dead.append(f"{event.id}.{option.id} {best}/{could}")
    few = sum(worth.cases < max(w.cases for w in found.events) for worth in found.events)
    yield Target("no dead weight: options that are hardly ever best", len(dead), "0 (best in at least 5% of cases)", not dead,
                 f"{count} options, up to {max(w.cases for w in found.events)} cases an event ({few} events have fewer)",
                 "fails when the one-sided 99% upper bound is under 5%", ", ".join(dead))


def _events(found: Found) -> Iterator[Target]:
    came = found.came
    rates = {k: float(came[k]) for k, event in enumerate(found.scenario.events) if event.at_turn <= 0}
    wrong = [(found.scenario.events[k].id, rate) for k, rate in rates.items() if not 0.005 <= rate <= 0.6]
    games = sum(found.named[name].count for name in found.named if name != "planner")
    told = ", ".join(f"{name} {rate:.1%}" for name, rate in sorted(wrong, key=lambda pair: pair[1]))
    yield Target("no dead weight: events that come up too seldom or too often", len(wrong), "0 outside 0.5% to 60% of games", not wrong,
                 f"{len(rates)} events without a date, {games:,} games of doctrines, even and random", "", told)


def _weakest(found: Found) -> Iterator[Target]:
    games = [*found.doctrines, *([found.planner] if found.planner is not None else [])]
    count = len(found.scenario.pillars)
    shares = np.mean([np.bincount(g.pillars.argmin(axis=0), minlength=count) / g.count for g in games], axis=0)
    told = ", ".join(f"{p.id} {s:.1%}" for p, s in zip(found.scenario.pillars, shares, strict=True))
    worst = min(shares, key=lambda s: min(s - 0.08, 0.6 - s))
    whose = "doctrines and planner" if found.planner is not None else "doctrines (the planner did not play)"
    holds = bool((shares >= 0.08).all() and (shares <= 0.6).all())
    sample = f"{whose}, each policy counted alike"
    yield Target("no dead weight: each pillar the weakest", _r(worst), "0.08 to 0.60 each", holds, sample, "", told)


def _yielding(found: Found) -> Iterator[Target]:
    scenario = found.scenario
    rows = [w for w in found.events if scenario.events[w.event].about[0] == "rung" and w.cases]
    if not rows:
        return
    shares = []
    for worth in rows:
        best = sum(b for o, b in zip(scenario.events[worth.event].options, worth.best, strict=True) if o.reply == "yield")
        shares.append(best / worth.cases)
    natural = np.array([worth.natural for worth in rows], dtype=float)
    weights = natural / natural.sum() if natural.sum() else np.full(len(rows), 1 / len(rows))
    share = float(np.dot(weights, shares))
    cases = sum(worth.cases for worth in rows)
    error = sqrt(sum(w * w * s * (1 - s) / r.cases for w, s, r in zip(weights, shares, rows, strict=True)))
    told = ", ".join(f"{scenario.events[w.event].id} {s:.0%} of {w.cases} ({w.made} made)" for w, s in zip(rows, shares, strict=True))
    yield Target("yielding to a rung is best", _r(share), "0.25 to 0.60 of cases", 0.25 <= share <= 0.6,
                 f"{cases:,} cases, rungs weighted by how often they threaten", f"± {1.96 * error:.3f}", told)


def _early(found: Found) -> Iterator[Target]:
    pooled = np.concatenate([g.ending >= 0 for g in found.doctrines])
    kinds = [("doctrines", pooled, 0.03, 0.15)]
    kinds += [(name, found.named[name].ending >= 0, low, high) for name, low, high in (("even", 0.05, 0.30), ("random", 0.20, 0.50))]
    for name, ends, low, high in kinds:
        share = float(ends.mean())
        detail = _told(found, np.array([(g.ending >= 0).mean() for g in found.doctrines]), "{:.1%}") if name == "doctrines" else ""
        yield Target(f"early ends: {name}", _r(share), f"{low:.2f} to {high:.2f}", low <= share <= high, f"{len(ends):,} games",
                     _half_share(share, len(ends)), detail)
    first = min((int(g.turns[g.ending >= 0].min()) for g in found.named.values() if (g.ending >= 0).any()), default=0)
    sample = f"{sum(g.count for g in found.named.values()):,} games"
    yield Target("early ends: the first turn that saw one", first, "4 or later (0: none)", first == 0 or first >= 4, sample)


def _told(found: Found, values: "np.ndarray", form: str) -> str:
    return ", ".join(f"{d.id} {form.format(v)}" for d, v in zip(found.scenario.doctrines, values, strict=True))


def _r(value: float) -> float:
    return round(float(value), 4)


def _half(values: "np.ndarray") -> str:
    """Write the half width of the 95% interval of a mean."""
    return f"± {1.96 * float(np.std(values)) / sqrt(max(len(values), 1)):.2f}"


def _half_share(share: float, count: int) -> str:
    return f"± {1.96 * sqrt(max(share * (1 - share), 0) / max(count, 1)):.3f}"
