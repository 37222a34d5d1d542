"""The map behind everything: places, pins, arrows of the two powers, sectors that are hit, troops."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.ui.arrows import arrow
from game.ui.canvas import Canvas, Point
from game.ui.geography import BRIEF, Projection, View, picture
from game.ui.geometry import Rect
from game.ui.marks import colour_of, mark
from game.ui.outcome import Outcome
from game.ui.text import Setter, Words
from game.ui.widgets.base import Widget
from game.ui.words import _

BEIJING, SEOUL, PYONGYANG, TOKYO = (116.4, 39.9), (126.98, 37.57), (125.75, 39.03), (139.7, 35.68)
TROOPS, FROM_WEST, FROM_EAST = (128.7, 34.55), (126.35, 36.55), (128.6, 36.35)

_AROUND = [(-14.0 * i, 0.0) for i in range(7)] + [(14.0 * dx, -14.0 * dy) for dy in range(1, 9) for dx in (0, -2, 2)]


@dataclass(frozen=True)
class Pin:
    """The place of an event, with the number of its card."""

    number: int
    lon: float
    lat: float
    label: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Arrow:
    """Pressure of "washington" or "beijing": strength 0..100 is its width, brightness and part 0..1 are for motion.

    `more` is strength that something would add; it is drawn around the arrow, wider than to scale so that it is seen.
    """

    who: str
    strength: float
    brightness: float = 1.0
    target: tuple[float, float] | None = None
    part: float = 1.0
    more: float = 0.0


@dataclass(frozen=True)
class Sector:
    """Something that is hit or helped: an event's icon in a ring, with words beside it."""

    icon: str
    lon: float
    lat: float
    who: str
    text: str = ""


def added(more: float) -> float:
    """Tell how many pixels wider what is added makes an arrow."""
    return min(16.0, 3.0 + 0.5 * more)


def _pin_box(tip: Point) -> Rect:
    return Rect(tip[0] - 13, tip[1] - 32, 26, 32)


class _PinSpot(Widget):
    """A pin that can be focused and pressed."""

    focusable = True


class Map(Widget):
    """The map in a rectangle; `east` is where Washington's arrow begins (the right edge when not given).

    `free` is the part that no card covers: pins are kept inside it and apart from each other.
    """

    def __init__(  # noqa: PLR0913 - options of a widget, by name
        self, rect: Rect, *, view: View = BRIEF, pins: Sequence[Pin] = (), arrows: Sequence[Arrow] = (),
        sectors: Sequence[Sector] = (), troops: str = "", east: Point | None = None, free: Rect | None = None,
        labels: bool = True, on_pin: Callable[[int], Outcome | None] | None = None,
    ) -> None:
        super().__init__(rect, label=_("Map"))
        self.projection = Projection(rect, view)
        self.pins, self.arrows, self.sectors, self.troops = list(pins), list(arrows), list(sectors), troops
        self.east, self.free, self.labels = east, free or rect.inset(16), labels
        self.spots = self._spread()
        if on_pin:
            for pin, (x, y) in zip(self.pins, self.spots, strict=True):
                spot = _PinSpot(Rect(x - 13, y - 32, 26, 34), name=f"pin {pin.number}", label=f"{pin.number} {pin.label}".strip())
                spot.on_activate = lambda number=pin.number: on_pin(number)
                spot.help = pin.label
                self.add(spot)

    def project(self, lon: float, lat: float) -> Point:
        """Return where a place lies on the canvas."""
        return self.projection.project(lon, lat)

    def _spread(self) -> list[Point]:
        """Place the pins' tips: inside what is free, and not on each other."""
        placed: list[Point] = []
        for pin in self.pins:
            x, y = self.project(pin.lon, pin.lat)
            x = min(max(x, self.free.x + 14), self.free.right - 14)
            y = min(max(y, self.free.y + 34), self.free.bottom - 4)
            tries = [(x + dx, y + dy) for dx, dy in _AROUND if self.free.contains(x + dx, y + dy)]
            fits = [p for p in tries if all(abs(p[0] - q[0]) > 27 or abs(p[1] - q[1]) > 35 for q in placed)]
            clear = [p for p in fits if not any(_pin_box(p).overlaps(name) for name in self._named())]
            placed.append((clear or fits or [(x, y)])[0])
        return placed

    def _named(self) -> list[Rect]:
        """Give about where the names of Pyongyang and Seoul stand, which no pin should cover."""
        if not self.labels:
            return []
        places = [self.project(*PYONGYANG), self.project(*SEOUL)]
        return [Rect(x + 4, y - 15 + 4 * i, 72 - 24 * i, 22) for i, (x, y) in enumerate(places)]

    def paint(self, canvas: Canvas) -> None:
        """Draw land and sea, places, arrows, sectors and pins."""
        with canvas.window(self.rect, 0, 0):
            canvas.image(picture(canvas.px(self.rect).size, self.projection.view, canvas.palette), self.rect.x, self.rect.y)
            for each in self.arrows:
                if each.more > 0:
                    canvas.polygon(self.outline(each, added(each.more)), colour_of(each.who), 0.55)
                canvas.polygon(self.outline(each), colour_of(each.who), 0.25 + 0.7 * each.brightness)
            self._places(canvas)
            for sector in self.sectors:
                self._sector(canvas, sector)
            for pin, spot in zip(self.pins, self.spots, strict=True):
                self._pin(canvas, pin, spot)

    def outline(self, each: Arrow, more: float = 0.0) -> list[Point]:
        """Return the outline of an arrow, wider by so many pixels."""
        lift = 0.0
        if each.who == "beijing":
            x, y = self.project(*BEIJING)
            start, end = (x + 14, y + 4), self.project(*(each.target or FROM_WEST))
        else:
            end = self.project(*(each.target or FROM_EAST))
            start = self.east or (self.rect.right, end[1] - 72)
            lift = 8.0
        size = min(1.0, max(0.55, self.rect.w / 800))
        return arrow(start, end, each.strength, part=each.part, bend=lift, size=size, more=more)

    def _places(self, canvas: Canvas) -> None:
        x, y = self.project(*BEIJING)
        mark(canvas, "beijing", x, y, 15)
        for place in (PYONGYANG, TOKYO):
            x, y = self.project(*place)
            canvas.disc(x, y, 7, "sea")
            canvas.disc(x, y, 6, "text")
        x, y = self.project(*SEOUL)
        if self.labels and self._seoul_needs_plate(canvas.text):
            canvas.rounded(Rect(x + 3, y - 11, canvas.text.width(_("Seoul"), 14, "semibold") + 11, 22), "south", 4)
        canvas.disc(x, y, 10, "#16212B", 2.2)
        if self.troops:
            x, y = self.project(*TROOPS)
            canvas.rounded(Rect(x - 7, y - 13, canvas.text.width(self.troops, 14, "semibold") + 36, 26), "panel", 13)
            canvas.icon("users", x, y - 8, 16, "washington")

    def _seoul_needs_plate(self, setter: Setter) -> bool:
        """Tell whether Seoul's name runs over the coast into the sea."""
        return self.project(*SEOUL)[0] + 10 + setter.width(_("Seoul"), 14, "semibold") > self.project(129.2, 37)[0]

    def _sector(self, canvas: Canvas, sector: Sector) -> None:
        x, y = self.project(sector.lon, sector.lat)
        canvas.disc(x, y, 44, "panel")
        canvas.disc(x, y, 44, colour_of(sector.who), 2)
        canvas.icon(f"cards/{sector.icon}", x - 14, y - 14, 28, colour_of(sector.who))
        if sector.text:
            canvas.rounded(self._plate(canvas.text, sector), "panel", 16)

    def _plate(self, setter: Setter, sector: Sector) -> Rect:
        x, y = self.project(sector.lon, sector.lat)
        wide = setter.width(sector.text, 16, "semibold") + 24
        left = x + 30 if x + 30 + wide < self.rect.right else x - 30 - wide
        return Rect(left, y - 16, wide, 32)

    def _pin(self, canvas: Canvas, pin: Pin, spot: Point) -> None:
        x, y = spot
        ground = "gold" if pin.chosen else "pin"
        canvas.polygon([(x - 7, y - 12), (x + 7, y - 12), (x, y)], ground)
        canvas.disc(x, y - 19, 25, ground)

    def words(self, setter: Setter) -> list[Words]:
        """List names of places, numbers of pins, and words of sectors."""
        shown = [
            Words(Rect(x - 12, y - 31, 24, 24), str(pin.number), 14, "bold", "ink" if pin.chosen else "pin_ink", "centre")
            for pin, (x, y) in zip(self.pins, self.spots, strict=True)
        ]
        shown += self._names(setter) if self.labels else []
        for sector in self.sectors:
            if sector.text:
                plate = self._plate(setter, sector)
                shown.append(Words(plate.inset(12, 0), sector.text, 16, "semibold", colour_of(sector.who)))
        return shown

    def _names(self, setter: Setter) -> list[Words]:
        names = []
        for place, name, left, colour in (
            (BEIJING, _("Beijing"), True, "text"), (PYONGYANG, _("Pyongyang"), False, "text"),
            (SEOUL, _("Seoul"), False, "#16212B"), (TOKYO, _("Tokyo"), False, "text"),
        ):
            x, y = self.project(*place)
            wide = setter.width(name, 14, "semibold")
            start = x - 11 - wide if left else x + 8
            if start > self.rect.x and start + wide < self.rect.right:
                names.append(Words(Rect(start, y - 11 - (4 if place is PYONGYANG else 0), wide, 22), name, 14, "semibold", colour))
        if self.troops:
            x, y = self.project(*TROOPS)
            box = Rect(x + 20, y - 11, setter.width(self.troops, 14, "semibold"), 22)
            names.append(Words(box, self.troops, 14, "semibold", "washington"))
        return names

