"""Scores records that were handed in as files: every one is played again, and each that does not count is told why.

What counts: a finished, valid record of one of the tournament's rounds, on the seed that was sealed. Who hands in several of one
round is given the lowest result, so that trying again earns nothing that is seen. What files cannot prove is `UNPROVEN`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.core.problems import Sentence, TightropeError
from game.session.reading import read_record
from game.session.record import Record
from game.session.verify import Find, record_files, verify_files
from game.tournament.format import Plan, Tournament
from game.tournament.names import key_of
from game.tournament.seeds import digest_of
from game.tournament.standings import Entrant, Score, Standing, rank

UNPROVEN = (
    "Files cannot prove how often somebody tried before handing in, nor who played: the dice are the same for everybody, and once the "
    "seed is shown a round can be played again. Where that matters, host the tournament: then the server holds the dice."
)


@dataclass(frozen=True)
class Refused:
    """A file that does not count, why, and the turn where it parts; `sure` is false where it cannot be verified here."""

    file: Path
    reason: str
    turn: int | None = None
    sure: bool = True


@dataclass(frozen=True)
class Handed:
    """A file that counts."""

    file: Path
    round: int
    entrant: Entrant
    record: Record
    score: Score


@dataclass(frozen=True)
class Scored:
    """What came of a folder: places, the files that count, those that do not, and records of two players with the same orders."""

    standings: Sequence[Standing]
    counted: Sequence[Handed]
    refused: Sequence[Refused]
    copies: Sequence[tuple[Path, Path]]


def score_folder(
    tournament: Tournament, folder: Path, find: Find, tell: Callable[[int], None] | None = None, workers: int = 1
) -> Scored:
    """Verify and rank all records below a folder; raises TightropeError where there is no such folder."""
    files = record_files([folder])
    verdicts = verify_files(files, find, tell, workers)
    handed: list[Handed] = []
    refused: list[Refused] = []
    for file, verdict in zip(files, verdicts, strict=True):
        if verdict.valid is not True:
            refused.append(Refused(file, verdict.reason, verdict.turn, sure=verdict.valid is False))
            continue
        record = read_record(file)
        number, reason = round_of(tournament, record)
        if number:
            handed.append(Handed(file, number, _entrant(folder, file, record), record, _score(record)))
        else:
            refused.append(Refused(file, reason))
    counted, again = _one_each(handed)
    entrants = {one.entrant.id: one.entrant for one in counted}
    scores = {(one.entrant.id, one.round): one.score for one in counted}
    return Scored(rank(list(entrants.values()), scores), counted, [*refused, *again], _copies(counted))


def round_of(tournament: Tournament, record: Record) -> tuple[int, str]:
    """Give the number of the round that a record is of; 0 and the reason where it counts for none."""
    sealed = digest_of(record.seed)
    number = next((number for number, plan in enumerate(tournament.rounds, 1) if plan.seed_digest == sealed), 0)
    if not number:
        return 0, "it was not played on a seed of this tournament: open the tournament's file in the game and play that"
    if reason := _differs(tournament.rounds[number - 1], record):
        return 0, f"it has the seed of round {number}, but {reason}"
    if record.tournament not in ("", tournament.id):
        return 0, f"it names another tournament ({record.tournament})"
    if not record.finished:
        return 0, f"round {number} is not played to the end: go on with it in the game, and hand it in again"
    return number, ""


def _differs(plan: Plan, record: Record) -> str:
    if record.scenario != plan.scenario:
        return f"it is a game of {record.scenario}, not of {plan.scenario}"
    if record.rules != plan.rules:
        return "it was played with other rules than the tournament's: install the pack that the tournament names"
    if record.options != plan.options:
        return "it was played with another number of turns or events"
    return ""


def _score(record: Record) -> Score:
    result = record.result
    if result is None:
        raise TightropeError(Sentence("a game that is not over has no result"))
    return Score(result.total, min(result.pillars.values()), result.ending)


def _entrant(folder: Path, file: Path, record: Record) -> Entrant:
    """Name who handed a file in: the record's player, or the file; a folder in between is a class or a team."""
    between = file.relative_to(folder).parts[:-1] if file.is_relative_to(folder) else ()
    name, group = record.player or file.stem, between[0] if between else ""
    return Entrant(f"{group}/{key_of(name)}", name, group)


def _one_each(handed: Sequence[Handed]) -> tuple[list[Handed], list[Refused]]:
    """Keep one record a round of everybody: the lowest result."""
    kept: dict[tuple[str, int], Handed] = {}
    refused: list[Refused] = []
    for one in sorted(handed, key=lambda one: (one.score.total, one.score.weakest, str(one.file))):
        first = kept.setdefault((one.entrant.id, one.round), one)
        if first is not one:
            reason = f"{one.entrant.name} handed in more than one game of round {one.round}: the lowest result counts, {first.file.name}"
            refused.append(Refused(one.file, reason))
    return sorted(kept.values(), key=lambda one: str(one.file)), refused


def _copies(counted: Iterable[Handed]) -> list[tuple[Path, Path]]:
    """Find records of two players whose orders are the same from the first turn to the last."""
    seen: dict[object, Handed] = {}
    found = []
    for one in counted:
        orders = tuple((tuple(sorted(t.order.points.items())), tuple(sorted(t.order.answers.items()))) for t in one.record.turns)
        first = seen.setdefault((one.round, orders), one)
        if first is not one:
            found.append((first.file, one.file))
    return found
