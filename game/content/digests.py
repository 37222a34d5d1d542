"""Digests: of a pack's files, and of the compiled rules."""

import hashlib
import json

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
    text = json.dumps(scenario, default=vars, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
