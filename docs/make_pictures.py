"""Makes the pictures of docs/play and docs/ko/play (README shows some) from the game's own screens: python docs/make_pictures.py."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "title": "title-new", "brief": "brief", "event": "decide-event-0", "points": "decide-points", "resolve": "resolve", "result": "result",
    "debrief": "debrief-overview", "whatif": "debrief-whatif", "join": "join-found", "host": "host-running",
}
"""The picture's name here, and its name among those of `main.py screens`."""


def make(language: str, folder: Path) -> None:
    """Draw every screen in a language and keep the ones that the pages show."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as drawn:
        command = [sys.executable, str(ROOT / "main.py"), "screens", "--out", drawn, "--language", language]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        for name, page in PAGES.items():
            found = [path for path in Path(drawn).glob("*.png") if path.stem.partition("-")[2] == page]
            shutil.copy(found[0], folder / f"{name}.png")


if __name__ == "__main__":
    make("en", ROOT / "docs/play/pictures")
    make("ko", ROOT / "docs/ko/play/pictures")
