"""The tables: what is stored of tournaments. A game itself never is; orders are, and it is played again from them."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

metadata = MetaData()
FORMAT = 1
"""Rises when the tables change; a database of another format is refused in words."""

about = Table("about", metadata, Column("format", Integer, primary_key=True))


def _tournament(*, optional: bool = False) -> "Column[str]":
    return Column("tournament", String(16), ForeignKey("tournaments.id", ondelete="CASCADE"), nullable=optional, index=True)


tournaments = Table(
    "tournaments", metadata,
    Column("id", String(16), primary_key=True),
    Column("room", String(8), nullable=False, unique=True),
    Column("title", String(80), nullable=False),
    Column("series", String(32), nullable=False, index=True),
    Column("state", String(8), nullable=False),
    Column("settings", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("progress", Integer, nullable=False),
    Column("created", Float, nullable=False),
)

tokens = Table(
    "tokens", metadata,
    Column("digest", String(64), primary_key=True),
    Column("role", String(8), nullable=False),
    _tournament(optional=True),
    Column("player", Integer, ForeignKey("players.id", ondelete="CASCADE"), index=True),
    Column("state", String(8), nullable=False),
    Column("created", Float, nullable=False),
)

rounds = Table(
    "rounds", metadata,
    Column("id", Integer, primary_key=True),
    _tournament(),
    Column("number", Integer, nullable=False),
    Column("scenario", String(64), nullable=False),
    Column("pack", String(64), nullable=False),
    Column("pack_version", String(32), nullable=False),
    Column("pack_digest", String(64), nullable=False),
    Column("rules_digest", String(64), nullable=False),
    Column("rules_version", Integer, nullable=False),
    Column("option_turns", Integer, nullable=False),
    Column("option_cards", Integer, nullable=False),
    Column("seed", String(32), nullable=False),
    Column("seed_digest", String(64), nullable=False),
    Column("mode", String(8), nullable=False),
    Column("turn_seconds", Float, nullable=False),
    Column("first_turn_seconds", Float, nullable=False),
    Column("closes", Float),
    Column("state", String(8), nullable=False, index=True),
    Column("turn", Integer, nullable=False),
    Column("turns", Integer, nullable=False),
    Column("deadline", Float),
    Column("paused", Float),
    UniqueConstraint("tournament", "number"),
    sqlite_autoincrement=True,          # a number is never used twice: what was kept of a deleted one fits no other
)

seats = Table(
    "seats", metadata,
    Column("id", Integer, primary_key=True),
    _tournament(),
    Column("name", String(40), nullable=False),
    Column("key", String(80), nullable=False),
    Column("grouping", String(40), nullable=False),
    Column("extra", Float, nullable=False),
    UniqueConstraint("tournament", "key"),
    sqlite_autoincrement=True,
)

players = Table(
    "players", metadata,
    Column("id", Integer, primary_key=True),
    _tournament(),
    Column("seat", Integer, ForeignKey("seats.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("nickname", String(40), nullable=False),
    Column("key", String(80), nullable=False),
    Column("status", String(8), nullable=False),
    Column("code", String(12), nullable=False),
    Column("head", Boolean, nullable=False),
    Column("seen", Float, nullable=False),
    UniqueConstraint("tournament", "key"),
    UniqueConstraint("tournament", "code"),
    sqlite_autoincrement=True,
)

_ROUND = "rounds.id"
_SEAT = "seats.id"

orders = Table(
    "orders", metadata,
    Column("round", Integer, ForeignKey(_ROUND, ondelete="CASCADE"), primary_key=True),
    Column("seat", Integer, ForeignKey(_SEAT, ondelete="CASCADE"), primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("body", Text, nullable=False),
    Column("kind", String(8), nullable=False),
    Index("orders_by_turn", "round", "turn"),
)

drafts = Table(
    "drafts", metadata,
    Column("round", Integer, ForeignKey(_ROUND, ondelete="CASCADE"), primary_key=True),
    Column("seat", Integer, ForeignKey(_SEAT, ondelete="CASCADE"), primary_key=True),
    Column("part", String(64), primary_key=True),
    Column("turn", Integer, nullable=False),
    Column("body", Text, nullable=False),
)

results = Table(
    "results", metadata,
    Column("round", Integer, ForeignKey(_ROUND, ondelete="CASCADE"), primary_key=True),
    Column("seat", Integer, ForeignKey(_SEAT, ondelete="CASCADE"), primary_key=True),
    Column("total", Integer, nullable=False),
    Column("weakest", Integer, nullable=False),
    Column("ending", String(64)),
    Column("missed", Integer, nullable=False),
)
