"""The debrief of one game put together, and as the JSON document of the command `debrief`."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from game.analysis.debrief.case import Case, Tell, silent
from game.analysis.debrief.groups import GROUPS
from game.analysis.debrief.par import Par, par
from game.analysis.debrief.path import BotPath, Point, bot_paths, own_path
from game.analysis.debrief.questions import questions_of
from game.analysis.debrief.rounding import rounded, whole
from game.analysis.debrief.story import Chapter, Hidden, hidden_of, standings, story_of
from game.analysis.debrief.turning import TurningPoint, turning_points
from game.analysis.debrief.waterfall import Waterfall, waterfalls
from game.analysis.debrief.why import Reason, reasons, sentence
from game.analysis.debrief.words import Say, speaker
from game.core.numbers import SCALE
from game.session.record import Amounts

FINE = 10
"""Steps are given in hundredths."""


@dataclass(frozen=True)
class Told:
    """A turning point with the reasons for its difference."""

    point: TurningPoint
    reasons: tuple[Reason, ...]


@dataclass
class Debrief:
    """Everything that a debrief shows; each part is worked out when it is first asked for."""

    case: Case
    tell: Tell = silent

    @cached_property
    def falls(self) -> dict[str, Waterfall]:
        """Give the waterfalls of the result ("total") and of every pillar."""
        return waterfalls(self.case)

    @cached_property
    def turning(self) -> list[Told]:
        """Give the turning points, the largest first; none where the game cannot be played again here."""
        if self.case.game is None:
            return []
        game = self.case.game
        return [Told(point, tuple(reasons(game, point.decision))) for point in turning_points(game, lambda s: self.tell(0.8 * s))]

    @cached_property
    def par(self) -> Par | None:
        """Give the bots' games on the same dice."""
        if self.case.game is None or not self.case.scenario.doctrines:
            return None
        return par(self.case.game, tell=lambda share: self.tell(0.8 + 0.2 * share))

    @cached_property
    def path(self) -> list[Point]:
        """Give the player's path."""
        return own_path(self.case)

    @cached_property
    def bots(self) -> list[BotPath]:
        """Give the doctrine bots' paths on the same dice."""
        return [] if self.case.game is None else bot_paths(self.case.game)

    @cached_property
    def story(self) -> list[Chapter]:
        """Give the story."""
        return story_of(self.case)

    @cached_property
    def standings(self) -> list[Amounts]:
        """Give result and pillars at the start and after each turn."""
        return standings(self.case)

    @cached_property
    def hidden(self) -> list[Hidden]:
        """Give the hidden dispositions."""
        return hidden_of(self.case)

    def why(self, told: Told, say: Say) -> str:
        """Say why a turning point mattered."""
        return sentence(list(told.reasons), told.point.decision.difference, self.case.compiled.texts, say)


def document_of(debrief: Debrief, language: str = "en") -> dict[str, Any]:
    """Give the JSON document: keys as `design/commands.md` names them, amounts in points with two decimals."""
    case, say = debrief.case, speaker(language, debrief.case.compiled.texts)
    result = case.result
    return {
        "scenario": case.scenario.id, "verified": case.verified, **({} if case.verified else {"reason": case.why}),
        "result": {
            "total": result.total / SCALE, "pillars": {name: value / SCALE for name, value in result.pillars.items()},
            "grade": case.compiled.texts.get(f"grades.{result.grade}.name", language), "ending": result.ending,
        },
        "waterfall": {name: _fall(debrief, fall, say) for name, fall in debrief.falls.items()},
        "turning_points": [_point(debrief, told, say) for told in debrief.turning],
        "par": None if debrief.par is None else {"percentile": debrief.par.percentile, "games": len(debrief.par.totals)},
        "path": [
            {"turn": p.turn, "alignment": p.alignment / SCALE, "ambiguity": p.ambiguity / SCALE, "autonomy": p.autonomy / SCALE}
            for p in debrief.path
        ],
        "hidden": [{"power": h.power, "name": h.name, "turn": h.turn, "value": h.value / SCALE} for h in debrief.hidden],
        "questions": questions_of(case, language),
    }


def steps_of(fall: Waterfall, unit: int) -> list[int]:
    """Give a waterfall's groups in whole units of thousandths that add up to the change as it is shown."""
    total = whole(fall.end, unit) - whole(fall.start, unit)
    return rounded([group.amount for group in fall.groups], unit, total)


def cause_steps(fall: Waterfall, unit: int) -> list[int]:
    """Do the same for its causes, in the order of `Waterfall.causes`."""
    total = whole(fall.end, unit) - whole(fall.start, unit)
    return rounded([cause.amount for _, cause in fall.causes], unit, total)


def _fall(debrief: Debrief, fall: Waterfall, say: Say) -> dict[str, Any]:
    texts = debrief.case.compiled.texts
    steps = [
        {
            "cause": cause.id, "amount": amount / 100, "group": group.id, "lines": len(cause.pieces),
            "cause_text": say(cause.id) if cause.id in GROUPS else texts.cause_text(cause.id, say.language),
        }
        for (group, cause), amount in zip(fall.causes, cause_steps(fall, FINE), strict=True) if amount
    ]
    return {"start": whole(fall.start, FINE) / 100, "end": whole(fall.end, FINE) / 100, "steps": steps}


def _point(debrief: Debrief, told: Told, say: Say) -> dict[str, Any]:
    decision = told.point.decision
    better: Any = decision.best.instead if decision.kind == "answer" else {"from": decision.best.about, "to": decision.best.instead}
    return {
        "turn": decision.turn, "kind": decision.kind, "event": decision.about or None, "chosen": decision.chosen or None,
        "better": better, "difference": whole(decision.difference, FINE) / 100, "why": debrief.why(told, say),
        "expected": whole(told.point.expected, FINE) / 100, "confirmed": told.point.confirmed,
    }
