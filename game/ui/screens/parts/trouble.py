"""A dialogue that says what went wrong and what to do."""

from dataclasses import dataclass

from game.session.origin import OtherRulesError
from game.session.record import Record
from game.ui.outcome import Pop
from game.ui.screen import Context, Screen
from game.ui.screens.parts.dialogue import dialogue
from game.ui.screens.parts.page import onward
from game.ui.widgets import Widget
from game.ui.words import _, said


@dataclass(frozen=True)
class Trouble(Screen):
    """What went wrong, in words."""

    overlay = True
    title: str
    words: str

    def build(self, context: Context) -> Widget:
        """Lay out the plate."""
        return dialogue(context, self.title, [self.words], [onward(_("Back"), Pop)])


def trouble_screen(title: str, words: str) -> Trouble:
    """Return the dialogue."""
    return Trouble(title, words)


def closed_words(record: Record | None, error: Exception) -> str:
    """Say why a record cannot be played again here, and what to do."""
    if record is None or not isinstance(error, OtherRulesError):
        return said(error)
    return _(
        "It was played with the pack {pack} {version} (digest {digest}), or with another version of the game. Install that version of "
        "the pack, and it opens again."
    ).format(pack=record.pack.id, version=record.pack.version, digest=record.pack.digest[:12])
