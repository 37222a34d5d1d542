"""What if: a turn decided otherwise, the rest played out beside the real line, and then on a thousand other dice."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from game.analysis.debrief.words import decimal, signed
from game.charts.histogram import Counts, histogram
from game.charts.shapes import Chart
from game.charts.timeline import Series, result_lines
from game.ui.canvas import Canvas
from game.ui.draw import ChartView
from game.ui.geometry import Rect
from game.ui.screens.debrief.overview import not_here
from game.ui.screens.debrief.pane import Live, Pane, Row
from game.ui.screens.debrief.trial import OWN, Trial, counts_of
from game.ui.screens.parts.column import Column
from game.ui.text import Setter, Words
from game.ui.widgets import Button, Label, Segments, Stepper, Widget
from game.ui.words import _

if TYPE_CHECKING:
    from game.ui.screens.debrief.screen import DebriefScreen

ROW, STEP = 30.0, 2
LEVEL = 32.0
REAL, OTHER = "A", "B"


def build(screen: "DebriefScreen", pane: Pane) -> None:
    """Lay the turn's cards, its points, and what follows side by side."""
    if not screen.found.case.verified:
        column = pane.column(pane.body)
        column.text(not_here(), colour="muted")
        pane.show(pane.body, column, "what if")
        return
    parts = (_cards, _points, _outcome)
    if pane.compact:
        column = Column(pane.body, pane.setter)
        for part in (_cards, _outcome, _points):
            part(screen, column)
            column.gap(16)
        pane.content.add(column.scroll("what if"))
        return
    for number, (part, box) in enumerate(zip(parts, pane.body.columns(3, 16), strict=True)):
        column = pane.column(box)
        part(screen, column)
        pane.show(box, column, f"what if {number}")


# the order


def _cards(screen: "DebriefScreen", column: Column) -> None:
    """Choose the turn and its answers."""
    trial, teller = screen.trial, screen.teller
    turns = [str(turn) for turn in range(1, screen.found.case.turns + 1)]
    column.text(_("Go back to turn {turn}, {time}").format(turn=trial.turn, time=teller.time(trial.turn)), 16, "semibold", gap=6)
    column.widgets.append(Segments(column.take(34, 12), turns, trial.turn - 1, lambda place: trial.at(place + 1)))
    for slot, event, tried, options in trial.cards():
        column.text(teller.event(event), 16, "semibold", gap=4)
        for option in options:
            real = int(trial.real.answers[slot, 0]) == option.number
            row = Row(
                column.take(ROW, 3), teller.option(event, option.id), _("you") if real else "", f"answer {slot} {option.number}",
                partial(trial.answer, slot, option.number), chosen=option.number == tried,
            )
            row.enabled = option.open
            if not option.open:
                row.with_help(_("The rules did not allow this answer then."))
            column.widgets.append(row)
        column.gap(8)
    column.text(_("And later?"), 16, "semibold", gap=4)
    names = [(OWN, _("Your own orders"))]
    names += [(place, teller.texts(f"doctrines.{one.id}.name")) for place, one in enumerate(screen.found.case.scenario.doctrines)]
    for number, name in names:
        column.widgets.append(Row(
            column.take(ROW, 3), name, "", f"later {number}", partial(trial.follow, number), chosen=trial.doctrine == number,
        ))


def _points(screen: "DebriefScreen", column: Column) -> None:
    """Give the programmes other levels."""
    trial, teller = screen.trial, screen.teller
    programmes = screen.found.case.scenario.programmes
    box = column.take(26, 8)
    left = _("{left} left").format(left=trial.left)
    wide = column.setter.width(left, 14, "semibold")
    column.widgets.append(Label(Rect(box.x, box.y, box.w - wide - 8, 26), _("Points"), 16, "semibold"))
    column.widgets.append(Label(Rect(box.right - wide, box.y, wide, 26), left, 14, "semibold", "muted"))
    for place, (programme, (level, real, low, high)) in enumerate(zip(programmes, trial.levels(), strict=True)):
        row = column.take(LEVEL, 0)
        name = teller.programme(programme.id)
        column.widgets.append(Label(Rect(row.x, row.y, row.w - 176, LEVEL), name, 14, "semibold" if level != real else "regular"))
        column.widgets.append(Stepper(
            Rect(row.right - 168, row.y + 2, 168, 28), name, level, partial(trial.spend, place),
            most=programme.max, floor=low, ceiling=high, last=real, name=f"level {programme.id}",
        ))
    column.gap(6).text(_("The small mark shows what you gave then."), 14, "regular", "muted", gap=4)


# what follows


def _outcome(screen: "DebriefScreen", column: Column) -> None:
    """Show both results, both lines, and what other dice say."""
    trial = screen.trial
    rest = trial.latest
    if rest is None:
        column.text(_("Playing the rest of the game …"), 16, "regular", "muted")
        return
    difference = rest.other.total - screen.found.case.result.total
    column.widgets.append(Figure(column.take(30, 2), REAL, "seoul_fill", _("What happened"), decimal(rest.real.total)))
    column.widgets.append(Figure(column.take(30, 4), OTHER, "second", _("What if"), decimal(rest.other.total)))
    if trial.same:
        words = _("Choose another answer, other points, or whose orders follow: the rest is played out at once on the same dice.")
        column.text(words, 16, gap=8)
    else:
        head = column.take(42, 4)
        words = signed(round(difference / 100))
        wide = column.setter.width(words, 28, "bold")
        ink = "autonomy" if difference > 0 else "beijing" if difference < 0 else "text"
        column.widgets.append(Label(Rect(head.x, head.y, wide, 42), words, 28, "bold", ink))
        text = _("Take back")
        across = column.setter.width(text, 14, "semibold") + 28
        column.widgets.append(Label(Rect(head.x + wide + 12, head.y, head.w - wide - across - 24, 42), _("on the same dice"), 16))
        column.widgets.append(Button(Rect(head.right - across, head.y + 5, across, 32), text, trial.reset, size=14))
    box = column.take(210, 10)
    column.widgets.append(ChartView(box, _lines(screen, (box.w, box.h)), _("Both results turn by turn")))
    _dice(screen, column, trial)


def _lines(screen: "DebriefScreen", size: tuple[float, float]) -> Chart:
    """Draw the real result and the other one turn by turn; both are one line up to the turn."""
    trial, known = screen.trial, screen.found.known
    rest = trial.latest
    real = [row["total"] / 1000 for row in known.standings]
    other = real[: trial.turn] + [total / 1000 for total in rest.other.totals[1:]] if rest else real
    lines = [Series(OTHER, tuple(other), "second"), Series(REAL, tuple(real), "seoul_fill")]
    labels = [str(turn) for turn in range(1, max(len(real), len(other)))]
    return result_lines(lines, [""] * len(labels), size)


def _dice(screen: "DebriefScreen", column: Column, trial: Trial) -> None:
    """Offer other dice, show how far they are, or what they say."""
    setter = column.setter
    if trial.luck is not None:
        real, other = trial.luck.real, trial.luck.other
        both = np.concatenate([real, other])
        low, high = int(both.min()) // 10_000 * 10, (int(both.max()) // 10_000 + 1) * 10
        series = [
            Counts(_("What happened"), counts_of(real, STEP, low, high), "seoul_fill"),
            Counts(_("What if"), counts_of(other, STEP, low, high), "second"),
        ]
        box = column.take(130, 4)
        column.widgets.append(ChartView(box, histogram(series, low, high), _("Results on 1,000 other dice")))
        words = _("On {share} of 1,000 other dice it would have been better; on the mean {gain} points.").format(
            share=f"{trial.luck.better:.0%}", gain=signed(round(trial.luck.gain / 100)),
        )
        column.text(words, 14, gap=2)
        return
    if trial.rolling:
        column.text(_("Playing both on 1,000 other dice …"), 14, "regular", "muted", gap=8)
        column.widgets.append(Live(column.take(8, 12), trial, _("Progress")))
        text, do = _("Stop"), trial.halt
    else:
        if trial.same:
            return
        column.text(_("Was it luck? Both orders can be played on 1,000 other dice."), 14, "regular", "muted", gap=8)
        text, do = _("1,000 other dice"), trial.roll
    box = column.take(40)
    wide = Button.natural_width(setter, text, icon=True) + 8
    column.widgets.append(Button(Rect(box.x, box.y, wide, 40), text, do, icon="dices", name="dice"))


class Figure(Widget):
    """A letter on a disc as it stands at the end of a line, what it is, and the result."""

    def __init__(self, rect: Rect, letter: str, colour: str, text: str, figure: str) -> None:
        super().__init__(rect, label=f"{text}: {figure}")
        self.letter, self.colour, self.text, self.figure = letter, colour, text, figure

    def paint(self, canvas: Canvas) -> None:
        """Draw the disc."""
        canvas.disc(self.rect.x + 11, self.rect.centre[1], 22, self.colour)

    def words(self, setter: Setter) -> list[Words]:
        """List letter, words and result."""
        r = self.rect
        wide = setter.width(self.figure, 20, "bold")
        return [
            Words(Rect(r.x, r.y, 22, r.h), self.letter, 14, "bold", "panel", "centre"),
            Words(Rect(r.x + 32, r.y, r.w - wide - 42, r.h), self.text, 16, "semibold"),
            Words(Rect(r.right - wide, r.y, wide, r.h), self.figure, 20, "bold"),
        ]
