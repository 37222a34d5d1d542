"""Where the assets lie, and icons as surfaces."""

import io
import re
from functools import lru_cache
from pathlib import Path

import pygame

from game.ui.theme import Colour

_NAME = re.compile(r"(cards/)?[a-z0-9-]+")


@lru_cache(maxsize=1)
def folder() -> Path:
    """Return the folder of the assets: beside the package in the repository, inside it in a wheel."""
    package = Path(__file__).resolve().parents[1]
    places = (package.parent / "assets", package / "_data" / "assets")
    return next((place for place in places if (place / "fonts").is_dir()), places[0])


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    """Read an icon; a pack may name none or one that there is not, and gets a circle."""
    known = name if _NAME.fullmatch(name) and has_icon(name) else "circle"
    kind, _, plain = known.rpartition("/")
    return (folder() / "icons" / (kind or "ui") / f"{plain}.svg").read_text(encoding="utf-8")


def has_icon(name: str) -> bool:
    """Tell whether an icon exists: "shield" (interface) or "cards/shield" (event cards)."""
    kind, _, plain = name.rpartition("/")
    return (folder() / "icons" / (kind or "ui") / f"{plain}.svg").is_file()


def app_icon(pixels: int) -> pygame.Surface:
    """Return the program's own picture, which the window, the bundle and the desktop show."""
    return pygame.image.load_sized_svg(folder() / "icons" / "tightrope.svg", (pixels, pixels))


@lru_cache(maxsize=512)
def icon(name: str, pixels: int, colour: Colour, stroke: float = 2.0) -> pygame.Surface:
    """Return an icon of the given size in pixels and colour; `stroke` is the width of lucide's lines on a grid of 24."""
    text = _svg(name).replace("currentColor", f"rgb{colour}")
    if stroke != 2.0:
        text = re.sub(r'stroke-width="[^"]*"', f'stroke-width="{stroke}"', text)
    return pygame.image.load_sized_svg(io.BytesIO(text.encode()), (pixels, pixels))
