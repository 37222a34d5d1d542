"""The sounds: short tones made with numpy when the first one is wanted; a machine without audio stays silent without a word."""

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pygame

RATE = 22_050


@dataclass(frozen=True)
class Tone:
    """A tone: when it begins and how long it rings (seconds), its pitch (Hz), where that glides to, how loud, and its overtones."""

    start: float
    length: float
    pitch: float
    glide: float = 1.0
    loud: float = 0.5
    bright: float = 0.2


SOUNDS: dict[str, tuple[Tone, ...]] = {
    "click": (Tone(0, 0.05, 880, 0.8, 0.25),),
    "choose": (Tone(0, 0.09, 523, 1, 0.35), Tone(0.05, 0.12, 784, 1, 0.3)),
    "point": (Tone(0, 0.07, 659, 1.06, 0.35),),
    "step": (Tone(0, 0.06, 440, 1, 0.18),),
    "end_turn": (Tone(0, 0.35, 262, 1, 0.35), Tone(0.08, 0.35, 392, 1, 0.3), Tone(0.16, 0.5, 523, 1, 0.3)),
    "demand": (Tone(0, 0.16, 587, 1, 0.35, 0.4), Tone(0.18, 0.26, 587, 1, 0.35, 0.4)),
    "warning": (Tone(0, 0.3, 311, 1, 0.4, 0.5), Tone(0.2, 0.4, 294, 1, 0.4, 0.5)),
    "coercion": (Tone(0, 0.6, 98, 0.8, 0.6, 0.7), Tone(0.02, 0.4, 147, 0.8, 0.35, 0.6)),
    "result": (Tone(0, 0.4, 392, 1, 0.3), Tone(0.14, 0.4, 494, 1, 0.3), Tone(0.28, 0.4, 587, 1, 0.3), Tone(0.42, 0.9, 784, 1, 0.35)),
}


def samples(name: str) -> np.ndarray:
    """Return a sound as 16-bit samples of one channel: each tone swells within 4 ms and dies away, so that nothing cracks."""
    tones = SOUNDS[name]
    whole = np.zeros(int(RATE * max(tone.start + tone.length for tone in tones)) + 1)
    for tone in tones:
        time = np.arange(int(RATE * tone.length)) / RATE
        turns = tone.pitch * time * (1 + (tone.glide - 1) * time / (2 * tone.length))
        wave = np.sin(2 * np.pi * turns) + tone.bright * np.sin(4 * np.pi * turns) + tone.bright / 2 * np.sin(6 * np.pi * turns)
        shape = np.minimum(1.0, time / 0.004) * np.exp(-4.5 * time / tone.length) * np.minimum(1.0, (tone.length - time) / 0.01)
        at = int(RATE * tone.start)
        whole[at : at + len(time)] += tone.loud * shape * wave / (1 + 1.5 * tone.bright)
    return (np.clip(whole, -1, 1) * 32_000).astype(np.int16)


class Sounds:
    """Plays sounds by name; audio is opened in a thread when the first one is wanted, and where that fails nothing is heard."""

    def __init__(self, volume: Callable[[], float] = lambda: 1.0) -> None:
        self._volume = volume
        self._made: dict[str, pygame.mixer.Sound] = {}
        self._opening: threading.Thread | None = None
        self._wanted = ""
        self.open = False

    def play(self, name: str) -> None:
        """Play a sound, or keep it until audio has been opened."""
        if self.open:
            self._sound(name)
        elif self._opening is None:
            self._wanted = name
            self._opening = threading.Thread(target=self._open, name="sound", daemon=True)
            self._opening.start()

    def _open(self) -> None:
        with _no_word_on_the_console(), contextlib.suppress(pygame.error, NotImplementedError):
            pygame.mixer.init(RATE, -16, 1, 512, allowedchanges=0)
            self.open = True
        if self.open:
            self._sound(self._wanted)

    def _sound(self, name: str) -> None:
        with contextlib.suppress(pygame.error):
            if name not in self._made:
                self._made[name] = pygame.mixer.Sound(buffer=samples(name).tobytes())
            self._made[name].set_volume(self._volume())
            self._made[name].play()

    def close(self) -> None:
        """Close audio."""
        if self._opening is not None:
            self._opening.join(2.0)
        if self.open:
            self.open = False
            pygame.mixer.quit()


@contextlib.contextmanager
def _no_word_on_the_console() -> Iterator[None]:
    """Keep what a C library writes to standard error off the console."""
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
