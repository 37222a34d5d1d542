"""How answers go out."""

from collections.abc import AsyncIterator

from fastapi.responses import JSONResponse, StreamingResponse


class Answer(JSONResponse):
    """A JSON document that is written as it is: it was made here, so nothing of it needs checking on the way out."""


def sse(events: AsyncIterator[str]) -> StreamingResponse:
    """Answer with a stream of events that no proxy should hold back."""
    return StreamingResponse(events, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})
