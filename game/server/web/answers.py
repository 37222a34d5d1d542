"""How answers go out."""

from collections.abc import AsyncIterator

from fastapi import Response
from fastapi.responses import JSONResponse, StreamingResponse


class Answer(JSONResponse):
    """A JSON document that is written as it is: it was made here, so nothing of it needs checking on the way out."""


def download(data: bytes | str, name: str, kind: str) -> Response:
    """Answer with a file to keep."""
    return Response(data, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def sse(events: AsyncIterator[str]) -> StreamingResponse:
    """Answer with a stream of events that no proxy should hold back."""
    return StreamingResponse(events, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})
