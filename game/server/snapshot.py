"""All that is stored of one tournament, read at once: what every answer is made from."""

import json
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table, bindparam, func, select

from game.server import tables as t
from game.server.steps import Step, Turns
from game.session.record import Options, PackRef, RulesRef
from game.tournament.format import PACED, Mode, Pace, Settings
from game.tournament.standings import Entrant, Score, Standing, rank
from game.tournament.teams import Portfolio, divide

RoundState: TypeAlias = str
PLANNED, RUNNING, PAUSED, ENDED, FILE = "planned", "running", "paused", "ended", "file"
OPEN, FINISHED = "open", "finished"
WAITING, IN, REMOVED = "waiting", "in", "removed"
ACTIVE, ASKING = "active", "asking"
OPERATOR, TEACHER, PLAYER, TABLE = "operator", "teacher", "player", "table"
GIVEN, AT_DEADLINE = "given", "table"
AWAY = 30.0
"""Seconds without a sign of life after which a player counts as away."""


@dataclass(frozen=True)
class Player:
    """A nickname."""

    id: int
    seat: int
    nickname: str
    key: str
    status: str
    code: str
    head: bool
    seen: float


@dataclass(frozen=True)
class Seat:
    """Who plays one game: a player or a team; `extra` are seconds more a turn."""

    id: int
    name: str
    key: str
    grouping: str
    extra: float
    players: tuple[Player, ...]

    @cached_property
    def members(self) -> tuple[Player, ...]:
        """List the players who are in, the head of government first."""
        return tuple(sorted((one for one in self.players if one.status == IN), key=lambda one: (not one.head, one.id)))

    @property
    def playing(self) -> bool:
        """Say whether anybody sits here."""
        return bool(self.members)

    def portfolio(self, player: int, domains: Sequence[str]) -> Portfolio:
        """Give what a player of this seat decides."""
        members = [one.id for one in self.members]
        return divide(domains, len(members))[members.index(player)] if player in members else Portfolio((), answers=False)


@dataclass(frozen=True)
class Right:
    """What a token allows."""

    digest: str
    role: str
    player: int | None
    state: str


@dataclass(frozen=True)
class Round:
    """One game for all. `ended` are the turns up to which each seat has given its orders in a row, by seat."""

    id: int
    number: int
    scenario: str
    pack: PackRef
    rules: RulesRef
    options: Options
    seed: str
    seed_digest: str
    pace: Pace
    state: RoundState
    turn: int
    turns: int
    deadline: float | None
    paused: float | None
    shown: bool
    ended: "dict[int, int]"
    drafted: "dict[int, int]"

    @property
    def live(self) -> bool:
        """Say whether it is being played."""
        return self.state in (RUNNING, PAUSED)

    @property
    def paced(self) -> bool:
        """Say whether each seat goes at its own pace."""
        return self.pace.mode == PACED

    def turn_of(self, seat: int) -> int:
        """Give the turn that a seat is at."""
        return self.ended.get(seat, 0) + 1 if self.paced and self.live else self.turn

    def after(self, steps: Sequence[Step]) -> "Round":
        """Give this round with what steps brought."""
        ended = _later(self.id, self.ended, (step.ended for step in steps))
        return replace(self, ended=ended, drafted=_later(self.id, self.drafted, (step.drafted for step in steps)))

    def has_ended(self, seat: int) -> bool:
        """Say whether a seat has given its order for the turn at hand."""
        return not self.paced and self.ended.get(seat, 0) >= self.turn


def _later(round_: int, before: dict[int, int], steps: Iterable[Turns]) -> dict[int, int]:
    found = dict(before)
    for turns in steps:
        for (number, seat), turn in turns.items():
            if number == round_:
                found[seat] = max(turn, found.get(seat, 0))
    return found


@dataclass(frozen=True)
class Snapshot:
    """One tournament as it is stored at one version."""

    id: str
    room: str
    title: str
    series: str
    classes: int
    state: str
    changes: int
    progress: int
    settings: Settings
    rounds: tuple[Round, ...]
    seats: tuple[Seat, ...]
    rights: "dict[str, Right]"
    scores: "dict[tuple[str, int], Score]"

    @property
    def version(self) -> int:
        """Give a number that goes up with whatever changes."""
        return self.changes + self.progress

    @cached_property
    def players(self) -> "dict[int, Player]":
        """Give players by id."""
        return {player.id: player for seat in self.seats for player in seat.players}

    @cached_property
    def seat_of(self) -> "dict[int, Seat]":
        """Give the seat of each player by the player's id."""
        return {player.id: seat for seat in self.seats for player in seat.players}

    @cached_property
    def playing(self) -> tuple[Seat, ...]:
        """List the seats at which somebody sits."""
        return tuple(seat for seat in self.seats if seat.playing)

    @cached_property
    def seat_ids(self) -> tuple[int, ...]:
        """List all seats, also those that nobody sits at any more."""
        return tuple(seat.id for seat in self.seats)

    @cached_property
    def ended(self) -> int:
        """Count the seats that have ended the turn of the round in play."""
        live = self.live
        return 0 if live is None else sum(live.has_ended(seat.id) for seat in self.playing)

    @cached_property
    def asking(self) -> frozenset[int]:
        """List the players whose nickname somebody wants to be let in with again."""
        return frozenset(right.player for right in self.rights.values() if right.state == ASKING and right.player is not None)

    @cached_property
    def current(self) -> Round | None:
        """Give the round in play, else the last that has ended."""
        return self.live or next((one for one in reversed(self.rounds) if one.state == ENDED), None)

    @cached_property
    def live(self) -> Round | None:
        """Give the round in play."""
        return next((one for one in self.rounds if one.live), None)

    def round(self, number: int) -> Round | None:
        """Give a round by its number."""
        return next((one for one in self.rounds if one.number == number), None)

    def scored(self, round_: Round) -> list[Seat]:
        """List the seats whose game of a round counts."""
        return [seat for seat in self.playing if (str(seat.id), round_.number) in self.scores]

    @property
    def entrants(self) -> list[Entrant]:
        """List who has a place in the standings."""
        return [Entrant(str(seat.id), seat.name, seat.grouping) for seat in self.playing]

    @cached_property
    def standings(self) -> list[Standing]:
        """Rank all seats by the rounds that have ended."""
        return rank(self.entrants, self.scores)

    def after(self, steps: Sequence[Step]) -> "Snapshot":
        """Give this with what steps brought, one or more."""
        return self._moved(steps[-1].progress, tuple(one.after(steps) if one.live else one for one in self.rounds))

    def _moved(self, progress: int, rounds: tuple[Round, ...]) -> "Snapshot":
        """Give this with rounds that have gone on; what was worked out of seats, rights and scores stays as it is."""
        other = copy(self)
        kept = vars(other)
        kept.update(progress=progress, rounds=rounds)
        for name in ("current", "live", "ended"):
            kept.pop(name, None)
        return other


_versions = select(t.tournaments.c.version, t.tournaments.c.progress).where(t.tournaments.c.id == bindparam("tournament"))


def versions_of(connection: Connection, tournament: str) -> tuple[int, int] | None:
    """Give how often a tournament has changed, and how often orders or drafts have come; None where it is gone."""
    row = connection.execute(_versions, {"tournament": tournament}).first()
    return None if row is None else (row.version, row.progress)


def progressed(connection: Connection, before: Snapshot, progress: int) -> Snapshot:
    """Read anew only which orders and drafts have come."""
    live = [one.id for one in before.rounds if one.live]
    ended, drafted = _newest(connection, t.orders, live), _newest(connection, t.drafts, live)
    rounds = tuple(
        replace(one, ended=ended.get(one.id, {}), drafted=drafted.get(one.id, {})) if one.live else one for one in before.rounds
    )
    return before._moved(progress, rounds)  # noqa: SLF001  of this file


def load(connection: Connection, tournament: str) -> Snapshot | None:
    """Read all of a tournament; None where there is none."""
    row = connection.execute(select(t.tournaments).where(t.tournaments.c.id == tournament)).mappings().first()
    if row is None:
        return None
    rounds = connection.execute(select(t.rounds).where(t.rounds.c.tournament == tournament).order_by(t.rounds.c.number)).mappings().all()
    shown = _shown(connection, row["series"])
    classes = connection.execute(select(func.count()).where(t.tournaments.c.series == row["series"])).scalar_one()
    ids = [one["id"] for one in rounds]
    live = [one["id"] for one in rounds if one["state"] in (RUNNING, PAUSED)]
    ended, drafted = _newest(connection, t.orders, live), _newest(connection, t.drafts, live)
    numbers = {one["id"]: one["number"] for one in rounds}
    scores = connection.execute(select(t.results).where(t.results.c.round.in_(ids))).all() if ids else []
    rights = connection.execute(select(t.tokens).where(t.tokens.c.tournament == tournament)).all()
    return Snapshot(
        id=row["id"], room=row["room"], title=row["title"], series=row["series"], classes=classes, state=row["state"],
        changes=row["version"], progress=row["progress"], settings=settings_from(row["settings"]),
        rounds=tuple(_round(one, one["number"] in shown, ended.get(one["id"], {}), drafted.get(one["id"], {})) for one in rounds),
        seats=_seats(connection, tournament),
        rights={one.digest: Right(one.digest, one.role, one.player, one.state) for one in rights},
        scores={(str(one.seat), numbers[one.round]): Score(one.total, one.weakest, one.ending, one.missed) for one in scores},
    )


def settings_from(text: str) -> Settings:
    """Read stored settings."""
    return Settings.of(json.loads(text))


def _shown(connection: Connection, series: str) -> set[int]:
    """Give the numbers of the rounds that have ended in every tournament of a series: their seeds are shown."""
    states = select(t.rounds.c.number, t.rounds.c.state, t.tournaments.c.state.label("open")).join(t.tournaments)
    found: dict[int, bool] = {}
    for number, state, of in connection.execute(states.where(t.tournaments.c.series == series)):
        found[number] = found.get(number, True) and (state in (ENDED, FILE) or of == FINISHED)
    return {number for number, over in found.items() if over}


def _newest(connection: Connection, table: Table, live: list[int]) -> dict[int, dict[int, int]]:
    """Give the turn of the newest order (or draft) of each seat, by round and seat."""
    found: dict[int, dict[int, int]] = {}
    if live:
        columns = table.c
        last = select(columns.round, columns.seat, func.max(columns.turn)).where(columns.round.in_(live))
        for round_, seat, turn in connection.execute(last.group_by(columns.round, columns.seat)):
            found.setdefault(round_, {})[seat] = turn
    return found


def _seats(connection: Connection, tournament: str) -> tuple[Seat, ...]:
    players: dict[int, list[Player]] = {}
    for one in connection.execute(select(t.players).where(t.players.c.tournament == tournament).order_by(t.players.c.id)):
        player = Player(one.id, one.seat, one.nickname, one.key, one.status, one.code, one.head, one.seen)
        players.setdefault(one.seat, []).append(player)
    rows = connection.execute(select(t.seats).where(t.seats.c.tournament == tournament).order_by(t.seats.c.id))
    return tuple(Seat(one.id, one.name, one.key, one.grouping, one.extra, tuple(players.get(one.id, ()))) for one in rows)


def _round(row: Any, shown: bool, ended: dict[int, int], drafted: dict[int, int]) -> Round:  # noqa: FBT001
    mode: Mode = row["mode"]
    return Round(
        id=row["id"], number=row["number"], scenario=row["scenario"],
        pack=PackRef(row["pack"], row["pack_version"], row["pack_digest"]), rules=RulesRef(row["rules_digest"], row["rules_version"]),
        options=Options(row["option_turns"], row["option_cards"]), seed=row["seed"], seed_digest=row["seed_digest"],
        pace=Pace(mode, row["turn_seconds"], row["first_turn_seconds"], row["closes"]),
        state=row["state"], turn=row["turn"], turns=row["turns"], deadline=row["deadline"], paused=row["paused"],
        shown=shown, ended=ended, drafted=drafted,
    )
