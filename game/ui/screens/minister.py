"""Ministers who share a seat: who decides what, and who ends the turn."""

from dataclasses import dataclass
from typing import Any

from game.ui.desk import Desk
from game.ui.outcome import Pop
from game.ui.screen import Context, Screen
from game.ui.screens.parts.amounts import joined
from game.ui.screens.parts.dialogue import dialogue
from game.ui.screens.parts.page import onward
from game.ui.widgets import Widget
from game.ui.words import _


@dataclass(frozen=True)
class Ministers(Screen):
    """The members of a team, with their domains."""

    overlay = True
    hears = False
    desk: Desk
    room: Any

    def build(self, context: Context) -> Widget:
        """Lay out the plate."""
        team = self.room.status.get("team") or {"name": "", "members": []}
        ways = [onward(_("Back"), Pop)]
        lines = [self._line(one) for one in team["members"]]
        lines.append(_("Every minister puts points into their own domains; the head of government answers the events and ends the turn."))
        return dialogue(context, _("Team {name}").format(name=team["name"]), lines, ways, width=560)

    def _line(self, member: dict[str, Any]) -> str:
        match = self.room.match
        names = [
            self.desk.texts(match.compiled)(f"domains.{domain}.name") if match is not None else domain for domain in member["domains"]
        ]
        parts = ([_("head of government")] if member["head"] else []) + names
        return f"{member['nickname']}: {joined(parts) if parts else _('advises')}"
