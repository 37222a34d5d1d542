"""Questions to talk about, filled with what happened; and every source behind what was met."""

from typing import TYPE_CHECKING

from game.analysis.debrief.questions import questions_of
from game.analysis.debrief.sources import bibliography
from game.analysis.debrief.waterfall import TOTAL
from game.ui.geometry import Rect
from game.ui.screens.debrief.pane import Pane
from game.ui.screens.parts.column import breakable
from game.ui.screens.parts.facts import backed
from game.ui.widgets import Label
from game.ui.words import _, ngettext

if TYPE_CHECKING:
    from game.ui.screens.debrief.screen import DebriefScreen

WIDEST = 900.0


def questions(screen: "DebriefScreen", pane: Pane) -> None:
    """Ask the pack's questions, large enough to be read from the back of a room."""
    column = pane.column(pane.body)
    column.rect = column.rect._replace(w=min(column.rect.w, 1100.0))
    found = questions_of(screen.found.case, screen.teller.say.language)
    if not found:
        column.text(_("This scenario asks no questions."), colour="muted")
    size, indent = (16.0, 30.0) if pane.compact else (28.0, 60.0)
    if sum(pane.setter.height(words, size, column.rect.w - indent) + size for words in found) > column.rect.h - 12 and not pane.compact:
        size, indent = 20.0, 44.0
    column.gap(0 if pane.compact else 12)
    for number, words in enumerate(found, 1):
        place = Rect(column.rect.x, column.y - size * 0.28, indent, size * 2)
        column.widgets.append(Label(place, str(number), size * 1.4, "bold", "seoul"))
        column.text(words, size, gap=size, indent=indent)
    pane.show(pane.body, column, "questions")


def sources(screen: "DebriefScreen", pane: Pane) -> None:
    """List the bibliography behind what came up in this game, and which record this is."""
    case = screen.found.case
    causes = {cause.id for _group, cause in screen.found.known.falls[TOTAL].causes}
    causes |= {f"event.{event}" for turn in case.record.turns for event in turn.events}
    entries = bibliography(case.compiled, causes, screen.teller.texts.language)
    column = pane.column(pane.body)
    column.rect = column.rect._replace(w=min(column.rect.w, WIDEST))
    count, backs = len(entries), backed(case.compiled, screen.teller.texts)
    column.text(ngettext("{n} source behind this game", "{n} sources behind this game", count).format(n=count), 16, "semibold", gap=10)
    for key, source in entries.items():
        column.text(source.line, 16, gap=0)
        if source.url:
            column.text(breakable(source.url, column.setter, column.rect.w), 14, "regular", "washington", gap=0)
        resting = backs.get(key, [])
        if resting:
            column.text(_("Backs: {what}").format(what=", ".join(resting)), 14, "regular", "muted", gap=0)
        column.gap(8)
    record = case.record
    words = _("This record was played again here and came out as it says.") if case.verified else _("Not verified here.")
    column.gap(8).text(words, 14, "regular", "muted", gap=2)
    origin = _("Seed {seed}, pack {pack} {version}, rules {rules}.").format(
        seed=record.seed, pack=record.pack.id, version=record.pack.version, rules=record.rules.digest[:12],
    )
    column.text(origin, 14, "regular", "muted", gap=2)
    pane.show(pane.body, column, "sources")
