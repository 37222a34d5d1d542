import subprocess
import sys
from pathlib import Path

from game.content.check import check_packs
from game.content.lint import CHECKS
from game.content.schema_json import schema_json

from .conftest import BASE, Changed


def test_a_report_counts_what_was_looked_at() -> None:
    report = check_packs([BASE])
    assert (report.files, report.events, report.checks) == (4, 4, len(CHECKS))
    assert report.findings == []


def test_errors_and_warnings_of_several_packs_are_sorted(change: Changed, tmp_path: Path) -> None:
    small = change("events/cards.yaml", "set: [paid]", "set: [paid, lost]")
    report = check_packs([small, tmp_path / "nowhere", BASE])
    assert [f.code for f in report.errors] == ["not-found"]
    assert [f.code for f in report.warnings] == ["flag-never-read"]
    assert report.findings == sorted(report.findings, key=lambda f: f.order)


def test_a_base_beside_the_pack_is_found(small: Path) -> None:
    folder = small.parent / "child"
    folder.mkdir()
    (folder / "pack.yaml").write_bytes((small / "pack.yaml").read_bytes())
    (folder / "scenario.yaml").write_text("id: child\nextends: small\nevents: inherit\n")
    assert check_packs([folder]).errors == []


def test_the_schemas_in_docs_are_up_to_date(root: Path) -> None:
    for name, text in schema_json().items():
        path = root / "docs" / "schema" / f"{name}.json"
        assert path.read_text(encoding="utf-8") == text, f"{path} is old: python -m game.content.schema_json docs/schema"


def test_every_field_of_the_schemas_is_described() -> None:
    import json

    for name, text in schema_json().items():
        schema = json.loads(text)
        for part, model in {name: schema, **schema.get("$defs", {})}.items():
            for key, field in model.get("properties", {}).items():
                assert field.get("description"), f"{name}: {part}.{key}"


def test_importing_the_room_loads_neither_yaml_nor_pydantic() -> None:
    code = (
        "import sys, game.content, game.content.library, game.content.check, game.content.orders, game.content.texts\n"
        "print(sorted({'yaml', 'pydantic', 'pygame', 'typer'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])
    assert done.stdout.strip() == "[]"
