"""What the projected table and the teacher's console show, made from a snapshot and a play."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from game.server.documents import between_rounds, round_document, score_documents
from game.server.play import Play
from game.server.snapshot import AWAY, WAITING, Round, Seat, Snapshot
from game.tournament.standings import NAMED, Par, Standing, group_averages, histogram

Document = dict[str, Any]

NEWS = 3
"""Events that are shown."""


def table_document(snapshot: Snapshot, now: float, join: Document, play: Play | None, title: str) -> Document:
    """Give what is projected: approved names only, and no number of a game while turns run."""
    round_ = snapshot.current
    return {
        "now": now, "version": snapshot.version, "title": snapshot.title, "room": snapshot.room, "join": join, "state": snapshot.state,
        "settings": asdict(snapshot.settings),
        "round": None if round_ is None else round_document(snapshot, round_, title),
        "news": news(snapshot, round_, play),
        "players": [_shown(seat, round_, play, now) for seat in snapshot.playing],
        "waiting": sum(player.status == WAITING for player in snapshot.players.values()),
        "standings": standings_document(snapshot) if between_rounds(snapshot) and snapshot.settings.standings else None,
    }


def _shown(seat: Seat, round_: Round | None, play: Play | None, now: float) -> Document:
    progress = _progress(seat, round_, play, now)
    del progress["over"]                                     # a government that fell early is nobody's business while turns run
    return {"id": seat.id, "nickname": seat.name, **progress}


def _progress(seat: Seat, round_: Round | None, play: Play | None, now: float) -> Document:
    away = all(player.seen < now - AWAY for player in seat.members)
    if round_ is None or not round_.live:
        return {"ended": False, "over": False, "turn": None, "away": away}
    over = round_.ended.get(seat.id, 0) >= round_.turns if round_.paced else play is not None and seat.id in play and play.over(seat.id)
    return {"ended": over or round_.has_ended(seat.id), "over": over, "turn": round_.turn_of(seat.id), "away": away}


def news(snapshot: Snapshot, round_: Round | None, play: Play | None) -> list[Document]:
    """List the events that lie on the most tables, with the share of tables in whole percent."""
    if round_ is None or not round_.live or play is None or round_.paced:
        return []
    seats = [seat.id for seat in snapshot.playing if seat.id in play]
    counts = play.cards(seats)
    first = sorted(counts, key=lambda event: (-counts[event], event))[:NEWS]
    return [{"event": event, "share": round(100 * counts[event] / len(seats))} for event in first]


def standings_document(snapshot: Snapshot) -> Document:
    """Give the standings for everybody's eyes: the best by name, the others as shapes."""
    standings = snapshot.standings
    groups = group_averages(standings)
    last = max((number for _, number in snapshot.scores), default=0)
    totals = [one.rounds[last].total for one in standings if last in one.rounds]
    return {
        "rows": [
            {"place": one.place, "id": int(one.entrant.id), "nickname": one.entrant.name, "sum": one.sum} for one in standings[:NAMED]
        ],
        "others": [{"place": one.place, "sum": one.sum} for one in standings[NAMED:]],
        "teams": [{"place": one.place, "name": one.name, "average": one.average, "seats": one.entrants} for one in groups],
        "histogram": [{"from": low, "seats": count} for low, count in histogram(totals)],
    }


def console_document(
    snapshot: Snapshot, now: float, join: Document, play: Play | None, titles: Mapping[int, str], pars: Mapping[int, Par]
) -> Document:
    """Give the teacher's view: everything but the personal codes, which are asked for one by one."""
    round_ = snapshot.current
    return {
        "now": now, "version": snapshot.version,
        "tournament": {"id": snapshot.id, "title": snapshot.title, "room": snapshot.room, "state": snapshot.state},
        "settings": asdict(snapshot.settings), "join": join, "series": {"name": snapshot.series, "classes": snapshot.classes},
        "rounds": [
            {
                **round_document(snapshot, one, titles.get(one.number, "")), "turn_seconds": one.pace.turn_seconds,
                "first_turn_seconds": one.pace.first_turn_seconds,
            }
            for one in snapshot.rounds
        ],
        "players": [row for seat in snapshot.seats for row in _players(snapshot, seat, round_, play, now)],
        "news": news(snapshot, round_, play),
        "standings": [_standing(one, pars) for one in snapshot.standings] if snapshot.scores else None,
    }


def _players(snapshot: Snapshot, seat: Seat, round_: Round | None, play: Play | None, now: float) -> list[Document]:
    progress = _progress(seat, round_, play, now)
    missed = len(play.missed(seat.id)) if play is not None and seat.id in play else 0
    return [
        {
            "id": one.id, "nickname": one.nickname, "status": one.status, "asking": one.id in snapshot.asking, "seat": seat.id,
            "team": seat.name if seat.key.startswith("team ") else None, "group": seat.grouping, "head": one.head, "missed": missed,
            "extra": seat.extra, **progress, "away": one.seen < now - AWAY,
        }
        for one in seat.players
    ]


def _standing(standing: Standing, pars: Mapping[int, Par]) -> Document:
    return {
        "place": standing.place, "seat": int(standing.entrant.id), "name": standing.entrant.name, "group": standing.entrant.group,
        "sum": standing.sum, "weakest": standing.weakest, "missed": standing.missed, "rounds": score_documents(standing, pars),
    }
