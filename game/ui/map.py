"""The map behind everything: places, pins, arrows of the two powers, sectors that are hit, marks of partners, troops and threats."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from game.ui.arrows import arrow, curve
from game.ui.atlas import Atlas, Place
from game.ui.canvas import Canvas, Point
from game.ui.geography import Projection, View, picture, touches_land
from game.ui.geometry import Rect
from game.ui.mapspots import NOTHING, RING, Helper, Mark, MarkSpot, SectorSpot, Spot, Told
from game.ui.marks import colour_of, mark
from game.ui.outcome import Outcome
from game.ui.placing import Wish, arranged, kept_in, pin_box, pinned
from game.ui.text import Setter, Words
from game.ui.widgets.base import Widget
from game.ui.widgets.panels import Group
from game.ui.words import _

INK = "#16212B"
LIFT, START, NEAR = 8.0, 12.0, 4.0
"""How far the middle of the patron's arrow is lifted; the gap between an arrow's start and its name; how close to the edge names show."""
NARROW, ASTRAY = 340.0, 60.0
"""In less room, or where a plate would come to lie so far from its place, marks show numbers without names."""
_ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)


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
    told: Told = NOTHING


@dataclass(frozen=True)
class Sector:
    """Something that is hit: an event's icon in a ring. With `text` it is told of now: larger, with words beside it.

    `short` is said instead where the words have no room.
    """

    icon: str
    lon: float
    lat: float
    who: str
    text: str = ""
    short: str = ""
    told: Told = NOTHING


def added(more: float) -> float:
    """Tell how many pixels wider what is added makes an arrow."""
    return min(16.0, 3.0 + 0.5 * more)


class _PinSpot(Widget):
    """A pin that can be focused and pressed."""

    focusable = True


class Map(Widget):
    """The map in a rectangle; `east` is where the patron's arrow begins when it comes over the right edge.

    `free` is the part that no card covers: marks and pins are kept inside it, apart from each other and off what is in `keep`. What
    explains itself is in `notes`, which with `apart` the page adds where it likes in the order of Tab.
    """

    def __init__(  # noqa: PLR0913 - options of a widget, by name
        self, rect: Rect, atlas: Atlas, setter: Setter, *, view: View | None = None, pins: Sequence[Pin] = (),
        arrows: Sequence[Arrow] = (), sectors: Sequence[Sector] = (), marks: Sequence[Mark] = (), east: Point | None = None,
        free: Rect | None = None, labels: bool = True, apart: bool = False, keep: Sequence[Rect] = (),
        on_pin: Callable[[int], Outcome | None] | None = None,
    ) -> None:
        super().__init__(rect, label=_("Map"))
        self.atlas, self.setter = atlas, setter
        self._drawn: tuple[object, ...] = ()
        self._picture: pygame.Surface | None = None
        self.projection = Projection(rect, view or atlas.wide)
        self.pins, self.arrows, self.sectors, self.marks = list(pins), list(arrows), list(sectors), list(marks)
        self.east, self.free = east, free or rect.inset(16)
        self.short = self.free.w < NARROW
        self.names = self._shown_names() if labels else []
        self.keep = (*keep, *(box for one in self.sectors if one.text for box in (self._ring(one), self._plate(setter, one))))
        self.calm = [one for one in self.sectors if not one.text]
        placed = self._arranged()
        if not self.short and self._astray(placed):
            self.short = True
            placed = self._arranged()
        self.labels = placed[: len(self.names)]
        self.spots = self._spread(placed)
        if on_pin:
            for pin, (x, y) in zip(self.pins, self.spots, strict=True):
                spot = _PinSpot(Rect(x - 13, y - 32, 26, 34), name=f"pin {pin.number}", label=f"{pin.number} {pin.label}".strip())
                spot.on_activate = lambda number=pin.number: on_pin(number)
                spot.help = pin.label
                self.add(spot)
        self.notes = Group(rect, self._explained(placed[len(self.names) :], placed))
        if not apart:
            self.add(self.notes)

    def project(self, lon: float, lat: float) -> Point:
        """Return where a place lies on the canvas."""
        return self.projection.project(lon, lat)

    # where things stand

    def _shown_names(self) -> list[Place]:
        """List the places in what is free, the player's first."""
        seen = self.free.inset(-NEAR)
        found = [place for place in self.atlas.places if place.name and seen.contains(*self.project(*place.at))]
        starts = self._starts()
        return sorted(found, key=lambda place: (place.id != self.atlas.player, place.id not in starts))

    def _starts(self) -> dict[str, str]:
        """Give the places where the arrows begin, each with its power."""
        return {course.place: who for who in ("beijing", "washington") if (course := self.atlas.course(who)) is not None}

    def _arranged(self) -> tuple[Rect, ...]:
        """Place names, rings of sectors and plates of marks: off the arrows, in what is free."""
        gaps = {place.id: START if place.id in self._starts() else 8.0 for place in self.names}
        wishes = [Wish(self.project(*one.at), self.setter.width(one.name, 14, "semibold"), gap=gaps[one.id]) for one in self.names]
        wishes += [Wish(self._inside(one), RING, plate=True) for one in self.calm]
        wishes += [Wish(self._inside(one), one.wide(self.setter, short=self.short), plate=True) for one in self.marks]
        taken = [Rect(x - 9, y - 9, 18, 18) for each in self.arrows for x, y in self._middle(each)[2::3]]
        spots = [Rect(x - 8, y - 8, 16, 16) for x, y in (self.project(*place.at) for place in self.atlas.places)]
        return arranged(tuple(wishes), self.free, tuple(taken), (*self.keep, *spots))

    def _astray(self, placed: Sequence[Rect]) -> bool:
        """Tell whether a mark that lies in sight had to go far from its place."""
        for one, box in zip(self.marks, placed[len(placed) - len(self.marks) :], strict=True):
            edge, (x, y) = kept_in(self.project(one.lon, one.lat), self.free), box.centre
            if edge.way == (0.0, 0.0) and (abs(x - edge.at[0]) > box.w / 2 + ASTRAY or abs(y - edge.at[1]) > ASTRAY):
                return True
        return False

    def _inside(self, one: Sector | Mark) -> Point:
        """Return where something belongs, at the edge of what is free when that lies outside."""
        return kept_in(self.project(one.lon, one.lat), self.free).at

    def _spread(self, standing: Sequence[Rect]) -> list[Point]:
        """Place the pins' tips: inside what is free, not on each other nor on what stands there."""
        tips = (Rect(x - 14, y - 10, 28, 20) for x, y in (self._ends(each)[1] for each in self.arrows))
        return list(pinned(tuple(self.project(pin.lon, pin.lat) for pin in self.pins), self.free, (*standing, *self.keep, *tips)))

    def _explained(self, standing: Sequence[Rect], taken: Sequence[Rect]) -> list[Widget]:
        """Give the widgets that explain arrows, sectors and marks."""
        found: list[Widget] = []
        full = [*taken, *(pin_box(spot) for spot in self.spots)]
        for each in self.arrows:
            if each.told.name:
                found += self._on_arrow(each, full)
        for sector in self.sectors:
            if sector.text and sector.told.name:
                found.append(Spot(self._ring(sector), f"sector {sector.told.name}", sector.told))
        for sector, box in zip(self.calm, standing, strict=False):
            found.append(SectorSpot(box, sector.icon, sector.who, sector.told))
        for one, box in zip(self.marks, standing[len(self.calm) :], strict=True):
            way = kept_in(self.project(one.lon, one.lat), self.free).way
            found.append(MarkSpot(box, one, way, self.rect, self.setter, short=self.short))
        return found

    def _on_arrow(self, each: Arrow, taken: Sequence[Rect]) -> list[Widget]:
        """Give the middle of an arrow for the focus, and more of it for the pointer."""
        points = self._middle(each)
        boxes = [Rect(x - 16, y - 16, 32, 32) for x, y in (points[round(part * (len(points) - 1))] for part in _ALONG)]
        seen = [box for box in boxes if self.free.contains(*box.centre) and not any(box.overlaps(other) for other in taken)] or boxes[:1]
        helpers: list[Widget] = [Helper(box, f"more {each.who}", each.told) for box in seen[1:]]
        return [*helpers, Spot(seen[0], f"arrow {each.who}", each.told)]

    # the arrows

    def _ends(self, each: Arrow) -> tuple[Point, Point]:
        """Return where an arrow begins and ends; one from outside comes over the edge, the patron's from `east` when that is right."""
        course = self.atlas.course(each.who)
        if course is None:
            middle = self.rect.centre
            return middle, middle
        end, away = self.project(*(each.target or course.end)), self.project(*course.start)
        edge = kept_in(away, self.rect)
        if edge.way == (0.0, 0.0):
            side = 1 if end[0] >= away[0] else -1
            return (away[0] + 14 * side, away[1] + 4), end
        if each.who != "beijing" and edge.way[0] > 0:
            return self.east or (self.rect.right, end[1] - 72), end
        return edge.at, end

    def _middle(self, each: Arrow) -> Sequence[Point]:
        """Return the points of the line that an arrow follows."""
        return curve(*self._ends(each), self._lift(each))

    def _lift(self, each: Arrow) -> float:
        return 0.0 if each.who == "beijing" else LIFT

    def outline(self, each: Arrow, more: float = 0.0) -> Sequence[Point]:
        """Return the outline of an arrow, wider by so many pixels."""
        size = min(1.0, max(0.55, self.rect.w / 800))
        return arrow(*self._ends(each), each.strength, part=each.part, bend=self._lift(each), size=size, more=more)

    # drawing

    def paint(self, canvas: Canvas) -> None:
        """Draw land and sea, arrows, places, sectors and pins; from the second time on a picture of them is kept."""
        box = canvas.px(self.rect)
        things = (tuple(self.arrows), tuple(self.sectors), tuple(self.pins), tuple(self.spots))
        shown = (canvas.palette, canvas.scale, box.size, things)
        if self._picture is not None and self._drawn == shown:
            canvas.image(self._picture, self.rect.x, self.rect.y)
            return
        self._paint(canvas)
        whole = canvas.surface.get_clip().contains(box)
        self._picture = canvas.surface.subsurface(box).copy() if whole and self._drawn == shown else None
        self._drawn = shown

    def _paint(self, canvas: Canvas) -> None:
        atlas = self.atlas
        with canvas.window(self.rect, 0, 0):
            drawn = picture(canvas.px(self.rect).size, self.projection.view, canvas.palette, atlas.home, land=atlas.land)
            canvas.image(drawn, self.rect.x, self.rect.y)
            for each in self.arrows:
                if atlas.course(each.who) is None:
                    continue
                if each.more > 0:
                    canvas.polygon(self.outline(each, added(each.more)), colour_of(each.who), 0.55)
                canvas.polygon(self.outline(each), colour_of(each.who), 0.25 + 0.7 * each.brightness)
            self._places(canvas)
            for sector in self.sectors:
                if sector.text:
                    self._sector(canvas, sector)
            for pin, spot in zip(self.pins, self.spots, strict=True):
                self._pin(canvas, pin, spot)

    def _places(self, canvas: Canvas) -> None:
        """Draw the powers' marks, dots for other places, the player's ring and the plate of its name."""
        starts = self._starts()
        for place in self.atlas.places:
            x, y = self.project(*place.at)
            if place.id in starts:
                mark(canvas, starts[place.id], x, y, 15)
            elif place.id == self.atlas.player:
                canvas.disc(x, y, 13, "seoul" if not self.atlas.land else "south")
                canvas.disc(x, y, 10, INK, 2.2)
            elif place in self.names:
                canvas.disc(x, y, 7, "sea")
                canvas.disc(x, y, 6, "text")
        for place, box in zip(self.names, self.labels, strict=True):
            if self._golden(place, box):
                canvas.rounded(box.inset(-4, 0), "south", 4)

    def _golden(self, place: Place, box: Rect) -> bool:
        """Tell whether a name stands on gold: the player's, and what lies over the player's land."""
        return place.id == self.atlas.player or (self.atlas.land and touches_land(self.projection, box, self.atlas.home))

    def _ring(self, sector: Sector) -> Rect:
        """Return where the large ring of a sector stands: at the edge where its place lies outside."""
        x, y = kept_in(self.project(sector.lon, sector.lat), self.free.inset(24)).at
        return Rect(x - 22, y - 22, 44, 44)

    def _sector(self, canvas: Canvas, sector: Sector) -> None:
        x, y = self._ring(sector).centre
        canvas.disc(x, y, 44, "panel")
        canvas.disc(x, y, 44, colour_of(sector.who), 2)
        canvas.icon(f"cards/{sector.icon}", x - 14, y - 14, 28, colour_of(sector.who))
        canvas.rounded(self._plate(canvas.text, sector), "panel", 16)

    def _plate(self, setter: Setter, sector: Sector) -> Rect:
        """Return where the words of a sector stand: beside its ring, or below it where both sides are too narrow."""
        x, y = self._ring(sector).centre
        wide = setter.width(self._said(setter, sector), 16, "semibold") + 24
        for left in (x + 30, x - 30 - wide):
            if left >= self.rect.x + 4 and left + wide <= self.rect.right - 4:
                return Rect(left, y - 16, wide, 32)
        below = y + 26 if y + 60 <= self.rect.bottom else y - 58
        return Rect(min(max(x - wide / 2, self.rect.x + 4), self.rect.right - 4 - wide), below, wide, 32)

    def _said(self, setter: Setter, sector: Sector) -> str:
        return sector.text if setter.width(sector.text, 16, "semibold") + 32 <= self.rect.w or not sector.short else sector.short

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
        for place, box in zip(self.names, self.labels, strict=True):
            shown.append(Words(box, place.name, 14, "semibold", INK if self._golden(place, box) else "text"))
        for sector in self.sectors:
            if sector.text:
                plate = self._plate(setter, sector)
                shown.append(Words(plate.inset(12, 0), self._said(setter, sector), 16, "semibold", colour_of(sector.who)))
        return shown
