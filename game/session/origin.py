"""Which pack and which rules a record was played with, and whether they are the ones at hand."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from game.core.problems import Sentence, TightropeError
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


def pack_named(pack: PackRef) -> str:
    """Name a pack so that it can be looked for.

    >>> pack_named(PackRef("my-crisis", "1.0.0", "0123456789abcdef" * 4))
    'pack my-crisis 1.0.0 (digest 0123456789ab)'
    """
    return Sentence("pack {pack} {version} (digest {digest})", pack=pack.id, version=pack.version, digest=pack.digest[:12])


Version = TypeVar("Version", bound=Compiled)


def fitting(versions: Sequence[Version], record: Record) -> Version | None:
    """Give the version of a scenario to open a record with; None where there is none.

    That with the record's pack and rules, else one with its rules, else one with its pack, else the first.
    """
    def fit(one: Version) -> tuple[bool, bool]:
        return one.rules_digest == record.rules.digest, one.pack_digest == record.pack.digest

    return max(versions, key=fit, default=None)


def difference(record: Record, compiled: Compiled) -> str:
    """Say why a record cannot be played again here, or nothing."""
    same = (record.rules, record.scenario) == (rules_ref(compiled), compiled.scenario.id)
    return "" if same else why_not(record, [compiled])


def why_not(record: Record, installed: Sequence[Compiled]) -> str:
    """Say why a record cannot be played again with what is installed of its scenario: pack, version, digest, and what to do."""
    if record.rules.version != RULES_VERSION:
        return Sentence(
            "cannot be verified here: played with rules {rules}, this version has {ours}", rules=record.rules.version, ours=RULES_VERSION,
        )
    played = Sentence(
        "cannot be verified here: {scenario} was played with {pack}", scenario=record.scenario, pack=pack_named(record.pack),
    )
    if any(one.pack_digest == record.pack.digest for one in installed):
        return Sentence("{played}, and the scenario that it extends has changed since: install that as it was", played=played)
    others = " and ".join(f"{one.pack_version} ({one.pack_digest[:12]})" for one in installed)
    if not others:
        return Sentence("{played}, which is not installed: install that version", played=played)
    return Sentence("{played}, which is not installed (installed: {others}): install that version", played=played, others=others)


def check_rules(record: Record, compiled: Compiled) -> None:
    """Raise OtherRulesError unless a record can be played again with a compiled scenario."""
    if why := difference(record, compiled):
        raise OtherRulesError(why)
