from pathlib import Path

from game.content.library import Library
from game.content.loading import Loaded

PACK = "format: 1\nid: {0}\nversion: 1.0.0\ntitle: T\nauthors: [x]\nlicence: CC0-1.0\nlanguages: [en, ko]\n"


def child(small: Path, text: str, name: str = "child", **files: str) -> Loaded:
    folder = small.parent / name
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK.format(name))
    (folder / "scenario.yaml").write_text(text)
    for path, data in files.items():
        place = folder / path.replace("__", "/").replace("_yaml", ".yaml")
        place.parent.mkdir(exist_ok=True)
        place.write_text(data, encoding="utf-8")
    return Library([small.parent]).load(str(folder))


HEAD = "id: child\nextends: small\n"


def test_mappings_merge_and_lists_merge_by_id(small: Path) -> None:
    text = HEAD + (
        "calendar: {turns: 6}\nprogrammes:\n  - {id: shells, effects: {growth: 0.5}}\n"
        "  - {id: trains, domain: trade, name: Trains, max: 1, steps: [1], lean: {autonomy: 1}, effects: {ire: 1}}\n"
    )
    scenario = child(small, text).use().scenario
    assert (scenario.calendar.turns, scenario.calendar.months) == (6, 6)
    assert [p.id for p in scenario.programmes] == ["fairs", "shells", "visits", "trains"]
    assert scenario.programmes[1].effects == ((2, -4000), (0, 500))
    assert scenario.events == ()


def test_events_are_inherited_on_demand(small: Path) -> None:
    cards = (
        "- {id: extra, title: T, tag: T, text: T, from: home, fiction: true, default: a,\n"
        "   options: [{id: a, label: A, gist: A, lean: {}}, {id: b, label: B, gist: B, lean: {}}]}\n"
    )
    scenario = child(small, HEAD + "events: inherit\n", events__more_yaml=cards).use().scenario
    assert [e.id for e in scenario.events] == ["a_demand", "tours_stop", "open_doors", "strike", "extra"]


def test_drop_takes_parts_of_the_base_away(small: Path) -> None:
    text = HEAD + (
        "us_pressure:\n  demands: [{id: more_shells, drop: true}]\n  ladder: [{drop: all}]\n"
        "provocation: {kinds: [{drop: all}, {id: new, name: New, effects: {growth: 1}, because: So.}]}\n"
        "indicators: {tension: {drop: true}}\nroles: {tension: }\ntable: {gauges: [approval]}\ncalendar: {crisis: }\n"
        "china_retaliation: {exposure: 1}\n"
    )
    loaded = child(small, text)
    assert [f.message for f in loaded.findings if f.severity == "error"] == ["unknown indicator 'tension'"]
    assert "small/scenario.yaml:27" in str(loaded.findings[-1])


def test_errors_point_into_the_file_that_is_at_fault(small: Path) -> None:
    loaded = child(small, HEAD + "us_pressure:\n  demands:\n    - {id: more_shells, reward: {grwth: 1}}\n")
    errors = [str(f) for f in loaded.findings if f.severity == "error"]
    path = f"{small.parent.as_posix()}/child/scenario.yaml"
    assert errors == [f"{path}:5:34: error: unknown indicator 'grwth'; did you mean 'growth'? [unknown-id]"]


def test_a_missing_base_and_a_circle_are_errors_at_their_place(small: Path) -> None:
    loaded = child(small, "id: child\nextends: smal\n")
    assert ("unknown-id", 2, 10) in [(f.code, f.line, f.column) for f in loaded.findings]
    loaded = child(small, "id: snake\nextends: snake\n", name="snake")
    cycles = [(f.message, f.line, f.column) for f in loaded.findings if f.code == "cycle"]
    assert cycles == [("'snake' stands on itself", 2, 10)]


def test_what_is_added_knows_its_place(small: Path) -> None:
    loaded = child(small, HEAD + "flows:\n  - {id: drift, effects: {growth: 1}}\n  - {id: more, phase: economy, effects: {growth: 1}}\n")
    found = [(f.code, f.line, f.column) for f in loaded.findings if f.severity == "error"]
    assert found == [("missing-key", 5, 5)]
    loaded = child(small, HEAD + "flows:\n  - {id: drift, effects: {growth: 1}}\n  - {id: more, phase: 3, name: N}\n  - 5\n", name="other")
    found = [(f.code, f.line, f.column) for f in loaded.findings if f.severity == "error"]
    assert ("wrong-type", 6, 5) in found


def test_translations_are_inherited_unless_the_text_is_new(small: Path) -> None:
    (small / "locale").mkdir()
    korean = "title: 작은 것\nindicators.growth.name: 성장\nindicators.ire.name: 노여움\n"
    (small / "locale" / "ko.yaml").write_text(korean, encoding="utf-8")
    text = HEAD + "title: Another\nindicators: {growth: {name: Gains}}\n"
    texts = child(small, text, locale__ko_yaml="indicators.growth.name: 이득\n").use().texts
    assert texts.get("title", "ko") == "Another"
    assert texts.get("indicators.growth.name", "ko") == "이득"
    assert texts.get("indicators.ire.name", "ko") == "노여움"
    assert texts.get("indicators.ire.name") == "Ire"


def test_turns_of_the_list_come_from_the_base(small: Path) -> None:
    child(small, HEAD)
    entries = {e.id: e for e in Library([small.parent]).entries()}
    assert entries["child"].turns == entries["small"].turns == 4


def test_an_entry_of_the_glossary_can_be_dropped_though_others_point_to_it(small: Path) -> None:
    with (small / "scenario.yaml").open("a", encoding="utf-8") as out:
        out.write("glossary:\n  a: {word: A, text: A., see: [b]}\n  b: {word: B, text: B.}\n")
    compiled = child(small, HEAD + "glossary: {b: {drop: true}}\n").use()
    assert {name: entry.see for name, entry in compiled.meta.glossary.items()} == {"a": ()}
    found = child(small, HEAD + "glossary: {b: {drop: true}, c: {word: C, text: C., see: [b]}}\n", name="other").findings
    assert [(f.code, f.line) for f in found if f.severity == "error"] == [("unknown-id", 3)]
