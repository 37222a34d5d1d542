"""Rights: 256 random bits a token, of which only the digest is stored; whoever shows it has the role."""

import hashlib
import secrets

from sqlalchemy import Connection, delete, insert, select, update

from game.server import tables as t
from game.server.snapshot import ACTIVE, ASKING, PLAYER


def digest_of(token: str) -> str:
    """Give the digest by which a token is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def grant(
    connection: Connection, now: float, role: str, tournament: str | None = None, player: int | None = None, state: str = ACTIVE
) -> str:
    """Make a token and store its digest."""
    token = secrets.token_urlsafe(32)
    row = {"digest": digest_of(token), "role": role, "tournament": tournament, "player": player, "state": state, "created": now}
    connection.execute(insert(t.tokens).values(**row))
    return token


def holder_of(connection: Connection, digest: str) -> tuple[str, str | None] | None:
    """Give the role and the tournament of a token by its digest; None where nobody has it."""
    row = connection.execute(select(t.tokens.c.role, t.tokens.c.tournament).where(t.tokens.c.digest == digest)).first()
    return None if row is None else (row.role, row.tournament)


def revoke(connection: Connection, player: int) -> None:
    """Take all tokens of a player back."""
    connection.execute(delete(t.tokens).where(t.tokens.c.player == player))


def let_in(connection: Connection, player: int) -> bool:
    """Let the newest who asks for a player's place have it, and take it from whoever had it; says whether anybody asked."""
    mine = t.tokens.c.player == player
    asking = select(t.tokens.c.digest).where(mine, t.tokens.c.state == ASKING).order_by(t.tokens.c.created.desc())
    newest = connection.execute(asking).scalars().first()
    if newest is None:
        return False
    connection.execute(delete(t.tokens).where(mine, t.tokens.c.role == PLAYER, t.tokens.c.digest != newest))
    connection.execute(update(t.tokens).where(t.tokens.c.digest == newest).values(state=ACTIVE))
    return True
