"""The story: the result turn by turn with what the others did; a turn told in full, and what was hidden until now."""

from functools import partial
from typing import TYPE_CHECKING

from game.analysis.debrief.story import Chapter
from game.analysis.debrief.words import decimal
from game.charts.timeline import FOOT, LEFT
from game.ui.geometry import Rect
from game.ui.screens.debrief.pane import Pane, Spot, chart
from game.ui.screens.parts.amounts import joined
from game.ui.screens.parts.column import Column
from game.ui.text import Run
from game.ui.widgets import Emblem, Group, Panel, Widget
from game.ui.words import _

if TYPE_CHECKING:
    from game.ui.screens.debrief.screen import DebriefScreen


def build(screen: "DebriefScreen", pane: Pane) -> None:
    """Lay the timeline above the turn that is told; where there is little room, tell all turns below each other."""
    chapters = screen.found.known.story
    if not chapters:
        return
    if pane.compact:
        column = Column(pane.body, pane.setter)
        _hidden(screen, column)
        for chapter in chapters:
            column.gap(12).text(_head(screen, chapter), 20, "semibold", "seoul", gap=4)
            for part in (_decided, _others, _changed):
                part(screen, column, chapter)
                column.gap(4)
        pane.content.add(column.scroll("story"))
        return
    teller, known = screen.teller, screen.found.known
    inner = pane.body.inset(16, 8)
    drawn = teller.charts.story_chart(known, teller.say, inner.w)
    top, rest = pane.body.top(drawn.height + 16, 12)
    box = Rect(inner.x, inner.y, inner.w, drawn.height)
    turn = min(screen.turn, len(chapters))
    pane.content.add(Panel(top, children=[_chosen(box, turn, len(chapters)), chart(box, drawn), *_spots(screen, box, chapters)]))
    _told(screen, pane, rest, chapters[turn - 1])


def _column(box: Rect, turn: int, turns: int) -> Rect:
    wide = (box.w - LEFT) / turns
    return Rect(box.x + LEFT + wide * (turn - 1) + 2, box.y, wide - 4, box.h)


def _chosen(box: Rect, turn: int, turns: int) -> Widget:
    """Return the light ground under the turn that is told."""
    place = _column(box, turn, turns)
    return Panel(Rect(place.x, place.bottom - FOOT + 2, place.w, FOOT - 2), ground="raised")


def _spots(screen: "DebriefScreen", box: Rect, chapters: list[Chapter]) -> list[Widget]:
    """Return what can be chosen: a column for each turn."""
    return [
        Spot(_column(box, chapter.turn, len(chapters)), _head(screen, chapter), partial(screen.tell, chapter.turn), f"turn {chapter.turn}")
        for chapter in chapters
    ]


def _told(screen: "DebriefScreen", pane: Pane, rect: Rect, chapter: Chapter) -> None:
    """Tell a turn in columns: what was decided, what the others did, what changed, and what was hidden."""
    panel = Panel(rect)
    pane.content.add(panel)
    for place, (box, part) in enumerate(zip(rect.inset(16, 12).columns(4, 20), (_decided, _others, _changed, None), strict=True)):
        column = Column(box, pane.setter)
        if part is None:
            _hidden(screen, column)
        else:
            if place == 0:
                column.text(_head(screen, chapter), 16, "semibold", "seoul", gap=4)
            part(screen, column, chapter)
        fits = column.height <= box.h + 4
        panel.add(column.group() if fits else column.scroll(f"story {place}"))


def _head(screen: "DebriefScreen", chapter: Chapter) -> str:
    teller = screen.teller
    return joined([_("Turn {}").format(chapter.turn), teller.time(chapter.turn), _("result {}").format(decimal(chapter.total))])


def _decided(screen: "DebriefScreen", column: Column, chapter: Chapter) -> None:
    for event, answer in screen.teller.decided(chapter):
        column.text((Run(f"{event}: "), Run(answer, "semibold")), 14, gap=4)
    moves = screen.teller.moves(chapter)
    if moves:
        column.text(moves, 14, "regular", "muted", gap=4)


def _others(screen: "DebriefScreen", column: Column, chapter: Chapter) -> None:
    column.text(_("The others"), 14, "semibold", gap=2)
    if not chapter.happenings:
        column.text(_("Nothing was announced."), 14, "regular", "muted", gap=2)
    for one in chapter.happenings:
        _marked(column, one.who, screen.teller.happened(one))


def _changed(screen: "DebriefScreen", column: Column, chapter: Chapter) -> None:
    column.text(_("Changed most"), 14, "semibold", gap=2)
    for words in screen.teller.shifts(chapter):
        column.text(words, 14, gap=3)


def _hidden(screen: "DebriefScreen", column: Column) -> None:
    known = screen.found.known
    if not known.hidden:
        return
    column.text(_("Shown only now"), 14, "semibold", gap=2)
    for one in known.hidden:
        _marked(column, one.power, screen.teller.hidden(one))


def _marked(column: Column, who: str, words: str) -> None:
    """Add a wrapped text behind the mark of who did it: one thing, so that no mark stands where its text is out of sight."""
    emblem = Emblem(Rect(column.rect.x + 2.5, column.y + 3.5, 13, 13), who)
    text = column.text(words, 14, gap=3, indent=20)
    column.widgets[-1] = Group(text.rect, [emblem, text])
