"""Orders and drafts: what makes them acceptable, and until when; how a table is put together from its parts."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from game.rules.scenario import Scenario
from game.server import tables as t
from game.server.faults import Refusal, conflict
from game.server.play import Play
from game.server.snapshot import AT_DEADLINE, PAUSED, PLANNED, RUNNING
from game.session import Problem
from game.session.record import Order, canonical, order_document
from game.session.wire import order_from
from game.tournament.teams import Portfolio

GRACE = 1.5
"""Seconds after a deadline in which an order that was under way still counts."""
ANSWERS = "answers"


def body_of(order: Order) -> str:
    """Write an order in the one canonical way."""
    return canonical(order_document(order))


def digest_of(round_: int, seat: int, turn: int, body: str) -> str:
    """Give what makes an order the same order: seat, turn and what it says."""
    return hashlib.sha256(f"{round_}:{seat}:{turn}:{body}".encode()).hexdigest()


def same_order(known: tuple[str, str], digest: str) -> str:
    """Give the digest of an order that came again; refuses another one for a turn that has one."""
    if known[0] == digest:
        return digest
    if known[1] == AT_DEADLINE:
        raise conflict("late", "this turn is resolved: the table as it stood was played")
    raise conflict("already_ended", "this turn has been ended with another order, and that one counts")


def check_running(state: str) -> None:
    """Refuse an order for a round that is not running."""
    if state == PAUSED:
        raise conflict("paused", "eyes up: the teacher has stopped the clock; send the order again when it runs")
    check_playing(state)


def check_playing(state: str) -> None:
    """Refuse what comes for a round that is not being played."""
    if state == PLANNED:
        raise conflict("not_running", "this round has not been started yet")
    if state not in (RUNNING, PAUSED):
        raise conflict("late", "this round is over")


def check_turn(turn: int, at: int) -> None:
    """Refuse what is for another turn than that at hand."""
    if turn < at:
        raise conflict("late", "this turn is resolved already")
    if turn > at:
        raise conflict("early", f"this turn is not open yet: turn {at} is")


def check_deadline(now: float, deadline: float | None, extra: float) -> None:
    """Refuse what comes after a deadline, and the grace after it."""
    if deadline is not None and now > deadline + extra + GRACE:
        raise conflict("late", "the time for this turn is over: the table as it stands is played")


# -- drafts -----------------------------------------------------------------------------------------------------------------


def parts_of(scenario: Scenario, portfolio: Portfolio, order: Order, before: Order) -> dict[str, Any]:
    """Divide a draft into the parts that a minister may change; refuses points or answers of another that differ from before."""
    found: dict[str, dict[str, Any]] = {domain: {} for domain in portfolio.domains}
    domains = domains_of(scenario)
    for name, level in order.points.items():
        domain = domains.get(name)
        if domain is None:
            raise Refusal(422, "illegal", "there is no such programme", [Problem("unknown_programme", name)])
        if domain in found:
            found[domain][name] = level
        elif before.points.get(name, 0) != level:
            raise Refusal(403, "not_yours", f"{name} belongs to another minister of your team")
    if portfolio.answers:
        found[ANSWERS] = dict(order.answers)
    elif any(before.answers.get(card) != option for card, option in order.answers.items()):
        raise Refusal(403, "not_yours", "the head of government answers events")
    return found


def domains_of(scenario: Scenario) -> dict[str, str]:
    """Give the domain of each programme, by id."""
    return {programme.id: scenario.domains[programme.domain].id for programme in scenario.programmes}


def merged(scenario: Scenario, opening: Order, parts: Mapping[str, Any]) -> Order:
    """Put the parts of a table together: the opening points where nobody has touched a domain."""
    domains = domains_of(scenario)
    points = {name: level for name, level in opening.points.items() if domains[name] not in parts}
    for part, body in parts.items():
        if part != ANSWERS:
            points.update({name: level for name, level in body.items() if level})
    return Order(points, dict(parts.get(ANSWERS, {})))


def load_parts(connection: Connection, round_: int, turn: int, seat: int | None = None) -> dict[int, dict[str, Any]]:
    """Read the parts of drafts for a turn, by seat."""
    where = [t.drafts.c.round == round_, t.drafts.c.turn == turn] + ([t.drafts.c.seat == seat] if seat is not None else [])
    found: dict[int, dict[str, Any]] = {}
    for row in connection.execute(select(t.drafts).where(*where)):
        found.setdefault(row.seat, {})[row.part] = json.loads(row.body)
    return found


def as_tables_stand(connection: Connection, round_: int, turn: int, play: Play, seats: Sequence[int]) -> dict[int, Order]:
    """Store, for seats that have not ended a turn but touched their table, the table as it stands; gives all orders of the turn."""
    rows = connection.execute(select(t.orders.c.seat, t.orders.c.body).where(t.orders.c.round == round_, t.orders.c.turn == turn))
    given = {seat: order_from(json.loads(body)) for seat, body in rows}
    late = []
    for seat, parts in load_parts(connection, round_, turn).items():
        if seat in given or seat not in play or seat not in seats or play.over(seat):
            continue
        order = given[seat] = play.legal(seat, merged(play.scenario, play.opening(seat), parts))
        body = body_of(order)
        digest = digest_of(round_, seat, turn, body)
        late.append({"round": round_, "seat": seat, "turn": turn, "digest": digest, "body": body, "kind": AT_DEADLINE})
    if late:
        connection.execute(insert(t.orders), late)
    return given
