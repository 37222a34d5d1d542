"""Verifies records by playing them again, in batches: nothing that a record says about its game is believed.

Records that share scenario, rules and length are one batch. Every turn's events, digest, indicators and ledger are
compared for the whole batch at once, then the result. A record is valid (true), refused (false) with a reason and the
turn where it parts, or (null) cannot be verified here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

import numpy as np

from game.core.dice import seed_from_hex
from game.core.numbers import SCALE
from game.core.problems import TightropeError
from game.rules import engine
from game.rules.ledger import Ledger
from game.rules.scenario import Scenario
from game.rules.state import Board, Orders, State
from game.session.origin import Compiled, difference
from game.session.reading import NewerRecordError, decode, read_limited
from game.session.record import SUFFIX, Order, Record, Result, Stage
from game.session.tally import tally
from game.session.translate import grade_of, hand_over, orders_of

BATCH = 1024

Find = Callable[[str], "Compiled | None"]
"""Gives the installed scenario of an id, or None."""


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
        if path.is_dir():
            found += sorted(item for item in path.rglob(f"*{SUFFIX}") if item.is_file())
        elif path.is_file():
            found.append(path)
        else:
            raise TightropeError(f"{path}: there is no such file or folder")
    return found


def verify_files(files: Sequence[Path], find: Find, tell: Callable[[int], None] | None = None) -> list[Verdict]:
    """Verify files, one verdict each in the same order; `tell` hears how many are done."""
    verdicts: list[Verdict] = []
    for first in range(0, len(files), BATCH):
        verdicts += _verify_files(files[first : first + BATCH], find)
        if tell is not None:
            tell(len(verdicts))
    return verdicts


def _verify_files(files: Sequence[Path], find: Find) -> list[Verdict]:
    verdicts: dict[int, Verdict] = {}
    records: dict[int, Record] = {}
    for place, file in enumerate(files):
        try:
            records[place] = decode(read_limited(file))
        except NewerRecordError as error:
            verdicts[place] = Verdict(str(file), None, str(error))
        except TightropeError as error:
            verdicts[place] = Verdict(str(file), False, str(error))
    found = verify_records(list(records.values()), find)
    for (place, _), (valid, reason, turn, total) in zip(records.items(), found, strict=True):
        verdicts[place] = Verdict(str(files[place]), valid, reason, turn, total)
    return [verdicts[place] for place in range(len(files))]


Finding = tuple["bool | None", str, "int | None", "float | None"]


def verify_records(records: Sequence[Record], find: Find) -> list[Finding]:
    """Verify records; gives valid, reason, turn and total of each."""
    findings: list[Finding] = [(None, "", None, None)] * len(records)
    groups: dict[tuple[str, str, int, int, bool, bool], list[int]] = {}
    for place, record in enumerate(records):
        key = (record.scenario, record.rules.digest, record.rules.version, len(record.turns), record.finished, record.handover is not None)
        groups.setdefault(key, []).append(place)
    installed: dict[str, Compiled | None] = {}
    for key, places in groups.items():
        if key[0] not in installed:
            installed[key[0]] = find(key[0])
        compiled = installed[key[0]]
        group = [records[place] for place in places]
        why = difference(group[0], compiled) if compiled else f"cannot be verified here: scenario {key[0]} is not installed"
        if compiled is None or why:
            answers: list[Finding] = [(None, why, None, None)] * len(group)
        else:
            answers = _Replay(compiled.scenario, group).run()
        for place, answer in zip(places, answers, strict=True):
            findings[place] = answer
    return findings


class _Replay:
    """Plays records of one scenario and one length again, side by side."""

    def __init__(self, scenario: Scenario, records: Sequence[Record]) -> None:
        self.scenario = scenario
        self.records = records
        self.indicators = [indicator.id for indicator in scenario.indicators]
        self.names = set(self.indicators)
        self.pick = itemgetter(*self.indicators)
        self.found: dict[int, tuple[str, int]] = {}

    def run(self) -> list[Finding]:
        scenario, records = self.scenario, self.records
        state = engine.begin(scenario, np.concatenate([seed_from_hex(record.seed) for record in records], axis=1))
        self._compare_values([record.start for record in records], state, 0, "the start differs")
        for turn in range(len(records[0].turns)):
            over = (state.ended > 0) | (state.turn > scenario.calendar.turns)
            if self._refuse(over, turn + 1, f"the game was over before turn {turn + 1}"):
                break
            state = self._turn(state, turn)
        self._end(state)
        return [self._finding(place) for place in range(len(records))]

    def _finding(self, place: int) -> Finding:
        if place in self.found:
            reason, turn = self.found[place]
            return False, reason, turn, None
        result = self.records[place].result
        return True, "", None, None if result is None else result.total / SCALE

    def _turn(self, state: State, turn: int) -> State:
        number = turn + 1
        stages = [record.turns[turn] for record in self.records]
        self._compare_events([stage.events for stage in stages], state, number)
        orders = self._orders([stage.order for stage in stages], state, number)
        ledger = Ledger()
        after = engine.step(self.scenario, state, orders, ledger)
        self._compare(stages, after, ledger, number, f"of turn {number} differs")
        return after

    def _orders(self, given: list[Order], state: State, turn: int) -> Orders:
        """Check orders; games that are refused go on with no order, so that the batch stays whole."""
        orders, problems = orders_of(self.scenario, state, given)
        for game, problem in problems.items():
            self._note(game, turn, f"the order of turn {turn} is not possible ({problem.code} {problem.about})")
        checked = engine.check(self.scenario, state, orders)
        for game in np.flatnonzero(~checked.ok).tolist():
            problem = checked.of(game)[0]
            self._note(game, turn, f"the order of turn {turn} is not possible ({f'{problem.code} {problem.about}'.strip()})")
        if self.found:
            bad = list(self.found)
            orders.points[:, bad] = 0
            orders.answers[:, bad] = -1
        return orders

    def _end(self, state: State) -> None:
        """Compare the hand-over and the result; games that are not over must not have one."""
        scenario, records, turn = self.scenario, self.records, len(self.records[0].turns)
        served = state.turn > scenario.calendar.turns
        over = (state.ended > 0) | served
        early = state.ending >= 0
        if not records[0].finished:
            self._refuse(over, turn, "the game is over, and the record does not say so")
            return
        self._refuse(~over, turn, "the game is not over, and the record says so")
        handed = records[0].handover is not None
        if handed:
            self._refuse(early, turn, "a game that ended early has no hand-over")
        else:
            self._refuse(over & ~early, turn, "the hand-over is missing")
        if handed and served:
            ledger = Ledger()
            state = hand_over(scenario, state, ledger)
            self._compare([record.handover for record in records if record.handover], state, ledger, turn, "of the hand-over differs")
        pillars = [pillar.id for pillar in scenario.pillars]
        rows = zip(state.pillars.T.tolist(), state.total.tolist(), state.ending.tolist(), strict=True)
        for game, (values, total, ending) in enumerate(rows):
            result = records[game].result
            name = scenario.endings[ending].id if ending >= 0 else None
            if result != Result(dict(zip(pillars, values, strict=True)), total, grade_of(scenario, total), name):
                self._note(game, turn, "the result differs")

    # -- comparing ----------------------------------------------------------------------------------------------------

    def _note(self, game: int, turn: int, reason: str) -> None:
        self.found.setdefault(game, (reason, turn))

    def _refuse(self, bad: "np.ndarray", turn: int, reason: str) -> bool:
        """Refuse games; says whether none is left."""
        for game in np.flatnonzero(np.broadcast_to(bad, len(self.records))).tolist():
            self._note(game, turn, reason)
        return len(self.found) == len(self.records)

    def _compare(self, stages: "Sequence[Stage]", state: State, ledger: Ledger, turn: int, what: str) -> None:
        self._compare_values([stage.indicators for stage in stages], state, turn, f"an indicator {what}")
        written, computed = tally(self.scenario, [stage.ledger for stage in stages], ledger)
        self._refuse((written != computed).any(axis=0), turn, f"the ledger {what}")
        digests = np.array([int(stage.digest, 16) for stage in stages], dtype=np.uint64)
        self._refuse(digests != engine.digest(state), turn, f"the digest {what}")

    def _compare_values(self, given: list[dict[str, int]], state: Board, turn: int, reason: str) -> None:
        count = len(self.indicators)
        bad = [game for game, amounts in enumerate(given) if len(amounts) != count or not self.names.issuperset(amounts)]
        for game in bad:
            given[game] = dict.fromkeys(self.indicators, 0)
        values = np.array([self.pick(amounts) for amounts in given], dtype=np.int32).reshape(-1, count)
        differ = (state.values != values.T).any(axis=0)
        differ[bad] = True
        self._refuse(differ, turn, reason)

    def _compare_events(self, given: "list[tuple[str, ...]]", state: State, turn: int) -> None:
        events = [event.id for event in self.scenario.events]
        for game, cards in enumerate(state.cards.T.tolist()):
            if given[game] != tuple(events[card] for card in cards if card >= 0):
                self._note(game, turn, f"the events of turn {turn} differ")
