"""What stands on the map and explains itself: marks of partners, troops and threats, sectors, the middles of the arrows."""

from dataclasses import dataclass
from math import cos, pi, sin

from game.ui.canvas import Canvas, Point
from game.ui.geometry import Rect
from game.ui.marks import colour_of, mark
from game.ui.placing import PLATE
from game.ui.text import Setter, Words
from game.ui.widgets.base import Widget
from game.ui.words import _

ICON, CHANGE, RING = 18.0, 15.0, 34.0
INKS = {"troops": "washington", "partner": "text", "threat": "other"}


@dataclass(frozen=True)
class Told:
    """What a note says: the thing's name, its value in words, lines on what it means and where it is from; its word in the glossary."""

    name: str = ""
    value: str = ""
    note: str = ""
    word: str = ""


NOTHING = Told()


@dataclass(frozen=True)
class Mark:
    """An indicator on the map, of the kind "partner", "troops" or "threat".

    `share` is how full its gauge is, 0 to 1; `change` points up (1) or down (-1); `moved` is what moves it now ("+6"), an empty text
    where it might be moved, None where nothing moves; `struck` is true while the third party strikes.
    """

    id: str
    kind: str
    lon: float
    lat: float
    name: str
    value: str
    share: float = 0.0
    change: int = 0
    told: Told = NOTHING
    moved: str | None = None
    struck: bool = False

    def text(self, *, short: bool = False) -> str:
        """Give its words: "Europe 45", "28.5k US"; short, the number alone."""
        if short:
            return self.value
        words = _("{n} {name}") if self.kind == "troops" else "{name} {n}"
        return words.format(n=self.value, name=self.name)

    def wide(self, setter: Setter, *, short: bool = False) -> float:
        """Tell how wide its plate is while it is calm."""
        room = 0.0 if self.moved is None else max(setter.width("+00", 14, "semibold"), setter.width(self.moved, 14, "semibold")) + 6
        return setter.width(self.text(short=short), 14, "semibold") + ICON + 24 + (CHANGE if self.change else room)


class Spot(Widget):
    """Something on the map that can be focused and explains itself."""

    focusable = True

    def __init__(self, rect: Rect, name: str, told: Told) -> None:
        super().__init__(rect, name=f"map {name}", label=told.name)
        self.told, self.value, self.help = told, told.value, told.note

    def worth(self) -> str:
        """Return its value in words."""
        return self.value

    def spoken(self) -> str:
        """Return name, value, what it leads to and its note, each once."""
        return ", ".join(part for part in (self.label, self.worth(), self.role, self.told.note) if part)


class Helper(Spot):
    """More of an arrow for the pointer alone."""

    focusable = False


class SectorSpot(Spot):
    """A ring with the icon of something that is under coercion."""

    def __init__(self, rect: Rect, icon: str, who: str, told: Told) -> None:
        super().__init__(rect, f"sector {told.name}", told)
        self.icon, self.who = icon, who

    def paint(self, canvas: Canvas) -> None:
        """Draw ring and icon."""
        x, y = self.rect.centre
        canvas.disc(x, y, RING, "raised" if self.hot else "panel")
        canvas.disc(x, y, RING, colour_of(self.who), 2)
        canvas.icon(f"cards/{self.icon}", x - 10, y - 10, 20, colour_of(self.who))


class MarkSpot(Spot):
    """A plate with a gauge, a name and a number; `way` leads to a place beyond the edge, `part` 0 to 1 is for motion."""

    def __init__(self, rect: Rect, one: Mark, way: Point, bounds: Rect, setter: Setter, *, short: bool = False) -> None:
        self.one, self.way, self.bounds, self.part, self.short = one, way, bounds, 1.0, short
        if one.moved == "":                        # nothing moves it: the room for that stays empty, at the side away from the edge
            wide = setter.width(one.text(short=short), 14, "semibold") + ICON + 24
            rect = Rect(rect.right - wide if way[0] > abs(way[1]) else rect.x, rect.y, wide, rect.h)
        super().__init__(rect, f"mark {one.id}", one.told)

    def announced(self) -> str:
        """Announce a strike."""
        return ", ".join(part for part in (f"{self.label} {self.one.value}", self.one.moved) if part) if self.one.struck else ""

    def paint(self, canvas: Canvas) -> None:
        """Draw the burst, the plate, the way to what lies beyond the edge, and the gauge."""
        r, one = self.rect, self.one
        x, y = r.x + 8 + ICON / 2, r.centre[1]
        if one.struck:
            with canvas.window(self.bounds, 0, 0):
                self._burst(canvas, x, y)
        if self.way != (0.0, 0.0):
            canvas.polygon(self._notch(), "panel")
        canvas.rounded(r, "raised" if self.hot or one.moved else "panel", PLATE / 2)
        if one.moved:
            canvas.outline(r, "gold", 1.6, PLATE / 2)
        ink = INKS[one.kind]
        if one.kind == "troops":
            canvas.icon("users", x - 8, y - 8, 16, ink)
        elif one.kind == "threat":
            mark(canvas, "pyongyang", x, y, 17, ink)
            canvas.icon("zap", x - 5.5, y - 5.5, 11, "panel")
        else:
            _gauge(canvas, Rect(x - 7, y - 7, 14, 14), one.share, ink)
        if one.change:
            canvas.icon("arrow-up" if one.change > 0 else "arrow-down", r.right - 10 - 12, y - 6, 12, "muted")

    def words(self, setter: Setter) -> list[Words]:
        """List name and number."""
        r, text, moved = self.rect, self.one.text(short=self.short), self.one.moved
        box = Rect(r.x + ICON + 12, r.y, setter.width(text, 14, "semibold"), r.h)
        shown = [Words(box, text, 14, "semibold", INKS[self.one.kind])]
        if moved:
            shown.append(Words(Rect(box.right + 6, r.y, setter.width(moved, 14, "semibold"), r.h), moved, 14, "semibold", "seoul"))
        return shown

    def _notch(self) -> list[Point]:
        """Give a small triangle at the edge of the plate that faces the place."""
        (x, y), (dx, dy) = self.rect.centre, self.way
        if abs(dx) * self.rect.h > abs(dy) * self.rect.w:
            side = self.rect.w / 2 - 2
            end = x + side * (1 if dx > 0 else -1)
            return [(end, y - 7), (end, y + 7), (end + (8 if dx > 0 else -8), y + 7 * dy)]
        end = y + (self.rect.h / 2 - 1) * (1 if dy > 0 else -1)
        middle = x + dx * self.rect.w / 3
        return [(middle - 7, end), (middle + 7, end), (middle + 7 * dx, end + (8 if dy > 0 else -8))]

    def _burst(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw what a strike looks like: a star around the mark, and rings that go out from it."""
        for ring in range(3):
            grown = max(0.0, self.part * 1.6 - ring * 0.3)
            if grown > 0:
                canvas.disc(x, y, 34 + 44 * min(1.0, grown) * (ring + 1) / 2, "seoul", max(1.0, 2.4 - ring * 0.6))
        big = 17 + 5 * self.part
        rays = [(big if i % 2 else big * 1.5, i * pi / 8) for i in range(16)]
        canvas.polygon([(x + far * sin(turn), y - far * cos(turn)) for far, turn in rays], "seoul")


def _gauge(canvas: Canvas, box: Rect, share: float, ink: str) -> None:
    """Draw the mark of a partner: a square that is filled from below as far as it stands by the player."""
    canvas.outline(box, ink, 1.6, 3)
    inner = box.inset(3)
    high = max(1.0, inner.h * min(1.0, max(0.0, share)))
    canvas.rounded(Rect(inner.x, inner.bottom - high, inner.w, high), ink, 1)
