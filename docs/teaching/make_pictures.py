"""Makes the pictures of docs/teaching from a lesson of 28 scripted players: PYTHONPATH=. python docs/teaching/make_pictures.py."""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.lesson import TURNS, Class, browser, opened
from tests.hosted import Hosted

PLAYERS, PART, PORT = 28, 21, 8750
FOLDER = Path(__file__).parent


def picture(page: Page, name: str) -> None:
    """Take a picture of what is to be seen."""
    page.wait_for_timeout(1500)
    page.screenshot(path=FOLDER / f"{name}.png")


def play(room: Class, table: Page, console: Page, language: str) -> None:
    """Play the lesson, and take pictures on the way."""
    room.join(PLAYERS)
    picture(console, f"console-joining-{language}")
    room.teach("POST", "/approve-all")
    picture(table, f"table-joining-{language}")
    room.teach("POST", "/rounds/1/start")
    for turn in range(1, TURNS + 1):
        room.turn(turn, 0, PART)
        if turn == 3:
            picture(table, f"table-turn-{language}")
            picture(console, f"console-turn-{language}")
        room.turn(turn, PART)
    expect(table.locator("#rows li")).to_have_count(8)
    table.bring_to_front()
    picture(table, f"table-standings-{language}")


def as_in_a_classroom(folder: str) -> Hosted:
    """Host at a classroom's address and the usual port, so that the code is six letters."""
    host = Hosted(Path(folder), "--title", "Class 3-1", "--scenario", "crossroads-2025", "--bind", "0.0.0.0", "--address", "192.168.1.20")  # noqa: S104  as a classroom does
    host.command += ["--port", str(PORT)]
    host.port = PORT
    return host


def make() -> None:
    """Make the pictures in both languages."""
    for language in ("en", "ko"):
        with tempfile.TemporaryDirectory() as folder, as_in_a_classroom(folder) as host, browser() as chromium, Class(host) as room:
            room.teach("PATCH", "/settings", {"language": language})
            context = chromium.new_context(viewport={"width": 1280, "height": 720})
            pages = [opened(context.new_page(), host, where, f"?language={language}") for where in ("table", "console")]
            play(room, pages[0], pages[1], language)


if __name__ == "__main__":
    make()
