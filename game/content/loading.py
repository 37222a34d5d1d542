"""Loads a pack: reads its files, lays it over what it extends, checks and compiles it, and collects every finding."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.content.compiled import Compiled
from game.content.diagnostics import Finding, Findings, PackError, did_you_mean
from game.content.digests import pack_digest, rules_digest
from game.content.layers import Finder, base_texts, bases_of, merged_scenario, read_file, source_texts
from game.content.packfiles import PackFiles, open_pack
from game.content.reader import Sequence, place_of
from game.content.texts import Texts
from game.core.problems import Sentence

if TYPE_CHECKING:
    from game.content.compiling.context import Context
    from game.content.schema.events import Event
    from game.content.schema.scenario import Scenario


@dataclass
class Draft:
    """A pack on its way: files, trees, models; what lint checks look at."""

    files: PackFiles
    findings: Findings
    own: frozenset[str] = frozenset()
    trees: dict[str, Any] = field(default_factory=dict)
    model: "Scenario | None" = None
    events: "list[Event]" = field(default_factory=list)
    sources: dict[str, Any] = field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)
    overlays: dict[str, dict[str, str]] = field(default_factory=dict)
    context: "Context | None" = None
    compiled: Compiled | None = None


@dataclass(frozen=True)
class Loaded:
    """What loading gave: a compiled pack when there is no error, and all findings by place."""

    compiled: Compiled | None
    findings: list[Finding]
    files: int = 0
    events: int = 0
    checks: int = 0
    draft: Draft | None = None
    """With lint: the trees and models, to find places by."""

    def use(self) -> Compiled:
        """Give the compiled pack; raises PackError when there is none."""
        if self.compiled is None:
            raise PackError(self.findings)
        return self.compiled


def load_pack(path: Path, find: Finder, *, lint: bool = False) -> Loaded:
    """Load the pack of a folder or a .zip. Never raises for what is wrong with it."""
    with _collector_paused():
        return _load(path, find, lint=lint)


def _load(path: Path, find: Finder, *, lint: bool) -> Loaded:
    findings = Findings()
    files = open_pack(path, findings)
    if files is None:
        return Loaded(None, findings.sorted())
    draft = _draft(files, findings, find)
    checks = 0
    if lint:
        from game.content.lint import run_checks

        checks = run_checks(draft)
    compiled = None if findings.errors else draft.compiled
    return Loaded(compiled, _own(draft), len(files.data), len(draft.events), checks, draft if lint else None)


def _own(draft: Draft) -> list[Finding]:
    """List findings; a warning about what is inherited is moved to `extends`, since the base's file is not at fault."""
    place = place_of(draft.trees.get("scenario"), ("extends",))
    moved = Findings()
    for found in draft.findings.sorted():
        if found.severity == "warning" and found.path not in draft.own and place[0]:
            moved.warn(place, found.code, found.message)
        else:
            moved.extend([found])
    return moved.sorted()


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the collector of cycles: trees of 100,000 nodes without a cycle make it look in vain (a quarter of the time)."""
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


def _draft(files: PackFiles, findings: Findings, find: Finder) -> Draft:
    from game.content.schema.pack import Pack, Sources
    from game.content.schema.scenario import Scenario
    from game.content.validating import validated

    draft = Draft(files, findings, own=frozenset(files.shown(name) for name in files.data))
    pack_tree = read_file(files, "pack.yaml", findings)
    pack, _ = validated(Pack, pack_tree, findings, "pack.yaml")
    if pack is not None:
        draft.languages = tuple(pack.languages)
    bases = bases_of(files, findings, find)
    raw = merged_scenario(bases)
    draft.model, tree = validated(Scenario, raw, findings, "scenario.yaml")
    source_trees = [read_file(base, "sources.yaml", findings) for base in bases if "sources.yaml" in base.data]
    for source_tree in source_trees:
        model, _ = validated(Sources, source_tree, findings, "sources.yaml")
        if model is not None:
            draft.sources.update(model.root)
    own_sources = source_trees[-1] if "sources.yaml" in files.data else None
    draft.trees = {"pack": pack_tree, "scenario": tree, "sources": own_sources}
    raw_events = _events(draft, bases)
    _overlays(draft, bases)
    if draft.model is not None:
        sources = {key: value for tree in source_trees if isinstance(tree, dict) for key, value in tree.items()}
        _compile(draft, raw, raw_events, sources, bases)
        if pack is not None and draft.compiled is not None:
            draft.compiled = replace(draft.compiled, pack_id=pack.id, pack_version=pack.version, pack_digest=pack_digest(files))
    return draft


def _events(draft: Draft, bases: list[PackFiles]) -> list[Any]:
    """Read the deck, the base's too where it is inherited; what is wrong is left out of the models, not of the ids."""
    from game.content.schema.events import Events
    from game.content.validating import validated

    inherit = isinstance(draft.trees["scenario"], dict) and draft.trees["scenario"].get("events") == "inherit"
    everything: list[Any] = []
    raw_all: list[Any] = []
    for files in bases if inherit else bases[-1:]:
        for name in files.under("events"):
            raw = read_file(files, name, draft.findings)
            model, tree = validated(Events, raw, draft.findings, name.rpartition("/")[2])
            if isinstance(raw, list):
                raw_all.extend(raw)
            if model is not None and isinstance(tree, list):
                draft.events.extend(model.root)
                everything.extend(tree)
    holder = Sequence((draft.files.path, 1, 1))
    holder.extend(everything)
    holder.items_at.extend(item.place for item in everything)
    draft.trees["events"] = holder
    return raw_all


def _overlays(draft: Draft, bases: list[PackFiles]) -> None:
    """Read the translations; a base's words are taken only for texts that are the base's still."""
    from game.content.compiling.words import texts_of
    from game.content.schema.pack import Locale
    from game.content.validating import validated

    own = (texts_of(draft.model, draft.events) if draft.model is not None else {}) | source_texts(bases)
    for height, files in enumerate(bases, start=1):
        names = files.under("locale")
        base = bases[:height]
        inherited = base_texts(base) | source_texts(base) if names and files is not bases[-1] else None
        for name in names:
            tree = read_file(files, name, draft.findings)
            model, _ = validated(Locale, tree, draft.findings, name)
            if files is bases[-1]:
                draft.trees[name] = tree
            if model is None:
                continue
            overlay = draft.overlays.setdefault(name.rpartition("/")[2].removesuffix(".yaml"), {})
            overlay.update({k: v for k, v in model.root.items() if inherited is None or (k in own and inherited.get(k) == own[k])})


def _compile(draft: Draft, raw: Any, raw_events: list[Any], sources: Mapping[str, Any], bases: list[PackFiles]) -> None:
    from game.content.compiling.assemble import Known, compile_scenario, new_context
    from game.content.compiling.meta import bibliography, meta_of
    from game.content.compiling.words import texts_of

    if draft.model is None:
        return
    data = {files.shown(name): content for files in bases for name, content in files.data.items()}
    root = {"scenario": draft.trees["scenario"], "events": draft.trees["events"]}
    context = new_context(draft.model, draft.events, root, draft.findings, data, Known(raw, raw_events, dict(sources)))
    draft.context = context
    scenario = compile_scenario(context, draft.model, draft.events)
    orders = [name.removeprefix("orders/").removesuffix(".yaml") for name in draft.files.under("orders")]
    meta = meta_of(context, draft.model, draft.events, draft.languages, orders)
    if draft.findings.errors:
        return
    texts = Texts(texts_of(draft.model, draft.events), draft.overlays, draft.languages[0])
    draft.compiled = Compiled(
        scenario, texts, meta, bibliography(draft.sources), rules_digest=rules_digest(scenario), path=draft.files.path,
    )


def unknown_scenario(name: str, known: list[str]) -> str:
    """Say that there is no such scenario, and what there is."""
    if near := did_you_mean(name, known):
        return Sentence("unknown scenario '{name}'{near}", name=name, near=near)
    return Sentence("unknown scenario '{name}'; there are {known}", name=name, known=", ".join(known) or Sentence("none"))
