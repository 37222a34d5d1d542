"""A player's own: status, game, draft, order, record. No path names a seat, so there is no other one to ask for."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from game.server.documents import Document, game_document, status_document
from game.server.faults import Refusal, conflict, not_found
from game.server.hub import stream
from game.server.play import Play
from game.server.records import record_of
from game.server.service import Service
from game.server.snapshot import ENDED, PLANNED, Round, Snapshot
from game.server.together import Accept, Keep
from game.server.turns import body_of, digest_of, load_parts, merged, parts_of
from game.server.web.actors import AnyPlayer, Holder, PlayerActor, Playing, Serving, player_of
from game.server.web.answers import Answer, download, sse
from game.server.web.models import Number, OrderBody
from game.session.record import Order, order_document

router = APIRouter(prefix="/me", tags=["player"])
EVENTS = 1.5
"""Seconds after which a player hears that others have ended their turn."""


async def _status(service: Service, actor: PlayerActor) -> Document:
    snapshot = actor.snapshot
    play = await service.play_of(snapshot, actor.seat.id) if actor.playing else None
    pars = await service.pars(snapshot) if snapshot.live is None and actor.playing else None
    title = service.title(snapshot.current, snapshot.settings.language)
    return status_document(snapshot, actor.right, service.clock(), play, title, pars)


@router.get("")
async def me(actor: AnyPlayer, service: Serving) -> Answer:
    """Say where things stand."""
    return Answer(await _status(service, actor))


@router.get("/events", response_class=StreamingResponse)
async def events(actor: AnyPlayer, held: Holder, service: Serving) -> StreamingResponse:
    """Send where things stand, at once and after each change."""
    async def make() -> Document:
        return await _status(service, await player_of(service, held, service.cache.known))

    return sse(stream(service.hub, actor.snapshot.id, "status", make, EVENTS))


def _round(snapshot: Snapshot, number: int | None) -> Round:
    """Find the round of a request: that in play or the last where none is named."""
    found = snapshot.current if number is None else snapshot.round(number)
    if number is not None and found is None:
        raise not_found("round")
    if found is None or found.state == PLANNED:
        raise conflict("not_running", "no round has been started yet")
    if not found.live and found.state != ENDED:
        raise conflict("not_running", "this round is played by file")
    return found


async def _play(service: Service, actor: PlayerActor, round_: Round) -> Play:
    play = await service.plays.of_seat(actor.snapshot, round_, actor.seat.id)
    if actor.seat.id not in play:
        raise conflict("early", "your seat joins in a moment: ask again")
    return play


async def _table(service: Service, actor: PlayerActor, round_: Round, play: Play, *, changed: bool = False) -> Order:
    """Give the table of a seat as it stands; `changed` where the snapshot is older than what was just stored."""
    seat = actor.seat.id
    turn = play.turn if round_.paced else round_.turn
    if play.over(seat) or not round_.live:
        return Order()
    if round_.drafted.get(seat) != turn and not changed:
        return play.opening(seat)
    parts = await service.storage.read(lambda connection: load_parts(connection, round_.id, turn, seat).get(seat, {}))
    return merged(play.scenario, play.opening(seat), parts)


@router.get("/game")
async def game(
    actor: Playing, service: Serving, round: Annotated[Number | None, Query()] = None, since: Annotated[int, Query(ge=0, le=400)] = 0  # noqa: A002
) -> Answer:
    """Give the seat's game from a turn on."""
    found = _round(actor.snapshot, round)
    play = await _play(service, actor, found)
    return Answer(game_document(found, actor.seat.id, play, await _table(service, actor, found, play), since))


@router.put("/draft")
async def draft(body: OrderBody, actor: Playing, service: Serving) -> Answer:
    """Keep the table as it stands: it counts at the deadline, and team-mates see it. A minister changes the own domains only."""
    round_, seat = _round(actor.snapshot, body.round), actor.seat.id
    play = await _play(service, actor, round_)
    if play.over(seat):
        raise conflict("over", "your game is over")
    portfolio = actor.seat.portfolio(actor.player.id, [domain.id for domain in play.scenario.domains])
    alone = len(actor.seat.members) == 1
    before = Order() if alone else await _table(service, actor, round_, play)
    parts = parts_of(play.scenario, portfolio, body.order(), before)
    await service.write(Keep(actor.snapshot.id, (round_.id, seat, body.turn), parts))
    now = body.order() if alone else await _table(service, actor, round_, play, changed=True)
    return Answer({"turn": body.turn, "draft": order_document(now)})


@router.post("/order")
async def order(body: OrderBody, actor: Playing, service: Serving) -> Answer:
    """End the turn with an order; it is on the disk when this comes back. The same order again is the same answer again."""
    if not actor.seat.portfolio(actor.player.id, ()).answers:
        raise Refusal(403, "not_head", "the head of government ends the turn")
    round_, given, seat = _round(actor.snapshot, body.round), body.order(), actor.seat.id
    play = await _play(service, actor, round_)
    text, key = body_of(given), (round_.id, seat, body.turn)
    wanted = Accept(service.clock(), actor.snapshot.id, key, given, text, digest_of(*key, text), actor.seat.extra, play)
    digest, again = await service.write(wanted)
    if not round_.paced:
        service.tend_soon(actor.snapshot.id)
    return Answer({"round": body.round, "turn": body.turn, "digest": digest, "again": again})


@router.get("/record", response_class=Response)
async def record(actor: Playing, service: Serving, round: Annotated[Number | None, Query()] = None) -> Response:  # noqa: A002
    """Give the record of the seat's game, once the seed of its round is shown."""
    found = _round(actor.snapshot, round)
    if found.state != ENDED or not found.shown:
        raise conflict("sealed", "the seed is shown when this round has ended for everybody; the record can be had then")
    play = await _play(service, actor, found)
    data = await service.storage.read(lambda _: record_of(service.shelf.of(found), found, play, actor.seat))
    return download(data, f"{found.scenario}-round-{found.number}.tightrope", "application/octet-stream")
