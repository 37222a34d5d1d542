"""What a player is told: status, game, standing; made from a snapshot and a play. See docs/architecture/server.md for the shapes."""

from collections.abc import Mapping
from typing import Any

from game.server.play import Play
from game.server.snapshot import ASKING, ENDED, Player, Right, Round, Seat, Snapshot
from game.session.record import Order, order_document
from game.session.wire import report_document, result_document, view_document
from game.tournament.standings import Par, Standing

Document = dict[str, Any]


def round_document(snapshot: Snapshot, round_: Round, title: str) -> Document:
    """Tell of a round what everybody may know; its seed once it is shown."""
    return {
        "number": round_.number, "of": len(snapshot.rounds), "scenario": round_.scenario, "title": title or round_.scenario,
        "pack": {"id": round_.pack.id, "version": round_.pack.version, "digest": round_.pack.digest},
        "rules": {"digest": round_.rules.digest, "version": round_.rules.version}, "options": round_.options.document(),
        "mode": round_.pace.mode, "state": round_.state, "turn": min(round_.turn, round_.turns), "turns": round_.turns,
        "deadline": round_.deadline, "paused_since": round_.paused, "closes": round_.pace.closes,
        "seats": len(snapshot.playing), "ended": snapshot.ended if round_.live else 0,
        "seed_digest": round_.seed_digest, "seed": round_.seed if round_.shown else None,
    }


def status_document(
    snapshot: Snapshot, right: Right, now: float, play: Play | None, title: str, pars: Mapping[int, Par] | None
) -> Document:
    """Tell a player where the tournament stands; `play` is that of the round in play (or the last), `pars` None while one is."""
    player = snapshot.players[right.player or 0]
    seat, round_ = snapshot.seat_of[player.id], snapshot.current
    asking, settings = right.state == ASKING, snapshot.settings
    status = ASKING if asking else player.status
    nobody: Document = {"code": None, "head": False, "domains": [], "answers": False}
    document: Document = {
        "now": now, "version": snapshot.version,
        "player": {"id": player.id, "nickname": player.nickname, "status": status, **nobody},
        "team": None,
        "tournament": {
            "title": snapshot.title, "room": snapshot.room, "state": snapshot.state,
            "settings": {"team_size": settings.team_size, "standings": settings.standings, "joining": settings.joining},
        },
        "round": None if round_ is None else round_document(snapshot, round_, title),
        "seat": None, "standing": None,
    }
    if asking:
        return document
    domains = () if play is None else tuple(domain.id for domain in play.scenario.domains)
    document["player"] |= {"code": player.code, **_portfolio(seat, player, domains)}
    if len(seat.members) > 1 or seat.key.startswith("team "):
        members = [{"nickname": one.nickname, **_portfolio(seat, one, domains)} for one in seat.members]
        document["team"] = {"name": seat.name, "members": members}
    if round_ is not None and play is not None and seat.id in play and seat.playing:
        document["seat"] = seat_document(round_, seat, play)
    if snapshot.live is None and snapshot.settings.standings and pars is not None:
        document["standing"] = standing_document(snapshot, seat, pars)
    return document


def _portfolio(seat: Seat, player: Player, domains: tuple[str, ...]) -> Document:
    held = seat.portfolio(player.id, domains)
    return {"head": held.answers, "domains": list(held.domains), "answers": held.answers}


def seat_document(round_: Round, seat: Seat, play: Play) -> Document:
    """Tell of a seat where its game stands."""
    over = play.over(seat.id)
    deadline = None if round_.deadline is None or round_.paced else round_.deadline + seat.extra
    return {
        "turn": play.played(seat.id) + (0 if over else 1), "ended": over or round_.has_ended(seat.id), "over": over, "deadline": deadline,
        "extra": seat.extra, "missed": len(play.missed(seat.id)), "drafted": round_.drafted.get(seat.id, 0),
    }


def game_document(round_: Round, seat: int, play: Play, draft: Order, since: int) -> Document:
    """Give a seat's game from a turn on: views, reports, the table as it stands, and the result."""
    over, played = play.over(seat), play.played(seat)
    since = min(since, played)
    turns = range(since + 1, played + 1)
    handover, result = play.handover(seat) if over else None, play.result(seat)
    return {
        "round": round_.number, "turn": played + (0 if over else 1), "over": over, "since": since,
        "views": [view_document(play.view(seat, turn)) for turn in (*turns, played + 1)],
        "reports": [report_document(play.report(seat, turn)) for turn in turns],
        "draft": order_document(draft), "warnings": list(play.warnings(seat)), "missed": play.missed(seat),
        "handover": None if handover is None else report_document(handover),
        "result": None if result is None else result_document(result),
    }


def standing_document(snapshot: Snapshot, seat: Seat, pars: Mapping[int, Par]) -> Document | None:
    """Give a seat's own standing."""
    entrant = str(seat.id)
    found = next((one for one in snapshot.standings if one.entrant.id == entrant), None)
    if found is None or not found.rounds:
        return None
    return {"place": found.place, "of": len(snapshot.standings), "sum": found.sum, "rounds": score_documents(found, pars)}


def score_documents(standing: Standing, pars: Mapping[int, Par]) -> list[Document]:
    """Give the scores of an entrant's rounds, beside par."""
    documents = []
    for number, score in standing.rounds.items():
        par = pars.get(number)
        documents.append({
            "number": number, "total": score.total, "weakest": score.weakest, "ending": score.ending, "missed": score.missed,
            "par": None if par is None else par.middle, "percentile": None if par is None else par.percentile(score.total),
        })
    return documents


def between_rounds(snapshot: Snapshot) -> bool:
    """Say whether results may be shown: no round is being played, and one has been."""
    return snapshot.live is None and any(one.state == ENDED for one in snapshot.rounds)
