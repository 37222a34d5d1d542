"""The teacher's console."""

import asyncio
from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import StreamingResponse
from sqlalchemy import Connection

from game.server import admin, people, rounds
from game.server.boards import console_document
from game.server.documents import Document
from game.server.faults import conflict, invalid, not_found
from game.server.hub import stream
from game.server.records import records_zip
from game.server.service import Service
from game.server.snapshot import ENDED, FILE, REMOVED, TEACHER, Snapshot
from game.server.web.actors import Holder, Serving, Teacher, actor_of, player_in
from game.server.web.answers import Answer, download, sse
from game.server.web.models import ExtendBody, Number, PaceBody, PlayerBody, RoundBody, SettingsBody
from game.session.options import lesson_for
from game.tournament.export import moodle_csv, sheet_csv
from game.tournament.format import LESSON_PACE, encode

router = APIRouter(prefix="/console", tags=["console"])
EVENTS = 0.4
PlayerNumber = Annotated[int, Path(ge=1, le=2**31 - 1)]
RoundNumber = Annotated[Number, Path()]


async def _console(service: Service, snapshot: Snapshot) -> Document:
    titles = {one.number: service.title(one, snapshot.settings.language) for one in snapshot.rounds}
    play, pars = await service.play_of(snapshot), await service.pars(snapshot)
    return console_document(snapshot, service.clock(), service.join, play, titles, pars)


@router.get("")
async def console(actor: Teacher, service: Serving) -> Answer:
    """Give everything but the personal codes."""
    return Answer(await _console(service, actor.snapshot))


@router.get("/events", response_class=StreamingResponse)
async def events(actor: Teacher, held: Holder, service: Serving) -> StreamingResponse:
    """Send everything, at once and after each change."""
    async def make() -> Document:
        return await _console(service, (await actor_of(service, held, TEACHER, look=service.cache.known)).snapshot)

    return sse(stream(service.hub, actor.snapshot.id, "console", make, EVENTS))


async def _did(service: Service, actor: Teacher, job: Callable[[Connection], Any]) -> Document:
    """Do something and answer with the new version."""
    await service.write(job)
    service.tend_soon(actor.snapshot.id)
    return {"version": (await service.cache.fresh(actor.snapshot.id)).version}


# -- players --------------------------------------------------------------------------------------------------------------


@router.get("/players/{number}/code")
async def code(number: PlayerNumber, actor: Teacher) -> Answer:
    """Give a player's personal code, when it is tapped."""
    found = player_in(actor.snapshot, number)
    if found.status == REMOVED:
        raise not_found("player")
    return Answer({"code": found.code})


@router.post("/approve-all")
async def approve_all(actor: Teacher, service: Serving) -> Answer:
    """Approve all nicknames that wait."""
    return Answer(await _did(service, actor, lambda connection: people.approve(connection, actor.snapshot.id, None)))


@router.post("/players/{number}/{what}")
async def act(
    number: PlayerNumber, what: Literal["approve", "remove", "take-back", "let-in", "new-code", "head"], actor: Teacher,
    service: Serving,
) -> Answer:
    """Do one thing with one player."""
    player_in(actor.snapshot, number)
    acts: dict[str, Callable[[Connection, str, int], Any]] = {
        "approve": people.approve, "remove": people.remove, "take-back": people.take_back, "let-in": people.let_in_again,
        "new-code": people.change_code, "head": people.make_head,
    }
    return Answer(await _did(service, actor, lambda connection: acts[what](connection, actor.snapshot.id, number)))


@router.patch("/players/{number}")
async def change_player(number: PlayerNumber, body: PlayerBody, actor: Teacher, service: Serving) -> Answer:
    """Rename a player, name the class, give the seat more seconds a turn."""
    player_in(actor.snapshot, number)
    changes = body.model_dump()
    return Answer(await _did(service, actor, lambda connection: people.change(connection, actor.snapshot.id, number, **changes)))


@router.patch("/settings")
async def change_settings(body: SettingsBody, actor: Teacher, service: Serving) -> Answer:
    """Change settings."""
    changes = body.model_dump(exclude_none=True)
    return Answer(await _did(service, actor, lambda connection: admin.change_settings(connection, actor.snapshot.id, changes)))


# -- rounds ---------------------------------------------------------------------------------------------------------------


def planned_of(service: Service, body: RoundBody) -> admin.Planned:
    """Give the round that a body plans; refuses a scenario that is not installed, and options that it cannot have."""
    compiled = next(iter(service.shelf.versions(body.scenario)), None)
    if compiled is None:
        raise invalid("scenario", f"no scenario {body.scenario} is installed on the server")
    pace, options = body.pace(), body.options()
    if body.lesson:
        pace, options = LESSON_PACE, lesson_for(compiled.scenario)
    planned = admin.Planned(compiled, options, pace)
    if why := planned.problem():
        raise invalid("turns", why)
    return planned


@router.post("/rounds", status_code=201)
async def add_round(body: RoundBody, actor: Teacher, service: Serving) -> Answer:
    """Plan a round; its seed is drawn and sealed now."""
    planned = planned_of(service, body)
    number = await service.write(lambda connection: admin.plan_round(connection, actor.snapshot.id, planned))
    return Answer({"number": number}, 201)


@router.patch("/rounds/{number}")
async def change_round(number: RoundNumber, body: PaceBody, actor: Teacher, service: Serving) -> Answer:
    """Change how a planned round runs."""
    return Answer(await _did(service, actor, lambda connection: rounds.change(connection, actor.snapshot.id, number, body.pace())))


@router.delete("/rounds/{number}")
async def drop_round(number: RoundNumber, actor: Teacher, service: Serving) -> Answer:
    """Take a planned round away."""
    return Answer(await _did(service, actor, lambda connection: rounds.drop(connection, actor.snapshot.id, number)))


@router.post("/rounds/{number}/extend")
async def extend(number: RoundNumber, body: ExtendBody, actor: Teacher, service: Serving) -> Answer:
    """Move the deadline."""
    now = service.clock()
    return Answer(await _did(service, actor, lambda connection: rounds.extend(connection, now, actor.snapshot.id, number, body.seconds)))


@router.post("/rounds/{number}/{what}")
async def run_round(
    number: RoundNumber, what: Literal["start", "pause", "resume", "resolve", "end", "to-file"], actor: Teacher, service: Serving
) -> Answer:
    """Start, pause, go on, resolve the turn now, end now, or play by file."""
    tournament, now = actor.snapshot.id, service.clock()
    if what == "end":
        await service.end(tournament, number)
    elif what == "resolve":
        live = actor.snapshot.live
        if live is None or live.number != number or live.paced or not await service.resolve_now(tournament):
            raise conflict("state", "there is no turn to resolve in this round")
    elif what == "to-file":
        await service.write(lambda connection: rounds.to_file(connection, tournament, number))
    else:
        acts = {"start": rounds.start, "pause": rounds.pause, "resume": rounds.resume}
        await service.write(lambda connection: acts[what](connection, now, tournament, number))
    return Answer({"version": (await service.cache.fresh(tournament)).version})


# -- taking it home -------------------------------------------------------------------------------------------------------


@router.get("/export.csv", response_class=Response)
async def export(actor: Teacher, service: Serving, kind: Annotated[Literal["sheet", "moodle"], Query()] = "sheet") -> Response:
    """Give the results for a spreadsheet or for Moodle."""
    standings = actor.snapshot.standings
    if kind == "moodle":
        return download(moodle_csv(standings).encode(), "moodle.csv", "text/csv; charset=utf-8")
    text = sheet_csv(standings, await service.pars(actor.snapshot))
    return download(text.encode("utf-8-sig"), "results.csv", "text/csv; charset=utf-8")       # the mark lets Excel read Korean


@router.get("/records.zip", response_class=Response)
async def records(actor: Teacher, service: Serving) -> Response:
    """Give the records of all games whose seeds are shown."""
    snapshot, games = actor.snapshot, []
    for one in snapshot.rounds:
        if one.state == ENDED and one.shown:
            play = await service.plays.of(snapshot, one)
            games.append((service.shelf.of(one), one, play, snapshot.scored(one)))
    if not games:
        raise conflict("sealed", "no round has ended for everybody yet: records can be had when their seeds are shown")
    return download(await asyncio.to_thread(records_zip, games), "records.zip", "application/zip")


@router.get("/tournament-file", response_class=Response)
async def tournament_file(actor: Teacher) -> Response:
    """Give the tournament to play by file; rounds that were not switched to it stay sealed."""
    if not any(one.state in (ENDED, FILE) for one in actor.snapshot.rounds):
        raise conflict("sealed", "switch a planned round to file first: its seed is given out with the file")
    return download(encode(admin.file_of(actor.snapshot)), f"{actor.snapshot.id}.tournament", "application/octet-stream")


@router.post("/finish")
async def finish(actor: Teacher, service: Serving) -> Answer:
    """Close the tournament."""
    return Answer(await _did(service, actor, lambda connection: admin.finish(connection, actor.snapshot.id)))


@router.delete("", status_code=204, response_class=Response)
async def delete(actor: Teacher, service: Serving) -> Response:
    """Delete everything of this tournament."""
    await service.delete(actor.snapshot.id)
    return Response(status_code=204)
