"""Plays for the command `simulate`, and puts what came of it into a document or into words."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from game.analysis.history import against_history
from game.app.order_file import policy_of
from game.app.output import WRONG_USAGE, CommandError
from game.bots.policies import policy as bot
from game.content.compiled import Compiled
from game.core.dice import Seeds, spread_seeds
from game.core.numbers import SCALE
from game.core.problems import TightropeError
from game.rules import RULES_VERSION, engine
from game.rules.ledger import Line
from game.rules.scenario import Scenario
from game.session.batch import Batch, Policy, play_batch
from game.session.labels import turn_label
from game.session.match import Match
from game.session.record import decimals, order_document

_LUCK = 0x626F74                      # sets a bot's own dice apart from the game's


def bot_seeds(seed: int, games: int) -> Seeds:
    """Give the bots' own seeds: those of game i depend on seed + i only."""
    seeds = spread_seeds(range(seed, seed + games))
    return np.asarray(seeds ^ np.uint64(_LUCK))


def check_policy(name: str, scenario: Scenario) -> None:
    """Raise CommandError for a name that no policy has."""
    if name == "orders":
        return
    try:
        bot(name, scenario, spread_seeds([0]))
    except TightropeError as error:
        raise CommandError(str(error), WRONG_USAGE) from None


def one(compiled: Compiled, name: str, given: Policy | None, seed: int) -> Match:
    """Play one game."""
    match = Match.new(compiled, seed)
    play = given or bot(name, compiled.scenario, bot_seeds(seed, 1))
    while not match.over:
        match.play(play(match.view()))
    return match


def game_document(compiled: Compiled, match: Match, name: str, seed: int) -> dict[str, Any]:
    """Give the JSON document of one game."""
    scenario, record = compiled.scenario, match.record()
    document: dict[str, Any] = {
        "scenario": scenario.id, "pack_digest": compiled.pack_digest, "engine": RULES_VERSION, "seed": seed, "policy": name,
        "start": decimals(record.start),
        "turns": [_turn(compiled, match, number) for number in range(1, len(match.reports) + 1)],
        "digests": [turn.digest for turn in record.turns],
        "result": result_document(compiled, match),
    }
    if match.handover is not None:
        document["handover"] = {"indicators": decimals(match.handover.after), "ledger": _ledger(compiled, match.handover.lines)}
    return document


def result_document(compiled: Compiled, match: Match) -> dict[str, Any]:
    """Give the JSON document of a result."""
    result = match.result()
    grade = compiled.texts.get(f"grades.{result.grade}.name")
    return {"pillars": decimals(result.pillars), "total": result.total / SCALE, "grade": grade, "ending": result.ending}


def _turn(compiled: Compiled, match: Match, number: int) -> dict[str, Any]:
    scenario, report = compiled.scenario, match.reports[number - 1]
    deck = engine.deck(scenario, match.states[number - 1], 0)
    return {
        "turn": number, "label": turn_label(scenario.calendar, number), "order": order_document(report.order),
        "deck": [{"id": scenario.events[card].id, "key": key} for card, key in deck],
        "events": [{"id": event, "option": option} for event, option in report.events],
        "indicators": decimals(report.after), "ledger": _ledger(compiled, report.lines),
    }


def _ledger(compiled: Compiled, lines: Iterable[Line]) -> list[dict[str, Any]]:
    names = [indicator.id for indicator in compiled.scenario.indicators]
    return [
        {
            "phase": line.phase, "cause": line.cause, "cause_text": compiled.texts.cause_text(line.cause),
            "indicator": names[line.indicator], "amount": line.amount / SCALE,
        }
        for line in lines
    ]


def many(
    compiled: Compiled, name: str, given: Policy | None, seed: int, games: int, tell: Callable[[int], None] | None = None
) -> dict[str, Any]:
    """Play many games and give the JSON document of what came of them."""
    scenario = compiled.scenario
    luck = bot_seeds(seed, games)
    batch = play_batch(
        scenario, spread_seeds(range(seed, seed + games)), lambda chunk: given or bot(name, scenario, luck[:, chunk]), tell
    )
    names = ["none", *(ending.id for ending in scenario.endings)]
    history = {} if given is None or not compiled.meta.history else {"history": history_document(compiled, given, seed, games)}
    counts = np.bincount(batch.ending.astype(np.int64) + 1, minlength=len(names)).tolist()
    return {
        "scenario": scenario.id, "pack_digest": compiled.pack_digest, "engine": RULES_VERSION, "seed": seed,
        "games": games, "policy": name, "seconds": round(batch.seconds, 4),
        "turns_per_second": round(float(batch.turns.sum()) / batch.seconds, 1),
        "totals": (batch.total / SCALE).tolist(), "total": spread(batch.total),
        "pillars": {pillar.id: spread(row) for pillar, row in zip(scenario.pillars, batch.pillars, strict=True)},
        "endings": dict(zip(names, counts, strict=True)),
        "indicators": _quantiles(scenario, batch), **history,
    }


def history_document(compiled: Compiled, given: Policy, seed: int, games: int) -> list[dict[str, Any]]:
    """Hold a line of orders against the figures of the real past that the scenario names."""
    from game.content.orders import pack_orders

    def line_not_taken(file: str) -> Policy:
        name = file.removeprefix("orders/").removesuffix(".yaml")
        return policy_of(compiled.scenario, pack_orders(Path(compiled.path), name, compiled.scenario))

    lines = against_history(compiled.scenario, compiled.meta.history, spread_seeds(range(seed, seed + games)), given, line_not_taken)
    return [asdict(line) for line in lines]


def spread(amounts: "np.ndarray") -> dict[str, float]:
    """Give mean, standard deviation and quantiles of thousandths, as decimals."""
    low, middle, high = np.quantile(amounts, (0.1, 0.5, 0.9)) / SCALE
    found = {"mean": amounts.mean() / SCALE, "sd": amounts.std() / SCALE, "p10": low, "p50": middle, "p90": high}
    return {key: round(float(value), 3) for key, value in found.items()}


def _quantiles(scenario: Scenario, batch: Batch) -> dict[str, dict[str, float]]:
    found = (np.quantile(batch.values, (0.1, 0.5, 0.9), axis=1) / SCALE).round(3)
    return {
        indicator.id: dict(zip(("p10", "p50", "p90"), column, strict=True))
        for indicator, column in zip(scenario.indicators, found.T.tolist(), strict=True)
    }


def statistics(document: dict[str, Any]) -> str:
    """Put the document of many games into words."""
    rows = [("result", document["total"]), *document["pillars"].items()]
    head = f"{document['scenario']}: {document['games']:,} games by {document['policy']}, seeds from {document['seed']}"
    lines = [
        f"{head}, {document['turns_per_second']:,.0f} turns a second",
        f"{'':<12}{'mean':>8}{'sd':>8}{'p10':>8}{'p50':>8}{'p90':>8}",
        *(f"{name:<12}" + "".join(f"{found[key]:>8.2f}" for key in ("mean", "sd", "p10", "p50", "p90")) for name, found in rows),
    ]
    early = {name: count for name, count in document["endings"].items() if count and name != "none"}
    told = ", ".join(f"{name} {count / document['games']:.1%}" for name, count in early.items())
    return "\n".join([*lines, f"early ends: {told or 'none'}", *_history_words(document)])


def _history_words(document: dict[str, Any]) -> list[str]:
    verdicts = {True: "holds", False: "fails", None: ""}
    return [
        f"{line['series']} {line['year']}: {line['value']:g} (real {line['real']:g}) {verdicts[line['holds']]}".rstrip()
        for line in document.get("history", ())
    ]
