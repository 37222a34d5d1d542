"""Records of games that were played on the server: the same files as those of games played alone."""

import io
import zipfile
from typing import TYPE_CHECKING

from game.server.play import Play
from game.server.snapshot import Round, Seat
from game.session.match import Match
from game.session.record import encode

if TYPE_CHECKING:
    from game.content.compiled import Compiled


def record_of(compiled: "Compiled", round_: Round, play: Play, seat: Seat) -> bytes:
    """Give the bytes of a seat's record; `compiled` has the round's options already."""
    match = Match.new(compiled, round_.seed, seat.name, options=round_.options)
    for order in play.orders(seat.id):
        match.play(order)
    return encode(match.record())


def records_zip(games: "list[tuple[Compiled, Round, Play, list[Seat]]]") -> bytes:
    """Give the records of rounds as one .zip, a folder a round; files are named by seat number, since names may repeat."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for compiled, round_, play, seats in games:
            for seat in seats:
                name = f"round-{round_.number}/{seat.id:04d}.tightrope"
                archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), record_of(compiled, round_, play, seat))
    return data.getvalue()
