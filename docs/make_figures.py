"""Writes docs/model/figures.md, the base scenario's figures, from the pack itself: python docs/make_figures.py."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import yaml  # noqa: E402  the path comes first

PAGE = ROOT / "docs/model/figures.md"
PACK = ROOT / "scenarios/crossroads-2025"
HEAD = """# Figures of the base scenario

All constants of `crossroads-2025` that the rules work with, as the pack has them. This page is written by `docs/make_figures.py`;
a test fails when the pack has moved on. Effects are per year where something works continuously (a programme's level, a rung in force,
a flow), and once where something happens (a shock, a reward).

*assumed* means that the authors set it, and no publication stands behind it. The game lists the sources (S), and so does
`scenarios/crossroads-2025/sources.yaml`.
"""


def table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """Write a table."""
    heads = list(head)
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join([*lines, *("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows)])


def effects(found: dict[str, Any] | None) -> str:
    """Write effects in one line: numbers with their sign, expressions as they stand."""
    parts = []
    for name, amount in (found or {}).items():
        parts.append(f"{name} {amount:+g}" if isinstance(amount, int | float) else f"{name} `{amount}`")
    return ", ".join(parts)


def origin(one: dict[str, Any]) -> str:
    """Say where something is from."""
    cited = one.get("sources") or ([one["source"]] if "source" in one else [])
    return ", ".join([*cited, *(["fiction"] if one.get("fiction") else []), *(["assumed"] if one.get("assumed") else [])])


def drift(one: dict[str, Any]) -> str:
    """Say to what an indicator drifts, and how much of the way in a year."""
    decay = one.get("decay")
    return f"to `{decay['to']}`, {decay['per_year']:.0%} a year" if decay else ""


def powers(pack: dict[str, Any]) -> list[str]:
    """Write the two capitals."""
    patron, rival = pack["us_pressure"], pack["china_retaliation"]
    demands = table(["demand", "months", "if met", "if enforced", "affront", "from"], (
        [one["title"], one["deadline"], effects(one["reward"]), effects(one["penalty"]), one["affront"], origin(one)]
        for one in patron["demands"]
    ))
    pressure = table(["rung", "from", "until below", "a year, in force", "once"], (
        [one["name"], one["at"], one["leave_at"], effects(one["effects"]), effects(one.get("enter"))] for one in patron["ladder"]
    ))
    sectors = table(["sector", "exposure"], ([one["name"], f"`{one['exposure']}`"] for one in rival["sectors"].values()))
    coercion = table(["rung", "sector", "from ire", "until below", "lag, months", "a year, in force", "once", "from"], (
        [one["name"], rival["sectors"][one["sector"]]["name"], one["at"], one["leave_at"], one["lag"], effects(one["effects"]),
         effects(one.get("enter")), origin(one)] for one in rival["ladder"]
    ))
    return [
        "## Washington", f"A new demand in six months: `{patron['announce']}` percent, at most {patron['most_open']} open.",
        demands, pressure,
        "## Beijing", f"How much of an affront is felt (exposure): `{rival['exposure']}`.", sectors, coercion,
    ]


def page() -> str:
    """Write the page."""
    pack = yaml.safe_load((PACK / "scenario.yaml").read_text(encoding="utf-8"))
    score = pack["score"]
    parts = [
        HEAD, "## Indicators",
        table(["indicator", "unit", "start", "range", "drifts", "from"], (
            [f"{one['name']} (`{name}`)", one["unit"], one["start"], f"{one['range'][0]} to {one['range'][1]}", drift(one), origin(one)]
            for name, one in pack["indicators"].items()
        )),
        "## Programmes",
        "Effects a year for a full level; the levels one to four of a programme are worth 0.76, 0.9, 0.8 and 0.5 of it more.",
        table(["programme", "domain", "start", "leans to", "a year", "affront"], (
            [one["name"], one["domain"], one["start"], ", ".join(f"{road} {share:g}" for road, share in one["lean"].items()),
             effects(one["effects"]), one.get("affront", "")] for one in pack["programmes"]
        )),
        table(["domain", "least points", "neglect, a year"], (
            [one["name"], one["least"], effects(one["neglect"])] for one in pack["domains"].values()
        )),
        *powers(pack), "## The third party",
        f"Chance in six months: `{pack['provocation']['chance']}` percent.",
        table(["what", "weight", "once", "from"], (
            [one["name"], one["weight"], effects(one["effects"]), origin(one)] for one in pack["provocation"]["kinds"]
        )),
        "## Flows",
        table(["flow", "phase", "when", "a year"], (
            [one["name"], one["phase"], f"`{one['when']}`" if "when" in one else "", effects(one["effects"])] for one in pack["flows"]
        )),
        "## Shocks",
        table(["shock", "% a year", "once", "from"], (
            [one["name"], one["chance"], effects(one["effects"]), origin(one)] for one in pack["shocks"]
        )),
        "## Score",
        table(["pillar", "value, cut to 0 to 100"], ([one["name"], f"`{one['value']}`"] for one in score["pillars"])),
        table(["grade", "from"], ([one["name"], one["least"]] for one in score["grades"])),
        "## Early ends",
        table(["ending", "when, for two turns"], ([one["name"], f"`{one['when']}`"] for one in pack["endings"])),
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
