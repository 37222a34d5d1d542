"""The three advisors: an emblem, an answer and one reason in numbers; hovering one shows that road's order as a ghost."""

from collections.abc import Callable
from functools import lru_cache

from game.analysis.advice import Advice, advise
from game.rules.scenario import LEANS
from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.marks import colour_of, mark
from game.ui.outcome import Outcome
from game.ui.screens.parts.table import CardFace, Table
from game.ui.text import Setter, Words
from game.ui.widgets import Widget
from game.ui.words import _

OnAdvisor = Callable[[int, bool], Outcome | None]


@lru_cache(maxsize=4)
def advice_for(table: Table) -> tuple[Advice, ...]:
    """Ask the advisors, once a turn, in the order of the roads."""
    found = advise(table.scenario, table.view)
    order = ("alignment", "ambiguity", "autonomy")
    return tuple(sorted(found, key=lambda one: order.index(road(table, one.doctrine))))


def road(table: Table, doctrine: int) -> str:
    """Name the road of a doctrine, which is also the name of its shape."""
    return LEANS[table.scenario.doctrines[doctrine].lean]


def saying(table: Table, advice: Advice, card: CardFace | None) -> str:
    """Write what an advisor says of a card, or of the points."""
    if card is not None:
        number = advice.answers[card.slot]
        label = table.option_text(card, number, "label")
        gain, cost = advice.gains[card.slot], advice.costs[card.slot]
        parts = [table.moved(*pair) for pair in (gain, cost) if pair is not None]
        return f"{label}: {_(', but ').join(parts)}." if parts else f"{label}."
    ranked = sorted(range(len(advice.points)), key=lambda p: (-(advice.points[p] - int(table.view.levels[p, 0])), -advice.points[p]))
    raised = [p for p in ranked if advice.points[p] > int(table.view.levels[p, 0])][:2]
    named = raised or ranked[:2]
    names = [table.texts(f"programmes.{table.scenario.programmes[p].id}.name") for p in named]
    head, each = (_("Raise {what}."), _("{name} to {points}")) if raised else (_("Keep {what}."), _("{name} at {points}"))
    return head.format(what=_(" and ").join(each.format(name=name, points=advice.points[p]) for name, p in zip(names, named, strict=True)))


class Advisor(Widget):
    """One advisor."""

    focusable = True

    def __init__(self, rect: Rect, who: str, voice: str, text: str) -> None:
        super().__init__(rect, name=f"advisor {who}", label=f"{voice}: {text}")
        self.who, self.voice, self.text = who, voice, text

    def paint(self, canvas: Canvas) -> None:
        """Draw the emblem."""
        if self.hot:
            canvas.rounded(self.rect.inset(-8, 0), "raised", 6)
        mark(canvas, self.who, self.rect.x + 11, self.rect.y + 12, 18)

    def words(self, setter: Setter) -> list[Words]:
        """List voice and words."""
        r = self.rect
        line = setter.line_height(14)
        return [
            Words(Rect(r.x + 32, r.y + 1, r.w - 32, line), self.voice, 14, "semibold", colour_of(self.who)),
            Words(Rect(r.x + 32, r.y + line, r.w - 32, r.h - line), self.text, 14, wrap=True),
        ]


class Advisors(Widget):
    """The panel of the advisors."""

    def __init__(self, rect: Rect, table: Table, card: CardFace | None, on_advisor: OnAdvisor) -> None:
        super().__init__(rect, label=_("Advisors"))
        rows = rect.inset(16, 6).top(24)[1].rows(len(table.scenario.doctrines), 0)
        for place, (advice, row) in enumerate(zip(advice_for(table), rows, strict=True)):
            doctrine = table.scenario.doctrines[advice.doctrine]
            one = Advisor(row, road(table, advice.doctrine), table.texts(f"doctrines.{doctrine.id}.voice"), saying(table, advice, card))
            one.on_hot = lambda on, place=place: on_advisor(place, on)
            one.on_activate = lambda place=place: on_advisor(place, True)
            self.add(one)

    @staticmethod
    def height(setter: Setter, count: int) -> float:
        """Return how high the panel is: a heading, and three lines for each advisor."""
        return max(216.0, 38 + count * 3 * setter.line_height(14))

    def paint(self, canvas: Canvas) -> None:
        """Draw the panel."""
        canvas.rounded(self.rect, "panel", 6)

    def words(self, setter: Setter) -> list[Words]:
        """List the heading."""
        return [Words(Rect(self.rect.x + 16, self.rect.y + 6, self.rect.w - 32, 24), self.label, 16, "semibold")]
