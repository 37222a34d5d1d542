"""Makes docs/sample-debrief.html from the sample game, or from a simulated one while there is none: python docs/make_sample_debrief.py."""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "saves/sample-crossroads-2025.tightrope"
PAGE = ROOT / "docs/sample-debrief.html"


def main_py(*arguments: str) -> None:
    """Run the program; it must succeed."""
    subprocess.run([sys.executable, str(ROOT / "main.py"), *arguments], check=True, stdout=subprocess.DEVNULL)


def make() -> None:
    """Write the page."""
    with tempfile.TemporaryDirectory() as folder:
        record = SAMPLE
        if not record.exists():
            record = Path(folder) / "simulated.tightrope"
            main_py("simulate", "crossroads-2025", "--policy", "random", "--seed", "4", "--save", str(record))
        main_py("debrief", str(record), "--report", str(PAGE))


if __name__ == "__main__":
    make()
