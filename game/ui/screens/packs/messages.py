"""The messages of the check about one pack: each with file, line and column, what was found, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from game.content.diagnostics import Finding
from game.ui.outcome import Outcome, Pop, Replace
from game.ui.screen import Context, Screen
from game.ui.screens.packs.rows import add_message
from game.ui.screens.packs.texts import counted, told
from game.ui.screens.parts.amounts import joined
from game.ui.screens.parts.column import Column
from game.ui.screens.parts.page import Hint, Page, onward
from game.ui.widgets import Panel, Segments, Widget
from game.ui.words import _, said

MOST = 300
"""Messages shown; `pack check` prints them all."""
KINDS = ("", "error", "warning")


def messages_screen(title: str, pack: Path, findings: Sequence[Finding]) -> "Messages":
    """Return the messages about the pack at a path."""
    return Messages(title, pack, tuple(findings))


@dataclass(frozen=True)
class Messages(Screen):
    """All messages, or the errors, or the warnings."""

    title: str
    pack: Path
    findings: tuple[Finding, ...]
    kind: str = ""

    def build(self, context: Context) -> Widget:
        """Lay the messages out below each other, in the order of files and lines."""
        errors = sum(one.severity == "error" for one in self.findings)
        warnings = len(self.findings) - errors
        about = joined([self.title, counted(errors, warnings)])
        fits = context.text.width(about, 14) < context.width - 32
        page = Page(
            context, _("Messages of the check"), about if fits else counted(errors, warnings),
            hints=[Hint("PgUp PgDn", _("scroll")), Hint("Esc", _("back"))],
            ways=[onward(_("Back"), Pop)],
        )
        rest = page.body
        if errors and warnings:
            top, rest = rest.top(36, 10)
            names = [_("All {n}").format(n=errors + warnings), _("Errors {n}").format(n=errors), _("Warnings {n}").format(n=warnings)]
            page.content.add(Segments(top._replace(w=min(top.w, 480)), names, KINDS.index(self.kind), self.only))
        inner = rest if context.compact else rest.inset(20, 14)
        column = Column(inner, context.text)
        self._rows(column)
        scroll = column.scroll(f"messages {self.kind}")
        page.content.add(scroll if context.compact else Panel(rest, children=[scroll]))
        return page.root

    def _rows(self, column: Column) -> None:
        shown = [one for one in self.findings if self.kind in ("", one.severity)]
        for number, one in enumerate(shown[:MOST]):
            add_message(column, one, told(one, self.pack), number)
        if len(shown) > MOST:
            more = _("{n} more are not shown here: main.py pack check names them all.").format(n=len(shown) - MOST)
            column.text(said(more), colour="muted")

    def only(self, number: int) -> Outcome:
        """Show all messages, or those of one severity."""
        return Replace(replace(self, kind=KINDS[number]))

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("PgUp PgDn", _("scroll")), ("Esc", _("back"))]
