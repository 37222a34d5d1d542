"""The balance report as one self-contained page with charts."""

from typing import Any

from game.analysis.balance import Report
from game.charts.bars import Bar, bars
from game.charts.histogram import Counts, histogram
from game.charts.tornado import Figure, tornado
from game.report.page import Cell, Html, figure, holds, page, paragraph, table, with_note
from game.report.svg import svg

WIDE = 960.0
ROW = 30.0
WIDEST = 20
COLOURS = {
    "doctrine:ambiguity": "ambiguity", "doctrine:alignment": "washington", "doctrine:autonomy": "autonomy", "planner": "seoul_fill",
    "even": "other", "random": "edge",
}


def balance_page(report: Report, title: str) -> str:
    """Write the page."""
    held = len(report.targets) - len(report.missed)
    lead = f"{report.scenario}: {held} of {len(report.targets)} targets hold. {_sizes(report)}"
    sections: list[tuple[str, list[Html]]] = [
        ("Targets of the model", [_targets(report)]),
        ("Results", _results(report)),
        ("Cheap tricks", _hunt(report)),
        ("Sensitivity", _sensitivity(report)),
        ("Programmes", _programmes(report)),
        ("Events and answers", _events(report)),
        ("Demands", [_demands(report)]),
        ("Ladders", _rungs(report)),
        ("Early ends", [_endings(report)]),
    ]
    return page(f"Balance of {title}", lead, [(head, parts) for head, parts in sections if parts])


def _sizes(report: Report) -> str:
    s = report.sizes
    told = (
        f"Even, random and each doctrine on {s['games']:,} seeds, the planner on {s['planner']:,} with {s['budget']:,} simulated "
        f"turns a decision, each event forced onto the table {s['cases']:,} times with {s['futures']} futures an answer."
    )
    return told + (f" Left out: {', '.join(s['skip'])}." if s["skip"] else "")


def _targets(report: Report) -> Html:
    rows: list[list[Cell]] = [
        [holds(yes=t.holds), with_note(t.name, t.detail), f"{t.value:g}", t.target, with_note(t.sample, t.bound)] for t in report.targets
    ]
    return table(("", "target", "value", "should be", "sample and 95% bound"), rows)


def _results(report: Report) -> list[Html]:
    chosen = [row for row in report.policies if row["policy"] in COLOURS]
    series = [Counts(row["policy"].removeprefix("doctrine:"), tuple(row["histogram"]), COLOURS[row["policy"]]) for row in chosen]
    parts = [figure(svg(histogram(series, 0, 100), WIDE, 320, "How often each policy came to each result"),
                    "Share of games by result, in steps of 2.5 points.")]
    pillars = list(report.policies[0]["pillars"]) if report.policies else []
    rows: list[list[Cell]] = [
        [row["policy"], row["games"], *(row["total"][key] for key in ("mean", "sd", "p10", "p50", "p90")), f"{row['early']:.1%}",
         *(row["pillars"][pillar]["mean"] for pillar in pillars)]
        for row in report.policies
    ]
    parts.append(table(("policy", "games", "mean", "sd", "p10", "p50", "p90", "early ends", *pillars), rows))
    if report.wins:
        parts.append(_wins(report))
    parts.append(paragraph(
        f"Variance over the stated policies: policy {report.luck['policy']:.1%}, policy × seed {report.luck['interaction']:.1%}, "
        f"seed {report.luck['seed']:.1%}."
    ))
    return parts


def _wins(report: Report) -> Html:
    wins = [
        Bar(row["doctrine"], row["share"], f"{row['share']:.0%}", COLOURS.get(f"doctrine:{row['doctrine']}", "other"))
        for row in report.wins
    ]
    drawing = svg(bars(wins, aim=(0.2, 0.6), most=1), WIDE, ROW * len(wins) * 1.3, "Share of seeds in which each doctrine is best")
    return figure(drawing, "Share of seeds in which each doctrine does best; the band begins at the target of 20%.")


def _hunt(report: Report) -> list[Html]:
    if not report.hunt:
        return []
    best = [Bar(row["policy"].replace("doctrine:", ""), row["mean"], f"{row['mean']:.1f}", "beijing") for row in report.hunt[:12]]
    best += [Bar(row["policy"], row["total"]["mean"], f"{row['total']['mean']:.1f}", COLOURS[row["policy"]])
             for row in report.policies if row["policy"] in COLOURS]
    best.sort(key=lambda bar: -bar.value)
    drawing = svg(bars(best), WIDE, ROW * len(best), "Mean results of the best cheap tricks beside the policies")
    caption = f"The best of {len(report.hunt)} fixed policies (red) beside doctrines, planner, even and random: mean result."
    return [figure(drawing, caption), *_mix(report)]


def _mix(report: Report) -> list[Html]:
    """Say what a search for a fixed mix of points found; it has no target, but a designer should know it."""
    if not report.mix:
        return []
    shares = ", ".join(f"{name} {weight / 1000:g}" for name, weight in sorted(report.mix["weights"].items(), key=lambda pair: -pair[1]))
    answers = ", ".join(f"{mean:.1f} with {name}'s" for name, mean in report.mix["answers"].items() if name != "default")
    planner = report.mix["planner_over"]
    told = f"; the planner is {planner:.1f} ahead of it" if planner is not None else ""
    return [paragraph(
        f"A search for the best fixed mix of points found {shares} (weights; the rest get nothing). With default answers it reaches "
        f"{report.mix['mean']:.1f}, {report.mix['over_best_doctrine']:+.1f} against the best doctrine{told}; {answers} answers. "
        "No target is set for it: the further it is ahead, the more a game is decided before it begins."
    )]


def _sensitivity(report: Report) -> list[Html]:
    if not report.sensitivity:
        return []
    count = max(len(report.sensitivity[0]["low"]), 1)
    parts = []
    for what, groups in (("of the great powers", ("us_pressure", "china_retaliation")), ("of the score", ("score",))):
        rows = [row for row in report.sensitivity if row["group"] in groups]
        figures = [Figure(_figure_name(row), sum(row["low"]) / count, sum(row["high"]) / count) for row in rows[:WIDEST]]
        chart = tornado(figures, words=("20% lower", "20% higher"))
        drawing = svg(chart, WIDE, ROW * (len(figures) + 1.5), f"Tornado of the doctrines' mean result against the figures {what}")
        caption = f"Change of the doctrines' mean result in points; the {len(figures)} widest of {len(rows)} figures {what}."
        parts.append(figure(drawing, f"{caption} Whole turns move by at least one." if len(groups) > 1 else caption))
    return parts


def _figure_name(row: dict[str, Any]) -> str:
    power = {"us_pressure": "Washington: ", "china_retaliation": "Beijing: "}.get(row["group"], "")
    return f"{power}{row['name']}"[:60]


def _programmes(report: Report) -> list[Html]:
    names = [name for name in COLOURS if name not in ("even", "random") and report.programmes and name in report.programmes[0]["points"]]
    parts: list[Html] = []
    if report.programmes and "marginal" in report.programmes[0]:
        rows = sorted(report.programmes, key=lambda row: -row["marginal"])
        figures = [Bar(row["programme"], max(row["marginal"], 0.0), f"{row['marginal']:+.2f}", "autonomy") for row in rows]
        drawing = svg(bars(figures), WIDE, ROW * len(figures), "What one more point a turn adds")
        parts.append(figure(drawing, "Marginal worth: what one more point a turn, spent on it, adds to the doctrines' mean result."))
    table_rows: list[list[Cell]] = [
        [row["programme"], *(_percent(row["points"][n]) for n in names), *(_percent(row["bought"][n]) for n in names)]
        for row in report.programmes
    ]
    head = ("programme", *(f"{what}, {n.removeprefix('doctrine:')}" for what in ("points", "bought") for n in names))
    return [*parts, table(head, table_rows)]


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


def _events(report: Report) -> list[Html]:
    options: dict[str, list[dict[str, Any]]] = {}
    for option in report.options:
        options.setdefault(option["event"], []).append(option)
    rows: list[list[Cell]] = []
    for event in report.events:
        first = True
        for option in options.get(event["event"], []):
            dead = option.get("dead")
            rows.append([
                event["event"] if first else "", _percent(event["comes"]) if first else "", option["option"],
                _percent(option["chosen"].get("planner", option["chosen"].get("random"))), _percent(option.get("best_share")),
                option.get("worth"), option.get("cases"), Html('<span class="no">hardly ever best</span>') if dead else "",
            ])
            first = False
    head = ("event", "comes up", "answer", "planner chooses", "best", "worth", "cases", "")
    words = paragraph("Comes up: share of games of doctrines, even and random. Best: share of the cases forced onto the table in which "
                      "the answer gave the highest mean result. Worth: points against the mean answer.")
    return [words, table(head, rows)]


def _demands(report: Report) -> Html:
    rows: list[list[Cell]] = []
    for row in report.demands:
        for name, made in row["made"].items():
            became = row["became"][name]
            shares = (made, *(became[word] for word in ("met", "partly", "lapsed", "enforced", "broken")))
            rows.append([row["demand"], name, *(_percent(share) for share in shares)])
    return table(("demand", "policy", "made", "met", "in part", "lapsed", "enforced", "promise broken"), rows)


def _rungs(report: Report) -> list[Html]:
    if not report.rungs:
        return []
    names = list(report.rungs[0]["reached"])
    rows: list[list[Cell]] = [[row["power"], row["rung"], *(_percent(row["reached"][n]) for n in names)] for row in report.rungs]
    return [paragraph("Share of games that reached each rung."), table(("power", "rung", *names), rows)]


def _endings(report: Report) -> Html:
    names = list(report.endings[0]["share"]) if report.endings else []
    rows: list[list[Cell]] = [[row["ending"], row["mean_turn"], *(_percent(row["share"][n]) for n in names)] for row in report.endings]
    return table(("ending", "mean turn", *names), rows)
