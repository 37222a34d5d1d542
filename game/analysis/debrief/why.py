"""Why one decision was better than another: the difference of the two ledgers, in a sentence."""

from dataclasses import dataclass

from game.analysis.counterfactual import Played
from game.analysis.debrief.carry import carry_on, copies, own_way
from game.analysis.debrief.turning import Decision, order_of
from game.analysis.debrief.waterfall import TOTAL, UNSERVED, falls
from game.analysis.debrief.words import Say, decimal
from game.content.texts import Texts
from game.rules.ledger import Ledger
from game.rules.state import Orders
from game.session.translate import pillars_of

LONGEST = {"ko": 44}
LONGEST_EN = 76
FAINT = {"decay": 0.3, "limit": 0.3, "posture.turn": 0.6}
"""Causes that follow from others count less: they explain only when little else does."""


@dataclass(frozen=True)
class Reason:
    """What a cause did to the result in the real game and in the other one, in thousandths."""

    cause: str
    real: int
    other: int

    @property
    def difference(self) -> int:
        """Give how much better the real game did by this cause."""
        return self.real - self.other


def reasons(game: Played, decision: Decision) -> list[Reason]:
    """Compare the ledgers from the decision's turn on, cause by cause; the differences add up to that of the results."""
    real = _amounts(game, decision.turn, game.orders[decision.turn - 1])
    other = _amounts(game, decision.turn, order_of(game, decision.best))
    found = [Reason(cause, real.get(cause, 0), other.get(cause, 0)) for cause in {**real, **other}]
    return sorted(found, key=lambda reason: -abs(reason.difference))


def _amounts(game: Played, turn: int, order: Orders) -> dict[str, int]:
    scenario, ledger = game.scenario, Ledger()
    start = copies(game.states[turn - 1], 1)
    final = carry_on(scenario, start, order, own_way(game), ledger)[-1]
    ends = {TOTAL: int(final.total[0]), **pillars_of(scenario, final)}
    fall = falls(scenario, start.values[:, 0], ledger.lines(), ends, UNSERVED)[TOTAL]
    found: dict[str, int] = {}
    for _group, cause in fall.causes:
        found[cause.id] = found.get(cause.id, 0) + cause.amount
    return found


def sentence(found: list[Reason], difference: int, texts: Texts, say: Say) -> str:
    """Put the largest reasons that point the way of the difference into a sentence of bounded length."""
    longest = LONGEST.get(say.language, LONGEST_EN)
    chosen = sorted((one for one in found if one.difference * difference > 0), key=lambda one: -_weight(one))[:3]
    clauses = [_clause(one, texts, say) for one in chosen if abs(one.difference) >= 50]
    if not clauses:
        return say("Many small things added up.")
    for second in clauses[1:]:
        both = say("{}; {}.").format(clauses[0], second)
        if len(both) <= longest:
            return both
    alone = say("{}.").format(clauses[0])
    return alone if len(alone) <= longest else alone[: longest - 1] + "…"


def _weight(reason: Reason) -> float:
    return abs(reason.difference) * FAINT.get(reason.cause, FAINT.get(reason.cause.partition(".")[0], 1.0))


def _clause(reason: Reason, texts: Texts, say: Say) -> str:
    cause = say(reason.cause) if reason.cause == UNSERVED else texts.cause_text(reason.cause, say.language)
    return say(_form(reason)).format(cause=cause, much=decimal(abs(reason.difference)))


def _form(reason: Reason) -> str:
    """Pick the words: whether the cause was there in both games, and whether it gave or took."""
    won = reason.difference > 0
    if not reason.other:
        return "{cause} brought {much}" if won else "{cause} cost {much}"
    if not reason.real:
        return "{cause} would have cost {much}" if won else "{cause} would have brought {much}"
    if won:
        return "{cause} brought {much} more" if reason.real > 0 else "{cause} cost {much} less"
    return "{cause} cost {much} more" if reason.real < 0 else "{cause} brought {much} less"
