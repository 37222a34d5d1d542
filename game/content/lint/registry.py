"""The list of static checks. A check looks at a draft that compiled or not, and notes what it finds."""

from collections.abc import Callable

from game.content.lint.always import conditions_that_never_change
from game.content.lint.claims import claims_without_source
from game.content.lint.costs import costs_never_paid, levels_never_reached
from game.content.lint.dominated import dominated_answers
from game.content.lint.endings import endings_that_cannot_happen
from game.content.lint.flags import flags_set_and_read
from game.content.lint.guide import glossary_entries, guide_steps
from game.content.lint.history import history_not_fitted
from game.content.lint.ladders import ladders
from game.content.lint.lengths import texts_too_long
from game.content.lint.order_files import order_files
from game.content.lint.reach import out_of_reach
from game.content.lint.recalled import recalled_facts
from game.content.lint.sources import events_without_source, sources_never_cited
from game.content.lint.translations import translations
from game.content.loading import Draft

CHECKS: dict[str, Callable[[Draft], None]] = {
    "always": conditions_that_never_change,
    "claims": claims_without_source,
    "costs": costs_never_paid,
    "dominated": dominated_answers,
    "endings": endings_that_cannot_happen,
    "flags": flags_set_and_read,
    "glossary": glossary_entries,
    "guide": guide_steps,
    "history": history_not_fitted,
    "ladders": ladders,
    "lengths": texts_too_long,
    "levels": levels_never_reached,
    "orders": order_files,
    "reach": out_of_reach,
    "recalled": recalled_facts,
    "sources-cited": sources_never_cited,
    "sources-given": events_without_source,
    "translations": translations,
}


def run_checks(draft: Draft) -> int:
    """Run all checks and say how many there are."""
    for check in CHECKS.values():
        check(draft)
    return len(CHECKS)
