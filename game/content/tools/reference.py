"""Writes docs/designing/reference.md: every key of every file, from the schema that the check uses."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from game.content.expressions import FUNCTIONS
from game.rules.scenario import PHASES

_HEAD = """# Reference of pack files

Generated from the schema by `python -m game.content.tools.reference`; a test keeps it up to date. [The guide](guide.md) shows how to
use it.

With `extends`, a scenario names only what it changes: mappings are merged by key and lists of things with an id by id; `drop: true`
takes one of the base's away, and `- {{drop: all}}` at the head of a list all of them.

An **expression** is arithmetic (`+ - * /`), comparisons, `and or not` and {functions}, over indicators, `turn`, `rung`, `us_rung`,
`flag.NAME`, `spent.DOMAIN`, `points.PROGRAMME`, `count.EVENT`, `met.DEMAND` and `open.DEMAND`; a `chance` of an outcome may read `resolve`
and `patience`, scores read indicators only. **Effects** map indicators to amounts or expressions. Phases, in their order:
{phases}.
"""
_FILES = {
    "pack.yaml": "Pack", "scenario.yaml": "Scenario", "events/*.yaml": "Event", "sources.yaml": "Source", "orders/*.yaml": "Orders",
}
_KINDS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}


def page() -> str:
    """Write the page."""
    functions = ", ".join(f"`{name}`" for name in FUNCTIONS)
    parts = [_HEAD.format(functions=functions, phases=", ".join(f"`{name}`" for name in PHASES))]
    told: set[str] = set()
    for file, name, schema in _files():
        lead = {"events/*.yaml": "A list of cards.", "sources.yaml": "A mapping of keys to sources."}.get(file, "")
        parts.append(f"## {file}\n\n{lead}\n" if lead else f"## {file}\n")
        for part in _order(name, schema):
            if part not in told:
                told.add(part)
                parts.append(_part(part, schema if part == schema.get("title") else schema["$defs"][part]))
    words = (
        "Translations by the keys of the texts: `events.EVENT.title: …`. `pack check` names keys that are missing. Sources keep their own "
        "words unless `sources.KEY.title` or `.publisher` says otherwise."
    )
    parts.append(f"## locale/LANGUAGE.yaml\n\n{words}\n")
    return "\n".join(parts)


def _files() -> Iterator[tuple[str, str, dict[str, Any]]]:
    from game.content.schema.events import Events, Orders
    from game.content.schema.pack import Pack, Sources
    from game.content.schema.scenario import Scenario

    models: tuple[type[BaseModel], ...] = (Pack, Scenario, Events, Sources, Orders)
    for (file, name), model in zip(_FILES.items(), models, strict=True):
        yield file, name, model.model_json_schema(by_alias=True)


def _order(first: str, schema: dict[str, Any]) -> list[str]:
    """List the parts of a file in the order in which they are met."""
    found, waiting = [], [first]
    while waiting:
        name = waiting.pop(0)
        if name in found:
            continue
        found.append(name)
        part = schema if name == schema.get("title") else schema["$defs"][name]
        waiting += [inner for field in part.get("properties", {}).values() for inner in _named(field)]
    return found


def _named(field: Any) -> Iterator[str]:
    if isinstance(field, dict):
        if "$ref" in field:
            yield field["$ref"].rpartition("/")[2]
        for value in field.values():
            yield from _named(value)
    elif isinstance(field, list):
        for value in field:
            yield from _named(value)


def _part(name: str, part: dict[str, Any]) -> str:
    needed = set(part.get("required", []))
    lines = [f"### {name}\n", f"{part.get('description', '')}\n", "| key | kind | meaning |", "|---|---|---|"]
    for key, field in part.get("properties", {}).items():
        mark = " (needed)" if key in needed else _default(field)
        lines.append(f"| `{key}`{mark} | {_kind(field)} | {_cell(field.get('description', ''))} |")
    return "\n".join(lines) + "\n"


def _default(field: dict[str, Any]) -> str:
    value = field.get("default")
    if value in (None, "", [], {}) or isinstance(value, dict):
        return ""
    return f" = {str(value).lower() if isinstance(value, bool) else value}"


def _kind(field: dict[str, Any]) -> str:
    """Say what a value is, in a few words."""
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in field:
        kinds = [_kind(kind) for kind in field["anyOf"] if kind.get("type") != "null"]
        numeric = any(kind.startswith("number") for kind in kinds)
        return " or ".join(dict.fromkeys("expression" if kind == "text" and numeric else kind for kind in kinds))
    if "enum" in field or "const" in field:
        words = [str(word) for word in field.get("enum", [field.get("const")])]
        return "one of " + ", ".join(f"`{word}`" for word in words) if len(words) > 1 else f"`{words[0]}`"
    kind = field.get("type", "")
    if kind == "array":
        return f"list of {_kind(field.get('items', {}))}"
    if kind == "object":
        inner = [*field.get("patternProperties", {}).values(), field.get("additionalProperties")]
        return f"mapping to {_kind(inner[0])}" if isinstance(inner[0], dict) else "mapping"
    limits = [f"{word} {field[key]:g}" for key, word in (("minimum", "from"), ("maximum", "to")) if key in field]
    return " ".join([_KINDS.get(kind, "value"), *limits])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    import sys

    Path(sys.argv[1] if len(sys.argv) > 1 else "docs/designing/reference.md").write_text(page(), encoding="utf-8")
