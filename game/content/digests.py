"""Digests: of a pack's files, and of the compiled rules."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from typing import Any

from game.content.packfiles import PackFiles
from game.rules.scenario import Scenario


def pack_digest(files: PackFiles) -> str:
    """Give the SHA-256 over the sorted names and contents of a pack's files."""
    digest = hashlib.sha256()
    for name in sorted(files.data):
        data = files.data[name]
        digest.update(f"{len(name.encode())}:{name}:{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()


def rules_digest(scenario: Scenario) -> str:
    """Give the SHA-256 over the canonical JSON of a compiled scenario, which holds no texts."""
    text = json.dumps(_plain(scenario), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
