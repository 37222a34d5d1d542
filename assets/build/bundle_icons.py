"""The program's picture in the formats that Windows and macOS want, drawn from assets/icons/tightrope.svg."""

import io
import os
import struct
from pathlib import Path

PICTURE = Path(__file__).resolve().parents[1] / "icons" / "tightrope.svg"
WINDOWS = (16, 24, 32, 48, 64, 128, 256)
MACOS = {"ic11": 32, "ic12": 64, "ic07": 128, "ic13": 256, "ic08": 256, "ic14": 512, "ic09": 512, "ic10": 1024}
"""The kinds of Apple's icon format that hold a PNG, and their sizes in pixels; the double ones are for fine displays."""


def png(pixels: int) -> bytes:
    """Draw the picture as a PNG of so many pixels a side."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    import pygame

    stream = io.BytesIO()
    pygame.image.save(pygame.image.load_sized_svg(PICTURE, (pixels, pixels)), stream, "icon.png")
    return stream.getvalue()


def ico() -> bytes:
    """Give an .ico with a PNG a size: a header, a row a picture, the pictures."""
    pictures = [png(size) for size in WINDOWS]
    rows, place = b"", 6 + 16 * len(pictures)
    for size, picture in zip(WINDOWS, pictures, strict=True):
        rows += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)      # 256 is written as 0
        place += len(picture)
    return struct.pack("<HHH", 0, 1, len(pictures)) + rows + b"".join(pictures)


def icns() -> bytes:
    """Give an .icns with a PNG a size: each with its kind and its length, the eight bytes of both counted in."""
    pictures = {kind: png(size) for kind, size in MACOS.items()}
    body = b"".join(kind.encode() + struct.pack(">I", 8 + len(picture)) + picture for kind, picture in pictures.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body
