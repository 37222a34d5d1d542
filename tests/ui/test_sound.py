"""The sounds: made without cracks, opened without a word on the console, at the right moments, off with one key; the window's memory."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.app.settings import Settings, load_settings, save_settings
from game.ui.outcome import Push
from game.ui.screens.result import result_screen
from game.ui.screens.turn import turn_screen
from game.ui.sound import RATE, SOUNDS, Sounds, samples
from game.ui.window import LEAST, Window
from tests.ui.hands import Playing

SILENT = """
import time, pygame
from game.ui.sound import Sounds
pygame.display.init()
sounds = Sounds()
sounds.play("click")
sounds._opening.join()
sounds.play("result")
print("open" if sounds.open else "silent")
sounds.close()
"""


@pytest.mark.parametrize("name", SOUNDS)
def test_sounds_begin_and_end_softly(name: str) -> None:
    wave = samples(name).astype(int)
    assert 0.04 < len(wave) / RATE < 1.5
    assert abs(wave[0]) < 300
    assert abs(wave[-1]) < 300
    assert 2000 < np.abs(wave).max() < 32_000
    assert np.abs(np.diff(wave)).max() < 12_000


def test_a_machine_without_audio_is_silent_without_a_word(root: Path) -> None:
    env = {**os.environ, "SDL_AUDIODRIVER": "alsa", "ALSA_CONFIG_PATH": "/nowhere", "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
    ran = subprocess.run([sys.executable, "-c", SILENT], cwd=root, env=env, capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.strip() in ("silent", "open")
    assert ran.stderr == ""


def test_sounds_play_at_their_volume() -> None:
    sounds = Sounds(lambda: 0.5)
    sounds.play("click")
    assert sounds._opening is not None
    sounds._opening.join()
    try:
        assert sounds.open, "the dummy driver of the tests takes sounds"
        sounds.play("result")
        assert sounds._made["result"].get_volume() == pytest.approx(0.5, abs=0.01)
    finally:
        sounds.close()


@pytest.fixture
def playing():
    found = Playing()
    yield found
    found.close()


def test_what_sounds_when(playing: Playing) -> None:
    playing.key(pygame.K_RETURN)
    assert playing.heard == ["click"]
    playing.key(pygame.K_1, "1")
    assert playing.heard[-1] == "choose"
    playing.key(pygame.K_p)
    playing.tab_to("programme 0")
    playing.key(pygame.K_MINUS, "-")
    assert playing.heard[-1] == "point"
    for slot in range(len(playing.match.events)):
        playing.match.answer(slot, playing.match.scenario.events[playing.match.scenario.event(playing.match.events[slot])].options[0].id)
    playing.key(pygame.K_e)
    assert playing.heard[-1] == "end_turn"
    playing.key(pygame.K_LEFT)
    assert playing.heard[-1] in ("step", "coercion")


def test_alarms_come_up_with_their_pages(playing: Playing) -> None:
    brief = turn_screen(playing.desk, playing.match)
    brief.alarm = "warning"
    playing.heard.clear()
    before = playing.app.top.screen
    playing.app.apply(Push(result_screen(playing.desk, playing.match)) if playing.match.over else Push(brief))
    playing.app._sound_of(None, pygame.event.Event(pygame.USEREVENT))
    assert playing.heard == ["warning"]
    assert before is not playing.app.top.screen


def test_one_key_turns_sound_off_and_on(playing: Playing) -> None:
    playing.key(pygame.K_F9)
    assert not playing.desk.preferences.sound
    assert playing.app.toast.text == "Sound off"
    playing.heard.clear()
    playing.key(pygame.K_RETURN)
    assert playing.heard == []
    playing.key(pygame.K_F9)
    assert playing.heard == ["choose"]
    assert playing.app.toast.text == "Sound on"


# the window


def test_settings_keep_place_volume_and_full_screen(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    kept = replace(Settings(), window=(1600, 900), place=(40, 60), fullscreen=True, volume=30)
    save_settings(kept, path)
    assert load_settings(path).settings == kept
    save_settings(Settings(), path)
    assert load_settings(path).settings == Settings()


@pytest.mark.parametrize("damage", [
    {"place": [1]}, {"place": ["a", 2]}, {"place": [10**9, 0]}, {"volume": 101}, {"volume": True}, {"volume": "loud"}, {"fullscreen": 1},
    {"window": [1, 1]}, {"theme": "pink"}, {"text_scale": 9}, {"language": 5},
])
def test_damaged_settings_are_put_aside(tmp_path: Path, damage: dict[str, object]) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(damage))
    found = load_settings(path)
    assert found.settings == Settings()
    assert "damaged" in found.problem
    assert path.with_name("settings.json.damaged").exists()


def test_a_window_is_never_too_small_and_stands_on_a_screen() -> None:
    window = Window("test", (200, 100), place=(5000, 5000))
    try:
        assert window.pixels == LEAST
        assert window._place is None
        window.toggle_fullscreen()
        assert window.fullscreen
        assert window.size == LEAST
    finally:
        window.close()
