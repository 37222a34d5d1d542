"""The web application of one worker."""

import asyncio
import contextlib
import gc
import logging
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException

from game.content.library import Library
from game.server.config import Config
from game.server.faults import Refusal, error_document
from game.server.pages import files, routes
from game.server.plays import Find
from game.server.ready import make_ready
from game.server.service import Service
from game.server.storage import GoneError, Storage
from game.server.web import console, operator, player, public, table
from game.server.web.guard import Guard
from game.session import Problem
from game.session.wire import problem_document

API = "/api/v1"
SWITCH_SECONDS = 0.001
"""How long a thread that computes may keep the others waiting: the one that answers takes turns with those that read and write."""
SELDOM = (5_000, 20, 20)
"""How much has to be new before garbage is looked for: what streams hold of a class is looked through in full every few minutes."""
log = logging.getLogger("tightrope.server")


def from_environment() -> FastAPI:
    """Make the application of a worker, which has the process for itself; who started it has checked the database."""
    gc.disable()                                             # until it is ready: what is loaded is there to stay
    sys.setswitchinterval(SWITCH_SECONDS)
    return create_app(Config.from_environment(), ready=_settle)


def _settle() -> None:
    """Leave alone what has been built so far: else garbage collection looks through all of it again and again, while orders wait."""
    gc.freeze()
    gc.set_threshold(*SELDOM)
    gc.enable()


def create_app(
    config: Config, clock: Callable[[], float] = time.time, find: Find | None = None, ready: Callable[[], None] = lambda: None
) -> FastAPI:
    """Make the application; the database is opened when it starts, and then `ready` is called.

    `find` gives scenarios where the folders are not to be searched.
    """

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        _log_to(config.log)
        join = {"address": config.url, "code": config.code, "version": config.version}
        storage = Storage(config.database, check=False)
        search = find or Library([Path(one) for one in config.folders]).load_versions
        service = app.state.service = Service(storage, search, join, clock)
        await make_ready(service)
        ready()
        tasks = [asyncio.ensure_future(work) for work in (service.hub.run(), service.run(), _with_parent(config.parent))]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            storage.close()

    app = FastAPI(
        title="Tightrope tournaments", version="1", openapi_url=f"{API}/openapi.json", docs_url=None, redoc_url=None, lifespan=lifespan,
    )
    app.state.folders = config.folders
    app.state.reached = files.Reached()
    for room in (public, player, table, console, operator, routes):
        app.include_router(room.router, prefix=API, responses=_REFUSALS)
    app.include_router(files.router)
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(SQLAlchemyError, _database)
    app.add_exception_handler(GoneError, _database)
    app.add_middleware(Guard)
    return app


_WORDS = {
    400: "Not JSON", 401: "No token, or one that is good no more", 403: "Not for you", 404: "Names nothing", 405: "No such method",
    408: "Too slow", 409: "Does not fit the state that things are in", 413: "Too large", 422: "A field or an order that cannot be",
    429: "Too many",
}
_REFUSALS: dict[int | str, dict[str, Any]] = {status: {"description": words} for status, words in _WORDS.items()}


def _log_to(file: str | None) -> None:
    """Write what is asked to a file, and what goes wrong to standard error as well."""
    root = logging.getLogger("tightrope")
    root.handlers.clear()
    loud = logging.StreamHandler()
    loud.setLevel(logging.WARNING)
    handlers: list[logging.Handler] = [loud, *([] if file is None else [logging.FileHandler(file, encoding="utf-8")])]
    root.setLevel(logging.WARNING if file is None else logging.INFO)
    for handler in handlers:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        root.addHandler(handler)
    root.propagate = False


async def _with_parent(parent: int) -> None:
    """End this worker when the process that started it is gone."""
    while parent and os.getppid() == parent:  # noqa: ASYNC110  nothing tells of a parent's end
        await asyncio.sleep(1)
    if parent:
        os.kill(os.getpid(), signal.SIGTERM)


async def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refusal)  # noqa: S101  it is registered for nothing else
    headers = {"Retry-After": str(error.retry_after)} if error.retry_after else None
    if error.status == 401:
        headers = {**(headers or {}), "WWW-Authenticate": "Bearer"}
    return JSONResponse(error.document(), error.status, headers)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101  it is registered for nothing else
    found = error.errors()
    if any(one["type"] == "json_invalid" for one in found):
        return JSONResponse(error_document("unreadable", "the request is not JSON"), 400)
    problems = [Problem(str(one["type"]), ".".join(str(part) for part in one["loc"])[:100]) for one in found[:10]]
    return JSONResponse(error_document("invalid", "a field cannot be: see which", [problem_document(one) for one in problems]), 422)


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101  it is registered for nothing else
    known = error.status_code in (404, 405)
    document = error_document("not_found", "there is nothing here") if known else error_document("unreadable", "the request cannot be read")
    return JSONResponse(document, error.status_code, error.headers)


async def _database(request: Request, error: Exception) -> JSONResponse:
    """Answer when the database gives up: nothing was acknowledged, and the client sends it again. The one who hosts is told why."""
    log.warning("the database does not take what is written: %s", " ".join(str(getattr(error, "orig", error)).split())[:200])
    document = error_document("too_many", "the database does not answer: nothing was lost, try again in a moment")
    return JSONResponse(document, 429, {"Retry-After": "2"})
