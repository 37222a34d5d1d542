"""Where the turn's screens lead to: menu, ledger, help, result; and the key hints that say so."""

from collections.abc import Sequence

import pygame

from game.session.match import Match
from game.ui.desk import Desk
from game.ui.outcome import Outcome, Push
from game.ui.screen import Context
from game.ui.widgets import KeyHint, Widget
from game.ui.words import _


def to_menu(desk: Desk, match: Match) -> Outcome:
    """Open the menu."""
    from game.ui.screens.menu import menu_screen

    return Push(menu_screen(desk, match))


def to_ledger(desk: Desk, match: Match) -> Outcome:
    """Open the ledger."""
    from game.ui.screens.ledger import ledger_screen

    return Push(ledger_screen(desk, match))


def to_help(desk: Desk, topic: str) -> Outcome:
    """Open help at a topic."""
    from game.ui.screens.help import help_screen

    return Push(help_screen(desk, topic))


def hints(context: Context, desk: Desk, match: Match, y: float, more: Sequence[KeyHint] = ()) -> list[Widget]:
    """Place the key hints that every page of a turn has, from the left, after those of the page itself."""
    found: list[Widget] = []
    common = [
        _hint(context, "L", _("ledger"), pygame.K_l, lambda: to_ledger(desk, match)),
        _hint(context, "G", _("glossary"), pygame.K_g, lambda: to_help(desk, "words")),
        _hint(context, "F1", _("help"), pygame.K_F1, lambda: to_help(desk, "turn")),
    ]
    x = 16.0
    for hint in (*more, *common):
        hint.rect = hint.rect._replace(x=x, y=y - 14)
        found.append(hint)
        x += hint.rect.w + 18
    return found


def _hint(context: Context, key: str, text: str, code: int, action: object) -> KeyHint:
    hint = KeyHint(0, 0, key, text, context.text, code)
    hint.on_activate = action  # type: ignore[assignment]
    return hint


def common_key(code: int, desk: Desk, match: Match) -> Outcome | None:
    """Answer the keys that work on every page of a turn."""
    if code == pygame.K_ESCAPE:
        return to_menu(desk, match)
    if code == pygame.K_l:
        return to_ledger(desk, match)
    if code == pygame.K_g:
        return to_help(desk, "words")
    return to_help(desk, "turn") if code == pygame.K_F1 else None
