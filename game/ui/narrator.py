"""What is said aloud: the page that opens, the focus, every change of it, and whatever announces itself; and the page as a whole."""

from collections.abc import Callable, Sequence

from game.ui.loop import Layer
from game.ui.map import Map
from game.ui.mapspots import Spot
from game.ui.stage import Stage
from game.ui.text import plain
from game.ui.widgets import Bar, Button, KeyHint, Widget
from game.ui.words import _

Say = Callable[[str, bool], None]
"""Takes a text, and whether it waits until what is being said is over."""


def sayable(text: str) -> str:
    """Put signs that a voice leaves out or spells into words.

    >>> sayable("Economy 62 → 66 ●")
    'Economy 62 to 66'
    """
    signs = {
        "→": _("to"), "↑": _("up"), "↓": _("down"), "≈": _("about"), "±": _("plus or minus"), "×": _("times"), "⏎": _("Enter"), "·": ",",
        "●": "", "▲": "", "◎": "", "◐": "", "◆": "", "…": "", "\n": ". ",
    }
    for sign, word in signs.items():
        text = text.replace(sign, f" {word} " if word.isalpha() or " " in word else word)
    before = ""
    found = []
    for letter, after in zip(text, text[1:] + " ", strict=True):
        found.append(f"{_('minus')} " if letter == "−" and after.isdigit() and not before.isalnum() else letter)
        before = letter
    return " ".join("".join(found).split()).replace(" ,", ",").replace(" .", ".")


class Narrator:
    """Looks at what is shown after every draw, and says what is new. What a player did interrupts, what came by itself waits."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._page: tuple[object, str] | None = None
        self._focus = ""
        self._known: set[str] = set()

    def forget(self) -> None:
        """Take the page as new at the next look."""
        self._page = None

    def look(self, layers: Sequence[Layer], *, by_player: bool) -> None:
        """Say what differs from the last look."""
        top = layers[-1]
        page = (top.owner, type(top.screen).__name__)
        announced = [text for widget in top.stage.root.walk() if (text := widget.announced())]
        focus = top.stage.focus.spoken() if top.stage.focus else ""
        texts = []
        if page != self._page:
            texts.append(whole(top.stage) if top.screen.overlay else opening(top.stage))
        if focus and focus != self._focus:
            texts.append(focus)
        texts += [text for text in announced if page != self._page or text not in self._known]
        fresh = page != self._page
        self._page, self._focus, self._known = page, focus, set(announced)
        if any(texts):
            self._say(sayable(_joined(texts)), not (by_player or fresh))

    def read(self, layers: Sequence[Layer]) -> None:
        """Read the whole page."""
        self._say(sayable(whole(layers[-1].stage)), False)


def opening(stage: Stage) -> str:
    """Return what is said when a page opens: its heading, and where the gold button leads."""
    bar = next((widget for widget in stage.root.walk() if isinstance(widget, Bar) and not widget.footer), None)
    if bar is not None:
        texts = [f"{widget.label} {widget.worth()}" for widget in bar.walk() if widget.label and not widget.focusable]
    else:
        texts = [text for widget in stage.root.walk() for text in _written(widget, stage) if not widget.focusable][:2]
    gold = [widget.spoken() for widget in stage.order() if isinstance(widget, Button) and widget.kind == "gold"]
    return _joined([*texts, *gold])


def whole(stage: Stage) -> str:
    """Return all that a page says, in the order of reading."""
    texts: list[str] = []
    for widget in stage.root.walk():
        if isinstance(widget, Map | KeyHint):
            continue
        if isinstance(widget, Spot):                   # notes are for who asks: a page with twenty of them would never end
            texts.append(f"{widget.label} {widget.worth()}" if widget.focusable else "")
            continue
        texts += [widget.spoken()] if widget.focusable and widget.label else _written(widget, stage)
    return _joined(texts)


def _joined(texts: Sequence[str]) -> str:
    return ". ".join(dict.fromkeys(text.strip().rstrip(".") for text in texts if text.strip()))


def _written(widget: Widget, stage: Stage) -> list[str]:
    return [plain(words.text) for words in widget.words(stage.setter)]
