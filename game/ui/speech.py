"""The voice: texts read aloud by the system's program for speech, in the background; the newest wins, without a program all is silent."""

import contextlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

SETTLE, LOOK = 0.06, 0.03
"""Seconds before a text is spoken, so that a row of quick keys speaks once; and between two looks at a running program."""

_WINDOWS = (
    "Add-Type -AssemblyName System.Speech; $voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "try {{ $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, [Globalization.CultureInfo]'{culture}') }} catch {{ }}; "
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; $voice.Speak([Console]::In.ReadToEnd())"
)


@dataclass(frozen=True)
class Program:
    """A program that speaks: its name, and its arguments for a language and a text; `stdin` says that it reads the text there."""

    name: str
    arguments: Callable[[str, str], Sequence[str]]
    stdin: bool = True


def _espeak(language: str, _text: str) -> Sequence[str]:
    return ("-v", language, "-s", "180", "--stdin", "-b", "1")


def _dispatcher(language: str, text: str) -> Sequence[str]:
    return ("--wait", "--application-name", "tightrope", "-l", language, "--", text)


def _mac(language: str, _text: str) -> Sequence[str]:
    return ("-v", "Yuna", "-f", "-") if language == "ko" else ("-f", "-")


def _mac_plain(_language: str, _text: str) -> Sequence[str]:
    return ("-f", "-")


def _windows(language: str, _text: str) -> Sequence[str]:
    culture = {"ko": "ko-KR"}.get(language, "en-US")
    return ("-NoProfile", "-NonInteractive", "-Command", _WINDOWS.format(culture=culture))


def programs(platform: str = sys.platform) -> list[Program]:
    """List the programs of a system, the one that heeds the user's own settings first; one that fails gives way to the next."""
    if platform == "win32":
        return [Program("powershell", _windows)]
    if platform == "darwin":
        return [Program("say", _mac), Program("say", _mac_plain)]
    return [Program("spd-say", _dispatcher, stdin=False), Program("espeak-ng", _espeak), Program("espeak", _espeak)]


class Voice:
    """Speaks in a thread of its own. `say` interrupts, `then` waits until what is being said is over; both drop what still waited."""

    def __init__(self, known: Sequence[Program] | None = None) -> None:
        self._programs = [one for one in (programs() if known is None else known) if shutil.which(one.name)]
        self._changed = threading.Condition()
        self._next: tuple[str, str, bool] | None = None
        self._thread: threading.Thread | None = None
        self._busy = self._closed = False

    @property
    def able(self) -> bool:
        """Tell whether there is a program that speaks."""
        return bool(self._programs)

    @property
    def speaking(self) -> bool:
        """Tell whether something is being said, or is about to be."""
        return self._busy or self._next is not None

    def say(self, text: str, language: str = "en") -> None:
        """Say a text now instead of what is being said; an empty one only ends that."""
        self._take(text, language, interrupt=True)

    def then(self, text: str, language: str = "en") -> None:
        """Say a text when what is being said is over."""
        self._take(text, language, interrupt=False)

    def _take(self, text: str, language: str, *, interrupt: bool) -> None:
        if not self._programs or self._closed:
            return
        with self._changed:
            waiting = self._next
            if waiting and waiting[2] and not interrupt:
                text, interrupt = f"{waiting[0]}. {text}", True
            self._next = (" ".join(text.split()), language, interrupt)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """Fall silent."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(2.0)

    def _work(self) -> None:
        """Wait for texts and say them, one after the other."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._next is not None or self._closed)
                if self._closed:
                    return
                self._changed.wait_for(lambda: self._closed, SETTLE)
                text, language, _interrupt = self._next or ("", "", False)
                self._next, self._busy = None, bool(text)
            while text and self._programs and not self._speak(self._programs[0], text, language):
                del self._programs[0]
            self._busy = False

    def _speak(self, program: Program, text: str, language: str) -> bool:
        """Run a program until it has spoken or something newer is to be said; False when it cannot speak."""
        path = shutil.which(program.name)
        if path is None:
            return False
        try:
            running = subprocess.Popen(  # noqa: S603 - a program of the system by its full path, the text is no command
                [path, *program.arguments(language, text)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0), start_new_session=os.name == "posix",
            )
        except OSError:
            return False
        with running:
            if running.stdin is not None:
                with contextlib.suppress(OSError):
                    running.stdin.write(text.encode() if program.stdin else b"")
                    running.stdin.close()
            while running.poll() is None:
                with self._changed:
                    if self._changed.wait_for(self._interrupted, LOOK):
                        running.terminate()
                        return True
        return running.returncode == 0

    def _interrupted(self) -> bool:
        return self._closed or (self._next is not None and self._next[2])
