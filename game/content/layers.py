"""The packs that a pack stands on (`extends`), and what comes of laying them over each other."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from game.content.diagnostics import Findings
from game.content.merging import merged
from game.content.packfiles import PackFiles, open_pack
from game.content.reader import place_of, read_yaml
from game.core.problems import Sentence

MOST_BASES = 8
Finder = Callable[[str], "Path | None"]
"""Gives the path of the pack that holds a scenario, by its id."""


def read_file(files: PackFiles, name: str, findings: Findings) -> Any:
    """Read a YAML file of a pack; None when it is missing or broken (then a finding says why)."""
    if name not in files.data:
        findings.error((files.shown(name), 1, 1), "not-found", Sentence("the pack lacks this file"))
        return None
    return read_yaml(files.shown(name), files.data[name], findings)


def bases_of(files: PackFiles, findings: Findings, find: Finder) -> list[PackFiles]:
    """List the packs that a pack stands on, the lowest first, itself last; their scenario trees are read on the way."""
    chain: list[PackFiles] = [files]
    seen: set[str] = set()
    current = files
    while len(chain) <= MOST_BASES:
        tree = _tree(current, findings)
        base = tree.get("extends") if isinstance(tree, dict) else None
        if isinstance(tree, dict) and isinstance(tree.get("id"), str):
            seen.add(tree["id"])
        if not isinstance(base, str):
            break
        place = place_of(tree, ("extends",))
        if base in seen:
            findings.error(place, "cycle", Sentence("'{base}' stands on itself", base=base))
            break
        path = find(base)
        if path is None:
            findings.error(place, "unknown-id", Sentence("unknown scenario '{base}': it is not installed", base=base))
            break
        opened = open_pack(path, findings)
        if opened is None:
            break
        chain.append(opened)
        current = opened
    else:
        place = place_of(_tree(files, Findings()), ("extends",))
        findings.error(place, "cycle", Sentence("more than {most} scenarios stand on each other", most=MOST_BASES))
    return chain[::-1]


def _tree(files: PackFiles, findings: Findings) -> Any:
    return read_file(files, "scenario.yaml", findings)


def merged_scenario(bases: list[PackFiles]) -> Any:
    """Lay the scenario trees of packs over each other; what they extend and which events they take is not inherited."""
    quiet = Findings()
    trees = [_tree(base, quiet) for base in bases]
    found = trees[0]
    for tree in trees[1:]:
        keep = {key: tree.get(key) for key in ("events", "extends")} if isinstance(tree, dict) else {}
        found = merged(found, tree)
        if isinstance(found, dict) and isinstance(tree, dict):
            for key, value in keep.items():
                if value is None:
                    found.pop(key, None)
    return found


def source_texts(files: list[PackFiles]) -> dict[str, str]:
    """Give titles and publishers of the bibliography by the keys of their translations, those of a later pack before an earlier one's."""
    found: dict[str, str] = {}
    for one in files:
        tree = read_file(one, "sources.yaml", Findings()) if "sources.yaml" in one.data else None
        for key, source in tree.items() if isinstance(tree, dict) else ():
            for name in ("title", "publisher"):
                text = source.get(name) if isinstance(source, dict) else None
                if isinstance(text, str):
                    found[f"sources.{key}.{name}"] = text
    return found


def base_texts(bases: list[PackFiles]) -> dict[str, str]:
    """Give the texts of a base as it is by itself, to tell which of them a pack words anew."""
    from game.content.compiling.words import texts_of
    from game.content.schema.events import Events
    from game.content.schema.scenario import Scenario
    from game.content.validating import validated

    quiet = Findings()
    model, _ = validated(Scenario, merged_scenario(bases), quiet, "scenario.yaml")
    if model is None:
        return {}
    decks = [validated(Events, read_file(files, name, quiet), quiet, name)[0] for files in bases for name in files.under("events")]
    return texts_of(model, [event for deck in decks if deck is not None for event in deck.root])
