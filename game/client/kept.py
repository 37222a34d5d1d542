"""The seat that is kept in the settings folder, so that a restarted game goes on where it was."""

import contextlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from game.client.http import ClientError, address_from
from game.core.problems import TightropeError
from game.session.store import write_file

FILE = "seat.json"
MOST_BYTES = 16_384


@dataclass(frozen=True)
class Kept:
    """Where somebody sits: the server's address, the token, the personal code, and what to show of it."""

    address: str
    token: str
    nickname: str
    code: str = ""
    title: str = ""
    room: str = ""


def load_kept(folder: Path) -> Kept | None:
    """Read the seat that was kept; None where there is none, or a damaged file."""
    try:
        with (folder / FILE).open("rb") as file:
            document = json.loads(file.read(MOST_BYTES))
        found = Kept(**document)
        if address_from(found.address) != found.address:          # it was kept as that gives it
            return None
    except (OSError, ValueError, TypeError, RecursionError, ClientError):
        return None
    values = asdict(found).values()
    return found if all(isinstance(value, str) and len(value) <= 400 and value.isprintable() for value in values) else None


def save_kept(folder: Path, kept: Kept) -> str:
    """Keep a seat, for this user's eyes only; gives the words of a failure, or nothing."""
    try:
        write_file(folder / FILE, json.dumps(asdict(kept), ensure_ascii=False, indent=1).encode())
    except TightropeError as error:
        return str(error)
    with contextlib.suppress(OSError):
        os.chmod(folder / FILE, 0o600)  # noqa: PTH101  a path's own method is the same
    return ""


def forget_kept(folder: Path) -> None:
    """Keep no seat any more."""
    with contextlib.suppress(OSError):
        (folder / FILE).unlink(missing_ok=True)
