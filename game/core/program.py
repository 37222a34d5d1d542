"""What a user types to start this program."""

import sys
from pathlib import Path

SOURCE = "main.py"
INSTALLED = "tightrope"


def program() -> str:
    """Name what starts it in a terminal: `main.py`, the installed command, or the file of a bundle."""
    if getattr(sys, "frozen", False):
        return "tightrope-terminal" if sys.platform == "win32" else "./tightrope" if sys.platform.startswith("linux") else "tightrope"
    return INSTALLED if Path(sys.argv[0]).stem == INSTALLED else SOURCE


def typed(text: str) -> str:
    """Put what starts the program into a text that says `main.py COMMAND`; the text itself where it says none."""
    return text.replace(f"{SOURCE} ", f"{program()} ") if SOURCE in text else text
