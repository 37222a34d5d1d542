"""What a change of a pack does, as one self-contained page."""

from game.analysis.difference import Difference, Result, Shift
from game.charts.tornado import Figure, tornado
from game.report.page import Cell, Html, figure, page, paragraph, table
from game.report.svg import svg

WIDE, ROW, WIDEST = 960.0, 30.0, 20


def difference_page(found: Difference, title: str, texts: dict[str, int]) -> str:
    """Write the page."""
    lead = (
        f"Both versions on the same {found.games:,} seeds, by each policy. Texts: {texts['added']} new, {texts['removed']} gone, "
        f"{texts['reworded']} reworded."
    )
    sections: list[tuple[str, list[Html]]] = [
        ("New and gone", _parts(found)),
        ("Results", [_results(found.results), _chart(found.results, "Change of each policy's mean result")]),
        ("Pillars", [_results(found.pillars)]),
        ("Early ends", [_shifts("ending", found.endings)]),
        ("Events", [_shifts("event", found.events)]),
    ]
    return page(f"What changed: {title}", lead, [(head, parts) for head, parts in sections if parts])


def _parts(found: Difference) -> list[Html]:
    rows: list[list[Cell]] = [
        [kind, ", ".join(change["added"]), ", ".join(change["removed"])] for kind, change in found.parts.items() if any(change.values())
    ]
    return [table(("what", "new", "gone"), rows)] if rows else [paragraph("Nothing is new and nothing is gone.")]


def _results(results: list[Result]) -> Html:
    rows: list[list[Cell]] = [
        [r.policy, r.before, r.after, f"{r.change:+.2f} ± {r.bound:.2f}", "" if r.sure else "within chance"] for r in results
    ]
    return table(("", "before", "after", "change on the same seed, 95%", ""), rows)


def _chart(results: list[Result], label: str) -> Html:
    figures = [Figure(r.policy, min(r.change - r.bound, r.change), max(r.change + r.bound, r.change)) for r in results[:WIDEST]]
    drawing = svg(tornado(figures, words=("worse", "better")), WIDE, ROW * (len(figures) + 1.5), label)
    return figure(drawing, f"{label}, with its 95% bound.")


def _shifts(what: str, shifts: list[Shift]) -> Html:
    if not shifts:
        return paragraph(f"No {what} comes up more or less often than before.")
    rows: list[list[Cell]] = [[s.id, f"{s.before:.1%}", f"{s.after:.1%}", f"{(s.after - s.before) * 100:+.1f} points"] for s in shifts]
    return table((what, "games before", "games after", "change"), rows)
