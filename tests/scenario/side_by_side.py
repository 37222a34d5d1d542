"""Writes the tables of docs/history-thaad.md anew: python tests/scenario/side_by_side.py --write."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from game.analysis.history import turn_means, turns_of_year  # noqa: E402
from game.app import simulation  # noqa: E402
from game.app.order_file import policy_of  # noqa: E402
from game.app.run import Run  # noqa: E402
from game.content.orders import pack_orders  # noqa: E402
from game.core.dice import spread_seeds  # noqa: E402
from game.session.labels import turn_label  # noqa: E402

GAMES = 500
PAGE = ROOT / "docs" / "history-thaad.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
REAL = {
    "2017 Q1": (7.34, "-9%"), "2017 Q2": (2.78, "-66%"), "2017 Q3": (3.01, "-63%"), "2017 Q4": (4.53, "-44%"),
    "2018 Q1": (5.1, "-37%"), "2018 Q2": (4.2, "-48%"), "2018 Q3": (4.2, "-47%"), "2018 Q4": (6.0, "-26%"),
}
"""Visitors by quarter, a year's worth: 8.07 million times the change from the same quarter of 2016."""
VERDICT = {True: "holds", False: "**fails**", None: "no range"}


def tables() -> str:
    """Give the tables of model and history as Markdown."""
    compiled = Run().load("thaad-2016")
    scenario = compiled.scenario
    lines = {
        name: policy_of(scenario, pack_orders(Path(compiled.path), name, scenario)) for name in ("historical", "not-deployed")
    }
    seeds = spread_seeds(range(1, GAMES + 1))
    with_it, without = (turn_means(scenario, seeds, lines[name]) for name in ("historical", "not-deployed"))
    ids = [indicator.id for indicator in scenario.indicators]
    visitors, exports = ids.index("china_visitors"), ids.index("exports_china")
    commit = subprocess.run(["git", "log", "-1", "--format=%h of %cs", "--", "scenarios/crossroads-2025/scenario.yaml"], cwd=ROOT,
                            capture_output=True, text=True, check=False).stdout.strip()
    found = [f"{GAMES} games, seeds from 1, by `orders/historical.yaml`; base scenario at commit {commit}.", "",
             "| what | model | history | must lie in | |", "|---|--:|--:|--:|---|"]
    for line in simulation.history_document(compiled, lines["historical"], 1, GAMES):
        limits = "" if line["range"] is None else f"{line['range'][0]:g} to {line['range'][1]:g}"
        found.append(f"| {line['series']} {line['year']} | {line['value']:.2f} | {line['real']:g} | {limits} | {VERDICT[line['holds']]} |")
    rows = [turn - 1 for turn in turns_of_year(scenario.calendar, 2017)]
    more = without[rows, visitors].mean() / with_it[rows, visitors].mean() - 1
    apart = without[rows, exports].mean() / with_it[rows, exports].mean() - 1
    found += [f"| without the battery: visitors 2017 | {more:+.0%} | | +40% or more | {VERDICT[bool(more >= 0.4)]} |",
              f"| without the battery: exports 2017 | {apart:+.1%} | | within 3% | {VERDICT[bool(abs(apart) < 0.03)]} |"]
    real = np.array([REAL[turn_label(scenario.calendar, row + 1)][0] for row in rows])
    misses = {name: float(np.sqrt(((np.array(path) - real) ** 2).mean())) for name, path in
              (("model", with_it[rows, visitors]), ("no change", [8.07] * 4), ("-48.3% in every quarter", [8.07 * 0.517] * 4))}
    nearest = min(misses, key=lambda name: misses[name])
    limit = f"under {misses['no change']:.2f} (no change) and {misses['-48.3% in every quarter']:.2f} (-48.3% throughout)"
    found += [f"| path of 2017: root mean square miss | {misses['model']:.2f} | | {limit} | {VERDICT[nearest == 'model']} |", ""]
    found += ["| quarter | visitors, model | history | without the battery | exports, model | ire | rung 1 or above |",
              "|---|--:|--:|--:|--:|--:|--:|"]
    ire = ids.index("ire")
    force = rungs(scenario, seeds, lines["historical"])
    for turn in range(1, scenario.calendar.turns + 1):
        label = turn_label(scenario.calendar, turn)
        happened = f"{REAL[label][0]:g} ({REAL[label][1]})" if label in REAL else ""
        found.append(f"| {label} | {with_it[turn - 1, visitors]:.2f} | {happened} | {without[turn - 1, visitors]:.2f} "
                     f"| {with_it[turn - 1, exports]:.0f} | {with_it[turn - 1, ire]:.0f} | {force[turn - 1]:.0%} |")
    return "\n".join(found)


def rungs(scenario, seeds, play):
    """Give the share of games in which a rung is in force at the end of each turn."""
    from game.rules.engine import begin, finished, step
    from game.rules.view import view_of

    state, found = begin(scenario, seeds), []
    while not finished(scenario, state):
        state = step(scenario, state, play(view_of(scenario, state)))
        found.append(float((state.rung > 0).mean()))
    return found


if __name__ == "__main__":
    text = tables()
    if "--write" in sys.argv:
        page = PAGE.read_text(encoding="utf-8")
        before, _, rest = page.partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    else:
        print(text)  # noqa: T201
