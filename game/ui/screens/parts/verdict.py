"""How a game came out, in words: the grade or the early end, its verdict, and the total large beside the name."""

from game.session import SCALE
from game.session.record import Result
from game.ui.desk import Texts
from game.ui.geometry import Rect
from game.ui.screens.parts.column import Column
from game.ui.widgets import Label


def grade_name(texts: Texts, result: Result, default: str | None = None) -> str:
    """Name the grade, or the early end; without a text for it the default, else its key."""
    return texts(f"{_key(result)}.name", default)


def verdict(texts: Texts, result: Result) -> str:
    """Give the sentences on the grade, or on the early end."""
    return texts(f"{_key(result)}.{'verdict' if result.ending else 'text'}", "")


def _key(result: Result) -> str:
    return f"endings.{result.ending}" if result.ending else f"grades.{result.grade}"


def whole_total(result: Result) -> str:
    """Write the total in whole points."""
    return str(round(result.total / SCALE))


def add_outcome(column: Column, texts: Texts, result: Result) -> None:
    """Put the total with the grade beside it into a column, and the verdict below."""
    total = whole_total(result)
    wide = column.setter.width(total, 40, "bold")
    box = column.take(52, 4)
    column.add(Label(Rect(box.x, box.y, wide, box.h), total, 40, "bold", "seoul"))
    column.add(Label(Rect(box.x + wide + 14, box.y, box.w - wide - 14, box.h), grade_name(texts, result), 20, "semibold"))
    column.text(verdict(texts, result), 16, "regular", "muted", gap=14)
