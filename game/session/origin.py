"""Which pack and which rules a record was played with, and whether they are the ones at hand."""

from typing import Protocol

from game.core.problems import TightropeError
from game.rules import RULES_VERSION
from game.rules.scenario import Scenario
from game.session.record import PackRef, Record, RulesRef


class Compiled(Protocol):
    """What a session needs of a compiled scenario."""

    @property
    def scenario(self) -> Scenario:
        """The rules."""

    @property
    def pack_id(self) -> str:
        """The pack's id."""

    @property
    def pack_version(self) -> str:
        """The pack's version."""

    @property
    def pack_digest(self) -> str:
        """SHA-256 of the pack's files."""

    @property
    def rules_digest(self) -> str:
        """SHA-256 of the rules without texts."""


class OtherRulesError(TightropeError):
    """A record of other rules or of another scenario: it can be read, but not played again here."""


def pack_ref(compiled: Compiled) -> PackRef:
    """Name the pack of a compiled scenario."""
    return PackRef(compiled.pack_id, compiled.pack_version, compiled.pack_digest)


def rules_ref(compiled: Compiled) -> RulesRef:
    """Name the rules of a compiled scenario: its digest without texts, and the engine's version."""
    return RulesRef(compiled.rules_digest, RULES_VERSION)


def difference(record: Record, compiled: Compiled) -> str:
    """Say why a record cannot be played again here, or nothing."""
    if record.rules.version != RULES_VERSION:
        return f"cannot be verified here: played with rules {record.rules.version}, this version has {RULES_VERSION}"
    if record.scenario != compiled.scenario.id or record.rules.digest != compiled.rules_digest:
        return f"cannot be verified here: played with another version of {record.scenario} (pack {record.pack.id} {record.pack.version})"
    return ""


def check_rules(record: Record, compiled: Compiled) -> None:
    """Raise OtherRulesError unless a record can be played again with a compiled scenario."""
    if why := difference(record, compiled):
        raise OtherRulesError(why)
