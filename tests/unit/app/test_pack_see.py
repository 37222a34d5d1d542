"""pack graph, pack diff and pack upgrade."""

import json
import shutil
import xml.etree.ElementTree as ET

import pytest

from game.analysis.difference import difference
from game.analysis.links import Link, links
from game.content.library import load_scenario
from game.report.graph import layered


@pytest.fixture
def pack(run, tmp_path):
    run("pack", "new", "seen", "--into", tmp_path)
    return tmp_path / "seen"


def replace(path, old, new):
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


def test_links_lead_through_flags_indicators_and_time(pack):
    found = links(load_scenario(pack).scenario)
    assert Link("cable", "cable_cut", "flag", "dominion_cable") in found
    assert Link("the_battery", "gun_practice", "flag", "battery_built") in found
    assert Link("collision", "fish_on_the_quay", "indicator", "ire") in found
    replace(pack / "events" / "deck.yaml", "when: ire >= 20", "when: freedom >= 60 and count.shipyard >= 1")
    found = links(load_scenario(pack).scenario)
    assert Link("cable", "school_books", "later", "freedom", 18) in found
    assert Link("shipyard", "school_books", "count", "shipyard") in found


def test_layers_run_from_left_to_right_and_circles_are_cut():
    chain = [Link(a, b, "flag", "f") for a, b in ("ab", "bc", "ad", "dc", "ca")]
    layout = layered(list("abcde"), chain)
    assert {name: column for name, (column, _) in layout.at.items()} == {"a": 0, "b": 1, "d": 1, "c": 2}
    assert layout.alone == ("e",)
    assert len(set(layout.at.values())) == 4
    assert layered(["a"], []).alone == ("a",)


def test_the_graph_is_a_drawing_of_all_events_with_the_played_path(run, pack, tmp_path):
    run("simulate", pack, "--policy", "random", "--seed", "3", "--save", tmp_path / "game.tightrope")
    code, out, _ = run("pack", "graph", pack, "--out", tmp_path / "deck.svg", "--record", tmp_path / "game.tightrope")
    assert code == 0
    drawing = ET.parse(tmp_path / "deck.svg").getroot()
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    texts = {text.text for text in drawing.iter("{http://www.w3.org/2000/svg}text")}
    assert {"The League wants a battery", "A cable for the harbour", "Somebody listens"} <= texts
    played = [text for text in texts if text and text.startswith("turn ")]
    assert f", {len(played)} played" in out


def test_a_record_of_another_scenario_is_refused(run, pack, tmp_path):
    run("simulate", "first-steps", "--policy", "even", "--save", tmp_path / "game.tightrope")
    assert run("pack", "graph", pack, "--out", tmp_path / "x.svg", "--record", tmp_path / "game.tightrope")[0] == 2
    assert not (tmp_path / "x.svg").exists()


def test_the_same_pack_differs_in_nothing(pack):
    scenario = load_scenario(pack).scenario
    found = difference(scenario, scenario, 60)
    assert all(row.change == 0 and not row.sure for row in [*found.results, *found.pillars])
    assert (found.events, found.endings) == ([], [])
    assert not any(change["added"] or change["removed"] for change in found.parts.values())


def test_a_change_is_told_and_written_as_a_page(run, pack, tmp_path):
    new = shutil.copytree(pack, tmp_path / "changed")
    replace(new / "scenario.yaml", "effects: {exports: 1.2, ire: -2", "effects: {exports: 2.2, ire: -2")
    replace(new / "events" / "deck.yaml", "- id: school_books", "- id: two_maps")
    replace(new / "scenario.yaml", "tagline: A small port", "tagline: A smaller port")
    code, out, _ = run("pack", "diff", pack, new, "--games", "300", "--report", tmp_path / "change.html", "--json")
    document = json.loads(out)
    assert code == 0
    assert document["parts"]["events"] == {"added": ["two_maps"], "removed": ["school_books"]}
    assert next(row for row in document["results"] if row["policy"] == "even")["change"] > 0
    assert {row["id"] for row in document["events"]} >= {"two_maps", "school_books"}
    assert document["texts"]["reworded"] == 1
    page = (tmp_path / "change.html").read_text()
    assert "two_maps" in page
    assert "http" not in page.replace("http://www.w3.org", "")
    assert "even: " in run("pack", "diff", pack, new, "--games", "60")[1]


def test_a_pack_of_the_format_in_hand_is_left_as_it_is(run, pack):
    before = (pack / "pack.yaml").read_bytes()
    code, out, _ = run("pack", "upgrade", pack)
    assert (code, "nothing is to be changed" in out) == (0, True)
    assert (pack / "pack.yaml").read_bytes() == before


def test_an_older_pack_is_upgraded_and_a_copy_kept(run, pack, monkeypatch):
    from game.content.migrations import registry

    monkeypatch.setattr(registry, "STEPS", {0: lambda texts: texts})
    replace(pack / "pack.yaml", "format: 1", "format: 0")
    assert run("pack", "upgrade", pack, "--dry")[0] == 0
    assert "format: 0" in (pack / "pack.yaml").read_text()
    code, out, _ = run("pack", "upgrade", pack)
    assert (code, "format 0 to 1" in out) == (0, True)
    assert "format: 1\n" in (pack / "pack.yaml").read_text()
    assert "format: 0" in (pack / "pack.yaml.orig").read_text()
    assert run("pack", "check", pack, "--strict")[0] == 0
