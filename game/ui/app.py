"""The game in a window: desk, window, the stack of screens, and what happens when the window is closed."""

import os
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import pygame

from game.session import Sentence, TightropeError
from game.session.match import Match
from game.session.store import Store
from game.ui import toast, watching, words
from game.ui.asking import NEWS
from game.ui.canvas import Canvas
from game.ui.classroom import TICK, Classroom
from game.ui.desk import DebriefKit, Desk, Preferences
from game.ui.loop import App
from game.ui.narrator import Narrator
from game.ui.outcome import Outcome, Push, Quit
from game.ui.screen import Look, Screen
from game.ui.screens.host import LeaveHosting, open_in_browser, running
from game.ui.screens.join import join_screen
from game.ui.screens.menu import Leave
from game.ui.screens.parts.trouble import trouble_screen
from game.ui.screens.result import result_screen
from game.ui.screens.title import title_screen
from game.ui.screens.turn import turn_screen
from game.ui.sound import Sounds
from game.ui.speech import Voice
from game.ui.toast import Toast
from game.ui.trace import PRESSES, Trace
from game.ui.watching import Watcher
from game.ui.window import Window
from game.ui.words import _

TITLE = "Tightrope"
UNSEEN = ("offscreen", "dummy")
FOLDERS = ("records", "packs", "settings", "log")


class Program(Protocol):
    """What `game.app` hands over; `game.app.context.Context` is one.

    `run` knows the folders and the library, `settings` has the fields of `Preferences`; `opening` is a game to open at, `watcher`
    follows a pack under development, `joining` is a tournament's code or address to begin with.
    """

    run: Any
    settings: Any
    store: Store
    notices: list[str]
    opening: Match | None
    watcher: Watcher | None
    joining: str

    @property
    def debrief_kit(self) -> DebriefKit:
        """Give what draws and writes debriefs."""

    @property
    def client(self) -> Any:
        """Give what joins tournaments."""

    @property
    def downloads(self) -> Path:
        """Give the folder that browsers put files into."""

    def installed(self) -> Sequence[Any]:
        """List the scenarios."""

    def load(self, scenario: str) -> Any:
        """Load a scenario."""

    def change(self, settings: Any) -> str:
        """Keep settings; gives the words of a failure."""

    def host(self, scenarios: Sequence[str], lesson: bool) -> Any:  # noqa: FBT001 - as the desk calls it
        """Start a server for scenarios."""


def preferences_of(settings: Any) -> Preferences:
    """Take what the screens need from the program's settings."""
    return Preferences(**{field.name: getattr(settings, field.name) for field in fields(Preferences)})


def desk_of(program: Program) -> Desk:
    """Put a desk together from what the program lends."""

    def keep(preferences: Preferences) -> None:
        problem = program.change(replace(program.settings, **vars(preferences)))
        if problem:
            desk.notices.append(problem)

    desk = Desk(program.store, program.installed, program.load, preferences_of(program.settings), keep, notices=program.notices)
    desk.folders = {name: getattr(program.run.folders, name) for name in FOLDERS}
    desk.lend_kit = lambda: program.debrief_kit
    desk.library, desk.downloads = program.run.library, lambda: program.downloads
    desk.client, desk.host = program.client, program.host
    desk.classroom, desk.browse = Classroom(desk), open_in_browser
    return desk


def in_play(screens: Sequence[Screen]) -> Match | None:
    """Give the game in play on a stack of screens, or None."""
    for screen in reversed(screens):
        match = getattr(screen, "match", None)
        if isinstance(match, Match) and not match.over:
            return match
    return None


class Game(App):
    """The loop of the game: asks before it is closed in the middle of a game, and writes a trace where a test wants one."""

    def __init__(self, window: Window, desk: Desk, first: Screen) -> None:
        self.trace = Trace.wanted()
        self.desk = desk
        self._told = ""
        self._by_player = True
        self.toast = Toast()
        self.watcher: Watcher | None = None
        self.narrator = Narrator(desk.speak)
        super().__init__(window, first, desk.look, on_look=self._looked)

    def _looked(self, look: Look) -> None:
        words.use(look.language)
        self.desk.took_look(look)

    def dispatch(self, event: pygame.event.Event) -> None:
        """Hand an event on; closing the window asks first where a game is in play."""
        if event.type == pygame.QUIT and running(self.desk):
            self.apply(Quit())
            return
        if event.type == pygame.QUIT and not isinstance(self.top.screen, Leave):
            match = in_play([layer.screen for layer in self.layers])
            if match is not None:
                self.apply(Push(Leave(self.desk, match)))
                return
        self._by_player |= event.type in BY_PLAYER
        if event.type == pygame.KEYDOWN and event.key in EVERYWHERE:
            EVERYWHERE[event.key](self)
            return
        if event.type == pygame.DROPFILE:
            self._dropped(Path(event.file))
            return
        if event.type == watching.LOOK and self.watcher is not None:
            self.watcher.look(self)
            return
        if event.type in (NEWS, TICK):
            self.desk.classroom.heard(self) if event.type == NEWS else self.desk.classroom.tick(self)
            return
        self.dirty |= event.type == toast.OVER
        before, self.desk.sounded = self.layers[-1].screen, False
        if self.trace and event.type in PRESSES:
            self.trace.heard(event, self.top.stage, self._point(getattr(event, "pos", (0, 0))))
        super().dispatch(event)
        if self.running:
            self._sound_of(before, event)
            self._tell_trouble()

    def apply(self, outcome: Outcome | None) -> None:
        """Do what a screen answered; quitting asks first where a class plays on a server of this window."""
        if isinstance(outcome, Quit) and running(self.desk) and not isinstance(self.top.screen, LeaveHosting):
            outcome = Push(LeaveHosting())
        super().apply(outcome)

    # what works everywhere

    def _dropped(self, path: Path) -> None:
        """Check a file that was dropped on the window, to install it; over a question that is open nothing is begun."""
        from game.tournament.by_file import is_tournament
        from game.ui.screens.join_file import open_file
        from game.ui.screens.packs.installing import Installing, installing_screen

        top, self._by_player = self.top.screen, True
        if isinstance(top, Installing):
            self.apply(top.job.add(path))
        elif top.overlay or self.desk.library is None:
            self.note(_("Answer what is in front first, then drop the file again."))
        elif is_tournament(path):
            self.apply(Push(open_file(self.desk, path)))
        else:
            playing = in_play([layer.screen for layer in self.layers]) is not None
            self.apply(Push(installing_screen(self.desk, [path], in_game=playing)))

    def _sound_of(self, before: Screen, event: pygame.event.Event) -> None:
        """Sound what has come up: the result, a warning, a demand; else a click where the player went to another page."""
        now = self.top.screen
        if type(now) is not type(before) and not self.desk.sounded and (now.alarm or event.type in BY_PLAYER):
            self.desk.sound(now.alarm or "click")

    def _turn_sound(self) -> None:
        on = not self.desk.preferences.sound
        self.desk.change(self.top.context, sound=on)
        self.desk.sound("choose")
        self.note(_("Sound on") if on else _("Sound off"))

    def _turn_speech(self) -> None:
        on = not self.desk.preferences.speech
        if not on:
            self.desk.speak("")
        self.desk.change(self.top.context, speech=on)
        self.narrator.forget()
        silent = _("Speech on, but no voice was found on this computer")
        self.note((_("Speech on") if self.desk.able() else silent) if on else _("Speech off"))

    def _read_page(self) -> None:
        self.narrator.read(self.layers)

    def note(self, text: str) -> None:
        """Show a short note over any page."""
        self.toast.show(text)
        self.dirty = True

    def _tell_trouble(self) -> None:
        """Say once that the game could not be saved; it goes on in memory, and the next step tries again."""
        match = in_play([layer.screen for layer in self.layers])
        problem = self.desk.save_problem(match) if match is not None else ""
        if problem and problem != self._told:
            words_ = _("{} The game goes on, and every further step tries again.").format(problem)
            self.apply(Push(trouble_screen(_("The game could not be saved"), words_)))
        self._told = problem

    def frame(self, *, moving: bool) -> bool:
        """Live for a frame; where a test watches, also a press that changed nothing is noted."""
        moving = super().frame(moving=moving)
        if self.trace and self.trace.behind and self.running:
            self.trace.note(self.layers)
        return moving

    def draw(self) -> None:
        """Draw, say what is new, and note what is shown."""
        super().draw()
        if self.desk.preferences.speech:
            self.narrator.look(self.layers, by_player=self._by_player)
        self._by_player = False
        if self.trace:
            self.trace.note(self.layers)

    def over(self) -> None:
        """Draw the note."""
        self.toast.draw(Canvas(self.window.surface, self.top.context.text, self.top.context.theme))


BY_PLAYER = (pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.TEXTINPUT)
EVERYWHERE: dict[int, Callable[[Game], None]] = {
    pygame.K_F7: Game._read_page, pygame.K_F8: Game._turn_speech, pygame.K_F9: Game._turn_sound,  # noqa: SLF001 - its own
}


def _open(make: Callable[..., Window], size: tuple[int, int]) -> Window:
    """Open the window; where no display answers, SDL would draw into nothing and wait for ever, so that is refused as well."""
    why: str = Sentence("the display does not answer")
    try:
        window = make(TITLE, size)
    except pygame.error as error:
        why = str(error)
    else:
        if os.environ.get("SDL_VIDEODRIVER") or pygame.display.get_driver() not in UNSEEN:
            return window
        window.close()
    raise TightropeError(Sentence(
        "no window could be opened ({why}); to play without one: main.py simulate crossroads-2025 --policy even", why=why,
    ))


def run(program: Program, make: Callable[..., Window] = Window) -> int:
    """Open the window and play until it is closed; gives the exit code. Raises TightropeError where no window can be opened."""
    desk = desk_of(program)
    words.use(desk.preferences.language)
    voice, sounds = Voice(), Sounds(lambda: desk.preferences.volume / 100)
    desk.able = lambda: voice.able
    desk.say = lambda text, later: (voice.then if later else voice.say)(text, desk.preferences.language)
    desk.play = sounds.play
    window = _open(partial(make, place=desk.preferences.place, fullscreen=desk.preferences.fullscreen), desk.preferences.window)
    game = Game(window, desk, title_screen(desk))
    match = program.opening
    if match is not None:
        game.apply(Push(result_screen(desk, match) if match.over else turn_screen(desk, match)))
    if program.joining:
        game.apply(Push(join_screen(desk, program.joining)))
    game.watcher = program.watcher
    if game.watcher is not None:
        game.watcher.start(game)
    try:
        game.run()
    finally:
        desk.classroom.leave()
        if running(desk):
            desk.hosted.server.stop()
        voice.close()
        sounds.close()
        if game.trace:
            game.trace.close()
        stands = replace(desk.preferences, window=window.size, place=window.place, fullscreen=window.fullscreen)
        if stands != desk.preferences:
            desk.preferences = stands
            desk.keep(stands)
        window.close()
    return 0
