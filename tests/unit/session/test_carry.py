import shutil
from pathlib import Path

from game.content.library import load_scenario
from game.content.tools.beginning import new_pack
from game.content.tools.watching import Watch, stamp
from game.session.carry import carried_over
from game.session.match import Match


def made(folder: Path) -> Path:
    for name, data in new_pack("carried").items():
        path = folder / "carried" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder / "carried"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


def played(pack: Path, turns: int) -> Match:
    match = Match.new(load_scenario(pack), 7)
    for _ in range(turns):
        for slot, event in enumerate(match.events):
            match.answer(slot, next(o.id for e in match.scenario.events if e.id == event for o in e.options))
        match.end_turn()
    return match


def test_an_unchanged_pack_gives_the_same_game(tmp_path):
    pack = made(tmp_path)
    match = played(pack, 3)
    match.answer(0, next(o.id for e in match.scenario.events if e.id == match.events[0] for o in e.options))
    again = carried_over(match, load_scenario(pack))
    assert again.record() == match.record()
    assert again.save is None


def test_seed_and_orders_are_kept_over_a_change(tmp_path):
    pack = made(tmp_path)
    match = played(pack, 3)
    change(pack / "scenario.yaml", "effects: {exports: 1.2, ire: -2", "effects: {exports: 3.2, ire: -2")
    again = carried_over(match, load_scenario(pack))
    assert again.record().seed == match.record().seed
    assert again.turn == match.turn
    assert [t.order for t in again.record().turns] == [t.order for t in match.record().turns]
    assert again.record().turns[-1].indicators["exports"] > match.record().turns[-1].indicators["exports"]


def test_what_is_there_no_more_is_left_out(tmp_path):
    pack = made(tmp_path)
    match = played(pack, 4)
    shutil.copy(pack / "events" / "deck.yaml", tmp_path / "old.yaml")
    for old, new in (("- id: shipyard", "- id: yard"), ("- id: cable\n", "- id: wire\n")):
        change(pack / "events" / "deck.yaml", old, new)
    change(pack / "scenario.yaml", "points: {level: 5, carry: 1", "points: {level: 4, carry: 0")
    again = carried_over(match, load_scenario(pack))
    assert again.turn == match.turn
    assert not {"shipyard", "cable"} & {event for turn in again.record().turns for event in turn.order.answers}


def test_a_shorter_game_ends(tmp_path):
    pack = made(tmp_path)
    match = played(pack, 4)
    change(pack / "scenario.yaml", "turns: 6", "turns: 2")
    assert carried_over(match, load_scenario(pack)).over


def test_a_watch_tells_of_changes_of_the_pack_alone(tmp_path):
    pack = made(tmp_path)
    watch = Watch(pack, lambda _: None)
    assert watch.changed()
    assert watch.load().compiled is not None
    assert not watch.changed()
    (pack / "events" / "deck.yaml~").write_text("an editor's copy")
    assert not watch.changed()
    change(pack / "pack.yaml", "title: Carried", "title: Carried on")
    assert watch.changed()
    watch.load()
    (pack / "sources.yaml").unlink()
    assert watch.changed()
    assert watch.load().compiled is None
    assert stamp(tmp_path / "nowhere") == ()
