"""The ledger's lines, gathered by turn, phase and cause, and the rows that show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from game.rules.ledger import Line
from game.session.match import Match
from game.session.report import TurnReport
from game.ui.canvas import Canvas
from game.ui.desk import Texts
from game.ui.geometry import Rect
from game.ui.marks import mark
from game.ui.text import Setter, Words
from game.ui.widgets.base import Widget
from game.ui.words import _

WASHINGTON = ("demand", "us_rung")
BEIJING = ("affront", "rung", "restraint", "truce")
HOME = ("programme", "event", "later", "posture", "neglect")


def phase_names(texts: Texts) -> dict[str, str]:
    """Return the phases in words; the powers have the names that the scenario gives them."""
    return {
        "allocation": _("Programmes"), "decisions": _("Answers"), "us_pressure": texts("powers.washington", _("Washington")),
        "china_retaliation": texts("powers.beijing", _("Beijing")), "provocation": texts("powers.third", _("A third party")),
        "economy": _("Economy"), "public_opinion": _("Public opinion"), "consequences": _("Late effects"),
        "scoring": _("Standing of the term"), "signal": _("The next signals"),
    }


def who_of(cause: str, phase: str) -> str:
    """Tell whose mark stands before a cause: washington, beijing, seoul, pyongyang or world."""
    kind = cause.partition(".")[0]
    if kind in WASHINGTON:
        return "washington"
    if kind in BEIJING:
        return "beijing"
    if kind == "provocation":
        return "pyongyang"
    return "seoul" if kind in HOME else {"us_pressure": "washington", "china_retaliation": "beijing"}.get(phase, "world")


@dataclass(frozen=True)
class Entry:
    """What one cause did in one phase of one turn: (indicator's index, thousandths), in order."""

    turn: int
    phase: str
    cause: str
    amounts: tuple[tuple[int, int], ...]


def reports_of(match: Match) -> list[TurnReport]:
    """List the reports of all turns, and of the hand-over after the last."""
    return [*match.reports, *([match.handover] if match.handover else [])]


def gathered(lines: "tuple[Line, ...] | list[Line]", only: int | None = None) -> Iterator[Entry]:
    """Gather lines that follow each other and have one cause; `only` keeps a single indicator."""
    key: tuple[int, str, str] | None = None
    amounts: list[tuple[int, int]] = []
    for line in lines:
        if only is not None and line.indicator != only:
            continue
        here = (line.turn, line.phase, line.cause)
        if key is not None and here != key:
            yield Entry(*key, tuple(amounts))
            amounts = []
        key = here
        amounts.append((line.indicator, line.amount))
    if key is not None:
        yield Entry(*key, tuple(amounts))


def source_of(compiled: Any, texts: Texts, cause: str) -> str:
    """Say where a cause is from: its sources in a line each, or that it is fiction; nothing for the model's own causes."""
    kind, _dot, rest = cause.partition(".")
    name = rest.split(".")[0]
    meta = compiled.meta
    tables = {
        "event": meta.events, "later": meta.events, "affront": meta.events, "demand": meta.demands, "us_rung": meta.us_ladder,
        "rung": meta.rungs, "provocation": meta.provocations, "shock": meta.shocks,
    }
    found = tables.get(kind, {}).get(name)
    if found is None:
        return ""
    parts = [texts(f"events.{name}.note", "")] if kind in ("event", "later") else []
    parts += compiled.source_lines(found.sources, texts.language)
    if found.fiction:
        parts.append(_("Partly fiction.") if found.sources else _("Fiction."))
    return "\n".join(part for part in parts if part)


class LedgerRow(Widget):
    """A cause with its changes: the cause and the first change in one row, further changes below."""

    LINE = 26.0

    def __init__(self, rect: Rect, who: str, cause: str, amounts: list[tuple[str, str, str]], source: str, name: str) -> None:
        super().__init__(rect, name=name, label=f"{cause}: " + ", ".join(f"{what} {much}" for what, much, _ink in amounts))
        self.who, self.cause, self.amounts = who, cause, amounts
        self.help = source
        self.focusable = bool(source)
        self.split = 0.5

    @classmethod
    def height(cls, amounts: int, *, narrow: bool) -> float:
        """Return how high a row is."""
        return cls.LINE * (amounts + (1 if narrow else 0)) + 4

    @property
    def narrow(self) -> bool:
        """Tell whether changes stand below their cause."""
        return self.rect.h > self.LINE * len(self.amounts) + 8

    def paint(self, canvas: Canvas) -> None:
        """Draw the ground while hot, the mark, and a hairline."""
        if self.hot:
            canvas.rounded(self.rect, "raised", 4)
        mark(canvas, self.who, self.rect.x + 14, self.rect.y + 14, 12)
        canvas.fill(Rect(self.rect.x, self.rect.bottom - 1, self.rect.w, 1), "line")
        if self.help:
            canvas.icon("book", self.rect.x + 28, self.rect.y + 7, 14, "muted")

    def words(self, setter: Setter) -> list[Words]:
        """List cause and changes."""
        r, start = self.rect, 50.0
        narrow = self.narrow
        middle = r.x + start if narrow else r.x + r.w * self.split
        plain = not any(what for what, _much, _ink in self.amounts)
        end = r.right - 150 if plain else r.right if narrow else middle
        cause = Rect(r.x + start, r.y + 1, end - r.x - start - 8, self.LINE)
        shown = [Words(cause, self.cause, 16)]
        for i, (what, much, ink) in enumerate(self.amounts):
            y = r.y + 1 + self.LINE * (i + (1 if narrow else 0))
            wide = setter.width(much, 16, "semibold")
            if what:
                shown.append(Words(Rect(middle, y, r.right - 12 - wide - middle - 8, self.LINE), what, 14, "regular", "muted"))
            shown.append(Words(Rect(r.right - 12 - wide, y, wide, self.LINE), much, 16, "semibold", ink))
        return shown
