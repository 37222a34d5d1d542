"""Builds assets/fonts: Pretendard cut down to what the game shows, with tabular figures baked in.

Usage: npm install pretendard@1.3.9, then python assets/build/fonts.py <node_modules/pretendard/dist/public/static>
Pretendard reserves its name (OFL), so the result is called "Tightrope Sans".
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Tightrope Sans"
WEIGHTS = {"Regular": "regular", "SemiBold": "semibold", "Bold": "bold"}
OUT = Path(__file__).resolve().parents[1] / "fonts"
TABULAR = "0123456789+\N{MINUS SIGN}\N{PLUS-MINUS SIGN}%-"
EXTRA = (
    "\N{EN DASH}\N{EM DASH}‘’“”„…·•‹›«»×÷≈≠≤≥−±∞√←↑→↓↔↗↘↩↵⏎€£¥₩°′″№™©®§¶†‡◎●○▲△▼◆◇◐◯■□★☆✓✔✕①②③④⑤⑥⑦⑧⑨⑩½⅓¼⅔¾¹²³"
    "「」『』《》〈〉【】、。・〜\N{FULLWIDTH COMMA}\N{FULLWIDTH QUESTION MARK}"
)


def ks_x_1001() -> set[int]:
    """Returns the code points of the 2,350 Hangul syllables of KS X 1001."""
    rows = (bytes([high, low]) for high in range(0xB0, 0xC9) for low in range(0xA1, 0xFF))
    return {ord(row.decode("euc-kr")) for row in rows}


def wanted() -> set[int]:
    """Returns every code point that the font keeps: Latin, jamo, KS X 1001, punctuation and signs."""
    latin = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | {0x1E9E}
    jamo = set(range(0x3131, 0x318F))
    return latin | jamo | ks_x_1001() | {ord(c) for c in EXTRA}


def tabular_glyphs(font: TTFont) -> dict[str, str]:
    """Returns the substitution of the feature `tnum`: plain glyph name to tabular glyph name."""
    gsub = font["GSUB"].table
    swaps: dict[str, str] = {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for table in gsub.LookupList.Lookup[index].SubTable:
                    swaps.update(getattr(getattr(table, "ExtSubTable", table), "mapping", {}))
    return swaps


def bake_tabular(font: TTFont) -> list[str]:
    """Maps figures and signs to their tabular glyphs; returns the characters that changed."""
    swaps = tabular_glyphs(font)
    changed = set()
    for table in font["cmap"].tables:
        for char in TABULAR:
            name = table.cmap.get(ord(char))
            if name in swaps:
                table.cmap[ord(char)] = swaps[name]
                changed.add(char)
    return sorted(changed)


def rename(font: TTFont, weight: str) -> None:
    """Gives the font its own name; keeps the copyright and licence entries."""
    full, compact = f"{FAMILY} {weight}", FAMILY.replace(" ", "")
    names = {1: full, 2: "Regular", 3: f"{compact}-{weight}", 4: full, 6: f"{compact}-{weight}", 16: FAMILY, 17: weight}
    table = font["name"]
    table.names = [n for n in table.names if n.nameID in (0, 8, 9, 11, 13, 14) and n.langID in (0, 0x409)]
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [f"{compact}-{weight}"]
        cff.topDictIndex[0].FullName, cff.topDictIndex[0].FamilyName = full, FAMILY


def build(source: Path, weight: str) -> Path:
    """Writes one weight and returns where it is."""
    font = TTFont(source / f"Pretendard-{weight}.otf", recalcTimestamp=False)
    changed = bake_tabular(font)
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.name_IDs, options.notdef_outline, options.desubroutinize = ["*"], True, False
    cut = subset.Subsetter(options)
    cut.populate(unicodes=wanted())
    cut.subset(font)
    rename(font, weight)
    target = OUT / f"tightrope-sans-{WEIGHTS[weight]}.otf"
    font.save(target)
    missing = [chr(c) for c in wanted() if c not in font.getBestCmap()]
    print(f"{target.name}: {target.stat().st_size // 1024} kB, tabular {''.join(changed)}, missing {''.join(sorted(missing))}")
    return target


if __name__ == "__main__":
    OUT.mkdir(exist_ok=True)
    for each in WEIGHTS:
        build(Path(sys.argv[1]), each)
