"""Verification: what replaying does not reproduce is refused, with a reason and a turn; what cannot be replayed is not called forged."""

import hashlib
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from game.core.problems import TightropeError
from game.session import verify
from game.session.match import Match
from game.session.origin import fitting
from game.session.record import Order, RulesRef, encode
from game.session.skim import skim
from game.session.verify import record_files, verify_files, verify_records


@pytest.fixture
def find(compiled):
    return lambda scenario: [compiled] if scenario == "small" else []


def changed(record, turn, **what):
    turns = list(record.turns)
    turns[turn - 1] = replace(turns[turn - 1], **what)
    return replace(record, turns=tuple(turns))


def forgeries(record):
    second = record.turns[1]
    line, *more = second.ledger
    cause = {line.replace(":", ":x", 1): second.ledger[line], **{key: second.ledger[key] for key in more}}
    no = dict.fromkeys(second.order.answers, "no")
    other = {name: level for name, level in second.order.points.items() if name != "army"}
    return {
        "total": (replace(record, result=replace(record.result, total=record.result.total + 1)), 4),
        "pillar": (replace(record, result=replace(record.result, pillars={**record.result.pillars, "first": 1})), 4),
        "pillar's name": (replace(record, result=replace(record.result, pillars={"third": 1})), 4),
        "grade": (replace(record, result=replace(record.result, grade=0)), 4),
        "ending": (replace(record, result=replace(record.result, ending="fall")), 4),
        "digest": (changed(record, 2, digest="0" * 16), 2),
        "indicator": (changed(record, 2, indicators={**second.indicators, "approval": 99_000}), 2),
        "indicator's name": (changed(record, 2, indicators={**second.indicators, "approved": 1}), 2),
        "ledger amount": (changed(record, 2, ledger={**second.ledger, line: second.ledger[line] + 1}), 2),
        "ledger line more": (changed(record, 2, ledger={**second.ledger, "economy:flow.gift:approval": 1}), 2),
        "ledger line less": (changed(record, 2, ledger={key: amount for key, amount in second.ledger.items() if key != line}), 2),
        "ledger cause": (changed(record, 2, ledger=cause), 2),
        "events": (changed(record, 2, events=second.events[::-1]), 2),
        "order without its consequences": (changed(record, 2, order=Order({**other, "army": 2}, second.order.answers)), 2),
        "answer without its consequences": (changed(record, 2, order=Order(second.order.points, no)), 2),
        "illegal points": (changed(record, 2, order=Order({"army": 3, "talks": 3}, second.order.answers)), 2),
        "unknown programme": (changed(record, 2, order=Order({"bombs": 1}, second.order.answers)), 2),
        "no answer": (changed(record, 2, order=Order(second.order.points, {})), 2),
        "unknown option": (changed(record, 2, order=Order(second.order.points, dict.fromkeys(second.order.answers, "perhaps"))), 2),
        "seed": (replace(record, seed="0" * 32), 1),
        "start": (replace(record, start={**record.start, "approval": 1}), 0),
        "a turn less": (replace(record, turns=record.turns[:-1]), 3),
        "a turn more": (replace(record, turns=(*record.turns, record.turns[-1])), 5),
        "not finished": (replace(record, result=None, handover=None), 4),
        "no hand-over": (replace(record, handover=None), 4),
        "hand-over's ledger": (replace(record, handover=replace(record.handover, ledger={"economy:x:approval": 5})), 4),
        "hand-over's digest": (replace(record, handover=replace(record.handover, digest="1" * 16)), 4),
        "finished too early": (replace(record, turns=record.turns[:2]), 2),
    }


def test_honest_records_are_valid(compiled, play, find):
    records = [play(Match.new(compiled, seed)).record() for seed in range(20)]
    assert verify_records(records, find) == [(True, "", None, record.result.total / 1000) for record in records]


def test_a_save_is_valid_without_a_result(compiled, play, find):
    records = [play(Match.new(compiled, 2), until=until).record() for until in range(4)]
    assert verify_records(records, find) == [(True, "", None, None)] * 4


def test_every_forgery_is_refused_with_its_turn(played, find):
    for name, (record, turn) in forgeries(played.record()).items():
        [(valid, reason, found, total)] = verify_records([record], find)
        assert (valid, total) == (False, None), name
        assert reason, name
        assert found == turn, f"{name}: {reason}"


def test_a_forgery_does_not_touch_its_neighbours(played, compiled, play, find):
    honest = [play(Match.new(compiled, seed)).record() for seed in range(5)]
    bad = [record for record, _ in forgeries(played.record()).values()]
    mixed = [one for pair in zip(bad, honest * 9, strict=False) for one in pair]
    found = verify_records(mixed, find)
    assert [valid for valid, *_ in found] == [False, True] * len(bad)


def test_what_cannot_be_replayed_here_is_not_called_forged(played, find):
    record = played.record()
    for other in (
        replace(record, scenario="elsewhere"), replace(record, rules=RulesRef("c" * 64, 1)), replace(record, rules=RulesRef("b" * 64, 999))
    ):
        [(valid, reason, turn, total)] = verify_records([other], find)
        assert valid is None
        assert "cannot be verified here" in reason
        assert (turn, total) == (None, None)


def test_of_several_versions_the_one_with_the_rules_is_found(played, compiled):
    old = replace(compiled, pack_version="0.9.0", pack_digest="d" * 64, rules_digest="e" * 64)
    reworded = replace(compiled, pack_version="1.0.1", pack_digest="f" * 64)
    record = played.record()
    by_order = {"old first": [old, compiled], "new first": [compiled, old], "reworded": [old, reworded]}
    for versions in by_order.values():
        assert verify_records([record], {"small": versions}.__getitem__)[0][0] is True
    assert fitting([reworded, compiled, old], record) is compiled
    assert fitting([old, reworded], record) is reworded
    assert fitting([old], record) is old
    assert fitting([], record) is None


def test_quickly_read_files_find_the_older_version_too(played, compiled, tmp_path, monkeypatch):
    old = replace(compiled, pack_version="0.9.0", pack_digest="d" * 64, rules_digest="e" * 64)
    monkeypatch.setattr(verify, "verify_records", lambda records, _find: [(False, "not quick", None, None)] * len(records))
    assert [one.valid for one in verify_files(written(tmp_path, [played.record()]), lambda _id: [old, compiled])] == [True]


@pytest.mark.parametrize(("installed", "words"), [
    ([], "small was played with pack small-pack 1.0.0 (digest aaaaaaaaaaaa), which is not installed: install that version"),
    (["2.0.0", "3.0.0"], "which is not installed (installed: 2.0.0 (dddddddddddd) and 3.0.0 (dddddddddddd)): install that version"),
])
def test_what_is_missing_is_named_by_pack_version_and_digest(played, compiled, installed, words):
    others = [replace(compiled, pack_version=name, pack_digest="d" * 64, rules_digest="e" * 64) for name in installed]
    [(valid, reason, _, _)] = verify_records([played.record()], lambda _id: others)
    assert valid is None
    assert reason.endswith(words)


def test_a_pack_whose_base_has_changed_is_told_apart(played, compiled):
    [(valid, reason, _, _)] = verify_records([played.record()], lambda _id: [replace(compiled, rules_digest="e" * 64)])
    assert valid is None
    assert "the scenario that it extends has changed" in reason


def test_an_early_end_is_verified(fallen, find):
    record = fallen.record()
    assert record.result.ending == "fall"
    assert verify_records([record], find) == [(True, "", None, record.result.total / 1000)]
    for bad in (
        replace(record, result=replace(record.result, ending=None)),
        replace(record, handover=record.turns[-1]),
        replace(record, turns=(*record.turns, record.turns[-1])),
        replace(record, result=None),
    ):
        [(valid, reason, turn, _)] = verify_records([bad], find)
        assert valid is False
        assert reason
        assert turn == len(bad.turns)


def test_files_and_folders_are_verified_in_order(played, tmp_path, find):
    data = encode(played.record())
    (tmp_path / "a.tightrope").write_bytes(data)
    (tmp_path / "b.tightrope").write_bytes(data[:-9])
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "c.tightrope").write_bytes(data)
    (tmp_path / "notes.txt").write_text("no record")
    told: list[int] = []
    verdicts = verify_files(record_files([tmp_path, tmp_path / "a.tightrope"]), find, told.append)
    assert [one.valid for one in verdicts] == [True, False, True, True]
    assert [one.file.rpartition("/")[2] for one in verdicts] == ["a.tightrope", "b.tightrope", "c.tightrope", "a.tightrope"]
    assert "not a sound record" in verdicts[1].reason
    assert told == [4]


def found_nowhere(_scenario):
    """Find no scenario: a worker must be able to unpickle it."""
    return []


def test_many_files_are_verified_by_several_processes_as_by_one(played, tmp_path, monkeypatch):
    monkeypatch.setattr(verify, "BATCH", 2)
    files = written(tmp_path, [played.record()] * 4)
    (tmp_path / "000.tightrope").write_text("nothing")
    told: list[int] = []
    verdicts = verify_files(files, found_nowhere, told.append, workers=2)
    assert verdicts == verify_files(files, found_nowhere)
    assert [one.valid for one in verdicts] == [False, None, None, None]
    assert told == [2, 4]


def written(folder, records):
    paths = [folder / f"{place:03d}.tightrope" for place in range(len(records))]
    for path, record in zip(paths, records, strict=True):
        path.write_bytes(encode(record))
    return paths


def test_files_of_forgeries_are_refused_as_the_records_are(played, compiled, play, find, tmp_path):
    honest = [play(Match.new(compiled, seed)).record() for seed in range(5)]
    forged = {name: record for name, (record, _) in forgeries(played.record()).items() if name != "indicator's name"}
    verdicts = verify_files(written(tmp_path, [*honest, *forged.values()]), find)
    assert [one.valid for one in verdicts[:5]] == [True] * 5
    for name, one in zip(forged, verdicts[5:], strict=True):
        assert one.valid is False, name
        assert one.reason, name


def test_honest_files_are_never_read_in_full(fallen, compiled, play, find, tmp_path, monkeypatch):
    records = [*(play(Match.new(compiled, seed), until).record() for seed, until in ((1, 9), (2, 9), (3, 2))), fallen.record()]
    paths = written(tmp_path, records)
    monkeypatch.setattr(verify, "parse", lambda _body: pytest.fail("read in full"))
    assert [one.valid for one in verify_files(paths, find)] == [True] * 4


@pytest.mark.parametrize("name", ["Mina Kim", "민아", "}]}"])
def test_a_name_of_any_letters_is_not_read_in_full(compiled, play, find, tmp_path, monkeypatch, name):
    record = play(Match.new(compiled, 1, name)).record()
    monkeypatch.setattr(verify, "parse", lambda _body: pytest.fail("read in full"))
    assert verify_files(written(tmp_path, [record]), find)[0].valid is True


@pytest.mark.parametrize(("name", "valid"), [('"', True), ("\\", True), ("", None), ("a" * 41, None), ("\u200b", None)])
def test_an_odd_name_is_read_in_full(played, find, tmp_path, name, valid):
    record = replace(played.record(), player=name or "x")
    body = encode(record).split(b"\n")[0].decode()
    body = body if name else body.replace('"player":"x"', '"player":""')
    assert skim(body) is None
    assert verify_files([sealed(tmp_path, body)], find)[0].valid is (valid or False)


def test_records_of_other_lengths_and_a_draft_share_a_batch(compiled, play, fallen, find, tmp_path):
    saves = [play(Match.new(compiled, 2), until=until) for until in range(4)]
    saves[1].revise(Order({"army": 1}))
    records = [*(save.record() for save in saves), fallen.record(), *(play(Match.new(compiled, seed)).record() for seed in range(3))]
    assert records[1].draft is not None
    assert [one.valid for one in verify_files(written(tmp_path, records), find)] == [True] * 8


@pytest.mark.parametrize(("old", "new"), [
    (r'"army":(\d)', r'"army":0\1'), (r'"army":(\d),"markets":(\d)', r'"markets":\2,"army":\1'), (r'"army":(\d)', r'"army":\1,"army":\1'),
    (r'"army":(\d)', '"army":9'), (r'("answers":\{)', r"\1,"), (r'("points":\{)', r"\1,"), (r'("answers":\{[^}]*)', r'\1,"x":"y"'),
    (r'"format":1', '"format":1.0'), (r'("version":)(\d)', r"\1 \2"), (r'"grade":(\d)', r'"grade":0\1'), (r'"seed":"', '"seed":"A'),
    (r"\}\]\}$", "},{}]}"), (r"\]\}$", "]} "), (r'("start":\{)', r'\1"a":1.0,'), (r'"id":"', '"id":"\\\\u0061'),
])
def test_what_is_not_written_as_a_record_writes_it_is_refused(played, find, tmp_path, old, new):
    body = encode(played.record()).split(b"\n")[0].decode()
    changed_body, count = re.subn(old, new, body, count=1)
    assert count == 1
    assert changed_body != body
    [verdict] = verify_files([sealed(tmp_path, changed_body)], find)
    assert verdict.valid is False
    assert verdict.reason


def sealed(folder, body):
    data, path = body.encode(), folder / "forged.tightrope"
    path.write_bytes(data + b"\n" + hashlib.sha256(data).hexdigest().encode() + b"\n")
    return path


@pytest.mark.parametrize(("pattern", "put"), [
    (r'"ledger":\{"amounts":\[', '"ledger":{"amounts":[0.0,'), (r'"ledger":\{"amounts":\[[^,]*,', '"ledger":{"amounts":['),
    (r'("ledger":\{"amounts":\[[^,.]*\.\d*)', r"\g<1>0"), (r'("ledger":\{"amounts":\[[^,.]*)', r"\g<1>1"),
    (r'("ledger":\{"amounts":\[[^]]*\],"lines":\[)', r"\g<1>0,"), (r'("ledger":\{"amounts":\[[^]]*\],"lines":\[)\d+', r"\g<1>77"),
    (r',"lines":\["', ',"lines":["a:b:c","'), (r'"ledger":\{"amounts":\[[^]]*\],"lines":\[[^]]*\]\}', '"ledger":{"amounts":[],"lines":[]}'),
    (r'"ledger":\{"amounts":\[[^]]*\],"lines":\[[^]]*\]\},', ""), (r'"ledger":\{"amounts"', '"ledger":{"amount":1,"amounts"'),
    (r'"ledger":\{"amounts":\[', '"ledger":{"amounts":["'), (r',"lines":\["[^]]*\]', ',"lines":[]'), (r',"lines":\["', ',"lines":[["'),
])
def test_a_ledger_written_otherwise_is_refused(played, find, tmp_path, pattern, put):
    body = encode(played.record()).split(b"\n")[0].decode()
    changed_body, count = re.subn(pattern, put, body, count=1)
    assert count == 1
    assert changed_body != body
    [verdict] = verify_files([sealed(tmp_path, changed_body)], find)
    assert verdict.valid is False
    assert verdict.reason


def test_a_folder_that_cannot_be_looked_into_is_named_and_not_left_out(played, tmp_path, monkeypatch):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.tightrope").write_bytes(encode(played.record()))
    assert [path.parent.name for path in record_files([tmp_path])] == ["a", "b"]
    real = os.scandir

    def shut(path):
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", shut)
    with pytest.raises(TightropeError, match=r"b cannot be read \(Permission denied\)"):
        record_files([tmp_path])


def test_a_path_that_is_not_there_is_named(tmp_path):
    with pytest.raises(TightropeError, match="nowhere"):
        record_files([tmp_path / "nowhere"])
