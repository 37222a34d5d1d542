"""What requests may hold; anything else is refused with the path of the field."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, StringConstraints

from game.session.record import Options, Order
from game.tournament.format import LONGEST_TITLE, LONGEST_TURN, MOST_ROUNDS, Pace

Name = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
Code = Annotated[str, StringConstraints(min_length=1, max_length=24)]
Seconds = Annotated[FiniteFloat, Field(ge=0, le=LONGEST_TURN)]
Number = Annotated[int, Field(ge=1, le=MOST_ROUNDS)]
When = Annotated[FiniteFloat, Field(ge=0, le=1e11)]


class Body(BaseModel):
    """A body: no field but those named."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class JoinBody(Body):
    """Who wants to join: a nickname, a team where there are teams, a room where the server has several tournaments."""

    nickname: Name
    team: Name | None = None
    room: Code | None = None


class ResumeBody(Body):
    """A personal code."""

    code: Code
    room: Code | None = None


class AgainBody(Body):
    """A nickname whose code was lost."""

    nickname: Name
    room: Code | None = None


class OrderBody(Body):
    """An order or a draft of one turn: points by programme, answers by event."""

    round: Number
    turn: Annotated[int, Field(ge=1, le=400)]
    points: Annotated[dict[Id, Annotated[int, Field(ge=0, le=99)]], Field(max_length=200)]
    answers: Annotated[dict[Id, Id], Field(max_length=16)]

    def order(self) -> Order:
        """Give the order."""
        return Order({name: level for name, level in self.points.items() if level}, dict(self.answers))


class PlayerBody(Body):
    """What changes of a player: nickname, class, seconds more a turn."""

    nickname: Name | None = None
    group: Annotated[str, StringConstraints(max_length=40)] | None = None
    extra: Annotated[FiniteFloat, Field(ge=0, le=3600)] | None = None


class SettingsBody(Body):
    """What changes of the settings."""

    joining: bool | None = None
    approval: bool | None = None
    team_size: Annotated[int, Field(ge=1, le=4)] | None = None
    most_seats: Annotated[int, Field(ge=1, le=1000)] | None = None
    standings: bool | None = None
    language: Literal["en", "ko"] | None = None


class PaceBody(Body):
    """How a round runs."""

    mode: Literal["lockstep", "paced"] = "lockstep"
    turn_seconds: Seconds = 200
    first_turn_seconds: Seconds = 240
    closes: When | None = None

    def pace(self) -> Pace:
        """Give the pace."""
        return Pace(self.mode, self.turn_seconds, self.first_turn_seconds, self.closes)


class RoundBody(PaceBody):
    """A round to plan; `lesson` is six turns of two events, in 45 minutes with all around it."""

    scenario: Id
    turns: Annotated[int, Field(ge=0, le=400)] = 0
    cards: Annotated[int, Field(ge=0, le=16)] = 0
    lesson: bool = False

    def options(self) -> Options:
        """Give the match options."""
        return Options(self.turns, self.cards)


class ExtendBody(Body):
    """Seconds to move a deadline by; fewer than none bring it nearer."""

    seconds: Annotated[FiniteFloat, Field(ge=-LONGEST_TURN, le=LONGEST_TURN)]


class TournamentBody(Body):
    """A tournament to open on a server that has several."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TITLE)]
    series: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,32}$")] | None = None
    settings: SettingsBody = SettingsBody()
    rounds: Annotated[list[RoundBody], Field(max_length=MOST_ROUNDS)] = []
