"""Packs a pack into one .zip: the same bytes for the same files, with the digest in its comment."""

import io
import zipfile
from dataclasses import dataclass

from game.content.compiled import Compiled
from game.content.diagnostics import Findings
from game.content.packfiles import PackFiles
from game.core.problems import Sentence

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_ORDINARY = 0o100644 << 16
_MARK = b"tightrope-pack "


@dataclass(frozen=True)
class Built:
    """A pack as one file: its name, its bytes and the digest of what it holds."""

    name: str
    data: bytes
    digest: str
    files: int


def built(compiled: Compiled, files: PackFiles) -> Built:
    """Pack the files of a pack that compiles; what editors and builds left behind stays out."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files.data):
            member = zipfile.ZipInfo(name, _LONG_AGO)
            member.external_attr, member.compress_type, member.create_system = _ORDINARY, zipfile.ZIP_DEFLATED, 3
            archive.writestr(member, files.data[name])
        archive.comment = _MARK + compiled.pack_digest.encode()
    return Built(f"{compiled.pack_id}-{compiled.pack_version}.zip", out.getvalue(), compiled.pack_digest, len(files.data))


def stated_digest(data: bytes) -> str:
    """Give the digest that a built .zip names in its comment, or an empty text."""
    found = data.rfind(_MARK)
    return data[found + len(_MARK) :].decode("ascii", "replace") if found >= 0 else ""


def damaged(compiled: Compiled, data: bytes, shown: str) -> Findings:
    """Say whether a .zip holds other files than it states; one without a statement is taken as it is."""
    findings, stated = Findings(), stated_digest(data)
    if stated and stated != compiled.pack_digest:
        words = Sentence(
            "the pack is damaged or was changed after it was built: it states {stated} and holds {digest}",
            stated=stated[:12], digest=compiled.pack_digest[:12],
        )
        findings.error((shown, 1, 1), "digest", words)
    return findings
