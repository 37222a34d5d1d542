"""The tables of the balance report: policies, events and answers, programmes, demands, rungs and early ends."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from game.analysis.balance.mix import Mix
from game.analysis.balance.options import is_dead
from game.analysis.balance.targets import HELD_TURNS, Found
from game.analysis.batch import spread
from game.rules import state as status
from game.rules.powers import PatronRung, RivalRung

BINS = 40
STATUSES = {
    "dormant": status.DORMANT, "met": status.MET, "partly": status.PARTLY_MET, "lapsed": status.LAPSED,
    "enforced": status.ENFORCED, "broken": status.BROKEN,
}


def policies_table(found: Found) -> list[dict[str, Any]]:
    """Describe the results and pillars of every policy; the histogram counts results in steps of 2.5 points from 0 to 100."""
    every = dict(found.named)
    if found.insight is not None:
        every["planner with insight"] = found.insight
    rows = []
    for name, games in every.items():
        counts = np.histogram(games.total / 1000, bins=BINS, range=(0, 100))[0]
        pillars = {p.id: _spread(row) for p, row in zip(found.scenario.pillars, games.pillars, strict=True)}
        rows.append({"policy": name, "games": games.count, "total": _spread(games.total), "pillars": pillars, "histogram": counts.tolist(),
                     "early": float((games.ending >= 0).mean())})
    return rows


def _spread(amounts: "np.ndarray") -> dict[str, float]:
    return {key: round(value / 1000, 3) for key, value in spread(amounts).items()}


def wins_table(found: Found) -> list[dict[str, Any]]:
    """Say in what share of seeds each doctrine is the best."""
    if not found.scenario.doctrines:
        return []
    return [{"doctrine": d.id, "share": round(float(share), 4)} for d, share in zip(found.scenario.doctrines, found.wins, strict=True)]


def mix_table(found: Found, mix: Mix) -> dict[str, Any]:
    """Describe the best fixed mix of points that a search found, with default answers, beside the best doctrine and the planner."""
    mean = mix.means["default"]
    best = found.doctrines[found.best_doctrine].total.mean() / 1000
    planner = None if found.planner is None else round(float(found.planner.total.mean()) / 1000 - mean, 3)
    return {"weights": mix.weights, "mean": mean, "seeds": mix.seeds, "answers": mix.means,
            "over_best_doctrine": round(mean - float(best), 3), "planner_over": planner}


def events_table(found: Found) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Describe events (how often they come) and their options (how often chosen, how often best, what they are worth)."""
    scenario = found.scenario
    worths = {worth.event: worth for worth in found.events}
    came, planner = found.came, found.planner
    chosen = {name: games.answers for name, games in found.named.items()}
    events, options = [], []
    place = 0
    for number, event in enumerate(scenario.events):
        worth = worths.get(number)
        events.append({
            "event": event.id, "dated": event.at_turn > 0, "comes": round(float(came[number]), 5),
            "comes_planner": None if planner is None else round(float(planner.came[number].mean()), 5),
            "cases": worth.cases if worth else 0, "made": worth.made if worth else 0,
        })
        last = place + len(event.options)
        for row, option in enumerate(event.options):
            shares = {name: _share(counts[place + row], counts[place:last].sum()) for name, counts in chosen.items()}
            entry: dict[str, Any] = {"event": event.id, "option": option.id, "chosen": shares}
            if worth:
                best, could = worth.best[row], worth.available[row]
                entry |= {"cases": could, "best": best, "best_share": _share(best, could), "worth": round(worth.worth[row], 3),
                          "dead": is_dead(best, could)}
            options.append(entry)
        place = last
    return events, options


def _share(part: float, whole: float) -> float | None:
    return round(float(part) / float(whole), 4) if whole else None


def programmes_table(found: Found, marginal: list[tuple[float, ...]]) -> list[dict[str, Any]]:
    """Describe programmes: share of points by policy, share of games that buy them, and what one more point a turn adds."""
    rows = []
    for place, programme in enumerate(found.scenario.programmes):
        points = {name: _share(games.spent[place].sum(), games.spent.sum()) for name, games in found.named.items()}
        bought = {name: round(float((games.held[place] >= HELD_TURNS).mean()), 4) for name, games in found.named.items()}
        row: dict[str, Any] = {"programme": programme.id, "points": points, "bought": bought}
        if marginal:
            worths = marginal[place]
            row["marginal"] = round(sum(worths) / len(worths), 3)
            row["marginal_by_doctrine"] = {d.id: round(w, 3) for d, w in zip(found.scenario.doctrines, worths, strict=True)}
        rows.append(row)
    return rows


def demands_table(found: Found) -> list[dict[str, Any]]:
    """Say of each demand how often it was made and what became of it, by policy."""
    rows = []
    for place, demand in enumerate(found.scenario.us_pressure.demands):
        became = {
            name: {word: round(float((games.demands[place] == code).mean()), 4) for word, code in STATUSES.items()}
            for name, games in found.named.items()
        }
        made = {name: round(1 - shares["dormant"], 4) for name, shares in became.items()}
        rows.append({"demand": demand.id, "made": made, "became": became})
    return rows


def rungs_table(found: Found) -> list[dict[str, Any]]:
    """Say in what share of games each rung of either ladder was reached, by policy."""
    rows = []
    ladders: tuple[tuple[str, Sequence[PatronRung | RivalRung], str], ...] = (
        ("washington", found.scenario.us_pressure.ladder, "us_rung"),
        ("beijing", found.scenario.china_retaliation.ladder, "rung"),
    )
    for power, ladder, kept in ladders:
        for place, rung in enumerate(ladder, 1):
            reached = {name: round(float((getattr(games, kept) >= place).mean()), 4) for name, games in found.named.items()}
            rows.append({"power": power, "rung": rung.id, "reached": reached})
    return rows


def endings_table(found: Found) -> list[dict[str, Any]]:
    """Say in what share of games each early end came, and at which turn on average, by policy."""
    rows = []
    for place, ending in enumerate(found.scenario.endings):
        share = {name: round(float((games.ending == place).mean()), 4) for name, games in found.named.items()}
        turns = np.concatenate([games.turns[games.ending == place] for games in found.named.values()])
        rows.append({"ending": ending.id, "share": share, "mean_turn": round(float(turns.mean()), 2) if len(turns) else None})
    return rows
