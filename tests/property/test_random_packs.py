"""Random packs: each is refused with a place and a code, or it plays to the end with a ledger that explains every change."""

import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, seed, settings

from game.bots.policies import policy
from game.content.diagnostics import Finding
from game.content.loading import Loaded, load_pack
from game.content.tools.codes import codes
from game.core.dice import spread_seeds
from game.rules import engine
from game.rules.ledger import Ledger
from game.rules.scenario import Scenario
from game.rules.state import State
from game.rules.view import view_of
from game.session.match import Match
from game.session.reading import decode
from game.session.record import encode
from game.session.verify import verify_records

from .pack_strategies import changed_templates, whole_packs

SEEDS = [1, 2, 3]
MOST_SECONDS = 2.0


def write(folder: str, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = Path(folder) / "pack" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Path(folder) / "pack"


def judged(files: dict[str, str]) -> str:
    """Load and play a pack; gives what became of it."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        loaded = load_pack(write(folder, files), lambda _: None, lint=True)
        for finding in loaded.findings:
            has_a_place(finding, files)
        assert (loaded.compiled is None) == any(finding.severity == "error" for finding in loaded.findings)
        if loaded.compiled is None:
            return "refused"
        plays_to_the_end(loaded.compiled.scenario)
        is_kept_and_verified(loaded)
        assert time.process_time() - begun < MOST_SECONDS
        return "played"


def has_a_place(finding: Finding, files: dict[str, str]) -> None:
    """Check that a finding names a line and a column that there is, and a code that is documented."""
    name = finding.path.rpartition("/pack/")[2]
    lines = files.get(name, "").split("\n")
    assert name in files or finding.code == "not-found", str(finding)
    assert 1 <= finding.line <= len(lines), str(finding)
    assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1, str(finding)
    assert finding.code in codes(), str(finding)
    assert str(finding).isprintable()


def plays_to_the_end(scenario: Scenario) -> None:
    """Play by lot: values stay in their ranges, and the ledger of the first game adds up to every change."""
    low, high = (np.array([getattr(one, side) for one in scenario.indicators])[:, None] for side in ("low", "high"))
    bot = policy("random", scenario, spread_seeds([seed + 1000 for seed in SEEDS]))
    state = engine.begin(scenario, spread_seeds(SEEDS))
    for _ in range(scenario.calendar.turns):
        if engine.finished(scenario, state):
            break
        orders = bot(view_of(scenario, state))
        assert engine.check(scenario, state, orders).ok.all()
        ledger = Ledger()
        after = engine.step(scenario, state, orders, ledger)
        explained(scenario, ledger, state, after)
        assert (low <= after.values).all()
        assert (after.values <= high).all()
        state = after
    assert engine.finished(scenario, state)
    assert ((state.total >= 0) & (state.total <= 100_000)).all()


def explained(scenario: Scenario, ledger: Ledger, before: State, after: State) -> None:
    """Check that the lines of a turn add up to the change of every indicator in every game that went on."""
    for game in np.flatnonzero(before.ended == 0).tolist():
        moved = np.zeros(len(scenario.indicators), dtype=np.int64)
        for line in ledger.lines(game):
            moved[line.indicator] += line.amount
        assert np.array_equal(after.values[:, game].astype(np.int64) - before.values[:, game], moved)


def is_kept_and_verified(loaded: Loaded) -> None:
    """Play one game as a match: what is kept of it is read again and found valid."""
    compiled = loaded.use()
    match = Match.new(compiled, 5)
    bot = policy("random", match.scenario, spread_seeds([6]))
    while not match.over:
        match.play(bot(match.view()))
    record = decode(encode(match.record()))
    [(valid, reason, *_)] = verify_records([record], lambda _: [compiled])
    assert valid, reason
    assert encode(Match.load(record, compiled).record()) == encode(record)


@pytest.mark.slow
@pytest.mark.parametrize(("packs", "least"), [(whole_packs(), 0.2), (changed_templates(), 0.2)], ids=["whole", "changed"])
def test_a_random_pack_is_refused_with_a_place_or_plays_to_the_end(packs, least):
    found: Counter[str] = Counter()

    @seed(2026)                                            # the same packs each time, and well mixed ones
    @settings(max_examples=150, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(packs)
    def judge(files):
        found[judged(files)] += 1

    judge()
    total = sum(found.values())
    assert least < found["played"] / total < 1 - least, f"of {total} packs {dict(found)}: too one-sided to show anything"
