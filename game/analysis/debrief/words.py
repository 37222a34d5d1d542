"""The debrief's own words in every language that it speaks: English is the key, what another language lacks is said in English."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from game.analysis.debrief.korean import KOREAN
from game.content.texts import Texts
from game.core.numbers import SCALE
from game.rules.scenario import Calendar

CATALOGUES: Mapping[str, Mapping[str, str]] = {"ko": KOREAN}
MINUS = "−"

GROUPS = {
    "programmes": "Your programmes", "answers": "Your answers", "washington": "Washington", "beijing": "Beijing",
    "pyongyang": "A third party", "economy": "Economy", "drift": "What fades by itself", "public": "Public", "late": "Late effects",
    "posture": "Posture, credibility", "unserved": "Turns not served", "rules": "Other rules",
}
ROADS = ("Alignment", "Managed ambiguity", "Diversification")
HAPPENINGS = {
    "demand": "asks: {}", "demand_promised": "is promised: {}", "demand_refused": "is refused: {}", "demand_met": "gets what it asked: {}",
    "demand_partly": "gets a part: {}", "demand_lapsed": "lets it drop: {}", "demand_enforced": "punishes: {}",
    "demand_broken": "sees a promise broken: {}", "threat": "threatens: {}", "threat_gone": "drops its threat: {}",
    "rung_up": "goes up a rung: {}", "rung_down": "comes down a rung: {}", "us_rung_up": "goes up a rung: {}",
    "us_rung_down": "comes down a rung: {}", "provocation": "{}", "shock": "{}",
}


@dataclass(frozen=True)
class Say:
    """Says English words in a language; `third` is what the pack calls the third party in it."""

    language: str = "en"
    third: str = ""

    def __call__(self, words: str) -> str:
        """Say words; a ledger's special causes are keys as well.

        >>> Say("ko")("Why {}?").format(58), Say("xx")("Start")
        ('왜 58점인가?', 'Start')
        >>> Say("en")("pyongyang"), Say("en", third="The islands")("pyongyang")
        ('A third party', 'The islands')
        """
        if words == "pyongyang" and self.third:
            return self.third
        words = GROUPS.get(words, words)
        return CATALOGUES.get(self.language, {}).get(words, words)


def speaker(language: str, texts: Texts) -> Say:
    """Give what says the debrief's words of a pack in a language."""
    return Say(language, texts.get("powers.third", language))


def points(thousandths: int) -> float:
    """Give thousandths as points."""
    return thousandths / SCALE


def decimal(thousandths: int, decimals: int = 1) -> str:
    """Write thousandths with so many decimals and a true minus.

    >>> decimal(-1250), decimal(58_000, 0), decimal(-20)
    ('−1.3', '58', '0.0')
    """
    unit = SCALE // 10**decimals
    whole = (abs(thousandths) + unit // 2) // unit
    text = f"{whole / 10**decimals:.{decimals}f}"
    return MINUS + text if thousandths < 0 and whole else text


_TITLES = {"demand": "demands.{}.title", "us_rung": "us_ladder.{}.name", "provocation": "provocations.{}.name", "shock": "shocks.{}.name"}


def signed(units: int, decimals: int = 1) -> str:
    """Write a change, given in units of the last decimal.

    >>> signed(94), signed(-5), signed(0)
    ('+9.4', '−0.5', '0.0')
    """
    text = f"{abs(units) / 10**decimals:.{decimals}f}"
    return f"+{text}" if units > 0 else MINUS + text if units < 0 else text


def title_key(kind: str, about: str) -> str:
    """Give the key of the pack's text that names what happened.

    >>> title_key("demand_met", "steel"), title_key("rung_up", "buyers")
    ('demands.steel.title', 'rungs.buyers.name')
    """
    return next((key for start, key in _TITLES.items() if kind.startswith(start)), "rungs.{}.name").format(about)


def spans(turns: Iterable[int]) -> str:
    """Write turns as spans.

    >>> spans([1, 2, 3, 5, 5, 8, 9])
    '1–3, 5, 8–9'
    """
    parts: list[list[int]] = []
    for turn in sorted(set(turns)):
        if parts and turn == parts[-1][-1] + 1:
            parts[-1][1:] = [turn]
        else:
            parts.append([turn])
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)


def turn_name(calendar: Calendar, turn: int, say: Say) -> str:
    """Name a turn by its time, the silent turns after the last one by what they are."""
    if turn > calendar.turns:
        return say("hand-over")
    year, month = divmod(calendar.month_index(turn), 12)
    if calendar.months == 6:
        return say("{year} H2" if month >= 6 else "{year} H1").format(year=year)
    if calendar.months == 3:
        return say("{year} Q{n}").format(year=year, n=month // 3 + 1)
    return f"{year}-{month + 1:02d}"
