"""Amounts in words: values with their unit, changes with a true minus, dates of turns."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from game.rules.scenario import Calendar
from game.session import SCALE
from game.ui.desk import Texts
from game.ui.words import _

MINUS = "−"
GOOD, BAD = "autonomy", "beijing"
INDEX = ("", "index", "지수")
_MONEY = re.compile(r"[A-Z]*\$|€|£")
_YEARLY = re.compile(r" a year$|\(연\)$")
_COUNTED = re.compile(r"(십억|백만|천) (.*)")
_COUNTS = {"십억": (10, "억 "), "백만": (100, "만 "), "천": (1000, "")}


def number(thousandths: int, decimals: int, groups: str = "") -> str:
    """Write a number with so many decimals and a true minus; "," as `groups` parts the thousands.

    >>> number(-1250, 1), number(-20, 1), number(28_500_000, 0, ",")
    ('−1.2', '0.0', '28,500')
    """
    text = f"{thousandths / SCALE:{groups}.{decimals}f}"
    if text.startswith("-"):
        text = text[1:] if not text.strip("-0.") else MINUS + text[1:]
    return text


def change(thousandths: int, decimals: int, groups: str = "") -> str:
    """Write a change with its sign; what would be written as zero keeps as many decimals as it takes.

    >>> change(400, 0), change(-3000, 0), change(0, 0), change(4, 1)
    ('+0.4', '−3', '0', '+0.004')
    """
    text = number(thousandths, decimals, groups)
    while thousandths and not text.strip("−0."):
        decimals += 1
        text = number(thousandths, decimals, groups)
    return f"+{text}" if thousandths > 0 else text


def _counted(thousandths: int, decimals: int, unit: str) -> tuple[int, int, str] | None:
    """Multiply out a unit as Koreans count: 133 십억 달러 are 1,330억 달러."""
    found = _COUNTED.fullmatch(unit)
    if found is None:
        return None
    (times, head), step = _COUNTS[found[1]], max(1, SCALE // 10**decimals)
    rounded = (abs(thousandths) + step // 2) // step * step or abs(thousandths)
    return (rounded if thousandths > 0 else -rounded) * times, max(0, decimals - len(str(times)) + 1), head + found[2]


def short_unit(unit: str) -> str:
    """Give a unit without the span of time or the whole that it is of.

    >>> short_unit("$bn a year"), short_unit("% of GDP"), short_unit("십억 달러(연)")
    ('$bn', '%', '십억 달러')
    """
    return "%" if unit.startswith("%") else _YEARLY.sub("", unit)


def value_text(thousandths: int, decimals: int, unit: str) -> str:
    """Write a value with its unit.

    >>> value_text(133_000, 0, "$bn a year"), value_text(52_000, 0, "%"), value_text(64_000, 0, "index")
    ('$133bn a year', '52%', '64')
    >>> value_text(1_170, 2, "A$bn a year"), change_text(-700, 1, "A$bn a year")
    ('A$1.17bn a year', '−A$0.7bn')
    >>> value_text(-18_000, 0, "십억 달러(연)"), value_text(28_461, 1, "천 명"), value_text(4_800, 1, "백만 명")
    ('−180억 달러(연)', '28,500명', '480만 명')
    """
    counted = _counted(thousandths, decimals, unit)
    if counted:
        return number(*counted[:2], ",") + counted[2]
    text = number(thousandths, decimals)
    if unit in INDEX:
        return text
    if unit.startswith("%"):
        return text + unit
    if money := _MONEY.match(unit):
        head, _space, tail = unit[money.end():].partition(" ")
        return f"{text.replace(MINUS, MINUS + money[0]) if text.startswith(MINUS) else money[0] + text}{head} {tail}".strip()
    return f"{text} {unit}"


def change_text(thousandths: int, decimals: int, unit: str) -> str:
    """Write a change with its unit; percentages move by points.

    >>> change_text(-900, 1, "million a year"), change_text(2000, 0, "%"), change_text(-1500, 1, "$bn a year")
    ('−0.9 million', '+2 pt', '−$1.5bn')
    >>> change_text(-900, 1, "백만 명(연)"), change_text(3000, 0, "지수")
    ('−90만 명', '+3')
    """
    counted = _counted(thousandths, decimals, short_unit(unit))
    if counted:
        return change(*counted[:2], ",") + counted[2]
    text = change(thousandths, decimals)
    if unit in INDEX:
        return text
    if unit.startswith("%"):
        return _("{} pt").format(text)
    if money := _MONEY.match(unit):
        sign = text[0] if text[0] in "+−" else ""
        return f"{sign}{money[0]}{text[len(sign):]}{unit[money.end():].partition(' ')[0]}"
    return f"{text} {short_unit(unit)}"


class Figures:
    """Writes the figures of one compiled scenario."""

    def __init__(self, compiled: Any, texts: Texts) -> None:
        self.compiled, self.texts = compiled, texts

    def decimals(self, indicator: str) -> int:
        """Tell how many decimals an indicator is shown with."""
        return int(self.compiled.meta.indicators[indicator].decimals)

    def name(self, indicator: str) -> str:
        """Give an indicator's name."""
        return self.texts(f"indicators.{indicator}.name")

    def value(self, indicator: str, thousandths: int) -> str:
        """Write a value of an indicator."""
        return value_text(thousandths, self.decimals(indicator), self.texts(f"indicators.{indicator}.unit", ""))

    def change(self, indicator: str, thousandths: int) -> str:
        """Write a change of an indicator."""
        return change_text(thousandths, self.decimals(indicator), self.texts(f"indicators.{indicator}.unit", ""))

    def exact(self, indicator: str, thousandths: int) -> str:
        """Write a change with a decimal more than usual where it has one, so that a reader can add up."""
        decimals = self.decimals(indicator)
        finer = decimals + (1 if thousandths % (SCALE // 10**decimals) else 0)
        return change_text(thousandths, finer, self.texts(f"indicators.{indicator}.unit", ""))

    def ink(self, indicator: str, thousandths: int) -> str:
        """Give the colour of a change: good, bad, or plain where the indicator has no good direction."""
        good = self.compiled.meta.indicators[indicator].good
        if good not in ("up", "down") or not thousandths:
            return "text"
        return GOOD if (thousandths > 0) == (good == "up") else BAD


def half_year(calendar: Calendar, turn: int) -> str:
    """Name the time of a turn: "2027 H1" for half-years, "2027 Q1" for quarters, else year and month."""
    year, month = divmod(calendar.month_index(turn), 12)
    if calendar.months == 6 and month % 6 == 0:
        return (_("{year} H2") if month >= 6 else _("{year} H1")).format(year=year)
    if calendar.months == 3 and month % 3 == 0:
        return _("{year} Q{n}").format(year=year, n=month // 3 + 1)
    return f"{year}-{month + 1:02d}"


def inside(name: str) -> str:
    """Write a name as it stands inside a sentence: with a small first letter, unless that begins an abbreviation.

    >>> inside("Tariffs on US cars"), inside("US tariffs")
    ('tariffs on US cars', 'US tariffs')
    """
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def moment(seconds: float) -> str:
    """Write when a file was changed (seconds since 1970), in local time; nothing where no calendar has that time.

    >>> len(moment(1_748_000_000)), moment(1e18)
    (16, '')
    """
    try:
        return datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M")
    except (OverflowError, OSError, ValueError):       # a disk may say any time
        return ""


def joined(parts: Iterable[str]) -> str:
    """Join facts with a middle dot.

    >>> joined(["10 turns", "", "28 min"])
    '10 turns · 28 min'
    """
    return " · ".join(part for part in parts if part)
