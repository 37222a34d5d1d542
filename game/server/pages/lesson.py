"""What pages show beside the documents of table and console: words of the pack, how a round came out, the class report."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from game.analysis.classroom import Classroom, Played, classroom
from game.analysis.debrief.words import decimal, speaker, turn_name
from game.content.library import Library
from game.report.class_report import ClassRound, class_report, distribution, mark_of
from game.report.class_words import ClassSay
from game.report.svg import svg, themed
from game.server.documents import Document, between_rounds
from game.server.faults import Refusal
from game.server.play import Play
from game.server.service import Service
from game.server.snapshot import ENDED, Round, Snapshot
from game.tournament.standings import NAMED

if TYPE_CHECKING:
    from game.content.compiled import Compiled

_rooms: "WeakKeyDictionary[Play, tuple[Sequence[tuple[int, str]], Classroom]]" = WeakKeyDictionary()
"""Forgotten with the play that they were made of: when everything is deleted, nothing of a class stays in memory."""
DRAWING = (592.0, 196.0)
"""Logical pixels of the drawing on the table, whose letters are not smaller than 20."""


def words_document(service: Service, snapshot: Snapshot, language: str) -> Document:
    """Give the words of the round in play (or the last): title, turns by name, events with whose they are, seconds of its turns."""
    round_ = snapshot.current
    empty: Document = {"number": 0, "title": "", "turns": [], "events": {}, "seconds": [0, 0]}
    if round_ is None:
        return empty
    try:
        compiled = service.shelf.of(round_)
    except Refusal:
        return {**empty, "number": round_.number, "title": round_.scenario}
    calendar, say = compiled.scenario.calendar, speaker(language, compiled.texts)
    return {
        "number": round_.number, "title": compiled.texts.get("title", language) or round_.scenario,
        "turns": [turn_name(calendar, turn, say) for turn in range(1, round_.turns + 1)],
        "events": _events(compiled, language), "seconds": [round_.pace.seconds(1), round_.pace.seconds(2)],
    }


def _events(compiled: "Compiled", language: str) -> dict[str, dict[str, str]]:
    return {
        event.id: {
            "title": compiled.texts.get(f"events.{event.id}.title", language),
            "power": meta.power if (meta := compiled.meta.events.get(event.id)) is not None else "",
        }
        for event in compiled.scenario.events
    }


async def room_of(service: Service, snapshot: Snapshot, round_: Round) -> Classroom | None:
    """Play the class's games of a round that has ended side by side; None where nobody played, or its scenario is gone."""
    try:
        compiled, play, par = service.shelf.of(round_), await service.plays.of(snapshot, round_), await service.plays.par(round_)
    except Refusal:
        return None
    seats = [(seat.id, seat.name) for seat in snapshot.scored(round_) if seat.id in play]
    return await asyncio.to_thread(_room, compiled, round_.seed, play, seats, par.totals) if seats else None


def _room(compiled: "Compiled", seed: str, play: Play, seats: Sequence[tuple[int, str]], par: Sequence[int]) -> Classroom:
    kept = _rooms.get(play)
    if kept is None or kept[0] != seats:
        games = [Played(name, play.orders(seat), play.missed(seat)) for seat, name in seats]
        kept = _rooms[play] = seats, classroom(compiled, seed, games, par)
    return kept[1]


async def after_document(service: Service, snapshot: Snapshot, language: str) -> Document | None:
    """Give what the table shows between rounds: the distribution as SVG, the best eight's roads, the event that split the class.

    None while turns run, and where the teacher shows no standings. Whoever is not among the best is a mark without a name.
    """
    round_ = snapshot.current
    if round_ is None or not between_rounds(snapshot) or not snapshot.settings.standings:
        return None
    room = await room_of(service, snapshot, round_)
    if room is None:
        return None
    say, texts = ClassSay(language), room.compiled.texts
    middle = say("class median {}").format(decimal(room.middle, 0))
    drawing = themed(svg(distribution(room, middle, DRAWING, 20.0), *DRAWING, say("How everybody came out")))
    split = next((one for one in room.splits if len(one.answers) > 1), None)
    return {
        "number": round_.number, "players": len(room.outcomes), "bots": len(room.par), "distribution": drawing,
        "roads": _best(snapshot, round_, room),
        "split": None if split is None else {
            "turn": split.turn, "title": texts.get(f"events.{split.event}.title", language),
            "answers": [
                {
                    "label": texts.get(f"events.{split.event}.options.{one.option}.label", language), "players": one.players,
                    "middle": decimal(one.middle, 0),
                }
                for one in split.answers[:4]
            ],
        },
    }


def _best(snapshot: Snapshot, round_: Round, room: Classroom) -> dict[str, str]:
    """Give the marks of the best eight by seat."""
    names = {seat.name: str(seat.id) for seat in snapshot.scored(round_)}
    marks = {names[one.name]: mark_of(one) for one in room.outcomes if one.name in names}
    best = [one.entrant.id for one in snapshot.standings[:NAMED]]
    return {seat: marks[seat] for seat in best if seat in marks}


async def report_page(service: Service, snapshot: Snapshot, language: str) -> str:
    """Write the class report of all rounds that have ended."""
    over = [one for one in snapshot.rounds if one.state == ENDED]
    rooms = [(one, await room_of(service, snapshot, one)) for one in over]
    rounds = [ClassRound(one.number, room) for one, room in rooms if room is not None]
    standings = snapshot.standings if snapshot.scores else []
    return await asyncio.to_thread(class_report, snapshot.title, rounds, standings, language)


def scenarios(folders: Sequence[str], language: str, service: Service) -> list[dict[str, Any]]:
    """List the scenarios that are installed, with their titles and turns; a broken pack is left out."""
    found: dict[str, dict[str, Any]] = {}
    for entry in Library([Path(folder) for folder in folders]).entries():
        if entry.broken or entry.id in found:
            continue
        compiled = next(iter(service.shelf.versions(entry.id)), None)
        if compiled is not None:
            title = compiled.texts.get("title", language) or entry.title
            found[entry.id] = {"id": entry.id, "title": title, "turns": compiled.scenario.calendar.turns}
    return list(found.values())
