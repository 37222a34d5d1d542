"""One readable game for each policy and installed scenario: what changes in the game shows here as a difference of text."""

from dataclasses import replace
from pathlib import Path

import pytest

from game.app import simulation
from game.app.order_file import order_policy
from game.app.run import Run
from game.app.transcript import transcript
from game.content.library import shipped_folder
from game.session.reading import read_record
from game.session.record import encode
from game.session.verify import verify_files

FOLDER = Path(__file__).parent
SEEDS = {"even": 1, "random": 2, "doctrine:ambiguity": 3, "doctrine:alignment": 4, "doctrine:autonomy": 5,
         "doctrine:quiet": 3, "doctrine:alliance": 4, "doctrine:table": 5}
MAKE = "pytest tests/golden --regenerate-goldens"


def scenarios():
    return [entry.id for entry in Run().installed()]


def policies():
    """Pair every scenario with the policies that it has."""
    found = []
    for scenario in scenarios():
        known = {f"doctrine:{doctrine.id}" for doctrine in Run().load(scenario).scenario.doctrines}
        found += [(scenario, policy) for policy in SEEDS if policy in known or not policy.startswith("doctrine:")]
    return found


@pytest.mark.parametrize(("scenario", "policy"), policies())
def test_a_game_of_each_policy_reads_as_it_did(scenario, policy, regenerate):
    path = FOLDER / f"{scenario}-{policy.replace(':', '-')}.txt"
    assert regenerate or path.exists(), f"no golden yet; once the content is final: {MAKE}"
    compiled = Run().load(scenario)
    match = simulation.one(compiled, policy, None, SEEDS[policy])
    text = "\n".join(transcript(compiled, match, policy, f"seed {SEEDS[policy]}")) + "\n"
    if regenerate:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"if this is meant, run `{MAKE}` and say why in the commit message"


def order_files():
    return [(scenario, path.stem) for scenario in scenarios() for path in sorted((shipped_folder() / scenario / "orders").glob("*.yaml"))]


@pytest.mark.parametrize(("scenario", "line"), order_files())
def test_a_game_of_each_order_file_reads_as_it_did(scenario, line, regenerate):
    path = FOLDER / f"{scenario}-orders-{line}.txt"
    assert regenerate or path.exists(), f"no golden yet; once the content is final: {MAKE}"
    compiled = Run().load(scenario)
    match = simulation.one(compiled, "orders", order_policy(shipped_folder() / scenario / "orders" / f"{line}.yaml", compiled.scenario), 6)
    text = "\n".join(transcript(compiled, match, "orders", f"orders/{line}.yaml, seed 6")) + "\n"
    if regenerate:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"if this is meant, run `{MAKE}` and say why in the commit message"


@pytest.mark.parametrize("scenario", scenarios())
def test_the_sample_record_is_valid(scenario, regenerate, root):
    run = Run()
    path = root / "saves" / f"sample-{scenario}.tightrope"
    if regenerate:
        compiled = run.load(scenario)
        name = f"doctrine:{compiled.scenario.doctrines[0].id}" if compiled.scenario.doctrines else "random"
        match = simulation.one(compiled, name, None, 2025)
        match.player = "Mina"
        path.write_bytes(encode(match.record()))
    assert path.exists(), f"no sample yet; once the content is final: {MAKE}"
    [verdict] = verify_files([path], run.versions)
    assert verdict.valid is True, verdict.reason
    assert verdict.total is not None


def test_a_record_of_format_1_is_read_for_ever(regenerate):
    """The file names rules of version 0, which no program has: so it tells, whatever the rules become, that other rules are no forgery."""
    path = FOLDER / "format-1.tightrope"
    if regenerate and not path.exists():
        record = simulation.one(Run().load("crossroads-2025"), "random", None, 11).record()
        path.write_bytes(encode(replace(record, rules=replace(record.rules, version=0))))
    record = read_record(path)
    assert record.finished
    assert len(record.turns) == 10
    assert all(any(turn.lines()) for turn in record.turns)
    [verdict] = verify_files([path], Run().versions)
    assert verdict.valid is None
    assert "cannot be verified here" in verdict.reason
