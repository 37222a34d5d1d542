"""Playing a tournament by file: which round comes next, and the game of it that was begun already."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.core.problems import Sentence, TightropeError, reason
from game.session.match import Match, Save
from game.session.origin import Compiled, fitting
from game.session.record import Record
from game.session.store import Autosave, Entry, Store
from game.tournament.format import MOST_BYTES, SUFFIX, Plan, Tournament, decode


class ByFileError(TightropeError):
    """What keeps a tournament's file from being played: `code` is unreadable, damaged, sealed_file, all_played or pack."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@dataclass(frozen=True)
class Next:
    """What to play: the round's number and plan, and the game of it that waits to be gone on with, if any."""

    number: int
    plan: Plan
    begun: Entry | None = None


def read_tournament(path: Path) -> Tournament:
    """Read a tournament's file; raises TightropeError that says what to do."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ByFileError("unreadable", Sentence("{path} cannot be read: {why}", path=path, why=reason(error))) from None
    try:
        return decode(data)
    except TightropeError as error:
        raise ByFileError("damaged", Sentence("{path}: {error}", path=path, error=error)) from None


def is_tournament(path: Path) -> bool:
    """Say whether a file is a tournament's, by its name.

    >>> is_tournament(Path("class.tournament"))
    True
    """
    return path.suffix.lower() == SUFFIX


def next_round(tournament: Tournament, entries: Sequence[Entry]) -> Next:
    """Give the first round that is not played to the end among records; raises TightropeError for a sealed or a finished tournament."""
    if not tournament.open:
        raise ByFileError("sealed_file", Sentence(
            "{title} is still sealed: it can be played when the teacher gives out the opened file", title=tournament.title,
        ))
    for number, plan in enumerate(tournament.rounds, 1):
        own = [entry for entry in entries if entry.record is not None and _plays(plan, entry.record)]
        if not any(entry.record is not None and entry.record.finished for entry in own):
            return Next(number, plan, own[0] if own else None)
    raise ByFileError("all_played", Sentence(
        "{title} is played to the end: hand in its records, or look at them under Records",
        title=tournament.title,
    ))


def _plays(plan: Plan, record: Record) -> bool:
    return (record.seed, record.scenario, record.options, record.rules) == (plan.seed, plan.scenario, plan.options, plan.rules)


def open_next(path: Path, store: Store, find: Callable[[str], Sequence[Compiled]], player: str = "") -> Match:
    """Open the next round of a tournament's file: a new game that saves itself, or the one that was begun; raises TightropeError."""
    tournament = read_tournament(path)
    found = next_round(tournament, store.entries())
    installed = find(found.plan.scenario)
    if found.begun is not None and found.begun.record is not None:
        compiled = fitting(installed, found.begun.record)
        if compiled is not None:
            return Match.load(found.begun.record, compiled, Autosave(store, found.begun.path))
    return begin(tournament, found.plan, installed, player, Autosave(store))


def begin(tournament: Tournament, plan: Plan, installed: Sequence[Compiled], player: str, save: Save | None) -> Match:
    """Begin a round's game; raises TightropeError where the pack that the round was planned with is not installed."""
    found = next((one for one in installed if one.rules_digest == plan.rules.digest), None)
    if found is None:
        pack = plan.pack
        raise ByFileError(
            "pack",
            Sentence(
                "{title} is played with the pack {pack} {version} (digest {digest}): install that version",
                title=tournament.title, pack=pack.id, version=pack.version, digest=pack.digest[:12],
            )
        )
    return Match.new(found, plan.seed, player, save, plan.options, tournament.id)
