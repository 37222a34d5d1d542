"""Verifies records by playing them again, in batches: nothing that a record says about its game is believed.

Files are skimmed first: each is played again from its seed and its orders, all of one scenario side by side, and its text
is written anew; one that comes out letter by letter is valid. What does not is read in full and compared turn by turn, to
say why and where. A record is valid (true), refused (false) with a reason and the turn where it parts, or (null) cannot be
verified here.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import NoReturn

from game.core.machine import cores
from game.core.numbers import SCALE
from game.core.problems import Sentence, TightropeError, reason
from game.rules import RULES_VERSION
from game.session.options import possible, shaped
from game.session.origin import Compiled, difference, fitting, why_not
from game.session.reading import NewerRecordError, parse, read_limited, unsealed
from game.session.record import SUFFIX, Options, Record
from game.session.replay import Finding, Replay
from game.session.rewrite import Rewrite
from game.session.skim import Skimmed, skim

BATCH = 1024
MANY = 8 * BATCH
"""Files from which on other processes are worth their start."""

Find = Callable[[str], Sequence[Compiled]]
"""Gives the installed versions of a scenario, the one that its id finds first; none where it is not installed."""


@dataclass(frozen=True)
class Verdict:
    """What verification found: valid, refused, or None for "cannot be verified here"."""

    file: str
    valid: bool | None
    reason: str = ""
    turn: int | None = None
    total: float | None = None


def record_files(paths: Iterable[Path]) -> list[Path]:
    """List the files to verify: files as they are named, and the records in folders below; raises TightropeError."""
    found: list[Path] = []
    for path in paths:
        try:
            folder, file = path.is_dir(), path.is_file()
        except OSError as error:
            _refuse(error)
        if not folder and not file:
            raise TightropeError(Sentence("{path}: there is no such file or folder", path=path))
        found += sorted(_records_below(path)) if folder else [path]
    return found


def _records_below(folder: Path) -> Iterator[Path]:
    for where, _, names in os.walk(folder, onerror=_refuse):
        yield from (item for name in names if name.endswith(SUFFIX) and (item := Path(where, name)).is_file())


def _refuse(error: OSError) -> NoReturn:
    raise TightropeError(Sentence(
        "{filename} cannot be read ({why}): check that you may read it", filename=error.filename, why=reason(error),
    )) from None


def verify_files(files: Sequence[Path], find: Find, tell: Callable[[int], None] | None = None, workers: int = 1) -> list[Verdict]:
    """Verify files, one verdict each in the same order; `tell` hears how many are done.

    With more workers than one (0: one a core, where the files are many) `find` goes to other processes, so it must be picklable.
    """
    count = workers or (cores() if len(files) >= MANY else 1)
    pieces = [files[first : first + BATCH] for first in range(0, len(files), BATCH)]
    verdicts: list[Verdict] = []
    with ExitStack() as stack:
        if count > 1:
            fresh = get_context("spawn")                             # a forked copy of a threaded program may hang
            pool = stack.enter_context(ProcessPoolExecutor(count, mp_context=fresh, initializer=_hold, initargs=(find,)))
            answers = pool.map(_verify_held, pieces)
        else:
            once = cache(find)
            answers = (_verify_files(piece, once) for piece in pieces)
        for found in answers:
            verdicts += found
            if tell is not None:
                tell(len(verdicts))
    return verdicts


_held: list[Find] = []
"""In a worker: how to find scenarios, each only once."""


def _hold(find: Find) -> None:
    _held.append(cache(find))


def _verify_held(files: Sequence[Path]) -> list[Verdict]:
    return _verify_files(files, _held[0])


def _verify_files(files: Sequence[Path], find: Find) -> list[Verdict]:
    verdicts: dict[int, Verdict] = {}
    bodies: dict[int, str] = {}
    for place, file in enumerate(files):
        try:
            bodies[place] = unsealed(read_limited(file))
        except TightropeError as error:
            verdicts[place] = Verdict(str(file), False, str(error))
    for place, total in _quick(bodies, find).items():
        verdicts[place] = Verdict(str(files[place]), True, total=total)
    records: dict[int, Record] = {}
    for place in bodies.keys() - verdicts.keys():
        try:
            records[place] = parse(bodies[place])
        except NewerRecordError as error:
            verdicts[place] = Verdict(str(files[place]), None, str(error))
        except TightropeError as error:
            verdicts[place] = Verdict(str(files[place]), False, str(error))
    for place, finding in zip(records, verify_records(list(records.values()), find), strict=True):
        verdicts[place] = Verdict(str(files[place]), *finding)
    return [verdicts[place] for place in range(len(files))]


def _quick(bodies: dict[int, str], find: Find) -> dict[int, float | None]:
    """Give the total (None: not finished) of every record that comes out letter by letter."""
    groups: dict[tuple[str, str, int, Options], dict[int, Skimmed]] = {}
    for place, body in bodies.items():
        if (one := skim(body)) is not None:
            groups.setdefault((one.scenario, one.rules, one.version, one.options), {})[place] = one
    found: dict[int, float | None] = {}
    for (scenario, digest, version, options), group in groups.items():
        compiled = next((one for one in find(scenario) if (digest, version) == (one.rules_digest, RULES_VERSION)), None)
        if compiled is not None and possible(compiled.scenario, options):
            for (place, one), total in zip(group.items(), Rewrite(compiled, list(group.values())).run(), strict=True):
                if total is not None:
                    found[place] = total / SCALE if one.finished else None
    return found


def verify_records(records: Sequence[Record], find: Find) -> list[Finding]:
    """Verify records; gives valid, reason, turn and total of each."""
    findings: list[Finding] = [(None, "", None, None)] * len(records)
    groups: dict[tuple[str, str, int, int, bool, bool, Options], list[int]] = {}
    for place, record in enumerate(records):
        rules, length = record.rules, len(record.turns)
        key = (record.scenario, rules.digest, rules.version, length, record.finished, record.handover is not None, record.options)
        groups.setdefault(key, []).append(place)
    installed: dict[str, Sequence[Compiled]] = {}
    for key, places in groups.items():
        if key[0] not in installed:
            installed[key[0]] = find(key[0])
        group = [records[place] for place in places]
        compiled = fitting(installed[key[0]], group[0])
        if compiled is None or difference(group[0], compiled):
            answers: list[Finding] = [(None, why_not(record, installed[key[0]]), None, None) for record in group]
        elif not possible(compiled.scenario, group[0].options):
            answers = [(False, Sentence("its options are not possible in this scenario"), 0, None)] * len(group)
        else:
            answers = Replay(shaped(compiled, group[0].options).scenario, group).run()
        for place, answer in zip(places, answers, strict=True):
            findings[place] = answer
    return findings
