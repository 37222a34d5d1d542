"""Where several screens lead to, and the key hints that say so."""

from typing import Any

import pygame

from game.session.match import Match
from game.ui.desk import Desk
from game.ui.geometry import Rect
from game.ui.outcome import Outcome, Push
from game.ui.screen import Context
from game.ui.widgets import KeyHint, Widget
from game.ui.widgets.base import Action
from game.ui.words import _


def to_menu(desk: Desk, match: Match) -> Outcome:
    """Open the menu."""
    from game.ui.screens.menu import menu_screen

    return Push(menu_screen(desk, match))


def to_ledger(desk: Desk, match: Match) -> Outcome:
    """Open the ledger."""
    from game.ui.screens.ledger import ledger_screen

    return Push(ledger_screen(desk, match))


def to_glossary(desk: Desk, match: Match, entry: str = "") -> Outcome:
    """Open the glossary, at an entry."""
    from game.ui.screens.glossary import glossary_screen

    return Push(glossary_screen(desk, match, entry))


def to_sources(desk: Desk, match: Match, card: str = "") -> Outcome:
    """Open the sources, those of a card first."""
    from game.ui.screens.sources import sources_screen

    return Push(sources_screen(desk, match, card))


def to_records(desk: Desk) -> Outcome:
    """Open the list of records."""
    from game.ui.screens.records import records_screen

    return Push(records_screen(desk))


def to_packs(desk: Desk) -> Outcome:
    """Open the packs."""
    from game.ui.screens.packs.screen import packs_screen

    return Push(packs_screen(desk))


def to_settings(desk: Desk) -> Outcome:
    """Open the settings."""
    from game.ui.screens.settings import settings_screen

    return Push(settings_screen(desk))


def to_files(desk: Desk) -> Outcome:
    """Open the list of tournaments' files."""
    from game.ui.screens.join_file import JoinFile

    return Push(JoinFile(desk))


def to_ministers(desk: Desk, room: Any) -> Outcome:
    """Show who of a team decides what."""
    from game.ui.screens.minister import Ministers

    return Push(Ministers(desk, room))


def common(context: Context, desk: Desk, match: Match, card: str = "") -> list[KeyHint]:
    """Give the key hints that every page of a turn has; the sources are those of a card, where one is in front."""
    return [
        _hint(context, "S", _("sources"), pygame.K_s, lambda: to_sources(desk, match, card)),
        _hint(context, "L", _("ledger"), pygame.K_l, lambda: to_ledger(desk, match)),
        _hint(context, "G", _("glossary"), pygame.K_g, lambda: to_glossary(desk, match)),
        KeyHint(0, 0, "F1", _("help"), context.text, pygame.K_F1),        # the loop knows which page of the help fits
    ]


def hints(context: Context, desk: Desk, match: Match, y: float) -> list[Widget]:
    """Place the common hints from the left at a height."""
    x, found = 16.0, []
    for hint in common(context, desk, match):
        found.append(_placed(hint, x, y))
        x += hint.rect.w + 18
    return found


def hints_right(context: Context, desk: Desk, match: Match, room: Rect, card: str = "") -> list[Widget]:
    """Place as many of the common hints as fit at the right end of a room."""
    shown = common(context, desk, match, card)
    while shown and sum(hint.rect.w + 18 for hint in shown) > room.w:
        shown.pop(0)
    x, found = room.right - sum(hint.rect.w + 18 for hint in shown) + 18, []
    for hint in shown:
        found.append(_placed(hint, x, room.centre[1]))
        x += hint.rect.w + 18
    return found


def _placed(hint: KeyHint, x: float, y: float) -> Widget:
    hint.rect = hint.rect._replace(x=x, y=y - 14)
    return hint


def _hint(context: Context, key: str, text: str, code: int, action: Action) -> KeyHint:
    hint = KeyHint(0, 0, key, text, context.text, code)
    hint.on_activate = action
    return hint


def common_key(code: int, desk: Desk, match: Match) -> Outcome | None:
    """Answer the keys that work on every page of a turn."""
    if code == pygame.K_ESCAPE:
        return to_menu(desk, match)
    if code == pygame.K_l:
        return to_ledger(desk, match)
    if code == pygame.K_g:
        return to_glossary(desk, match)
    return to_sources(desk, match) if code == pygame.K_s else None
