"""What a screen or a widget answers to an event: the one loop applies it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from game.ui.screen import Screen


@dataclass(frozen=True)
class Stay:
    """Nothing changes hands; `rebuild` makes the widgets anew from what the screen now is."""

    rebuild: bool = False


@dataclass(frozen=True)
class Push:
    """A screen on top of this one."""

    screen: "Screen"


@dataclass(frozen=True)
class Pop:
    """Back to the screen below, which gets the result through `resumed`."""

    result: Any = None


@dataclass(frozen=True)
class Replace:
    """Another screen in place of this one; widgets of the same name keep focus and scroll position."""

    screen: "Screen"


@dataclass(frozen=True)
class Home:
    """All the way back to the first screen."""


@dataclass(frozen=True)
class Quit:
    """The end of the program."""


Outcome: TypeAlias = Stay | Push | Pop | Replace | Home | Quit
REBUILD = Stay(rebuild=True)
