"""The list of all keys, and a line of it."""

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.text import Setter, Words
from game.ui.widgets import Widget
from game.ui.words import _


def all_keys() -> list[tuple[str, str]]:
    """Return every key with what it does, in the language in use."""
    return [
        ("Tab", _("to the next thing; with Shift to the one before")),
        ("← ↑ → ↓", _("to the neighbour in that direction; scrolls where there is none")),
        ("⏎ Space", _("do what is in focus; without a focus ⏎ is the gold button")),
        ("1 – 9", _("an answer on a card; points where a programme is in focus")),
        ("+ −", _("one point more or less for the programme in focus")),
        ("U", _("undo, until the turn is ended")),
        ("L", _("ledger: every change with its cause")),
        ("M", _("map")),
        ("F", _("forecast")),
        ("G", _("glossary")),
        ("PgUp PgDn", _("scroll by a page")),
        ("F1", _("help")),
        ("F7", _("read the page aloud, where speech is on")),
        ("F8", _("speech on or off")),
        ("F9", _("sound on or off")),
        ("F11", _("full screen and back")),
        ("Ctrl + −", _("larger or smaller text; with 0 the usual size")),
        ("Esc", _("back; in a turn the menu")),
    ]


class KeyLine(Widget):
    """A key in a frame, with what it does beside it."""

    START = 124.0

    def __init__(self, rect: Rect, caption: str, words: str) -> None:
        super().__init__(rect, label=f"{caption}: {words}")
        self.caption, self.text = caption, words

    def _key(self, setter: Setter) -> Rect:
        return Rect(self.rect.x, self.rect.y + 3, max(24.0, setter.width(self.caption, 14, "bold") + 14), 23)

    def paint(self, canvas: Canvas) -> None:
        """Draw the frame."""
        canvas.outline(self._key(canvas.text), "muted", 1.3, 4)

    def words(self, setter: Setter) -> list[Words]:
        """List key and words."""
        text = Rect(self.rect.x + self.START, self.rect.y + 4, self.rect.w - self.START, self.rect.h - 4)
        return [Words(self._key(setter), self.caption, 14, "bold", "text", "centre"), Words(text, self.text, 14, wrap=True)]
