"""Without a token: can I reach you, nicknames, joining, resuming."""

from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import select

from game.server import people
from game.server import tables as t
from game.server.documents import Document
from game.server.faults import Refusal, invalid
from game.server.limits import ASKING, GUESSES, JOINING
from game.server.snapshot import OPEN, settings_from
from game.server.web.actors import Serving, address_of
from game.server.web.answers import Answer
from game.server.web.models import AgainBody, JoinBody, ResumeBody
from game.tournament.codes import CodeError, plain
from game.tournament.names import offer

router = APIRouter(tags=["joining"])


@router.get("/hello")
async def hello(service: Serving) -> Answer:
    """Say that the server can be reached, and which tournament is open if there is but one."""
    def find(connection: Any) -> Any:
        columns = t.tournaments.c
        return connection.execute(select(columns.room, columns.title, columns.settings).where(columns.state == OPEN).limit(2)).all()

    found = await service.storage.read(find)
    one = found[0] if len(found) == 1 else None
    return Answer({
        "tightrope": service.join.get("version", ""), "api": 1, "now": service.clock(), "room": one and one.room,
        "title": one and one.title, "joining": None if one is None else settings_from(one.settings).joining,
    })


def _room(typed: str | None) -> str | None:
    try:
        return plain(typed) if typed else None
    except CodeError as error:
        raise invalid("room", str(error)) from None


@router.get("/nicknames")
async def nicknames(request: Request, service: Serving, language: str = "en", room: str | None = None) -> Answer:
    """Offer two-word nicknames that nobody has."""
    service.limits.take(JOINING, "joining", address_of(request))

    def find(connection: Any) -> list[str]:
        tournament = people.find_room(connection, _room(room))
        taken = set(connection.execute(select(t.players.c.key).where(t.players.c.tournament == tournament)).scalars())
        return offer(language, taken)

    return Answer({"nicknames": await service.storage.read(find)})


@router.post("/join", status_code=201)
async def join(request: Request, body: JoinBody, service: Serving) -> Answer:
    """Join with a nickname: gives a token, which is shown once, and a short personal code to resume with."""
    service.limits.take(JOINING, "joining", address_of(request))
    now, room = service.clock(), _room(body.room)
    found: Document = await service.write(
        lambda connection: people.join(connection, now, people.find_room(connection, room), body.nickname, body.team)
    )
    return Answer(found, 201)


@router.post("/resume")
async def resume(request: Request, body: ResumeBody, service: Serving) -> Answer:
    """Go on with a personal code, on this laptop or another: gives a new token."""
    address = address_of(request)
    service.limits.take(JOINING, "joining", address)
    service.limits.need(GUESSES, "guessing", address)
    try:
        code = plain(body.code)
    except CodeError as error:
        raise invalid("code", str(error)) from None
    now, room = service.clock(), _room(body.room)
    found: Document | None = await service.write(
        lambda connection: people.resume(connection, now, people.find_room(connection, room), code)
    )
    if found is None:
        service.limits.take(GUESSES, "guessing", address)
        raise Refusal(404, "not_found", "nobody has this personal code: read it again, or ask to be let in with your nickname")
    return Answer(found)


@router.post("/again", status_code=202)
async def again(request: Request, body: AgainBody, service: Serving) -> Answer:
    """Ask to be let in again with a nickname whose code was lost; the token is good once the teacher has clicked."""
    service.limits.take(ASKING, "asking", address_of(request))
    now, room = service.clock(), _room(body.room)
    found: Document = await service.write(
        lambda connection: people.ask_again(connection, now, people.find_room(connection, room), body.nickname)
    )
    return Answer(found, 202)
