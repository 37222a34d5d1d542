"""A pillar in the header: icon, name, value, change, bar, and the ghost of what an answer would do."""

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.text import Run, Setter, Words
from game.ui.widgets.base import Widget

TIGHT_ICON, ARROW = 14.0, 13.0
"""The side of a tight gauge's icon, and what the arrow to its ghost takes."""


class Gauge(Widget):
    """A value from 0 to 100; `ghost` is shown in gold beside it, `change` with an arrow otherwise.

    Compact it is one line of icon and number, and `tight` a smaller one.
    """

    def __init__(
        self, rect: Rect, name: str, icon: str, value: int, *, change: int = 0, ghost: int | None = None, unit: str = "",
        compact: bool = False,
    ) -> None:
        super().__init__(rect, name=f"gauge {name}", label=f"{name} {value}{unit}")
        self.title, self.icon, self.value, self.change = name, icon, value, change
        self.ghost, self.unit, self.compact, self.tight = ghost, unit, compact, False

    @staticmethod
    def tight_width(setter: Setter, unit: str = "") -> float:
        """Tell how wide a tight gauge of two digits is with its ghost."""
        return TIGHT_ICON + 2 + ARROW + 2 * setter.width(f"00{unit}", 14, "bold")

    def worth(self) -> str:
        """Return what it would become, or how it changed."""
        if self.has_ghost:
            return f"→ {self.ghost}"
        return f"{'↑' if self.change > 0 else '↓'} {abs(self.change)}" if self.change else ""

    def announced(self) -> str:
        """Announce what it would become."""
        return self.spoken() if self.has_ghost else ""

    @property
    def has_ghost(self) -> bool:
        """Tell whether a different value is announced."""
        return self.ghost is not None and self.ghost != self.value

    def _number(self, setter: Setter) -> tuple[Rect, float]:
        size = (14.0 if self.tight else 16.0) if self.compact else 20.0
        wide = setter.width(f"{self.value}{self.unit}", size, "bold")
        if self.compact:
            return Rect(self.rect.x + (TIGHT_ICON + 2 if self.tight else 20), self.rect.y, wide, self.rect.h), size
        return Rect(self.rect.x, self.rect.y + 28, wide, 25), size

    def paint(self, canvas: Canvas) -> None:
        """Draw icon, arrow and bar."""
        number, _size = self._number(canvas.text)
        y = number.centre[1]
        if self.compact:
            side = TIGHT_ICON if self.tight else 16.0
            canvas.icon(self.icon, self.rect.x, y - side / 2, side, "muted")
        else:
            canvas.icon(self.icon, self.rect.x, self.rect.y + 9, 16, "muted")
            self._bar(canvas)
        if self.has_ghost:
            canvas.icon("arrow-right", number.right + (1 if self.tight else 3 if self.compact else 5), y - 6, 12, "seoul")
        elif self.change and not self.compact:
            canvas.icon("arrow-up" if self.change > 0 else "arrow-down", number.right + 6, y - 7, 14, self._ink())

    def _ink(self) -> str:
        return "autonomy" if self.change > 0 else "beijing"

    def _bar(self, canvas: Canvas) -> None:
        bar = Rect(self.rect.x, self.rect.bottom - 10, self.rect.w, 4)
        canvas.rounded(bar, "line", 2)
        canvas.rounded(Rect(bar.x, bar.y, max(4.0, bar.w * min(100, max(0, self.value)) / 100), 4), "text", 2)
        if self.has_ghost and self.ghost is not None:
            low, high = sorted((self.value, self.ghost))
            x = bar.x + bar.w * low / 100
            canvas.fill(Rect(x, bar.y, bar.w * (high - low) / 100, 4), "seoul_fill")
            canvas.fill(Rect(bar.x + bar.w * self.ghost / 100 - 1.5, bar.y - 3, 3, 9), "seoul_fill")

    def words(self, setter: Setter) -> list[Words]:
        """List name, value, and change or ghost."""
        number, size = self._number(setter)
        shown = [Words(number, f"{self.value}{self.unit}", size, "bold")]
        if not self.compact:
            shown.append(Words(Rect(self.rect.x + 22, self.rect.y + 6, self.rect.w - 22, 22), self.title, 14, "regular", "muted"))
        if self.has_ghost:
            text = f"{self.ghost}{self.unit}"
            x = number.right + (ARROW if self.tight else 17 if self.compact else 20)
            shown.append(Words(Rect(x, number.y, setter.width(text, size, "bold"), number.h), text, size, "bold", "seoul"))
        elif self.change and not self.compact:
            box = Rect(number.right + 22, number.y, self.rect.right - number.right - 22, number.h)
            shown.append(Words(box, (Run(str(abs(self.change))),), 14, "semibold", self._ink()))
        return shown
