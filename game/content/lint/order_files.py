"""Order files that name what the scenario does not have."""

from game.content.loading import Draft
from game.content.orders import parse_orders


def order_files(draft: Draft) -> None:
    """Check the pack's order files against its scenario."""
    if draft.compiled is None:
        return
    for name in draft.files.under("orders"):
        parse_orders(draft.files.shown(name), draft.files.data[name], draft.compiled.scenario, draft.findings)
