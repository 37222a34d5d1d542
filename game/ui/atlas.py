"""A scenario's map as screens use it: its views, names in the reader's language, and where the powers' arrows run."""

from collections.abc import Callable
from dataclasses import dataclass

from game.content.compiled import ArrowMeta, MapMeta, ViewMeta
from game.ui.geography import View

LonLat = tuple[float, float]
Say = Callable[[str, str], str]
"""Gives a text of the scenario by its key, with what stands for one that it has not."""


@dataclass(frozen=True)
class Place:
    """A named place."""

    id: str
    name: str
    at: LonLat


@dataclass(frozen=True)
class Course:
    """Where the arrow of a power runs; `place` is the id of the place where it begins."""

    start: LonLat
    end: LonLat
    place: str = ""


@dataclass(frozen=True)
class Atlas:
    """The map of a scenario. Without `land` it is an empty chart."""

    wide: View
    middle: View
    close: View
    land: bool = True
    home: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    player: str = ""
    patron: Course | None = None
    rival: Course | None = None

    def course(self, who: str) -> Course | None:
        """Give where the arrow of "washington" (the patron) or "beijing" (the rival) runs."""
        return self.rival if who == "beijing" else self.patron

    def find(self, name: str) -> Place | None:
        """Give a place by its id."""
        return next((place for place in self.places if place.id == name), None)

    def fitting(self, wide: float, high: float) -> View:
        """Give the close view so that a low rectangle shows no less of it from north to south."""
        close = self.close
        return View(close.lon, close.lat, max(close.span, LOWEST * close.span * wide / max(1.0, high)))


LOWEST = 0.62


def chart(say: Say) -> Atlas:
    """Give the empty chart of a scenario without a map: the rival at the left, the patron at the right, the player between them."""
    view = View(0.0, -6.0, 60.0)
    places = (
        Place("player", "", (0.0, 0.0)), Place("rival", say("powers.beijing", ""), (-11.0, 3.0)),
        Place("patron", say("powers.washington", ""), (11.0, 3.0)),
    )
    rival, patron = Course((-11.0, 3.0), (-1.2, 0.0), "rival"), Course((11.0, 3.0), (1.2, 0.0), "patron")
    return Atlas(view, view, View(0.0, 0.0, 30.0), land=False, places=places, player="player", patron=patron, rival=rival)


def atlas_of(found: MapMeta, say: Say) -> Atlas:
    """Give a scenario's map with its names in a language."""
    if not found.land:
        return chart(say)
    places = tuple(Place(place.id, say(f"map.places.{place.id}.name", ""), place.at) for place in found.places)
    return Atlas(
        _view(found.wide), _view(found.middle), _view(found.close), home=found.home, places=places, player=found.player,
        patron=_course(found.patron), rival=_course(found.rival),
    )


def _view(view: ViewMeta) -> View:
    return View(view.lon, view.lat, view.across)


def _course(arrow: ArrowMeta | None) -> Course | None:
    return None if arrow is None else Course(arrow.start, arrow.end, arrow.place)
