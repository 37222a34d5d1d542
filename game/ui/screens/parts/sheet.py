"""A scenario as a card of paper, in the list of scenarios."""

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.text import Setter, Words
from game.ui.widgets import Paper
from game.ui.words import _


class ScenarioCard(Paper):
    """A scenario on paper: title, tagline, facts; the chosen one has a gold edge."""

    focusable = True

    def __init__(self, rect: Rect, title: str, tagline: str, facts: str, *, chosen: bool, name: str) -> None:
        super().__init__(rect, name=name, label=f"{title}. {tagline} {facts}")
        self.title, self.tagline, self.facts, self.chosen = title, tagline, facts, chosen
        self.role = _("chosen") if chosen else _("card")

    @staticmethod
    def height(setter: Setter, width: float, title: str, tagline: str) -> float:
        """Return how high a card needs to be."""
        return 16 + setter.height(title, 20, width - 32, "semibold") + 6 + setter.height(tagline, 16, width - 32) + 34

    def draw(self, canvas: Canvas) -> None:
        """Draw the sheet and its edge."""
        super().draw(canvas)
        if self.chosen or self.hot:
            canvas.outline(self.rect.inset(-2), "seoul_fill" if self.chosen else "text", 2.5, 6)

    def words(self, setter: Setter) -> list[Words]:
        """List title, tagline and facts."""
        inner = self.rect.inset(16)
        head = setter.height(self.title, 20, inner.w, "semibold")
        body = Rect(inner.x, inner.y + head + 6, inner.w, setter.height(self.tagline, 16, inner.w))
        return [
            Words(Rect(inner.x, inner.y, inner.w, head), self.title, 20, "semibold", wrap=True),
            Words(body, self.tagline, 16, wrap=True),
            Words(Rect(inner.x, self.rect.bottom - 32, inner.w, 22), self.facts, 14, "regular", "muted"),
        ]
