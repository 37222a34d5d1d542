"""The debrief's own words in every language that it speaks: English is the key, what another language lacks is said in English."""

from collections.abc import Mapping
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


def signed(units: int, decimals: int = 1) -> str:
    """Write a change, given in units of the last decimal.

    >>> signed(94), signed(-5), signed(0)
    ('+9.4', '−0.5', '0.0')
    """
    text = f"{abs(units) / 10**decimals:.{decimals}f}"
    return f"+{text}" if units > 0 else MINUS + text if units < 0 else text


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
