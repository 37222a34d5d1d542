"""Pages and what they load, all from this folder and the fonts of the assets: nothing from outside, no script inside a page."""

import io
import time
from collections import OrderedDict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Path as InPath

from game.server.faults import not_found
from game.server.web.actors import Serving, address_of

router = APIRouter(include_in_schema=False)
STATIC = Path(__file__).parent / "static"
_ROOT = Path(__file__).resolve().parents[3]
PAGES = {"": "join.html", "table": "table.html", "console": "console.html"}
KINDS = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".json": "application/json", ".otf": "font/otf", ".svg": "image/svg+xml",
}
MOST_REMEMBERED = 2000
HOUR = 3600.0


def fonts_folder() -> Path:
    """Give the folder of the fonts: beside the program, or inside the package when it is installed."""
    beside = _ROOT / "assets" / "fonts"
    return beside if beside.is_dir() else _ROOT / "game" / "_data" / "assets" / "fonts"


@cache
def files() -> Mapping[str, Path]:
    """Give what can be asked for, by name; no path is ever made from a request."""
    found = [*STATIC.iterdir(), *fonts_folder().glob("*.otf")]
    return {path.name: path for path in found if path.suffix in KINDS and path.suffix != ".html"}


@cache
def _read(path: Path) -> bytes:
    return path.read_bytes()


def _answer(path: Path, seconds: int) -> Response:
    keep = f"public, max-age={seconds}" if seconds else "no-store"
    return Response(_read(path), media_type=KINDS[path.suffix], headers={"Cache-Control": keep})


class Reached:
    """Which other machines have opened the page of this server lately, for the test before the class; addresses are only counted."""

    def __init__(self) -> None:
        """Begin with none."""
        self._seen: OrderedDict[str, float] = OrderedDict()

    def note(self, address: str) -> None:
        """Note that an address has opened the page."""
        self._seen[address] = time.monotonic()
        self._seen.move_to_end(address)
        while len(self._seen) > MOST_REMEMBERED:
            self._seen.popitem(last=False)

    def count(self, own: str) -> int:
        """Count the other machines of the last hour."""
        since = time.monotonic() - HOUR
        return sum(when >= since and address not in (own, "127.0.0.1", "::1") for address, when in self._seen.items())


def reached_of(request: Request) -> Reached:
    """Give the worker's memory of who has opened the page."""
    found: Reached = request.app.state.reached
    return found


@router.get("/", response_class=Response)
async def front(request: Request) -> Response:
    """Give the page that says that this server can be reached, and how to join."""
    reached_of(request).note(address_of(request))
    return _answer(STATIC / PAGES[""], 0)


@router.get("/{page}", response_class=Response)
async def page(page: str) -> Response:
    """Give the table or the console; what they show they ask for with their token, which never is in an address."""
    if page not in PAGES or not page:
        raise not_found("page")
    return _answer(STATIC / PAGES[page], 0)


@router.get("/pages/{name}", response_class=Response)
async def file(name: Annotated[str, InPath(max_length=60)], service: Serving) -> Response:
    """Give a style, a script, words, a font, or the QR code of the address."""
    if name == "join.svg":
        return Response(qr_code(str(service.join["address"])), media_type=KINDS[".svg"])
    found = files().get(name)
    if found is None:
        raise not_found("file")
    return _answer(found, 86_400 if found.suffix == ".otf" else 0)


@cache
def qr_code(address: str) -> bytes:
    """Draw the QR code of an address, dark on white in every theme: cameras want it so."""
    import segno

    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=3, dark="#16212B", light="#FFFFFF", xmldecl=False, omitsize=True)
    return out.getvalue()
