"""What only the pages ask for, with the tokens of table and teacher."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Connection

from game.server import rounds
from game.server.faults import conflict
from game.server.pages.files import reached_of
from game.server.pages.lesson import after_document, report_page, scenarios, words_document
from game.server.snapshot import PLANNED
from game.server.web.actors import Serving, Teacher, Watcher
from game.server.web.answers import Answer, download

router = APIRouter(tags=["pages"])
Language = Annotated[Literal["en", "ko"], Query()]


@router.get("/table/words")
async def words(actor: Watcher, service: Serving, language: Language = "en") -> Answer:
    """Give the pack's words that the table shows."""
    return Answer(words_document(service, actor.snapshot, language))


@router.get("/table/after")
async def after(actor: Watcher, service: Serving, language: Language = "en") -> Answer:
    """Give how the last round came out, for everybody's eyes; null while turns run."""
    return Answer(await after_document(service, actor.snapshot, language))


@router.get("/console/scenarios")
async def installed(request: Request, actor: Teacher, service: Serving, language: Language = "en") -> Answer:
    """List the scenarios that a round can be planned with."""
    return Answer(await service.storage.read(lambda _: scenarios(request.app.state.folders, language, service)))


@router.get("/console/reach")
async def reach(request: Request, actor: Teacher, service: Serving) -> Answer:
    """Say how many other machines have opened this server's front page within the hour."""
    address = str(service.join["address"])
    host = address.rpartition("://")[2].rpartition(":")[0].strip("[]")
    alone = host in ("127.0.0.1", "::1", "localhost")
    return Answer({"address": address, "code": service.join["code"], "devices": reached_of(request).count(host), "alone": alone})


@router.get("/console/report.html", response_class=Response)
async def report(actor: Teacher, service: Serving, language: Language = "en") -> Response:
    """Give the class report as a page of its own."""
    text = await report_page(service, actor.snapshot, language)
    name = "class-report.html" if language == "en" else f"class-report-{language}.html"
    return download(text, name, "text/html; charset=utf-8")


@router.post("/console/to-file")
async def to_file(actor: Teacher, service: Serving) -> Answer:
    """Switch every planned round to file at once: for a room whose network does not carry the class."""
    snapshot = actor.snapshot
    planned = [one.number for one in snapshot.rounds if one.state == PLANNED]
    if not planned:
        raise conflict("state", "no round is planned that could be played by file: add one")

    def job(connection: Connection) -> None:
        for number in planned:
            rounds.to_file(connection, snapshot.id, number)

    await service.write(job)
    return Answer({"rounds": planned})
