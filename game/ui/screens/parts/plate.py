"""A plate in the middle of a page: one column of text and controls that scrolls where there is no room."""

from game.ui.geometry import Rect
from game.ui.screen import Context
from game.ui.screens.parts.column import Column
from game.ui.screens.parts.page import Page
from game.ui.widgets import Panel, Widget


class Plate:
    """The plate's box and its column; `shown` gives the widget when the column is filled."""

    def __init__(self, page: Page, context: Context, widest: float = 640) -> None:
        across = min(widest, page.body.w)
        self.box = Rect(page.body.centre[0] - across / 2, page.body.y, across, page.body.h)
        self.pad = 8.0 if context.compact else 16.0
        self.column = Column(self.box.inset(12 if context.compact else 24, self.pad), context.text)

    def shown(self, name: str) -> Widget:
        """Give the plate with what is in its column, as high as that is where the page has room."""
        column, high = self.column, self.column.height + 2 * self.pad
        if high > self.box.h:
            return Panel(self.box, children=[column.scroll(name)])
        return Panel(self.box._replace(h=high), children=[column.group()])
