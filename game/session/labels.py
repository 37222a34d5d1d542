"""Names of turns: half-years, quarters, years or months."""

from game.rules.scenario import Calendar

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def turn_label(calendar: Calendar, turn: int) -> str:
    """Name a turn by when it takes place.

    >>> turn_label(Calendar(2025, 7, 6, 10, 2), 2)
    '2026 H1'
    """
    year, month = divmod(calendar.month_index(turn), 12)
    if calendar.months == 6 and month % 6 == 0:
        return f"{year} H{month // 6 + 1}"
    if calendar.months == 3 and month % 3 == 0:
        return f"{year} Q{month // 3 + 1}"
    if calendar.months == 12 and month == 0:
        return str(year)
    return f"{_MONTHS[month]} {year}"
