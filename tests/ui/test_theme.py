"""Contrast is computed from the tokens: 4.5 for all text in dark and light, 7 in high contrast, 3 for edges of controls."""

import itertools

import numpy as np
import pytest

from game.report.debrief_charts import HUES
from game.ui.theme import THEMES, Palette, Theme, contrast, ui_scale

INKS = ("text", "muted", "seoul", "washington", "beijing", "autonomy", "ambiguity", "second", "other")
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


SEEN_BY = {
    "all": np.eye(3),
    "deuteranopes": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "protanopes": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "tritanopes": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}
"""Linear RGB as readers with less than three kinds of cones see it, after Machado, Oliveira and Fernandes (2009)."""


def lab(colour: tuple[int, int, int], eyes: str) -> np.ndarray:
    """Give a colour in CIE Lab as it is seen; a step of about 2 can just be told."""
    part = np.array(colour) / 255
    linear = np.clip(SEEN_BY[eyes] @ np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4), 0, 1)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ linear / [0.9505, 1, 1.089]
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("eyes", SEEN_BY)
@pytest.mark.parametrize(("theme", "side"), PALETTES, ids=lambda v: v if isinstance(v, str) else v.name)
def test_the_first_games_side_by_side_are_told_apart_by_all_eyes(theme: Theme, side: str, eyes: str) -> None:
    colours = palette(theme, side)
    for one, other in itertools.combinations(HUES[:3], 2):
        apart = float(np.linalg.norm(lab(colours.rgb(one), eyes) - lab(colours.rgb(other), eyes)))
        assert apart >= 18, f"{one} and {other} are {apart:.0f} apart"


def test_the_second_game_wears_nobodys_colour() -> None:
    assert not {"washington", "beijing"} & set(HUES[:4])
    for theme, side in PALETTES:
        colours = palette(theme, side)
        for capital in ("washington", "beijing"):
            assert np.linalg.norm(lab(colours.rgb("second"), "all") - lab(colours.rgb(capital), "all")) >= 24


def test_figures_of_the_design() -> None:
    dark = THEMES["dark"].screen
    assert round(contrast(dark.rgb("text"), dark.rgb("ground")), 1) == 15.4
    assert round(contrast(dark.rgb("washington"), dark.rgb("panel")), 1) == 7.2


def test_scale_follows_the_smaller_side() -> None:
    assert ui_scale(1280, 720) == 1
    assert ui_scale(2560, 1440) == 2
    assert ui_scale(1920, 720) == 1
