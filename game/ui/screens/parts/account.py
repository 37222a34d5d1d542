"""What a game came to: counts of what the two capitals did, and how the pillars moved."""

from dataclasses import dataclass
from typing import Any

from game.rules.state import BROKEN, DORMANT, ENFORCED, LAPSED, MET, OPEN, PARTLY_MET, PROMISED, REFUSED
from game.session.match import Match
from game.ui.desk import Texts
from game.ui.screens.parts.amounts import half_year
from game.ui.screens.parts.pillars import Track
from game.ui.words import _


@dataclass(frozen=True)
class Account:
    """Counts over a whole game; `us_rung` and `rung` are the highest reached, from 0."""

    demands: int
    met: int
    partly: int
    refused: int
    lapsed: int
    enforced: int
    broken: int
    waiting: int
    us_rung: int
    threats: int
    rung: int
    turns_coerced: int
    yielded: int
    held: int


def account_of(match: Match) -> Account:
    """Count over the states and reports of a game."""
    last = match.states[-1].demands[:, 0].tolist()
    asked = [place for place in range(len(last)) if any(state.demands[place, 0] != DORMANT for state in match.states)]
    ends = [last[place] for place in asked]
    causes = {(report.turn, line.cause) for report in match.reports for line in report.lines if line.cause.startswith("rung.")}
    first = match.states[0]
    threats = sum(one.kind == "threat" for report in match.reports for one in report.announcements) + int(first.threat[0] > 0)
    return Account(
        demands=len(asked), met=ends.count(MET), partly=ends.count(PARTLY_MET), refused=ends.count(REFUSED), lapsed=ends.count(LAPSED),
        enforced=ends.count(ENFORCED), broken=ends.count(BROKEN), waiting=ends.count(OPEN) + ends.count(PROMISED),
        us_rung=max(int(state.us_rung[0]) for state in match.states), threats=threats,
        rung=max(int(state.rung[0]) for state in match.states),
        turns_coerced=sum(int(state.rung[0]) > 0 for state in match.states[1:]),
        yielded=sum(cause.endswith(".yield") for _turn, cause in causes), held=sum(cause.endswith(".hold") for _turn, cause in causes),
    )


def tracks_of(match: Match, texts: Texts) -> list[Track]:
    """Give each pillar with its values from the start to the end of the game."""
    icons = match.compiled.meta.pillar_icons  # type: ignore[attr-defined]
    return [
        Track(texts(f"pillars.{pillar.id}.name"), icons[pillar.id], tuple(int(state.pillars[place, 0]) for state in match.states))
        for place, pillar in enumerate(match.scenario.pillars)
    ]


def questions_of(match: Match, texts: Texts, account: Account) -> list[str]:
    """Give the questions for a discussion with this game's figures in them."""
    tracks = tracks_of(match, texts)
    figures: dict[str, Any] = {
        "weakest": min(tracks, key=lambda track: track.last).name if tracks else "", "demands": account.demands,
        "met": account.met + account.partly, "rung": account.rung,
    }
    found = []
    for number in range(match.compiled.meta.questions):  # type: ignore[attr-defined]
        words = texts(f"questions.{number}.text")
        for name, value in figures.items():
            words = words.replace("{" + name + "}", str(value))
        found.append(words)
    return found


def demands_of(match: Match, texts: Texts) -> list[tuple[str, str]]:
    """List the demands that were made, each with what became of it."""
    words = {
        OPEN: _("still open"), PROMISED: _("promised"), REFUSED: _("refused"), MET: _("met"), PARTLY_MET: _("in part"), LAPSED: _("lapsed"),
        ENFORCED: _("enforced"), BROKEN: _("broken"),
    }
    last = match.states[-1].demands[:, 0].tolist()
    return [
        (texts(f"demands.{demand.id}.title"), words[last[place]])
        for place, demand in enumerate(match.scenario.us_pressure.demands) if last[place] != DORMANT
    ]


def rungs_of(match: Match, texts: Texts) -> list[tuple[str, str]]:
    """List the rungs that Beijing went up to, each with its time."""
    calendar = match.scenario.calendar
    return [
        (texts(f"rungs.{one.about}.name"), half_year(calendar, report.turn))
        for report in match.reports for one in report.announcements if one.kind == "rung_up"
    ]
