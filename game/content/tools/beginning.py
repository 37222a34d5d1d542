"""A small pack to begin with: it passes the check, can be played, and its comments teach."""

import re
from pathlib import Path

from game.content.schema.base import PACK_ID_PATTERN
from game.content.schema_json import schema_json
from game.core.problems import Sentence, TightropeError

TEMPLATE = Path(__file__).parent / "template"
_ID, _TITLE = "my-crisis", "My crisis"
LONGEST_ID = 60
SCHEMAS = ".schema"
"""The folder of a pack under work in which its schemas lie for editors; a name with a full stop is no part of the pack."""


def new_pack(name: str) -> dict[str, bytes]:
    """Give the files of a new pack by name; raises TightropeError when the id cannot be one."""
    if not re.match(PACK_ID_PATTERN, name) or len(name) > LONGEST_ID:
        raise TightropeError(Sentence(
            "'{name}' cannot be the id of a pack: use a-z, 0-9, _ and -, {most} characters at most",
            name=name, most=LONGEST_ID,
        ))
    title = name.replace("-", " ").replace("_", " ").strip().capitalize()
    title = f"'{title}'" if not title[:1].isalpha() or title.lower() in {"true", "false", "null"} else title
    shown = f"'{name}'" if not name[0].isalpha() or name in {"true", "false", "null"} else name
    files: dict[str, bytes] = {}
    for path in sorted(TEMPLATE.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8").replace(f"id: {_ID}", f"id: {shown}").replace(f"title: {_TITLE}", f"title: {title}")
        files[path.relative_to(TEMPLATE).as_posix()] = text.encode()
    files.update({f"{SCHEMAS}/{kind}.json": text.encode() for kind, text in schema_json().items()})
    return files
