"""The title: the map behind, the name, and the ways in."""

from dataclasses import dataclass
from functools import lru_cache, partial

import pygame

from game.session import TightropeError
from game.session.store import Entry
from game.ui.atlas import Atlas, Course, Place
from game.ui.canvas import Canvas
from game.ui.desk import Desk
from game.ui.geography import View
from game.ui.geometry import Rect
from game.ui.map import Arrow, Map
from game.ui.outcome import REBUILD, Outcome, Push, Quit
from game.ui.screen import Context, Screen
from game.ui.screens.helping import help_for
from game.ui.screens.parts.amounts import joined, moment
from game.ui.screens.parts.page import Do, Hint, Page
from game.ui.screens.parts.trouble import closed_words, trouble_screen
from game.ui.screens.parts.ways import to_packs, to_records, to_settings
from game.ui.screens.scenarios import minutes
from game.ui.theme import Colour
from game.ui.widgets import Button, Group, Label, Paragraph, Widget
from game.ui.words import _, said

WIDE, NARROW = View(116.4, 39.2, 47.0), View(121.4, 37.6, 32.0)
ROOM = 640.0
"""What the large letters of the first page need in height."""
LESSON = "first-steps"


def title_screen(desk: Desk) -> "Title":
    """Return the first screen."""
    return Title(desk)


@lru_cache(maxsize=4)
def _shade(size: tuple[int, int], colour: Colour) -> pygame.Surface:
    """Return a shade that grows lighter to the right, in real pixels."""
    row = pygame.Surface((size[0], 1), pygame.SRCALPHA)
    for x in range(size[0]):
        part = max(0.0, (x / size[0] - 0.5) / 0.5)
        row.set_at((x, 0), (*colour, round(240 * (1 - part * part * (3 - 2 * part)))))
    return pygame.transform.scale(row, size)


class Veil(Widget):
    """A shade over the left of the map, so that words can be read on it."""

    def paint(self, canvas: Canvas) -> None:
        """Lay the shade."""
        canvas.image(_shade(canvas.px(self.rect).size, canvas.colour("ground")), self.rect.x, self.rect.y)


def picture_of() -> Atlas:
    """Give the map of the title: Seoul, between the two powers."""
    places = (
        Place("seoul", _("Seoul"), (126.98, 37.57)), Place("beijing", _("Beijing"), (116.4, 39.9)),
        Place("tokyo", _("Tokyo"), (139.7, 35.68)),
    )
    rival, patron = Course((116.4, 39.9), (126.35, 36.55), "beijing"), Course((-77.04, 38.9), (128.6, 36.35))
    return Atlas(WIDE, WIDE, NARROW, home=("South Korea",), places=places, player="seoul", patron=patron, rival=rival)


@dataclass
class Title(Screen):
    """What one sees first; `latest` is the newest game that is not finished, `teaches` whether the tutorial is installed.

    Both are looked up once and after coming back.
    """

    desk: Desk
    latest: Entry | None = None
    teaches: bool = False
    looked: bool = False
    notice: str = ""

    def build(self, context: Context) -> Widget:
        """Lay out map, name and buttons."""
        if not self.looked:
            self.look()
        hints = [
            Hint("↑↓", _("choose")), Hint("⏎", _("go")), Hint("F1", _("help"), pygame.K_F1), Hint("F11", _("full screen")),
        ]
        page = Page(context, "", hints=hints, header=False)
        field = Rect(0, 0, context.width, page.footer.y)
        arrows = [Arrow("beijing", 62), Arrow("washington", 70)]
        page.content.add(
            Map(field, picture_of(), context.text, view=NARROW if context.compact else WIDE, arrows=arrows, labels=not context.compact),
            Veil(Rect(0, 0, 760 if not context.compact else min(field.w, 430), field.h)),
        )
        tight = context.compact or field.h < ROOM
        page.content.add(self._compact(context, field) if tight else self._full(context, field))
        return page.root

    def look(self) -> None:
        """Find the newest unfinished game and the tutorial, and take a notice that is still to be shown."""
        self.latest, self.looked = self.desk.store.latest_save(), True
        self.teaches = any(one.id == LESSON for one in self.desk.scenarios())
        if self.desk.notices:
            self.notice = said(self.desk.notices.pop(0))

    def resumed(self, result: object, context: Context) -> Outcome:
        """Look again: a game may have been played."""
        self.look()
        return REBUILD

    # the pieces

    def _full(self, context: Context, field: Rect) -> Widget:
        group = Group(field)
        name, line = _("Tightrope"), _("One government in Seoul, between the power that guards it\nand the power that buys from it.")
        left = 72.0
        group.add(Label(Rect(left, 64, context.text.width(name, 72, "bold"), 88), name, 72, "bold"))
        group.add(Paragraph(Rect(left + 3, 156, 560, context.text.line_height(20) * 2), line, 20, "regular", "muted"))
        y = 236.0
        for button in self._buttons(Rect(left, y, 344, 52), 12, context):
            group.add(button)
        if self.notice:
            group.add(Paragraph(Rect(left, field.bottom - 52, 720, 48), self.notice, 14, "regular", "seoul"))
        return group

    def _compact(self, context: Context, field: Rect) -> Widget:
        group = Group(field)
        name = _("Tightrope")
        group.add(Label(Rect(16, 10, context.text.width(name, 40, "bold"), 50), name, 40, "bold"))
        for button in self._buttons(Rect(16, 68, 276, 36), 6, context):
            group.add(button)
        if self.notice:
            group.add(Paragraph(Rect(16, field.bottom - 44, field.w - 32, 44), self.notice, 14, "regular", "seoul"))
        return group

    def _buttons(self, box: Rect, gap: float, context: Context) -> list[Widget]:
        """Return the ways in, from the top; the first is gold."""
        small = box.h < 44
        rows: list[Widget] = []
        if self.latest is not None:
            on = Button(box, _("Continue"), self.go_on, "gold", after="corner-down-left", size=16 if small else 20)
            rows.append(on.with_keys(pygame.K_RETURN))
            facts = self._facts(self.latest)
            line = Rect(box.x if small else box.x + 2, box.bottom + 4, box.w + 240, 20)
            if small and context.text.width(facts, 14) > context.width - 32:
                facts = ""
            below = Label(line, facts, 14, "regular", "muted")
            rows.append(below)
            box = box.moved(0, box.h + (24 if facts else 0) + gap)
        ways: list[tuple[str, str, Do]] = [
            (_("New game"), "play", self.new), (_("Tournament"), "users", self.tournament),
            (_("Records"), "history", partial(to_records, self.desk)), (_("Packs"), "package", partial(to_packs, self.desk)),
            (_("Settings"), "settings", partial(to_settings, self.desk)), (_("Help"), "help", partial(help_for, [self])),
            (_("Quit"), "log-out", Quit),
        ]
        if self.teaches:
            ways.insert(1, (_("Tutorial"), "book", self.lesson))
        two = small or box.y + 24 + len(ways) * (box.h + gap) > context.height - 64           # a low window
        words = self._welcome(context, small=small)
        boxes = _grid(box, gap, len(ways), two=two, first=self.latest is None, below=24 if words else 0)
        if words:
            rows.append(Label(Rect(box.x + (0 if small else 2), box.bottom + 4, box.w + 240, 20), words, 14, "regular", "muted"))
        for i, (place, (text, icon, do)) in enumerate(zip(boxes, ways, strict=True)):
            if i == 0 and self.latest is None:
                rows.append(Button(place, text, do, "gold", after="corner-down-left", size=16 if small else 20).with_keys(pygame.K_RETURN))
            else:
                rows.append(Button(place, text, do, icon=icon))
        return rows

    def _welcome(self, context: Context, *, small: bool) -> str:
        """Tell who has no game yet where to begin, and how long it takes."""
        turns = next((one.turns for one in self.desk.scenarios() if one.id == LESSON), 0)
        if self.latest is not None or not turns:
            return ""
        words = _("New here? The tutorial: {turns} turns, about {minutes} min.").format(turns=turns, minutes=minutes(turns))
        return "" if small and context.text.width(words, 14) > context.width - 32 else words

    def _facts(self, entry: Entry) -> str:
        """Say which game it is that goes on."""
        record = entry.record
        if record is None:
            return ""
        try:
            title = self.desk.texts(self.desk.of_record(record))("title")
        except TightropeError:
            title = record.scenario
        return joined([title, _("turn {}").format(len(record.turns) + 1), moment(entry.changed)])

    # the ways

    def go_on(self) -> Outcome:
        """Go on with the newest game."""
        from game.ui.screens.turn import turn_screen

        if self.latest is None:
            return self.new()
        try:
            return Push(turn_screen(self.desk, self.desk.open_match(self.latest)))
        except TightropeError as error:
            words = closed_words(self.latest.record, error)
            return Push(trouble_screen(_("This game cannot go on here"), words))

    def new(self) -> Outcome:
        """Choose a scenario."""
        from game.ui.screens.scenarios import scenarios_screen

        return Push(scenarios_screen(self.desk))

    def lesson(self) -> Outcome:
        """Open the briefing of the tutorial."""
        from game.ui.screens.briefing import briefing_screen

        try:
            self.desk.compiled(LESSON)
        except TightropeError as error:
            return Push(trouble_screen(_("The game could not be begun"), said(error)))
        return Push(briefing_screen(self.desk, LESSON))

    def tournament(self) -> Outcome:
        """Join a tournament, or go on in it."""
        from game.ui.screens.join import join_screen

        return Push(join_screen(self.desk))

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("⏎", _("go on, or begin")), ("F1", _("help"))]


def _grid(box: Rect, gap: float, count: int, *, two: bool, first: bool, below: float = 0) -> list[Rect]:
    """Return boxes below each other, or in pairs on a small canvas (the first alone when it is the gold one).

    `below` is left free under the first.
    """
    if not two:
        return [box.moved(0, i * (box.h + gap) + (below if i else 0)) for i in range(count)]
    boxes, y, half = [], box.y, (box.w - gap) / 2
    left = count
    if first:
        boxes.append(box)
        y, left = y + box.h + gap + below, count - 1
    pairs = [Rect(box.x + (i % 2) * (half + gap), y + (i // 2) * (box.h + gap), half, box.h) for i in range(left)]
    return boxes + pairs
