"""One's own standing over the rounds: place, sum, and each round beside par. Nobody else's."""

from dataclasses import dataclass
from typing import Any

from game.session import SCALE
from game.ui.canvas import Canvas
from game.ui.desk import Desk
from game.ui.geometry import Rect
from game.ui.outcome import Pop
from game.ui.screen import Context, Screen
from game.ui.screens.parts.amounts import joined, number
from game.ui.screens.parts.page import Hint, Page, onward
from game.ui.screens.parts.plate import Plate
from game.ui.text import Setter, Words
from game.ui.widgets import Widget
from game.ui.words import _, ngettext


class RoundRow(Widget):
    """A round: its number, the result, and what it is worth beside the bots."""

    focusable = True

    def __init__(self, rect: Rect, score: dict[str, Any]) -> None:
        self.score = score
        self.title = _("Round {n}").format(n=score["number"])
        self.total = number(score["total"], 1)
        super().__init__(rect, name=f"round {score['number']}", label=joined([self.title, self.total, par_words(score)]))

    def paint(self, canvas: Canvas) -> None:
        """Draw the plate, par as a line, and the result as a bar."""
        canvas.rounded(self.rect, "raised" if self.hot else "panel", 6)
        bar = Rect(self.rect.x + 16, self.rect.bottom - 16, self.rect.w - 32, 6)
        canvas.rounded(bar, "line", 3)
        canvas.rounded(Rect(bar.x, bar.y, bar.w * min(1.0, self.score["total"] / (100 * SCALE)), 6), "seoul_fill", 3)
        if self.score["par"] is not None:
            x = bar.x + bar.w * min(1.0, self.score["par"] / (100 * SCALE))
            canvas.fill(Rect(x - 1, bar.y - 4, 2, 14), "text")

    def words(self, setter: Setter) -> list[Words]:
        """List round, result and par."""
        r = self.rect
        wide = setter.width(self.total, 20, "bold")
        return [
            Words(Rect(r.x + 16, r.y + 8, r.w - wide - 48, 26), self.title, 16, "semibold"),
            Words(Rect(r.right - 16 - wide, r.y + 8, wide, 26), self.total, 20, "bold", "seoul", "right"),
            Words(Rect(r.x + 16, r.y + 34, r.w - 32, r.h - 56), par_words(self.score), 14, "regular", "muted", wrap=True),
        ]

    @staticmethod
    def height(setter: Setter, score: dict[str, Any], across: float) -> float:
        """Return how high it needs to be."""
        return 60 + setter.height(par_words(score), 14, across - 32)


def par_words(score: dict[str, Any]) -> str:
    """Say what a result is worth beside bots on the same dice, and how many turns the cabinet played by itself."""
    parts = []
    if score["par"] is not None:
        words = _("Par {par}: better than {n} of 100 bots on the same dice")
        parts.append(words.format(par=number(score["par"], 1), n=score["percentile"]))
    if score["missed"]:
        missed = score["missed"]
        parts.append(ngettext("{n} turn played by the cabinet", "{n} turns played by the cabinet", missed).format(n=missed))
    return joined(parts)


def place_words(standing: dict[str, Any]) -> str:
    """Say which place it is."""
    return _("Place {place} of {of}").format(place=standing["place"], of=standing["of"])


@dataclass(frozen=True)
class Standings(Screen):
    """The own standing as a page."""

    desk: Desk
    room: Any

    def build(self, context: Context) -> Widget:
        """Lay out place, sum and rounds."""
        status = self.room.status
        standing = status.get("standing")
        page = Page(
            context, _("Your standing"), status["tournament"]["title"] if status else "", hints=[Hint("Esc", _("back"))],
            ways=[onward(_("Back"), Pop)],
        )
        plate = Plate(page, context)
        column = plate.column
        if standing is None:
            column.text(_("Places are shown when a round has ended."), 16, "regular", "muted")
        else:
            column.text(place_words(standing), 28, "bold", gap=2)
            column.text(_("Sum over the rounds: {sum}").format(sum=number(standing["sum"], 1)), 16, "regular", "muted", gap=14)
            for score in standing["rounds"]:
                column.add(RoundRow(column.take(RoundRow.height(context.text, score, column.rect.w)), score), 8)
            words = _("Places go by the sum. Ties: the higher sum of weakest pillars, then fewer turns played by the cabinet.")
            column.text(words, 14, "regular", "muted")
        page.content.add(plate.shown("standing"))
        return page.root
