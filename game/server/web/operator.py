"""The operator of a server with many tournaments."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Response

from game.server import admin
from game.server.documents import Document
from game.server.web.actors import Operator, Serving
from game.server.web.answers import Answer
from game.server.web.console import planned_of
from game.server.web.models import TournamentBody
from game.tournament.format import Settings

router = APIRouter(prefix="/tournaments", tags=["operator"])


@router.get("")
async def tournaments(operator: Operator, service: Serving) -> Answer:
    """List the tournaments, without anybody's name."""
    return Answer(await service.storage.read(admin.list_all))


@router.post("", status_code=201)
async def open_tournament(body: TournamentBody, operator: Operator, service: Serving) -> Answer:
    """Open a tournament; its tokens are shown once."""
    planned = [planned_of(service, one) for one in body.rounds]
    settings, now = replace(Settings(), **body.settings.model_dump(exclude_none=True)), service.clock()
    title = admin.title_of(body.title)
    found: Document = await service.write(
        lambda connection: admin.open_tournament(connection, now, title, settings, planned, body.series)
    )
    return Answer(found, 201)


@router.delete("/{tournament}", status_code=204, response_class=Response)
async def delete(tournament: Annotated[str, Path(pattern="^[0-9a-f]{16}$")], operator: Operator, service: Serving) -> Response:
    """Delete everything of a tournament."""
    await service.delete(tournament)
    return Response(status_code=204)
