"""A page of its own: light theme, no script, nothing loaded from outside, prints on A4."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from game.report.light import LIGHT

_STYLE = """
:root { VARIABLES }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); }
body { font: 16px/1.5 "Noto Sans KR", "Noto Sans", "Segoe UI", system-ui, sans-serif; }
main { max-width: 1040px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { font-size: 34px; line-height: 1.2; margin: 0 0 4px; }
h2 { font-size: 22px; margin: 40px 0 8px; }
p { margin: 0 0 12px; } .muted { color: var(--muted); }
section { break-inside: auto; }
figure { margin: 12px 0; padding: 16px; background: var(--panel); border: 1px solid var(--line); border-radius: 6px; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; font-family: inherit; }
figcaption { margin-top: 8px; color: var(--muted); font-size: 14px; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; background: var(--panel); font-size: 14px; margin: 8px 0 16px; }
th, td { text-align: left; padding: 6px 10px; border-bottom: 1px solid var(--line); vertical-align: top; }
th { background: var(--raised); } td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead { display: table-header-group; } tr { break-inside: avoid; }
.yes { color: var(--autonomy); font-weight: 700; } .no { color: var(--beijing); font-weight: 700; }
small { color: var(--muted); display: block; }
@page { size: A4; margin: 14mm; }
@media print {
  body { background: #fff; font-size: 12px; } main { max-width: none; padding: 0; }
  table, figcaption { font-size: 10px; } th, td { padding: 3px 5px; } h2 { break-after: avoid; } .wide { overflow: visible; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""


@dataclass(frozen=True)
class Html:
    """Markup that has been made here, in which every text was escaped."""

    markup: str


Cell = str | float | int | None | Html


def page(title: str, lead: str, sections: Sequence[tuple[str, Sequence[Html]]], language: str = "en", style: str = "") -> str:
    """Put a page together from sections of a heading (or none) and parts; `style` is a page's own, after the common one."""
    style = _STYLE.replace("VARIABLES", " ".join(f"--{name.replace('_', '-')}: {code};" for name, code in LIGHT.items())) + style
    heads = [f"<h2>{escape(head)}</h2>" if head else "" for head, _ in sections]
    bodies = ["".join(part.markup for part in parts) for _, parts in sections]
    body = "".join(f"<section>{head}{parts}</section>" for head, parts in zip(heads, bodies, strict=True))
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title><style>{style}</style></head>'
        f'<body><main><h1>{escape(title)}</h1><p class="muted">{escape(lead)}</p>{body}</main></body></html>\n'
    )


def paragraph(text: str) -> Html:
    """Write a paragraph."""
    return Html(f"<p>{escape(text)}</p>")


def figure(drawing: str, caption: str) -> Html:
    """Put a drawing above its caption."""
    return Html(f"<figure>{drawing}<figcaption>{escape(caption)}</figcaption></figure>")


def holds(*, yes: bool) -> Html:
    """Say whether something holds, in a word and a colour."""
    return Html('<span class="yes">holds</span>' if yes else '<span class="no">missed</span>')


def with_note(text: str, note: str) -> Html:
    """Write a text with a smaller note below."""
    return Html(f"{escape(text)}<small>{escape(note)}</small>" if note else escape(text))


def table(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Html:
    """Write a table; numbers stand to the right."""
    numeric = [bool(rows) and all(_is_number(row[k]) for row in rows) for k in range(len(head))]
    top = "".join(f"<th{_number(numeric[k])}>{escape(name)}</th>" for k, name in enumerate(head))
    body = "".join(
        "<tr>" + "".join(f"<td{_number(numeric[k])}>{_cell(value)}</td>" for k, value in enumerate(row)) + "</tr>" for row in rows
    )
    return Html(f'<div class="wide"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>')


def _is_number(value: Cell) -> bool:
    """Tell numbers, percentages and gaps from words."""
    return not isinstance(value, Html) and (not isinstance(value, str) or value in {"", "–"} or value.endswith("%"))


def _number(numeric: bool) -> str:  # noqa: FBT001  a cell's own question
    return ' class="number"' if numeric else ""


def _cell(value: Cell) -> str:
    if isinstance(value, Html):
        return value.markup
    if value is None:
        return "–"
    return escape(value) if isinstance(value, str) else f"{value:,}"
