"""What the user has set, as JSON in the user's folder."""

import contextlib
import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from game.app.output import LANGUAGES
from game.core.problems import Sentence, reason

THEMES = ("dark", "light", "contrast")
TEXT_SCALES = (1.0, 2.0)
MOST_BYTES = 65_536


@dataclass(frozen=True)
class Settings:
    """All settings with their defaults; `window` is the size of the window in pixels, `place` where it stands."""

    language: str = "en"
    text_scale: float = 1.0
    theme: str = "dark"
    motion: bool = True
    sound: bool = True
    volume: int = 60
    speech: bool = False
    window: tuple[int, int] = (1280, 720)
    place: tuple[int, int] | None = None
    fullscreen: bool = False
    player: str = ""


@dataclass(frozen=True)
class Loaded:
    """Settings as read, and what to tell the user once where the file was damaged."""

    settings: Settings
    problem: str = ""


def load_settings(path: Path) -> Loaded:
    """Read settings; a damaged file is put aside and the defaults stand, a missing one is no problem."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return Loaded(Settings())
    except OSError as error:
        return Loaded(Settings(), Sentence("{path} cannot be read ({why}): the usual settings are used", path=path, why=reason(error)))
    try:
        return Loaded(_settings(data))
    except (ValueError, TypeError, RecursionError):
        aside = path.with_name(f"{path.name}.damaged")
        with contextlib.suppress(OSError):
            path.replace(aside)
        return Loaded(Settings(), Sentence(
            "the settings were damaged and the usual ones are used; the old file is kept as {path}", path=aside,
        ))


def kept_language(path: Path) -> str:
    """Read the language alone and leave the file as it is; English where it cannot be read or is not ours."""
    try:
        with path.open("rb") as file:
            language = json.loads(file.read(MOST_BYTES))["language"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return "en"
    return language if language in LANGUAGES else "en"


def save_settings(settings: Settings, path: Path) -> None:
    """Write settings; raises TightropeError."""
    from game.session.store import write_file  # not at the top: `--help` and a bare start need no numpy

    write_file(path, (json.dumps(asdict(settings), indent=2, ensure_ascii=False) + "\n").encode())


def _settings(data: bytes) -> Settings:
    """Check each setting; keys that this version does not know are passed over, so that an older one can share the file."""
    if len(data) > MOST_BYTES:
        raise ValueError("too large")
    document = json.loads(data.decode())
    if not isinstance(document, dict):
        raise TypeError("no object")
    known = {field.name: document[field.name] for field in fields(Settings) if field.name in document}
    for name, value in known.items():
        known[name] = _checked(name, value)
    return Settings(**known)


def _checked(name: str, value: Any) -> Any:
    if name == "window":
        return _pair(value, (320, 16_384), (240, 16_384))
    if name == "place":
        return None if value is None else _pair(value, (-32_768, 32_767), (-32_768, 32_767))
    if name == "volume" and (type(value) is not int or not 0 <= value <= 100):
        raise ValueError(name)
    if name == "text_scale":
        if type(value) not in (int, float) or not TEXT_SCALES[0] <= value <= TEXT_SCALES[1]:
            raise ValueError(name)
        return float(value)
    if type(value) is not type(getattr(Settings(), name)):
        raise TypeError(name)
    if name == "theme" and value not in THEMES:
        raise ValueError(name)
    if isinstance(value, str) and (len(value) > 40 or not value.isprintable()):
        raise ValueError(name)
    return value


def _pair(value: Any, *bounds: tuple[int, int]) -> tuple[int, int]:
    first, second = value
    if not all(type(one) is int and low <= one <= high for one, (low, high) in zip(value, bounds, strict=True)):
        raise ValueError(value)
    return first, second
