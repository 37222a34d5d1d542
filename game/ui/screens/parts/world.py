"""What goes on over Seoul's head: the era and the tension between the two powers, in one line on the map."""

from game.session import SCALE
from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.screens.parts.table import Table, whole
from game.ui.text import Setter, Words, width
from game.ui.widgets.base import Widget


class Era(Widget):
    """The era's name and the tension as a small gauge, in the middle of a rectangle."""

    focusable = True

    def __init__(self, table: Table, rect: Rect) -> None:
        era, role = table.meta.era(table.turn), table.scenario.roles.tension
        self.title = table.texts(f"eras.{era}.name", "") if era else ""
        self.tension = table.value(role) if role >= 0 else 0
        self.name_of = table.indicator_name(role) if role >= 0 else ""
        self.change = whole(table.indicator_change(role)) if role >= 0 else 0
        top = width(self.title, 16, "semibold")
        low = width(f"{self.name_of}  {self._number()}", 14) + 128
        wide = min(rect.w, max(top, low) + 32)
        label = f"{self.title}. {self.name_of} {self._number()}"
        super().__init__(Rect(rect.x + (rect.w - wide) / 2, rect.y, wide, 56), name="era", label=label)
        self.help = table.texts(f"eras.{era}.text", "") if era else ""

    def _number(self) -> str:
        return str(whole(self.tension))

    def paint(self, canvas: Canvas) -> None:
        """Draw the plate and the gauge."""
        canvas.rounded(self.rect, "panel", 6)
        if self.hot:
            canvas.outline(self.rect, "edge", 1.3, 6)
        bar = Rect(self.rect.right - 94, self.rect.y + 38, 78, 4)
        canvas.rounded(bar, "line", 2)
        canvas.rounded(Rect(bar.x, bar.y, max(4.0, bar.w * min(100 * SCALE, self.tension) / (100 * SCALE)), 4), "text", 2)
        if self.change:
            icon = "arrow-up" if self.change > 0 else "arrow-down"
            canvas.icon(icon, bar.x - 18, bar.y - 5, 13, "muted")

    def words(self, setter: Setter) -> list[Words]:
        """List era, name and value of the tension."""
        r = self.rect
        low = Rect(r.x + 16, r.y + 29, r.w - 32 - 118, 22)
        name = Words(low, self.name_of, 14, "regular", "muted")
        number = Words(Rect(low.x + setter.width(self.name_of, 14) + 8, low.y, 30, 22), self._number(), 14, "semibold")
        return [Words(Rect(r.x + 16, r.y + 6, r.w - 32, 24), self.title, 16, "semibold"), name, number]
