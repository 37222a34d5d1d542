"""What a request is refused with: a status, a stable code, a line that says what to do, and problems as values."""

from collections.abc import Sequence
from typing import Any

from game.session import Problem, TightropeError
from game.session.wire import problem_document


class Refusal(TightropeError):  # noqa: N818  an answer, not a failure
    """A request that is refused; see the table of codes in docs/architecture/server.md."""

    def __init__(self, status: int, code: str, message: str, problems: Sequence[Problem] = (), retry_after: int = 0) -> None:
        self.status = status
        self.code = code
        self.message = message
        self.problems = problems
        self.retry_after = retry_after
        super().__init__(message)

    def document(self) -> dict[str, Any]:
        """Give the body of the answer."""
        return error_document(self.code, self.message, [problem_document(one) for one in self.problems])


def error_document(code: str, message: str, problems: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """Give the body of an answer that refuses."""
    return {"error": {"code": code, "message": message, "problems": list(problems)}}


def not_found(what: str) -> Refusal:
    """Refuse what names nothing."""
    return Refusal(404, "not_found", f"there is no such {what}")


def conflict(code: str, message: str) -> Refusal:
    """Refuse what does not fit the state that things are in."""
    return Refusal(409, code, message)


def illegal(problems: Sequence[Problem]) -> Refusal:
    """Refuse an order against the rules."""
    return Refusal(422, "illegal", "this order cannot be given: see what is wrong with it", problems)


def invalid(about: str, message: str) -> Refusal:
    """Refuse a field that cannot be."""
    return Refusal(422, "invalid", message, [Problem("invalid", about)])
