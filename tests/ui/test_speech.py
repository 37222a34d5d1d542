"""The voice: with programs of our own on PATH, with the real espeak-ng, and what the game says of pages, focus and changes."""

import shutil
import time
import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.ui import words
from game.ui.narrator import sayable
from game.ui.outcome import Push
from game.ui.speech import Program, Voice, programs
from game.ui.widgets import Slider, Stepper, Toggle
from tests.ui.hands import Playing

PATIENCE = 10.0


def wait_for(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it does not happen"
        time.sleep(0.01)


class Fakes:
    """Programs on a PATH of their own, each writing down what it was to say when it begins and when it ends."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.log = folder, folder / "log"
        for tool in ("sleep", "cat"):
            (folder / tool).symlink_to(shutil.which(tool) or f"/bin/{tool}")

    def make(self, name: str, *, seconds: float = 0.0, code: int = 0, stdin: bool = False) -> None:
        """Make a program that takes a while and ends with a code."""
        text = "$(cat)" if stdin else "$*"
        path = self.folder / name
        lines = (f'echo "{name} begins {text}" >> {self.log}', f"sleep {seconds}", f'echo "{name} ends" >> {self.log}', f"exit {code}")
        path.write_text("\n".join(("#!/bin/sh", *lines, "")))
        path.chmod(0o755)

    def said(self) -> list[str]:
        """List the lines written so far."""
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture
def fakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fakes:
    monkeypatch.setenv("PATH", str(tmp_path))
    return Fakes(tmp_path)


@pytest.fixture
def voice(fakes: Fakes) -> Iterator[Callable[[], Voice]]:
    made: list[Voice] = []

    def make() -> Voice:
        made.append(Voice(programs("linux")))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_the_newest_text_wins(fakes: Fakes, voice: Callable[[], Voice]) -> None:
    fakes.make("spd-say", seconds=5)
    speaker = voice()
    speaker.say("one")
    wait_for(lambda: len(fakes.said()) == 1)
    begun = time.monotonic()
    for text in ("two", "three", "four"):
        speaker.say(text, "ko")
    wait_for(lambda: len(fakes.said()) == 2)
    assert time.monotonic() - begun < 3, "the first text was spoken to its end"
    assert [line.split(" -- ")[1] for line in fakes.said()] == ["one", "four"]
    assert " -l en " in fakes.said()[0]
    assert " -l ko " in fakes.said()[1]


def test_what_came_by_itself_waits(fakes: Fakes, voice: Callable[[], Voice]) -> None:
    fakes.make("spd-say", seconds=0.6)
    speaker = voice()
    speaker.say("the answer")
    wait_for(lambda: len(fakes.said()) == 1)
    speaker.then("old figures")
    speaker.then("figures")
    wait_for(lambda: not speaker.speaking)
    assert [line.split(" -- ")[-1] for line in fakes.said()] == ["the answer", "spd-say ends", "figures", "spd-say ends"]


def test_an_empty_text_falls_silent(fakes: Fakes, voice: Callable[[], Voice]) -> None:
    fakes.make("spd-say", seconds=5)
    speaker = voice()
    speaker.say("one")
    wait_for(lambda: len(fakes.said()) == 1)
    speaker.say("")
    wait_for(lambda: not speaker.speaking)
    assert len(fakes.said()) == 1


def test_a_program_that_fails_gives_way_to_the_next(fakes: Fakes, voice: Callable[[], Voice]) -> None:
    fakes.make("spd-say", code=1)
    fakes.make("espeak-ng", stdin=True)
    speaker = voice()
    speaker.say("$(touch x) `y` -v")
    wait_for(lambda: any("espeak-ng ends" in line for line in fakes.said()))
    assert any(line.endswith("begins $(touch x) `y` -v") for line in fakes.said()), "a text is no command"
    speaker.say("again")
    wait_for(lambda: any("again" in line for line in fakes.said()))
    assert sum("spd-say begins" in line for line in fakes.said()) == 1


def test_without_a_program_all_is_silent(fakes: Fakes, voice: Callable[[], Voice]) -> None:
    speaker = voice()
    assert not speaker.able
    speaker.say("nobody hears this")
    speaker.then("nor this")
    assert not speaker.speaking


def test_every_system_has_a_program_that_takes_text_as_it_is() -> None:
    for platform in ("linux", "darwin", "win32"):
        for one in programs(platform):
            given = " ".join(one.arguments("ko", "a text; rm -rf"))
            assert one.stdin != ("rm -rf" in given)
    windows = programs("win32")[0]
    assert "ko-KR" in " ".join(windows.arguments("ko", ""))
    assert "SelectVoiceByHints" in " ".join(windows.arguments("en", ""))


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed: apt-get install espeak-ng")
@pytest.mark.parametrize(("language", "text"), [("en", "Economy 62 to 66, key 1"), ("ko", "경제 62에서 66, 1 키")])
def test_the_real_espeak(tmp_path: Path, language: str, text: str) -> None:
    out = tmp_path / "said.wav"
    plain = next(one for one in programs("linux") if one.name == "espeak-ng")
    speaker = Voice([Program("espeak-ng", lambda lang, said: (*plain.arguments(lang, said), "-w", str(out)))])
    speaker.say(text, language)
    wait_for(lambda: not speaker.speaking)
    speaker.close()
    assert speaker.able, "the program has failed"
    with wave.open(str(out)) as sound:
        assert sound.getnframes() / sound.getframerate() > 1.0


# what the game says


@pytest.fixture
def playing() -> Iterator[Playing]:
    found = Playing(speech=True)
    yield found
    found.close()


def test_a_page_says_its_heading_and_the_way_on(playing: Playing) -> None:
    said = playing.said()
    assert said.startswith("2025 H2. Turn 1 of 10. Brief. Security ")
    assert "To the table, button" in said
    assert "Enter" in said


def test_focus_says_name_and_keys(playing: Playing) -> None:
    playing.key(pygame.K_RETURN)
    playing.said()
    playing.tab_to("answer 1")
    said = playing.spoken[-1][0]
    assert said.startswith("1 ")
    assert "answer" in said
    assert said.endswith("key 1")


def test_an_answer_and_its_figures_are_said(playing: Playing) -> None:
    playing.key(pygame.K_RETURN)
    playing.tab_to("answer 1")
    playing.said()
    playing.key(pygame.K_1, "1")
    playing.settle()
    assert "chosen" in playing.said()


def test_points_are_said_as_they_are_set(playing: Playing) -> None:
    playing.key(pygame.K_RETURN)
    playing.key(pygame.K_p)
    playing.tab_to("programme 0")
    assert "plus and minus change it" in playing.said()
    before = playing.match.draft.points.get(playing.match.scenario.programmes[0].id, 0)
    playing.key(pygame.K_MINUS, "-")
    said = playing.said()
    assert f"{before - 1} of " in said
    assert "point" in said


def test_resolve_tells_its_steps(playing: Playing) -> None:
    playing.key(pygame.K_RETURN)
    for slot in range(len(playing.match.events)):
        playing.match.answer(slot, playing.match.scenario.events[playing.match.scenario.event(playing.match.events[slot])].options[0].id)
    playing.key(pygame.K_e)
    playing.key(pygame.K_LEFT)
    playing.said()
    playing.key(pygame.K_RIGHT)
    assert playing.screen.step.title in playing.said()


def test_dialogues_are_read_whole(playing: Playing) -> None:
    playing.key(pygame.K_ESCAPE)
    said = playing.said()
    for part in ("Menu", "not being saved", "Resume, button", "Settings, button, key S"):
        assert part in said


def test_one_key_turns_speech_off_and_on(playing: Playing) -> None:
    playing.said()
    playing.key(pygame.K_F8)
    assert not playing.desk.preferences.speech
    assert playing.app.toast.text == "Speech off"
    playing.said()
    playing.key(pygame.K_TAB)
    assert playing.said() == ""
    playing.key(pygame.K_F8)
    assert "Turn 1 of 10" in playing.said()


def test_a_key_reads_the_page(playing: Playing) -> None:
    playing.key(pygame.K_RETURN)
    playing.said()
    playing.key(pygame.K_F7)
    said = playing.said()
    assert playing.screen.card.title in said
    assert playing.screen.card.text.split(".")[0] in said


def test_no_voice_is_told(playing: Playing) -> None:
    playing.desk.able = lambda: False
    playing.key(pygame.K_F8)
    playing.key(pygame.K_F8)
    assert "no voice" in playing.app.toast.text
    from game.ui.screens.settings import settings_screen

    playing.app.apply(Push(settings_screen(playing.desk)))
    assert any("No voice was found" in box.text for box in playing.app.top.stage.text_boxes())


def test_the_language_of_the_game_is_spoken(playing: Playing) -> None:
    playing.desk.change(playing.app.top.context, language="ko")
    playing.said()
    try:
        playing.key(pygame.K_RETURN)
        assert "단추, 엔터 키" in playing.said()
    finally:
        words.use("en")


def test_values_and_states_are_said() -> None:
    from game.ui.geometry import Rect

    box = Rect(0, 0, 200, 40)
    assert Toggle(box, "Sound", on=True, on_change=lambda _on: None).spoken() == "Sound, on, switch, Space turns it on or off"
    assert Slider(box, "Size", 3, 0, 5, 1, lambda _value: None).spoken() == "Size, 3, slider, left and right arrow change it"
    stepper = Stepper(box, "Trade", 2, lambda _value: None)
    stepper.enabled = False
    assert stepper.spoken() == "Trade, 2 of 4, points, not available, plus and minus change it"


def test_signs_are_put_into_words() -> None:
    assert sayable("Economy 62 → 66 ●") == "Economy 62 to 66"
    assert sayable("−0.5, 2020−2025 · ±3") == "minus 0.5, 2020−2025, plus or minus 3"


def test_nothing_is_walked_while_speech_is_off(playing: Playing, monkeypatch: pytest.MonkeyPatch) -> None:
    playing.desk.preferences = replace(playing.desk.preferences, speech=False)
    monkeypatch.setattr(playing.app.narrator, "look", lambda *_args, **_more: pytest.fail("looked"))
    playing.key(pygame.K_TAB)
    playing.app.draw()


