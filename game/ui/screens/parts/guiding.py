"""How far a reader has come with a scenario's guidance: which step is due on the page in front, and which are done."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from game.content.compiled import GuideMeta
from game.session.match import Match
from game.ui.desk import Desk
from game.ui.geometry import Rect
from game.ui.screen import Screen


class Place(NamedTuple):
    """Where the reader is: a page of the guidance ("side" is the compact layout's forecast, advisors or map), a turn, a card."""

    page: str
    turn: int = 0
    card: int = 0


def place_of(screen: Screen) -> Place:
    """Tell which page of the guidance a screen is."""
    from game.ui.screens.brief import Brief
    from game.ui.screens.decide import Decide
    from game.ui.screens.ledger import LedgerPage
    from game.ui.screens.resolve import Resolve
    from game.ui.screens.result import Result

    if isinstance(screen, Brief):
        return Place("brief", screen.table.turn)
    if isinstance(screen, Decide):
        if screen.card is not None:
            return Place("event", screen.table.turn, screen.card.slot + 1)
        return Place("points" if screen.page.startswith("points") else "side", screen.table.turn)
    if isinstance(screen, Resolve):
        return Place("resolve", screen.report.turn)
    if isinstance(screen, LedgerPage):
        return Place("ledger", screen.match.turn)
    return Place("result") if isinstance(screen, Result) else Place("")


@dataclass
class Guide:
    """The progress through the steps of one match; `off` is a guide sent away, `seen` what was looked at in this step."""

    match: Match
    steps: tuple[GuideMeta, ...]
    done: set[int] = field(default_factory=set)
    current: int | None = None
    off: bool = False
    seen: set[str] = field(default_factory=set)
    base: dict[str, int] = field(default_factory=dict)
    spots: dict[Hashable, Rect] = field(default_factory=dict)

    @property
    def step(self) -> GuideMeta | None:
        """Give the step that is shown."""
        return None if self.current is None else self.steps[self.current]

    def look(self, screen: Screen) -> GuideMeta | None:
        """Take note of the page in front: steps that it fulfils are done, and the first one due on it is shown."""
        place = place_of(screen)
        for _round in range(len(self.steps) + 1):
            if self.current is not None and self._met(self.steps[self.current], screen, place):
                self.done.add(self.current)
                self.current = None
            due = self.current if place.page == "side" else self._due(place)
            if due == self.current:
                break
            self.current = due
            self.seen, self.base = set(), dict(self.match.draft.points)
        return self.step

    def _due(self, place: Place) -> int | None:
        for number, step in enumerate(self.steps):
            fits = step.page == place.page and step.turn in (0, place.turn) and step.card in (0, place.card)
            if fits and number not in self.done:
                return number
        return None

    def _met(self, step: GuideMeta, screen: Screen, place: Place) -> bool:
        kind, _colon, name = step.wait_for.partition(":")
        if kind in ("forecast", "advisors"):
            return kind in self.seen or (kind == "forecast" and getattr(screen, "page", "") == kind)
        if kind == "point":
            return self._moved(name)
        if kind == "answer":
            return place.page == "event" and self._answered(screen, name)
        return {
            "table": place.page in ("event", "points", "side"), "points": place.page == "points", "ledger": place.page == "ledger",
            "back": place.page != "ledger", "turn_ended": place.page in ("resolve", "result"),
            "told": bool(getattr(screen, "done", False)), "next_turn": place.page in ("brief", "result"),
        }.get(kind, False)

    def _moved(self, programme: str) -> bool:
        now = {name: level for name, level in self.match.draft.points.items() if level}
        then = {name: level for name, level in self.base.items() if level}
        return now.get(programme, 0) != then.get(programme, 0) if programme else now != then

    @staticmethod
    def _answered(screen: Any, number: str) -> bool:
        chosen = screen.table.chosen(screen.card)
        return chosen == int(number) - 1 if number else chosen >= 0

    def next(self) -> None:
        """Go on from a step that waits for the reader."""
        if self.current is not None:
            self.done.add(self.current)
            self.current = None

    def waits_for(self, kind: str) -> bool:
        """Tell whether the step that is shown waits for something."""
        return self.step is not None and self.step.wait_for.partition(":")[0] == kind


def guide_of(desk: Desk, match: Match) -> Guide | None:
    """Give the guide of a match, where its scenario has one; it stays with the desk from page to page."""
    steps = match.compiled.meta.guide  # type: ignore[attr-defined]
    if not steps:
        return None
    if not isinstance(desk.guide, Guide) or desk.guide.match is not match:
        desk.guide = Guide(match, steps)
    return desk.guide
