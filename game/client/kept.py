"""The seat that is kept in the settings folder, so that a restarted game goes on where it was."""

import contextlib
import json
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


def save_kept(folder: Path, kept: Kept) -> None:
    """Keep a seat, for this user's eyes only; where that fails, the personal code still lets one in again."""
    with contextlib.suppress(TightropeError, OSError):
        write_file(folder / FILE, json.dumps(asdict(kept), ensure_ascii=False, indent=1).encode())
        (folder / FILE).chmod(0o600)


def forget_kept(folder: Path) -> None:
    """Keep no seat any more."""
    with contextlib.suppress(OSError):
        (folder / FILE).unlink(missing_ok=True)
