"""The tokens of docs and mock-ups: colours of the three themes, type sizes, spacing and the UI scale."""

from dataclasses import dataclass, fields, replace
from functools import lru_cache

Colour = tuple[int, int, int]

SMALL, BODY, TITLE, LARGE, HUGE = 14.0, 16.0, 20.0, 28.0, 40.0
GRID, CORNER, MOTION = 8.0, 6.0, 0.2
BASE_WIDTH, BASE_HEIGHT, COMPACT_BELOW = 1280, 720, 1200


@dataclass(frozen=True)
class Palette:
    """Colours by what they mean; every one is `#RRGGBB`."""

    ground: str
    panel: str
    raised: str
    text: str
    muted: str
    edge: str
    line: str
    seoul: str
    seoul_fill: str
    washington: str
    beijing: str
    autonomy: str
    ambiguity: str
    second: str
    other: str
    focus: str
    header: str
    gold: str = "#F2C65B"
    ink: str = "#16212B"
    washington_art: str = "#1A5FA8"
    beijing_art: str = "#A8253A"
    autonomy_art: str = "#0F6F4E"
    ambiguity_art: str = "#3C4854"
    seoul_art: str = "#7A5200"
    art_ink: str = "#FFFFFF"
    sea: str = "#0E1721"
    land: str = "#2A3A48"
    border: str = "#0E1721"
    grid: str = "#1A2632"
    south: str = "#F2C65B"
    pin: str = "#EFE8DA"
    pin_ink: str = "#16212B"
    shadow: str = "#000000"

    def rgb(self, name: str) -> Colour:
        """Return a token, or a literal `#RRGGBB`, as numbers."""
        return _numbers(name if name.startswith("#") else getattr(self, name))


@dataclass(frozen=True)
class Theme:
    """One look: the dark or light instruments, and the paper that lies on them."""

    name: str
    screen: Palette
    paper: Palette


@lru_cache(maxsize=512)
def _numbers(code: str) -> Colour:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


_DARK = Palette(
    ground="#0E1620", panel="#17222D", raised="#22303C", text="#F1ECE1", muted="#A9B8C4", edge="#738899", line="#2E3E4C",
    seoul="#F2C65B", seoul_fill="#F2C65B", washington="#6CB2F5", beijing="#EE7166", autonomy="#5FD3AA",
    ambiguity="#DCE3EA", second="#C9A2F7", other="#A9B8C4", focus="#FFFFFF", header="#17222D",
)
_LIGHT = Palette(
    ground="#F6F3EC", panel="#FFFFFF", raised="#ECE6D9", text="#16212B", muted="#4E5B66", edge="#76818C", line="#D8D2C4",
    seoul="#855A00", seoul_fill="#A87400", washington="#1A5FA8", beijing="#A8253A", autonomy="#0F6F4E",
    ambiguity="#3C4854", second="#6F3FA0", other="#4E5B66", focus="#16212B", header="#FFFFFF",
    sea="#EBF0F2", land="#D3CCBC", border="#FFFFFF", grid="#DFE5E8", pin="#16212B", pin_ink="#FFFFFF", shadow="#8C8676",
)
_CONTRAST = replace(
    _DARK, ground="#000000", panel="#10181F", raised="#1B2730", text="#FFFFFF", muted="#D5DEE6", edge="#B4C2CE",
    line="#50616F", seoul="#FFD978", seoul_fill="#FFD978", washington="#8FC7FF", beijing="#FF9C90", autonomy="#7FE5C0",
    ambiguity="#F0F4F8", second="#CDA8FF", other="#D5DEE6", header="#10181F", gold="#FFD978", ink="#000000", sea="#000000", land="#33424E",
    border="#B4C2CE", grid="#141C24", south="#FFD978", pin="#FFFFFF", washington_art="#0B3F75", beijing_art="#7E1224",
    autonomy_art="#07482F", ambiguity_art="#2A343D", seoul_art="#563900",
)


def _paper(screen: Palette, base: str, raised: str, line: str) -> Palette:
    """Return what a sheet of paper looks like on a screen: light tokens on its own ground."""
    dark_on_light = {f.name: getattr(_LIGHT, f.name) for f in fields(Palette) if f.name in _INK_TOKENS}
    return replace(screen, **dark_on_light, ground=base, panel=base, raised=raised, line=line, header=base)


_INK_TOKENS = {
    "text", "muted", "edge", "seoul", "seoul_fill", "washington", "beijing", "autonomy", "ambiguity", "second", "other", "focus", "ink",
}
_STRONG = {
    "text": "#000000", "muted": "#26313A", "edge": "#26313A", "seoul": "#563900", "seoul_fill": "#7A5200",
    "washington": "#0B3F75", "beijing": "#7E1224", "autonomy": "#07482F", "ambiguity": "#2A343D", "second": "#47217A",
    "other": "#26313A",
    "focus": "#000000",
}

THEMES: dict[str, Theme] = {
    "dark": Theme("dark", _DARK, _paper(_DARK, "#EFE8DA", "#E8E0D0", "#D0C6B1")),
    "light": Theme("light", _LIGHT, _paper(_LIGHT, "#FFFDF7", "#F0EADD", "#D8D2C4")),
    "contrast": Theme("contrast", _CONTRAST, replace(_paper(_CONTRAST, "#FFFFFF", "#EFEFEF", "#888888"), **_STRONG)),
}


def ui_scale(width: int, height: int) -> float:
    """Return how many real pixels one logical pixel takes at text scale 1: min(W/1280, H/720), never under a half."""
    return max(0.5, min(width / BASE_WIDTH, height / BASE_HEIGHT))


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours as WCAG 2 defines it.

    >>> round(contrast((255, 255, 255), (0, 0, 0)))
    21
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    parts = [c / 255 for c in colour]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
