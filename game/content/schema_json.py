"""The JSON Schemas of a pack's files, which editors complete and check with; generated from the models."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel

_DROP = {"description": "With `extends`: takes this part of the base away.", "enum": [True, "all"]}
_DROPPED = {"type": "object", "properties": {"drop": _DROP}, "required": ["drop"], "additionalProperties": False}
NAMES = ("pack", "scenario", "events", "sources", "locale", "orders")


def schema_json() -> dict[str, str]:
    """Give the text of each schema file by name (without ending)."""
    from game.content.schema.events import Events, Orders
    from game.content.schema.pack import Locale, Pack, Sources
    from game.content.schema.scenario import Scenario

    models: tuple[type[BaseModel], ...] = (Pack, Scenario, Events, Sources, Locale, Orders)
    schemas = {name: model.model_json_schema(by_alias=True) for name, model in zip(NAMES, models, strict=True)}
    _allow_extending(schemas["scenario"])
    return {name: _text(schema) for name, schema in schemas.items()}


def _allow_extending(schema: dict[str, Any]) -> None:
    """Let editors accept a scenario that says only what it changes; `pack check` finds what is really missing."""
    schema["required"] = ["id"]
    for part in schema["$defs"].values():
        part.pop("required", None)
        part.setdefault("properties", {})["drop"] = _DROP
        for value in part["properties"].values():
            for ids, figure in value.get("patternProperties", {}).items():
                if "$ref" not in figure:                       # figures by id, such as effects and weights
                    value["patternProperties"][ids] = {"anyOf": [*figure.get("anyOf", [figure]), {"$ref": "#/$defs/Dropped"}]}
    schema["$defs"]["Dropped"] = _DROPPED


def _text(schema: dict[str, Any]) -> str:
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=1, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write the schema files into a folder and list them."""
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for name, text in schema_json().items():
        paths.append(folder / f"{name}.json")
        paths[-1].write_text(text, encoding="utf-8")
    return paths


if __name__ == "__main__":
    import sys

    write_schemas(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/schema"))
