"""Keeps assets/locale: gathers words, sentences and what the check's codes mean into every catalogue and compiles it.

Words are those of `_` and `ngettext`, which the window says; sentences (`Sentence`) come from all rooms and are mostly errors.

Usage: python assets/build/catalogue.py          words that are new stand in the .po with an empty translation: write it, run again
       python assets/build/catalogue.py --check  changes nothing, names what is missing

Words are found by Python's own parser, since Babel's scanner overlooks those inside f-strings.
"""

from __future__ import annotations

import ast
import sys
from io import BytesIO
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
ROOM = "game"
CALLS = ("_", "ngettext", "Sentence")
CODES = "game/content/tools/codes.yaml"
LOCALE = ROOT / "assets" / "locale"
DOMAIN = "tightrope"
Key = str | tuple[str, str]


def words_of(path: Path) -> list[Key]:
    """List the words of a file: the arguments of `_` and `ngettext` and the first of `Sentence`, which must be plain strings."""
    found: list[Key] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in CALLS:
            continue
        given = node.args[:2] if node.func.id == "ngettext" else node.args
        texts = [one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if len(texts) != len(given):
            raise SystemExit(f"{path}:{node.lineno}: only plain strings can be translated")
        found.append((texts[0], texts[1]) if node.func.id == "ngettext" else texts[0])
    return found


def gathered() -> Catalog:
    """Gather the words of all rooms, each with the files that say it."""
    catalogue = Catalog(project="Tightrope", charset="utf-8", fuzzy=False)
    for path in sorted((ROOT / ROOM).rglob("*.py")):
        for key in words_of(path):
            catalogue.add(key, locations=[(path.relative_to(ROOT).as_posix(), 1)])
    for words in words_of_codes(ROOT / CODES):
        catalogue.add(words, locations=[(CODES, 1)])
    return catalogue


def words_of_codes(path: Path) -> list[str]:
    """List what the check's codes mean and what to do about them, which the packs' page shows."""
    groups = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [code[key] for group in groups.values() for code in group.values() for key in ("means", "mend")]


def catalogues() -> dict[str, Path]:
    """Give the catalogue of each language."""
    return {path.parts[-3]: path for path in sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))}


def read(path: Path) -> Catalog:
    """Read a catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def compiled(catalogue: Catalog) -> bytes:
    """Compile a catalogue as the program reads it."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def untranslated(catalogue: Catalog, words: Catalog) -> list[str]:
    """List the words that a catalogue lacks, has only by guess, or has though nobody says them."""
    found = []
    for message in words:
        if not message.id:
            continue
        entry = catalogue.get(message.id)
        texts = entry.string if entry is not None and isinstance(entry.string, tuple) else (entry.string if entry is not None else "",)
        name = message.id[0] if isinstance(message.id, tuple) else message.id
        if entry is None or not all(texts) or entry.id != message.id:
            found.append(f"missing: {name!r}")
        elif entry.fuzzy:
            found.append(f"fuzzy: {name!r}")
    known = {message.id for message in words}
    return found + [f"no longer said: {message.id!r}" for message in catalogue if message.id and message.id not in known]


def main() -> int:
    """Bring all catalogues up to date, or only check them."""
    words, problems = gathered(), 0
    for language, path in catalogues().items():
        catalogue = read(path)
        if "--check" not in sys.argv[1:]:
            catalogue.update(words, no_fuzzy_matching=True, update_creation_date=False)
            catalogue.obsolete.clear()
            with path.open("wb") as file:
                write_po(file, catalogue, width=0, include_lineno=False, sort_by_file=True)
            catalogue = read(path)
            path.with_suffix(".mo").write_bytes(compiled(catalogue))
        found = untranslated(catalogue, words)
        problems += len(found)
        print(f"{language}: {len(words)} words, {len(found)} to do")
        for line in found:
            print(f"  {line}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
