"""Builds assets/icons: lucide for the interface (ui/), game-icons for event cards (cards/).

Usage: npm install lucide-static@1.62.0 @iconify-json/game-icons@1.2.4, then python assets/build/icons.py <node_modules>
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "icons"

UI = """menu undo book settings shield coins compass landmark ship handshake check circle play pause step-forward skip-back
chevrons-right corner-down-left map users clock trending-up zap arrow-up arrow-down arrow-right volume eye keyboard languages folder
trash download home x plus minus circle-check circle-dot arrow-left arrow-up-right chevron-left chevron-right chevron-down chevron-up
pin search upload save copy link lock info triangle-alert trophy graduation-cap library package rotate-ccw sun moon contrast type monitor
palette log-out pencil wifi server message-circle list external-link hourglass flag sparkles eye-off refresh-cw dices history
split scale target lightbulb printer messages-square fast-forward equal hexagon newspaper"""
UI_RENAMED = {
    "help": "circle-question-mark", "ledger": "notebook-text", "ballot": "vote", "alert": "circle-alert",
    "line-chart": "chart-line", "volume-off": "volume-x", "volume": "volume-2",
}
CARDS = """factory jet:jet-fighter ship:cargo-ship chip:processor missile:rocket radar:radar-dish soldier:rank-3 submarine
flag:flying-flag handshake:shaking-hands ballot:vote crowd:conversation newspaper gavel bank coins:two-coins
mineral:minerals battery:car-battery car:city-car plane:commercial-airplane phone:smartphone shop film:clapperboard
fish:fishing-boat island platform:oil-rig atom bomb:unlit-bomb scroll:scroll-unfurled book:open-book hospital truck
container:cargo-crate crane:cargo-crane satellite:defense-satellite eye:semi-closed-eye shield:checked-shield scales
lightning:focused-lightning globe:earth-asia-oceania mountain:mountains snow:snowflake-1 fire:flame temple:pagoda
hammer:claw-hammer wheat magnet clock:alarm-clock key lock:padlock bridge:suspension-bridge tree:bonsai-tree palm-tree"""


def pairs(table: str) -> dict[str, str]:
    """Reads "name" and "name:source" words into a mapping of names to sources."""
    return {name: source or name for name, _, source in (word.partition(":") for word in table.split())}


def lucide(folder: Path) -> None:
    """Copies the lucide icons without comments and classes."""
    for name, source in (pairs(UI) | UI_RENAMED).items():
        file = folder / "lucide-static" / "icons" / f"{source}.svg"
        if not file.exists() and source == "home":
            file = file.with_name("house.svg")
        text = re.sub(r"<!--.*?-->", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = re.sub(r'\s+class="[^"]*"', "", text)
        (OUT / "ui" / f"{name}.svg").write_text(re.sub(r"\s+", " ", text).strip() + "\n", encoding="utf-8")


def game_icons(folder: Path) -> None:
    """Writes the game-icons of event cards as SVG files."""
    icons = json.loads((folder / "@iconify-json" / "game-icons" / "icons.json").read_text(encoding="utf-8"))["icons"]
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512" viewBox="0 0 512 512">'
    for name, source in pairs(CARDS).items():
        (OUT / "cards" / f"{name}.svg").write_text(f"{head}{icons[source]['body']}</svg>\n", encoding="utf-8")


if __name__ == "__main__":
    for part in ("ui", "cards"):
        (OUT / part).mkdir(parents=True, exist_ok=True)
    lucide(Path(sys.argv[1]))
    game_icons(Path(sys.argv[1]))
