"""The projected table: what everybody in the room may see."""

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from game.server.boards import table_document
from game.server.documents import Document
from game.server.hub import stream
from game.server.service import Service
from game.server.snapshot import TABLE, TEACHER, Snapshot
from game.server.web.actors import Holder, Serving, Watcher, actor_of
from game.server.web.answers import Answer, sse

router = APIRouter(prefix="/table", tags=["table"])
EVENTS = 0.5
"""Seconds after which the table shows that somebody has ended the turn."""


async def _table(service: Service, snapshot: Snapshot) -> Document:
    title = service.title(snapshot.current, snapshot.settings.language)
    return table_document(snapshot, service.clock(), service.join, await service.play_of(snapshot), title)


@router.get("")
async def table(actor: Watcher, service: Serving) -> Answer:
    """Give what is projected."""
    return Answer(await _table(service, actor.snapshot))


@router.get("/events", response_class=StreamingResponse)
async def events(actor: Watcher, held: Holder, service: Serving) -> StreamingResponse:
    """Send what is projected, at once and after each change."""
    async def make() -> Document:
        return await _table(service, (await actor_of(service, held, TABLE, TEACHER, look=service.cache.known)).snapshot)

    return sse(stream(service.hub, actor.snapshot.id, "table", make, EVENTS))
