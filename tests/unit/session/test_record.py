"""The codec: what is written is read back, and nothing else is read at all."""

import hashlib
import json
import time
from dataclasses import replace

import pytest

from game.session import reading
from game.session.match import Match
from game.session.reading import NewerRecordError, RecordError, decode, read_record
from game.session.record import Order, encode
from game.session.skim import skim


def sealed(text):
    body = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return body + b"\n" + hashlib.sha256(body).hexdigest().encode() + b"\n"


def resealed(record, change):
    document = json.loads(encode(record).split(b"\n")[0])
    change(document)
    return sealed(json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False))


def test_a_finished_record_is_read_back_as_it_was(played):
    record = played.record()
    assert record.finished
    assert decode(encode(record)) == record
    assert encode(decode(encode(record))) == encode(record)


def test_a_save_keeps_its_draft(compiled, play):
    match = play(Match.new(compiled, 3), until=2)
    match.answer(0, "no")
    record = decode(encode(match.record()))
    assert not record.finished
    assert record.draft == match.draft
    assert len(record.turns) == 2


def test_the_file_is_one_line_of_canonical_json_and_one_line_of_sha256(played):
    body, seal, rest = encode(played.record()).split(b"\n")
    assert rest == b""
    assert hashlib.sha256(body).hexdigest().encode() == seal
    document = json.loads(body)
    assert json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == body
    assert document["format"] == 1
    assert document["result"]["total"] == played.record().result.total / 1000
    amounts = [*document["start"].values(), *document["turns"][0]["indicators"], *document["turns"][0]["ledger"]["amounts"]]
    assert all(isinstance(amount, float) and round(amount, 3) == amount for amount in amounts)


def test_lines_give_phase_cause_indicator_and_amount(played):
    turn = decode(encode(played.record())).turns[0]
    lines = list(turn.lines())
    assert ("allocation", "programme.army", "approval", turn.ledger["allocation:programme.army:approval"]) in lines
    assert sum(amount for _, _, name, amount in lines if name == "approval") == turn.indicators["approval"] - 50_000


def test_a_player_may_have_a_name_in_any_script(compiled):
    for name in ("Mina Kim", "김민아", 'a "quoted" \\ name', "O'Neil"):
        record = Match.new(compiled, 1, name).record()
        assert decode(encode(record)).player == name


@pytest.mark.parametrize("name", ["a\nb", "x" * 41, "\u202eevil", "\x00"])
def test_a_name_that_is_no_name_is_refused(compiled, name):
    with pytest.raises(RecordError, match="player"):
        decode(encode(replace(Match.new(compiled, 1).record(), player=name)))


CHANGES = {
    "no object": lambda d: d.clear(),
    "unknown key": lambda d: d.update(extra=1),
    "missing key": lambda d: d.pop("seed"),
    "seed too short": lambda d: d.update(seed="12"),
    "seed of capitals": lambda d: d.update(seed=d["seed"].upper() if d["seed"].upper() != d["seed"] else "A" * 32),
    "turns no list": lambda d: d.update(turns={}),
    "too many turns": lambda d: d.update(turns=d["turns"] * 200),
    "whole amount": lambda d: d["start"].update(approval=50),
    "truth for amount": lambda d: d["start"].update(approval=True),
    "text for amount": lambda d: d["start"].update(approval="50.0"),
    "null for amount": lambda d: d["result"].update(total=None),
    "four digits": lambda d: d["start"].update(approval=50.0001),
    "huge amount": lambda d: d["start"].update(approval=5e9),
    "small exponent": lambda d: d["start"].update(approval=1e-7),
    "decimal count": lambda d: d.update(format=1.0),
    "negative level": lambda d: d["turns"][0]["order"]["points"].update(army=-1),
    "level nought": lambda d: d["turns"][0]["order"]["points"].update(army=0),
    "answer no text": lambda d: d["turns"][0]["order"]["answers"].update(card_0=1),
    "event no id": lambda d: d["turns"][0].update(events=["../x"]),
    "digest too long": lambda d: d["turns"][0].update(digest="0" * 17),
    "an indicator less": lambda d: d["turns"][0]["indicators"].pop(),
    "a ledger amount less": lambda d: d["turns"][0]["ledger"]["amounts"].pop(),
    "ledger out of order": lambda d: d["turns"][0]["ledger"]["lines"].reverse(),
    "ledger line twice": lambda d: d["turns"][0]["ledger"]["lines"].__setitem__(1, d["turns"][0]["ledger"]["lines"][0]),
    "ledger line beyond the list": lambda d: d["turns"][0]["ledger"]["lines"].__setitem__(-1, 10_000),
    "empty ledger line": lambda d: d["turns"][0]["ledger"]["amounts"].__setitem__(0, 0.0),
    "lines out of order": lambda d: d["lines"].reverse(),
    "a line that no ledger has": lambda d: d["lines"].append("zzz:nothing:approval"),
    "a line without a cause": lambda d: d["lines"].__setitem__(0, "a"),
    "draft of a finished game": lambda d: d.update(draft={"points": {}, "answers": {}}),
    "hand-over without a result": lambda d: d.pop("result"),
    "format nought": lambda d: d.update(format=0),
    "long number": lambda d: d.update(format=10**30),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_not_of_the_form_is_refused_though_resealed(played, change):
    with pytest.raises(RecordError, match="not a sound record"):
        decode(resealed(played.record(), change))


@pytest.mark.parametrize("text", [
    "", "null", "[]", "{", '{"format":1', '{"format":NaN}', '{"format":Infinity}', "[" * 100_000, '{"a":' * 50_000, '"\\ud800"', "\ud800",
    '{"format":1,"format":1}', "1e999", "-",
])
def test_what_is_no_json_object_is_refused(text):
    with pytest.raises(RecordError):
        decode(sealed(text))


@pytest.mark.parametrize(("find", "replace_by"), [
    (b'"format":1,', b'"format": 1,'),
    (b'"format":1,', b'"format":1 ,'),
    (b'{"format"', b'\t{"format"'),
    (b'"player":"Mina"', b'"player":"Min\\u0061"'),
    (b'"credibility":50.0', b'"credibility":50.00'),
    (b'"credibility":50.0', b'"credibility":5.0e1'),
    (b'"coercion":50.0,"commitment":50.0', b'"commitment":50.0,"coercion":50.0'),
    (b'"coercion":50.0', b'"coercion":50.0,"coercion":50.0'),
    (b'"format":1,', b'"format":01,'),
    (b'"grade":1', b'"grade":-0'),
])
def test_only_one_way_of_writing_is_read(played, find, replace_by):
    body = encode(played.record()).split(b"\n")[0]
    assert body.count(find) == 1
    with pytest.raises(RecordError):
        decode(sealed(body.replace(find, replace_by)))


def test_a_broken_seal_is_refused_and_says_so(played):
    data = encode(played.record())
    with pytest.raises(RecordError, match="SHA-256 does not fit"):
        decode(data.replace(b"Mina", b"Nina"))
    for broken in (data[:-1], data + b"\n", data + data, data.replace(b"\n", b"\r\n"), data[: len(data) // 2]):
        with pytest.raises(RecordError):
            decode(broken)


def test_a_record_of_a_newer_format_is_not_called_damaged(played):
    with pytest.raises(NewerRecordError, match="newer Tightrope"):
        decode(resealed(played.record(), lambda d: d.update(format=2, more="of it")))


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 100)
    path = tmp_path / "large.tightrope"
    path.write_bytes(b"x" * 101)
    with pytest.raises(RecordError, match="larger"):
        read_record(path)
    with pytest.raises(RecordError, match="larger"):
        decode(b"x" * 101)


HOSTILE = {
    "nested lists": "[" * 2_000_000, "nested objects": '{"a":' * 400_000, "noughts": "[" + "0," * 1_000_000 + "0]",
    "different amounts": "[" + ",".join(str(n / 1000) for n in range(1, 250_000)) + "]",
    "many keys": "{" + ",".join(f'"{n:06d}":0' for n in range(170_000)) + "}", "long text": '{"a":"' + "x" * 2_000_000 + '"}',
    "white space": "{" + " " * 2_000_000 + "}", "long number": '{"a":' + "9" * 2_000_000 + "}",
    "long fraction": '{"a":0.' + "9" * 2_000_000 + "}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_refused_within_a_second(text):
    data = sealed(text)
    begun = time.process_time()
    with pytest.raises(RecordError):
        decode(data)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_skimmed_within_a_second(text):
    begun = time.process_time()
    assert skim(text) is None
    assert skim('{"ledger":{"amounts":[' + text) is None
    assert time.process_time() - begun < 1


def test_an_order_does_not_share_what_it_was_made_from(compiled):
    match = Match.new(compiled, 1)
    before = Order(dict(match.draft.points), dict(match.draft.answers))
    match.allocate("army", 2)
    match.undo()
    assert match.draft == before
