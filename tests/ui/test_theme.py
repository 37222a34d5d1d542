"""Contrast is computed from the tokens: 4.5 for all text in dark and light, 7 in high contrast, 3 for edges of controls."""

import pytest

from game.ui.theme import THEMES, Palette, Theme, contrast, ui_scale

INKS = ("text", "muted", "seoul", "washington", "beijing", "autonomy", "ambiguity", "other")
PALETTES = [(theme, side) for theme in THEMES.values() for side in ("screen", "paper")]


def palette(theme: Theme, side: str) -> Palette:
    return theme.screen if side == "screen" else theme.paper


@pytest.mark.parametrize(("theme", "side"), PALETTES, ids=lambda v: v if isinstance(v, str) else v.name)
def test_text_can_be_read(theme: Theme, side: str) -> None:
    colours = palette(theme, side)
    least = 7.0 if theme.name == "contrast" else 4.5
    poor = [
        (ink, ground, round(contrast(colours.rgb(ink), colours.rgb(ground)), 2))
        for ink in INKS
        for ground in ("ground", "panel", "raised", "header")
        if contrast(colours.rgb(ink), colours.rgb(ground)) < least
    ]
    poor += [
        (ink, ground, round(contrast(colours.rgb(ink), colours.rgb(ground)), 2))
        for ink, ground in (("ink", "gold"), ("ink", "south"), ("pin_ink", "pin"))
        if contrast(colours.rgb(ink), colours.rgb(ground)) < least
    ]
    assert not poor


@pytest.mark.parametrize(("theme", "side"), PALETTES, ids=lambda v: v if isinstance(v, str) else v.name)
def test_controls_and_focus_can_be_seen(theme: Theme, side: str) -> None:
    colours = palette(theme, side)
    for ground in ("ground", "panel", "raised"):
        assert contrast(colours.rgb("focus"), colours.rgb(ground)) >= 7
    for ground in ("ground", "panel"):
        assert contrast(colours.rgb("edge"), colours.rgb(ground)) >= 3
        assert contrast(colours.rgb("seoul_fill"), colours.rgb(ground)) >= 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_names_on_the_map_and_icons_on_art_can_be_seen(theme: Theme) -> None:
    colours = theme.screen
    least = 7.0 if theme.name == "contrast" else 4.5
    for ground in ("sea", "land"):
        assert contrast(colours.rgb("text"), colours.rgb(ground)) >= least
    for art in ("washington_art", "beijing_art", "autonomy_art", "ambiguity_art", "seoul_art"):
        assert contrast(colours.rgb("art_ink"), colours.rgb(art)) >= least


def test_figures_of_the_design() -> None:
    dark = THEMES["dark"].screen
    assert round(contrast(dark.rgb("text"), dark.rgb("ground")), 1) == 15.4
    assert round(contrast(dark.rgb("washington"), dark.rgb("panel")), 1) == 7.2


def test_scale_follows_the_smaller_side() -> None:
    assert ui_scale(1280, 720) == 1
    assert ui_scale(2560, 1440) == 2
    assert ui_scale(1920, 720) == 1
