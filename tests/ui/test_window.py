"""A real window: drawn, asleep while nothing happens, full screen with F11. Run under a display or xvfb-run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import threading, time
import pygame
from game.ui.loop import App
from game.ui.screen import Screen
from game.ui.widgets import Button, Group
from game.ui.window import Window

class Page(Screen):
    def build(self, context):
        return Group(context.rect, [Button(context.rect.middle(200, 48), "go", lambda: None)])

app = App(Window("test"), Page())

def player():
    time.sleep(3)
    before = time.process_time()
    time.sleep(3)
    print("asleep", (time.process_time() - before) / 3)
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_F11, mod=0, unicode=""))
    time.sleep(1)
    print("full", app.window.fullscreen, *app.top.context.rect[2:])
    pygame.event.post(pygame.event.Event(pygame.QUIT))

threading.Thread(target=player, daemon=True).start()
app.run()
"""


@pytest.mark.display
def test_window_sleeps_and_goes_full_screen() -> None:
    surroundings = {name: value for name, value in os.environ.items() if name != "SDL_VIDEODRIVER"}
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run([sys.executable, "-c", SCRIPT], cwd=root, env=surroundings, capture_output=True, text=True, timeout=60, check=True)
    lines = dict(line.split(" ", 1) for line in ran.stdout.splitlines() if line.startswith(("asleep", "full")))
    assert float(lines["asleep"]) < 0.02
    assert lines["full"].startswith("True")
