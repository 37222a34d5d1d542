"""The settings: language, size of text, theme, motion, sound, speech; the keys; where things are kept."""

from dataclasses import dataclass

from game.ui.desk import Desk
from game.ui.geometry import Rect
from game.ui.outcome import Pop
from game.ui.screen import Context, Screen
from game.ui.screens.parts.column import Column, breakable
from game.ui.screens.parts.keys import KeyLine, all_keys
from game.ui.screens.parts.page import Hint, Page, onward
from game.ui.widgets import Group, Label, Panel, Segments, Slider, Toggle, Widget
from game.ui.widgets.field import Field
from game.ui.words import LANGUAGES, _


def settings_screen(desk: Desk) -> "Settings":
    """Return the settings."""
    return Settings(desk)


@dataclass(frozen=True)
class Settings(Screen):
    """What a player may set; every change is seen at once and kept."""

    desk: Desk

    def build(self, context: Context) -> Widget:
        """Lay out the switches at the left, the keys at the right."""
        page = Page(
            context, _("Settings"), _("Changes are kept at once"),
            hints=[Hint("Tab", _("next")), Hint("←→", _("change")), Hint("Esc", _("back"))],
            ways=[onward(_("Done"), Pop)],
        )
        setter = context.text
        if context.compact:
            column = Column(page.body, setter)
            self._look(context, column)
            column.gap(8)
            self._switches(context, column)
            column.add(self._name(context, column.take(66)))
            column.gap(12)
            self._keys(column)
            self._folders(column)
            page.content.add(column.scroll("settings"))
            return page.root
        left, right = page.body.columns(2)
        one, two = Column(left.inset(24, 18), setter), Column(right.inset(24, 18), setter)
        one.add(self._name(context, self._look(context, one)))
        self._switches(context, one)
        self._keys(two)
        self._folders(two)
        for box, column in ((left, one), (right, two)):
            page.content.add(Panel(box, children=[column.scroll("settings" if box is left else "keys")]))
        return page.root

    def _look(self, context: Context, column: Column) -> Rect:
        """Fill the column's top; gives the place beside the languages."""
        now, change = self.desk.preferences, self.desk.change
        codes, names = list(LANGUAGES), list(LANGUAGES.values())
        chosen = codes.index(now.language) if now.language in codes else 0
        left, beside = column.take(66, 4).columns(2, 16)
        column.add(Label(left.top(26)[0], _("Language"), 16, "semibold"))
        column.add(Segments(left.low(36)[0], names, chosen, lambda i: change(context, language=codes[i])))
        if now.language == "ko":
            column.text(_("Where there is no translation yet, the words are English."), 14, "regular", "muted", gap=4)
        column.gap(4)
        themes = (("dark", _("Dark")), ("light", _("Light")), ("contrast", _("High contrast")))
        at = [code for code, _name in themes].index(now.theme)
        column.add(Label(column.take(26), _("Theme"), 16, "semibold"), 4)
        column.add(Segments(column.take(36), [name for _code, name in themes], at, lambda i: change(context, theme=themes[i][0])), 10)
        slider = Slider(
            column.take(52), _("Size of text"), round(now.text_scale * 100), 100, 200, 10,
            lambda value: change(context, text_scale=value / 100), show=lambda value: f"{value:.0f}%",
        )
        column.add(slider, 10)
        return beside

    def _name(self, context: Context, box: Rect) -> Widget:
        head, rest = box.top(26, 4)
        field = Field(
            Rect(rest.x, rest.y, min(rest.w, 280), 36), _("Your name"), self.desk.preferences.player,
            lambda name: self.desk.change(context, player=name), limit=20, hint=_("none"),
        )
        field.help = _("It stands in your records, and goes nowhere else by itself.")
        return Group(box, [Label(head, _("Your name"), 16, "semibold"), field])

    def _switches(self, context: Context, column: Column) -> None:
        now, change = self.desk.preferences, self.desk.change
        rows = (
            ("motion", _("Motion"), _("Arrows and gauges move. Off: everything is shown at once.")),
            ("sound", _("Sound"), _("Quiet signals for cards, pressure and the end of a turn.")),
            ("speech", _("Speech"), self._about_speech()),
        )
        for field, name, about in rows:
            on = bool(getattr(now, field))
            toggle = Toggle(column.take(32), name, on=on, on_change=lambda on, field=field: change(context, **{field: on}))  # type: ignore[misc]
            column.add(toggle)
            column.text(about, 14, "regular", "muted", gap=8, right=60)
            if field == "sound" and on:
                column.add(Slider(
                    column.take(52), _("Volume"), now.volume, 0, 100, 10, lambda value: self._louder(context, round(value)),
                    show=lambda value: f"{value:.0f}%",
                ), 10)

    def _louder(self, context: Context, volume: int) -> None:
        self.desk.change(context, volume=volume)
        self.desk.sound("choose")

    def _about_speech(self) -> str:
        if not self.desk.able():
            return _("No voice was found on this computer. On Linux install speech-dispatcher or espeak-ng.")
        return _("The computer reads out what is in focus, where it has a voice.")

    def _keys(self, column: Column) -> None:
        column.text(_("Keys"), 20, "semibold", gap=8)
        setter = column.setter
        for caption, words in all_keys():
            high = max(28.0, setter.height(words, 14, column.rect.w - KeyLine.START) + 8)
            column.add(KeyLine(column.take(high), caption, words))
        column.gap(16)

    def _folders(self, column: Column) -> None:
        names = {"records": _("Records"), "packs": _("Packs"), "settings": _("Settings"), "log": _("Error log")}
        if not self.desk.folders:
            return
        column.text(_("Where things are kept"), 20, "semibold", gap=8)
        for key, path in self.desk.folders.items():
            column.text(names.get(key, key), 14, "semibold", gap=0)
            column.text(breakable(str(path), column.setter, column.rect.w), 14, "regular", "muted", gap=8)

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("Tab", _("next setting")), ("←→", _("change")), ("Esc", _("back"))]
