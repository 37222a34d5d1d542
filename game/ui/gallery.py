"""Pictures of every screen, drawn without a display: a real match some turns in, then its end."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pygame

from game.analysis.debrief import case_of
from game.content.library import Library, shipped_folder
from game.rules.orders import legalise
from game.session import TightropeError
from game.session.match import Match
from game.session.store import Autosave, Store
from game.ui import words
from game.ui.app import Program, desk_of
from game.ui.desk import Desk
from game.ui.example_class import ADDRESS, CODE, ExampleServer, example_room, standing, status
from game.ui.example_packs import example_packs
from game.ui.loop import render as picture
from game.ui.screen import Look, Screen
from game.ui.screens.briefing import briefing_screen
from game.ui.screens.debrief.compare import beside, compare_screen
from game.ui.screens.debrief.export import Export, Job
from game.ui.screens.debrief.findings import Findings
from game.ui.screens.debrief.head import TABS
from game.ui.screens.debrief.screen import debrief_screen
from game.ui.screens.decide import Decide
from game.ui.screens.glossary import glossary_screen
from game.ui.screens.help import CONTENTS, TOPICS, help_screen
from game.ui.screens.host import Host, Hosted, LeaveHosting, host_screen
from game.ui.screens.join import Join, Typed
from game.ui.screens.join_file import Files, Found, JoinFile, details
from game.ui.screens.ledger import LedgerPage, ledger_screen
from game.ui.screens.menu import Leave, menu_screen
from game.ui.screens.minister import Ministers
from game.ui.screens.packs.chooser import At, Chooser
from game.ui.screens.packs.folder import read_folder
from game.ui.screens.packs.installing import installing_screen
from game.ui.screens.packs.messages import messages_screen
from game.ui.screens.packs.removing import Removing
from game.ui.screens.packs.screen import Packs
from game.ui.screens.packs.state import Shelf
from game.ui.screens.parts.refusals import told_code
from game.ui.screens.records import records_screen
from game.ui.screens.resolve import Resolve
from game.ui.screens.result import result_screen
from game.ui.screens.round import Called, Ended, EyesUp, RoundPage
from game.ui.screens.scenarios import scenarios_screen
from game.ui.screens.settings import settings_screen
from game.ui.screens.sources import sources_screen
from game.ui.screens.standings import Standings
from game.ui.screens.title import LESSON, title_screen
from game.ui.screens.turn import turn_screen
from game.ui.screens.waiting import Waiting
from game.ui.theme import COMPACT_BELOW, ui_scale

SCENARIO, SEED, TURNS = "crossroads-2025", 20250603, 3
_checked: dict[object, object] = {}
"""What the check says of packs, kept from one desk to the next: the shipped ones are the same."""


def render(
    program: Program, out: Path, size: tuple[int, int] = (1280, 720), language: str = "en", text_scale: float = 1.0, theme: str = "dark",
) -> list[Path]:
    """Render every screen into a folder; gives the paths of the pictures."""
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    words.use(language)
    out.mkdir(parents=True, exist_ok=True)
    look = Look(theme, text_scale, language, motion=False)
    compact = size[0] / (ui_scale(*size) * text_scale) < COMPACT_BELOW
    paths = []
    with tempfile.TemporaryDirectory() as folder:
        desk = example_desk(program, look, Path(folder))
        for number, (name, screens) in enumerate(pages(desk, compact=compact), 1):
            path = out / f"{number:02d}-{name}.png"
            pygame.image.save(picture(screens, size, look), path)
            paths.append(path)
    return paths


def example_desk(program: Program, look: Look, folder: Path) -> Desk:
    """Put a desk together that has nothing of the user's: an empty folder for records, and a look."""
    desk = desk_of(program)
    desk.store, desk.folders, desk.notices = Store(folder), {"records": Path("~/tightrope/records")}, []
    desk.keep = lambda _preferences: None
    shipped = Library([shipped_folder()])
    desk.checked = _checked
    desk.library, desk.downloads = Library([*shipped.folders, folder / "packs"]), lambda: folder / "Downloads"
    desk.scenarios, desk.load = lambda: [one for one in shipped.entries() if not one.broken], lambda name: shipped.load(name).use()
    desk.preferences = replace(
        desk.preferences, language=look.language, theme=look.theme, text_scale=look.text_scale, motion=False, player="Mina",
    )
    return desk


def play(match: Match, turns: int, lean: int = 0) -> Match:
    """Play so many turns (or to the end): answers in rotation from the `lean`-th on, points as they are."""
    while not match.over and match.turn <= turns:
        for slot, event in enumerate(match.events):
            options = match.scenario.events[match.scenario.event(event)].options
            match.answer(slot, options[(match.turn + lean) % len(options)].id)
        match.play(legalise(match.scenario, match.view(), match.orders()))
    return match


def pages(desk: Desk, *, compact: bool = False) -> Iterator[tuple[str, list[Screen]]]:
    """Give the name and the stack of each picture; the compact layout has some more."""
    yield "title-new", [title_screen(desk)]
    for one in desk.scenarios():
        with contextlib.suppress(TightropeError):
            desk.compiled(one.id)
    desk.seed = SEED
    compiled = desk.compiled(SCENARIO)
    match = play(Match.new(compiled, SEED, "Mina", Autosave(desk.store)), TURNS)
    over = play(Match.new(compiled, SEED + 1, "Mina", Autosave(desk.store)), 99, lean=1)
    (desk.store.folder / "damaged.tightrope").write_bytes(b"{}\n")
    yield "title", [title_screen(desk)]
    yield "scenarios", [scenarios_screen(desk)]
    yield from pack_pages(desk, compact=compact)
    yield "briefing", [briefing_screen(desk, SCENARIO)]
    yield from turn_pages(desk, match, compact=compact)
    yield "glossary", [glossary_screen(desk, match, "rare_earth")]
    yield "sources", [sources_screen(desk, match, match.events[0])]
    yield "tutorial", [turn_screen(desk, Match.new(desk.compiled(LESSON), SEED, "Mina"))]
    yield "menu", [turn_screen(desk, match), menu_screen(desk, match)]
    yield "leave", [turn_screen(desk, match), Leave(desk, match)]
    yield "ledger", [ledger_screen(desk, match)]
    yield "ledger-one", [LedgerPage(desk, over, 1, compiled.scenario.indicator("growth"))]
    yield "result", [result_screen(desk, over)]
    yield from debrief_pages(desk, over)
    yield from class_pages(desk, match, over, compact=compact)
    yield "records", [records_screen(desk)]
    yield "settings", [settings_screen(desk)]
    for topic in (*TOPICS, CONTENTS) if compact else TOPICS:
        yield f"help-{topic}", [help_screen(desk, topic, match)]


def class_pages(desk: Desk, match: Match, over: Match, *, compact: bool) -> Iterator[tuple[str, list[Screen]]]:
    """Give the tournament's pages: joining, waiting, a turn with its clock, the round's end, hosting."""
    alone = example_room(desk, {}).desk
    alone.classroom.seat = None
    yield "join", [Join(alone, Typed())]
    found = Typed(
        where=CODE, hello={"title": "Class 9b"}, address=ADDRESS, nickname="Quiet Heron",
        offers=["Quiet Heron", "Wise Otter", "Bright Magpie", "Bold Curlew", "Steady Badger"],
    )
    yield "join-found", [Join(alone, found)]
    yield "join-code", [Join(alone, replace(found, how="code", problem=told_code("not_found"), offers=[]))]
    waiting = example_room(desk, status(None, team=True))
    path = Path("~/Downloads/class-9b.tournament")
    class_file = Found(path, "Class 9b", details(2, "2026-11-24 09:15", path))
    broken = Found(Path("~/Downloads/old.tournament"), "old.tournament", "", told_code("damaged"))
    yield "join-file", [JoinFile(alone, Files([class_file, broken]))]
    yield "waiting", [Waiting(waiting.desk, waiting)]
    room = example_room(desk, status(match, team=True), match)
    yield "ministers", [Waiting(waiting.desk, waiting), Ministers(room.desk, room)]
    yield "class-brief", [turn_screen(room.desk, room.match)]
    minister = example_room(desk, status(match, team=True), match, domain="trade")
    for place in ("event:0", "points:0" if compact else "points"):
        yield f"decide-minister-{place.replace(':', '-')}", [Decide(minister.desk, minister.match, place).prepare()]
    if compact:
        yield "decide-minister-points-1", [Decide(minister.desk, minister.match, "points:1").prepare()]
    yield "class-called", [title_screen(desk), Called(room)]
    yield "class-ended", [Ended(room.desk, room, match.turn)]
    yield "eyes-up", [turn_screen(room.desk, room.match), EyesUp()]
    live, done = example_room(desk, status(over), over), example_room(desk, status(over, "ended") | {"standing": standing(over)}, over)
    yield "round-live", [RoundPage(live.desk, live)]
    yield "round-ended", [RoundPage(done.desk, done)]
    yield "standing", [Standings(done.desk, done)]
    yield "host", [host_screen(alone)]
    yield "host-running", [Host(alone, Hosted(server=ExampleServer()))]
    yield "host-leave", [Host(alone, Hosted(server=ExampleServer())), LeaveHosting()]


def debrief_pages(desk: Desk, over: Match) -> Iterator[tuple[str, list[Screen]]]:
    """Give the pages of the debrief of a finished game, everything worked out, and what is reached from them."""
    if desk.kit is None:
        return
    screen = debrief_screen(desk, case_of(over, over.compiled))  # type: ignore[arg-type]
    yield "debrief-working", [screen]
    found = screen.found.finish()
    screen.trial.take(found.known.turning[0].point.decision.best)
    screen.trial.finish(dice=True)
    group = next(one for one in found.known.falls["total"].groups if one.id == "beijing")
    opened = frozenset({"beijing", f"beijing/{group.causes[0].id}"})
    for tab in TABS:
        yield f"debrief-{tab}", [replace(screen, tab=tab, opened=opened, turn=3)]
    other = play(Match.new(over.compiled, SEED + 1, "Jun", Autosave(desk.store)), 99)
    yield "debrief-compare", [compare_screen(desk, found)]
    second = Findings(case_of(other, other.compiled)).finish()  # type: ignore[arg-type]
    yield "debrief-beside", [beside(desk, [found, second])]
    written = Job(Path("~/tightrope/debriefs") / f"{SCENARIO}.html", lambda _tell: "", desk.browse, begun=True, done=True)
    yield "debrief-written", [screen, Export(written)]


def pack_pages(desk: Desk, *, compact: bool) -> Iterator[tuple[str, list[Screen]]]:
    """Give the packs' pages: two versions of one pack, a broken one, a file that is refused, and one that is installed."""
    made = example_packs(desk.store.folder)
    desk.hold("my-crisis", made.compiled)
    play(Match.new(made.compiled, SEED, "Mina", Autosave(desk.store)), 99)
    play(Match.new(made.compiled, SEED, "Mina", Autosave(desk.store)), 2)
    shelf = Shelf(desk).finish()
    packs = Packs(desk, shelf, made.older, opened=True)
    broken = replace(packs, chosen=made.broken)
    yield "packs", [replace(packs, opened=False)]
    if compact:
        yield "packs-one", [packs]
    yield "packs-broken", [broken]
    one = broken.pack
    check = shelf.check_of(one) if one is not None else None
    if one is not None and check is not None:
        yield "packs-messages", [messages_screen(one.title, one.path, check.findings)]
    yield "packs-choose", [Chooser(desk, At(Path("~/Downloads"), read_folder(made.good.parent)))]
    for name, path in (("install", made.good), ("refused", made.bad), ("there", made.again)):
        question = installing_screen(desk, [path])
        question.job.finish()
        yield f"packs-{name}", [packs, question]
    if packs.pack is not None:
        yield "packs-remove", [packs, Removing(shelf, packs.pack)]


def turn_pages(desk: Desk, match: Match, *, compact: bool) -> Iterator[tuple[str, list[Screen]]]:
    """Give the pages of a turn in play, its resolving included; the match is a turn further afterwards."""
    brief: Any = turn_screen(desk, match)
    yield "brief", [brief]
    if compact:
        for number, page in enumerate(brief.pages()[1:], 2):
            brief.page = page.page
            yield f"brief-{number}", [brief]
    places = [f"event:{slot}" for slot in range(len(match.events))]
    places += ["points:0", "points:1", "points:2", "forecast", "advisors", "map"] if compact else ["points"]
    for slot, event in enumerate(match.events[:-1]):
        match.answer(slot, match.scenario.events[match.scenario.event(event)].options[0].id)
    for place in places:
        yield f"decide-{place.replace(':', '-')}", [Decide(desk, match, place).prepare()]
    play(match, match.turn)
    yield "resolve", [Resolve(desk, match)]
