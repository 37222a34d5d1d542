"""Writes docs/model/figures.md, the base scenario's figures, from the pack itself: python docs/make_figures.py."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import yaml  # noqa: E402  the path comes first

from game.content.schema import powers as capitals  # noqa: E402
from game.content.schema import world  # noqa: E402
from game.content.schema.base import Model  # noqa: E402

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


def held(one: dict[str, Any]) -> str:
    """Say while what something may happen."""
    return f"`{one['when']}`" if "when" in one else ""


def settings(kind: type[Model], found: dict[str, Any], before: str = "") -> list[tuple[str, str, str]]:
    """List the single figures of a part of the pack with what the schema says of them; what comes in lists has tables of its own."""
    rows: list[tuple[str, str, str]] = []
    for field, info in kind.model_fields.items():
        key, inner = info.alias or field, info.annotation
        value = found.get(key)
        if isinstance(inner, type) and issubclass(inner, Model) and isinstance(value, dict):
            rows += settings(inner, value, f"{before}{key}.")
        elif isinstance(value, dict) and all(isinstance(amount, int | float | str) for amount in value.values()):
            rows.append((f"`{before}{key}`", effects(value), info.description or ""))
        elif isinstance(value, int | float | str) and key != "name":
            rows.append((f"`{before}{key}`", figure(value), info.description or ""))
    return rows


def figure(value: float | str) -> str:
    """Write one figure: expressions and names as code, truths as yes and no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"`{value}`" if isinstance(value, str) else f"{value:g}"


def figures(*parts: tuple[type[Model], dict[str, Any]]) -> str:
    """Write the single figures of some parts of the pack as one table."""
    return table(["figure", "is", "what it means"], (row for kind, found in parts for row in settings(kind, found)))


def powers(pack: dict[str, Any]) -> list[str]:
    """Write the two capitals."""
    patron, rival = pack["us_pressure"], pack["china_retaliation"]
    demands = table(["demand", "may come while", "weight", "months", "if met", "if enforced", "affront", "from"], (
        [one["title"], held(one), one.get("weight", 10), one["deadline"], effects(one["reward"]), effects(one["penalty"]),
         one["affront"], origin(one)]
        for one in patron["demands"]
    ))
    pressure = table(["rung", "from", "until below", "a year, in force", "once"], (
        [one["name"], one["at"], one["leave_at"], effects(one["effects"]), effects(one.get("enter"))] for one in patron["ladder"]
    ))
    sectors = table(["sector", "exposure"], ([one["name"], f"`{one['exposure']}`"] for one in rival["sectors"].values()))
    coercion = table(["rung", "sector", "from ire", "until below", "lag, months", "a year, in force", "once", "coercion", "from"], (
        [one["name"], rival["sectors"][one["sector"]]["name"], one["at"], one["leave_at"], one["lag"], effects(one["effects"]),
         effects(one.get("enter")), one["cost"], origin(one)] for one in rival["ladder"]
    ))
    return [
        "## Washington", figures((capitals.UsPressure, patron)), demands, pressure,
        "## Beijing", figures((capitals.ChinaRetaliation, rival)), sectors, coercion,
    ]


def page() -> str:
    """Write the page."""
    pack = yaml.safe_load((PACK / "scenario.yaml").read_text(encoding="utf-8"))
    score = pack["score"]
    parts = [
        HEAD, "## Turns and points", figures((world.Calendar, pack["calendar"]), (world.Points, pack["points"])), "## Indicators",
        table(["indicator", "unit", "start", "range", "drifts", "from"], (
            [f"{one['name']} (`{name}`)", one["unit"], one["start"], f"{one['range'][0]} to {one['range'][1]}", drift(one), origin(one)]
            for name, one in pack["indicators"].items()
        )),
        "## Programmes",
        "Effects are those of one full point a year; what each further point is worth of that stands beside them.",
        figures((world.Inertia, pack["inertia"])),
        table(["programme", "domain", "start", "points are worth", "leans to", "a year", "affront"], (
            [one["name"], one["domain"], one["start"], ", ".join(f"{step:g}" for step in one["steps"]),
             ", ".join(f"{road} {share:g}" for road, share in one["lean"].items()),
             effects(one["effects"]), one.get("affront", "")] for one in pack["programmes"]
        )),
        table(["domain", "least points", "neglect, a year"], (
            [one["name"], one["least"], effects(one["neglect"])] for one in pack["domains"].values()
        )),
        "## Posture and credibility", figures((world.Posture, pack["posture"]), (world.Credibility, pack["credibility"])),
        *powers(pack), "## The third party",
        f"Chance in six months: `{pack['provocation']['chance']}` percent.",
        table(["what", "while", "weight", "once", "from"], (
            [one["name"], held(one), one["weight"], effects(one["effects"]), origin(one)] for one in pack["provocation"]["kinds"]
        )),
        "## Flows",
        table(["flow", "phase", "when", "a year"], (
            [one["name"], one["phase"], held(one), effects(one["effects"])] for one in pack["flows"]
        )),
        "## Shocks",
        table(["shock", "while", "% a year", "once", "from"], (
            [one["name"], held(one), one["chance"], effects(one["effects"]), origin(one)] for one in pack["shocks"]
        )),
        "## Score",
        table(["pillar", "value, cut to 0 to 100"], ([one["name"], f"`{one['value']}`"] for one in score["pillars"])),
        table(["grade", "from"], ([one["name"], one["least"]] for one in score["grades"])),
        "## Early ends",
        table(["ending", "when", "turns running", "not before turn"], (
            [one["name"], held(one), one["turns"], one["not_before"]] for one in pack["endings"]
        )),
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
