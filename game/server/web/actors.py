"""Who asks: a token gives a role in one tournament, and nothing else does."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from game.server.cache import Look
from game.server.faults import Refusal, not_found
from game.server.limits import EACH_TOKEN, WRONG_TOKENS
from game.server.service import Service
from game.server.snapshot import ACTIVE, IN, OPERATOR, PLAYER, TABLE, TEACHER, Player, Right, Seat, Snapshot

_bearer = HTTPBearer(auto_error=False, description="A token of the server: of a player, a table, a teacher or an operator")
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


async def service_of(request: Request) -> Service:
    """Give the worker's service."""
    found: Service = request.app.state.service
    return found


Serving = Annotated[Service, Depends(service_of)]


def address_of(request: Request) -> str:
    """Give the address that a request comes from; it is counted with, and never written down."""
    return request.client.host if request.client is not None else ""


@dataclass(frozen=True)
class Actor:
    """Somebody with a right in a tournament as it stands now."""

    snapshot: Snapshot
    right: Right


@dataclass(frozen=True)
class PlayerActor(Actor):
    """A player, who may still be waiting."""

    player: Player
    seat: Seat

    @property
    def playing(self) -> bool:
        """Say whether this player is in."""
        return self.player.status == IN and self.right.state == ACTIVE


Held = tuple[str, str, str | None]
"""Digest, role and tournament of a token."""


async def holder(request: Request, bearer: Bearer) -> Held:
    """Give who holds the token of a request; refuses with 401 where there is none."""
    service, address = await service_of(request), address_of(request)
    service.limits.need(WRONG_TOKENS, "wrong token", address)
    found = None if bearer is None or len(bearer.credentials) > 100 else await service.cache.holder(bearer.credentials)
    if found is None:
        service.limits.take(WRONG_TOKENS, "wrong token", address)
        raise Refusal(401, "token", "this needs a token, and none or an unknown one was shown: join or resume first")
    service.limits.take(EACH_TOKEN, "token", found[0])
    return found


Holder = Annotated[Held, Depends(holder)]


async def actor_of(service: Service, held: Held, *roles: str, look: Look | None = None) -> Actor:
    """Give who holds a token, as things stand now (or where to `look`); refuses other roles, and tokens that were taken back."""
    digest, role, tournament = held
    if role not in roles or tournament is None:
        raise Refusal(403, "role", f"this is for {' or '.join(roles)} only")
    try:
        snapshot = await (look or service.cache.fresh)(tournament)
    except Refusal:
        raise Refusal(401, "token", "this tournament has been deleted") from None
    right = snapshot.rights.get(digest)
    if right is None:
        raise Refusal(401, "token", "this token is good no more: resume with your code, or ask the teacher")
    return Actor(snapshot, right)


async def teacher(request: Request, bearer: Bearer) -> Actor:
    """Give the teacher who asks."""
    return await actor_of(await service_of(request), await holder(request, bearer), TEACHER)


async def watcher(request: Request, bearer: Bearer) -> Actor:
    """Give the table (or teacher) that asks."""
    return await actor_of(await service_of(request), await holder(request, bearer), TABLE, TEACHER)


async def player_of(service: Service, held: Held, look: Look | None = None) -> PlayerActor:
    """Give the player who holds a token."""
    actor = await actor_of(service, held, PLAYER, look=look)
    player = actor.snapshot.players.get(actor.right.player or 0)
    if player is None:
        raise Refusal(401, "token", "this player was removed")
    service.heard(actor.snapshot.id, player.id)
    return PlayerActor(actor.snapshot, actor.right, player, actor.snapshot.seat_of[player.id])


async def player(request: Request, bearer: Bearer) -> PlayerActor:
    """Give the player who asks."""
    return await player_of(await service_of(request), await holder(request, bearer))


async def playing(request: Request, bearer: Bearer) -> PlayerActor:
    """Give the player who asks and is in."""
    found = await player(request, bearer)
    if not found.playing:
        raise Refusal(403, "waiting", "you are not in yet: the teacher has to approve your nickname")
    return found


async def operator(held: Holder) -> str:
    """Give the digest of the operator's token."""
    if held[1] != OPERATOR:
        raise Refusal(403, "role", "this is for the operator of the server only")
    return held[0]


Teacher = Annotated[Actor, Depends(teacher)]
Watcher = Annotated[Actor, Depends(watcher)]
AnyPlayer = Annotated[PlayerActor, Depends(player)]
Playing = Annotated[PlayerActor, Depends(playing)]
Operator = Annotated[str, Depends(operator)]


def player_in(snapshot: Snapshot, number: int) -> Player:
    """Give a player of a tournament; refuses one of another with 404."""
    found = snapshot.players.get(number)
    if found is None:
        raise not_found("player")
    return found
