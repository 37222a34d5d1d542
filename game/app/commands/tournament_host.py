"""`tournament host`: starts the server in the classroom."""

import contextlib
import gc
import ipaddress
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from game import VERSION
from game.app.commands.tournament_rounds import Lesson, Scenarios, rounds_of
from game.app.output import NOT_DONE, WRONG_USAGE, CommandError, say, say_json
from game.app.run import Run
from game.core.problems import Sentence, reason

if TYPE_CHECKING:
    from game.server.admin import Planned
    from game.server.config import Config
    from game.server.hosting import Hosted, Plan

MOST_WORKERS = 64


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        epilog="Stop it with Ctrl+C; the same command goes on where it was. Students join with the six letters, in the game: Join."
    )(host)


def host(  # noqa: PLR0913, PLR0917  options of a command line
    context: typer.Context,
    scenario: Scenarios = None,
    lesson: Lesson = True,
    title: Annotated[str | None, typer.Option(help="What the class sees at the top.")] = None,
    new: Annotated[bool, typer.Option("--new", help="Begin a new tournament, though one is open.")] = False,
    port: Annotated[int, typer.Option(min=1, max=65_535, help="The port; 8750 and 8751 fit into the six letters.")] = 8750,
    bind: Annotated[str, typer.Option(help="The address to listen on: all, or 127.0.0.1 for this machine only.")] = "0.0.0.0",  # noqa: S104
    address: Annotated[str | None, typer.Option(help="The address that students reach, where it is not found by itself.")] = None,
    database: Annotated[str | None, typer.Option(help="sqlite:///FILE or postgresql://USER@HOST/NAME.", metavar="URL")] = None,
    workers: Annotated[int, typer.Option(min=1, max=MOST_WORKERS, help="Processes that serve, on one database.")] = 1,
    certificate: Annotated[Path | None, typer.Option(help="A certificate (PEM): the server speaks TLS.")] = None,
    key: Annotated[Path | None, typer.Option(help="Its private key (PEM).")] = None,
    operator: Annotated[bool, typer.Option("--operator", help="Also give a token that opens tournaments on this server.")] = False,
    log: Annotated[Path | None, typer.Option(help="Write what is asked, without names and addresses, to this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document when the port is open.")] = False,
) -> int:
    """Host a tournament in the room: shows the address, a six-letter code and a QR code, and serves until Ctrl+C.

    Example: main.py tournament host --scenario crossroads-2025
    """
    if (certificate is None) != (key is None):
        raise CommandError(Sentence("--certificate and --key go together"), WRONG_USAGE)
    with _nothing_to_collect():
        from game.server import hosting, serving

        run: Run = context.obj
        config = _config(run, port, bind, address or hosting.own_address(), database)
        config = _served(config, workers, certificate, key, log)
        serving.check_certificate(config)
        serving.check_log(config)
        plan = _plan(run, scenario, lesson=lesson)
        bound = serving.bind(config)
        try:
            hosted = hosting.prepare(config, _title(title), plan, anew=new or scenario is not None, operator=operator)
            _announce(config, hosted, as_json=as_json)
            serving.serve(config, bound)
        finally:
            bound.close()
    return 0


def _title(given: str | None) -> str:
    from game.server.admin import title_of
    from game.server.faults import Refusal
    from game.server.hosting import new_title

    if given is None:
        return new_title()
    try:
        return title_of(given)
    except Refusal as refusal:
        raise CommandError(refusal.message, WRONG_USAGE) from None


def _config(run: Run, port: int, bind: str, address: str, database: str | None) -> "Config":
    from game.server.config import Config
    from game.tournament.codes import code_of

    try:
        ipaddress.ip_address(bind)
    except ValueError:
        raise CommandError(Sentence("--bind wants an address such as 0.0.0.0, not {bind}", bind=bind), WRONG_USAGE) from None
    if database is None:
        folder = run.folders.settings.parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(Sentence(
                "{folder} cannot be made: {why}; say where the tournament is kept with --database sqlite:///FILE",
                folder=folder, why=reason(error),
            ), NOT_DONE) from None
        database = f"sqlite:///{(folder / 'tournaments.db').as_posix()}"
    if ipaddress.ip_address(bind).is_loopback:
        address = bind
    folders = str(run.folders.shipped), str(run.folders.packs)
    return Config(database, folders, port, bind, address, code_of(address, port), version=VERSION)


def _served(config: "Config", workers: int, certificate: Path | None, key: Path | None, log: Path | None) -> "Config":
    """Say how it is served: by how many processes, with which certificate, and where it is written down what is asked."""
    return replace(
        config, workers=workers, certificate=_text(certificate), key=_text(key), log=_text(log), parent=os.getpid() if workers > 1 else 0,
    )


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path.absolute())


@contextlib.contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Leave the collection of garbage off while the server is loaded, for it would find none; a worker that is ready turns it on."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _plan(run: Run, scenarios: list[str] | None, *, lesson: bool) -> "Plan":
    """Give what plans the rounds: named ones are loaded at once, so that a wrong name is told first; the usual one when asked for."""
    if scenarios is None:
        return lambda: _planned(run, None, lesson=lesson)
    planned = _planned(run, scenarios, lesson=lesson)
    return lambda: planned


def _planned(run: Run, scenarios: list[str] | None, *, lesson: bool) -> "list[Planned]":
    from game.server.admin import Planned
    from game.tournament.format import LESSON_PACE, Pace

    pace = LESSON_PACE if lesson else Pace()
    return [Planned(compiled, options, pace) for compiled, options in rounds_of(run, scenarios, lesson=lesson)]


def _announce(config: "Config", hosted: "Hosted", *, as_json: bool) -> None:
    from game.server.hosting import qr_text

    if as_json:
        say_json({
            "address": config.url, "code": config.code, "title": hosted.title, "room": hosted.room, "new": hosted.new,
            "console": hosted.console, "table": hosted.table, "operator": hosted.operator, "database": _shown(config.database),
        })
    else:
        say(f"{hosted.title}: {'a new tournament' if hosted.new else 'going on where it was'}")
        say(f"Students join with  {config.code or config.url}   ({config.url})")
        say(qr_text(config.url))
        say(f"Console (for you alone): {hosted.console}")
        say(f"Table (to project):      {hosted.table}")
        if hosted.operator:
            say(f"Operator's token:        {hosted.operator}")
        say("Stop with Ctrl+C; the same command goes on where it was.")
    sys.stdout.flush()


def _shown(database: str) -> str:
    """Give a database's address without a password."""
    from sqlalchemy import make_url

    return make_url(database).render_as_string(hide_password=True)
