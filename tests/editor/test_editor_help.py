"""The real language server knows our files by their first line: it completes keys with what they mean, and marks what is misspelt."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.content.tools.beginning import new_pack

from .language_server import INSTALL, PROGRAM, LanguageServer

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("editor")]          # one server for all
SCENARIOS = Path(__file__).parents[2] / "scenarios"
SHIPPED = sorted(SCENARIOS.rglob("*.yaml"))

# file of the shipped packs; where a line is put in; the line with the cursor; keys that must be offered; words of their descriptions
COMPLETED = [
    ("crossroads-2025/pack.yaml", "licence:", "¦", {"description": "A sentence or two about it.", "needs": "What it needs."}),
    ("crossroads-2025/scenario.yaml", "programmes:", "¦", {"extends": "what is named here overrides it"}),
    ("crossroads-2025/scenario.yaml", "points:", "points: {level: 9, c¦}\n\nold_points:", {"carry": "Unspent points that carry over"}),
    ("thaad-2016/scenario.yaml", "  resolve: ", "  ¦", {"partial": "The share of the reward", "most_open": "Demands open at once"}),
    ("thaad-2016/events/home.yaml", "  from: home", "  ¦", {"once": "Whether it comes up at most once", "cooldown": "With `once: false`"}),
    ("thaad-2016/events/home.yaml", "      gist: A letter", "      ¦", {"needs": "It can be given only", "later": "What comes later."}),
    ("thaad-2016/sources.yaml", "gulf-2017:", "new-key: {publisher: P, v¦}", {"via": "Whom the publisher", "url": "Where it can"}),
    ("thaad-2016/orders/historical.yaml", "turns:", "turns:\n  - ¦\nold:", {"answers": "a card without an answer takes its default"}),
]
VALUES = [
    ("thaad-2016/events/home.yaml", "  icon: ballot", "  from: ¦", {"washington", "beijing", "home"}),
    ("thaad-2016/events/home.yaml", "  from: home", "  icon: ¦", {"ballot", "palm-tree"}),
]
# file; what stands there once; what is written instead; what the message must name
MISSPELT = [
    ("crossroads-2025/pack.yaml", "licence: CC-BY-4.0", "license: CC-BY-4.0", "license"),
    ("crossroads-2025/pack.yaml", "version: 1.0.0", "version: 1.0", "string"),
    ("thaad-2016/scenario.yaml", "tagline: ", "tagine: ", "tagine"),
    ("thaad-2016/scenario.yaml", "months_per_turn: 3", "month_per_turn: 3", "month_per_turn"),
    ("thaad-2016/events/home.yaml", "  at: 2017-05\n", "  on: 2017-05\n", "on"),
    ("thaad-2016/events/home.yaml", "gist: A letter by hand", "gits: A letter by hand", "gits"),
    ("thaad-2016/events/home.yaml", "icon: ballot\n  place: [126.977, 37.587]", "icon: balot\n  place: [126.977, 37.587]", "ballot"),
    ("thaad-2016/sources.yaml", "gulf-2017: {publisher:", "gulf-2017: {publiser:", "publiser"),
    ("thaad-2016/locale/ko.yaml", 'events.two_phones.tag: "새 대통령"', "events.two_phones.tag: 7", "string"),
    ("thaad-2016/orders/historical.yaml", "turns:", "turnes:", "turnes"),
]
TEMPLATE = [
    ("pack.yaml", "title: My crisis", "titel: My crisis", "titel"),
    ("scenario.yaml", "months_per_turn: 6", "months_a_turn: 6", "months_a_turn"),
    ("events/deck.yaml", "  tag: The battery", "  tab: The battery", "tab"),
    ("sources.yaml", "title: ", "titel: ", "titel"),
    ("orders/example.yaml", "name: Both doors open", "nome: Both doors open", "nome"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    node = shutil.which("node", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    assert node, f"no node: {INSTALL}"
    assert PROGRAM.exists(), f"no language server: {INSTALL}"
    running = LanguageServer(node, SCENARIOS)
    yield running
    running.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack that `pack new` writes."""
    folder = tmp_path_factory.mktemp("packs") / "my-crisis"
    for name, data in new_pack("my-crisis").items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def changed(path: Path, old: str, new: str) -> tuple[str, int]:
    """Give the text of a file with a change, and the line of the change."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} stands nowhere in {path}"
    return text.replace(old, new, 1), text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(SCENARIOS).as_posix())
def test_what_ships_has_a_schema_and_nothing_to_complain_of(server, path):
    text = path.read_text(encoding="utf-8")
    first = text.split("\n", 1)[0]
    assert first.startswith("# yaml-language-server: $schema="), f"{path}: the first line names no schema"
    assert (path.parent / first.partition("=")[2]).is_file()
    assert server.diagnostics(path, text) == []
    server.shut(path)


def test_a_new_pack_has_its_schemas_with_it_and_nothing_to_complain_of(server, made):
    paths = sorted(path for path in made.rglob("*.yaml"))
    assert len(paths) == len(TEMPLATE)
    for path in paths:
        assert server.diagnostics(path, path.read_text(encoding="utf-8")) == [], path
        server.shut(path)


@pytest.mark.parametrize(("name", "after", "line", "wanted"), COMPLETED, ids=[f"{c[0]}-{i}" for i, c in enumerate(COMPLETED)])
def test_keys_are_completed_and_explained(server, name, after, line, wanted):
    offered = completed(server, SCENARIOS / name, after, line)
    for key, words in wanted.items():
        assert words in offered.get(key, ""), f"{key}: {offered}"


@pytest.mark.parametrize(("name", "after", "line", "wanted"), VALUES, ids=[f"{c[0]}-{i}" for i, c in enumerate(VALUES)])
def test_values_are_completed(server, name, after, line, wanted):
    assert wanted <= set(completed(server, SCENARIOS / name, after, line))


def test_a_new_pack_is_completed_too(server, made):
    offered = completed(server, made / "events" / "deck.yaml", "  tag: The battery", "  ¦")
    assert "How likely it is" in offered["weight"]


def completed(server: LanguageServer, path: Path, before: str, line: str) -> dict[str, str]:
    """Put a line with a cursor before the line that begins so, and give what is offered there."""
    text = path.read_text(encoding="utf-8")
    place = text.index(f"\n{before}") + 1
    offered = server.completion(path, f"{text[:place]}{line}\n{text[place:]}")
    server.shut(path)
    return offered


@pytest.mark.parametrize(("name", "old", "new", "named"), MISSPELT, ids=[f"{c[0]}-{c[3]}" for c in MISSPELT])
def test_what_is_wrong_is_marked_at_its_line(server, name, old, new, named):
    marked(server, SCENARIOS / name, old, new, named)


@pytest.mark.parametrize(("name", "old", "new", "named"), TEMPLATE, ids=[f"{c[0]}-{c[3]}" for c in TEMPLATE])
def test_what_is_wrong_in_a_new_pack_is_marked_at_its_line(server, made, name, old, new, named):
    marked(server, made / name, old, new, named)


def marked(server: LanguageServer, path: Path, old: str, new: str, named: str) -> None:
    text, line = changed(path, old, new)
    found = server.diagnostics(path, text)
    server.shut(path)
    assert any(at == line and named in message for at, message in found), f"line {line}: {found}"
