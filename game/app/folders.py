"""Where things lie: the program, the packs that ship, the user's records, packs, settings and error log."""

import sys
from dataclasses import dataclass
from pathlib import Path

import game


@dataclass(frozen=True)
class Folders:
    """The folders of one run; none of them need exist before something is written."""

    shipped: Path
    records: Path
    packs: Path
    settings: Path
    log: Path


def program_folder() -> Path:
    """Give the folder that holds main.py, or the installed program, or the bundle: on macOS the one in which its .app lies."""
    if getattr(sys, "frozen", False):
        own = Path(sys.executable).resolve()
        return next((folder.parent for folder in own.parents if folder.suffix == ".app"), own.parent)
    return Path(game.__file__).resolve().parent.parent


def data_folder(name: str) -> Path:
    """Give a folder of data (`scenarios`, `assets`): beside the package in the repository, inside it in a wheel."""
    inside = Path(game.__file__).resolve().parent / "_data" / name
    return inside if inside.is_dir() else Path(game.__file__).resolve().parent.parent / name


def find_folders(*, portable: bool = False) -> Folders:
    """Give the folders of the user, or with `portable` those under the program's own."""
    if portable:
        own = program_folder() / "saves"
        return Folders(data_folder("scenarios"), own, own / "packs", own / "settings.json", own / "errors.log")
    import platformdirs

    user = Path(platformdirs.user_data_dir("tightrope", appauthor=False))
    return Folders(data_folder("scenarios"), user / "records", user / "packs", user / "settings.json", user / "errors.log")
