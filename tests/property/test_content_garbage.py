"""Whatever stands in a pack's files, loading says what is wrong and never raises."""

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from game.content.diagnostics import Findings
from game.content.loading import load_pack
from game.content.reader import read_yaml

BASE = Path(__file__).parents[1] / "broken_packs" / "base"
FILES = {p.relative_to(BASE).as_posix(): p.read_bytes() for p in BASE.rglob("*.yaml")}
PIECES = st.sampled_from([
    "a", "id", ": ", "- ", "\n", "  ", "{", "}", "[", "]", ",", '"', "'", "#", "&x", "*x", "!t", "|", ">", "---", "...", "%YAML 1.1",
    "? ", "\t", "1",
    "1.5", "é", "\u2028", "\ufeff", "<<",
])


def write(folder: str, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Path(folder)


@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=40).map(lambda p: "".join(p).encode())))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    findings = Findings()
    tree = read_yaml("x.yaml", data, findings)
    assert tree is not None or findings.errors
    for found in findings.sorted():
        assert found.line >= 1
        assert found.column >= 1
        assert "\n" not in str(found)


@given(st.sampled_from(sorted(FILES)), st.integers(0, 10_000), st.integers(0, 40), st.one_of(PIECES.map(str.encode), st.binary(max_size=6)))
@settings(max_examples=80)
def test_a_mutated_pack_loads_or_is_refused(name: str, where: int, cut: int, put: bytes) -> None:
    data = FILES[name]
    where %= len(data)
    with tempfile.TemporaryDirectory() as folder:
        loaded = load_pack(write(folder, {**FILES, name: data[:where] + put + data[where + cut:]}), lambda _: None, lint=True)
    assert loaded.compiled is not None or any(f.severity == "error" for f in loaded.findings)
    assert all(str(f).isprintable() for f in loaded.findings)


values: Any = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-10, 10), st.floats(allow_nan=False), st.text(max_size=8), st.sampled_from(["growth",
    "turn > 1"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["id", "name", "from", "effects", "x"]), inner, max_size=3),
    ),
    max_leaves=6,
)


@given(st.sampled_from(["calendar", "points", "indicators", "programmes", "us_pressure", "china_retaliation", "score", "doctrines"]),
values)
@settings(max_examples=80)
def test_a_wrong_value_of_any_kind_is_an_error_with_a_place(key: str, value: object) -> None:
    import json

    lines = FILES["scenario.yaml"].decode().splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"{key}:"))
    end = next((i for i in range(start + 1, len(lines)) if not lines[i].startswith(" ")), len(lines))
    text = "\n".join([*lines[:start], f"{key}: {json.dumps(value)}", *lines[end:]])
    with tempfile.TemporaryDirectory() as folder:
        loaded = load_pack(write(folder, {**FILES, "scenario.yaml": text.encode()}), lambda _: None, lint=True)
    assert loaded.compiled is None
    assert any(f.path.endswith("scenario.yaml") for f in loaded.findings)


@given(st.integers(0, 100_000), st.binary(min_size=1, max_size=4))
@settings(max_examples=80)
def test_a_damaged_zip_is_read_or_refused(where: int, put: bytes) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in FILES.items():
            archive.writestr(name, data)
    whole = buffer.getvalue()
    where %= len(whole)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "small.zip"
        path.write_bytes(whole[:where] + put + whole[where + len(put):])
        loaded = load_pack(path, lambda _: None)
    assert loaded.compiled is not None or any(f.severity == "error" for f in loaded.findings)
