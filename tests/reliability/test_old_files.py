"""Old files are read for ever: one of each format version is kept; rules that nobody has here are no forgery."""

import json
from pathlib import Path

import pytest

from game.app.cli import main
from game.app.settings import load_settings
from game.core.problems import TightropeError
from game.session.reading import read_record
from game.session.record import FORMAT as RECORDS
from game.session.record import Options
from game.session.store import Store
from game.tournament.by_file import open_next, read_tournament
from game.tournament.format import FORMAT as TOURNAMENTS
from game.tournament.seeds import digest_of

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("number", range(1, RECORDS + 1))
def test_a_record_of_each_format_is_read_shown_and_not_called_forged(number, capsys):
    path = GOLDEN / f"format-{number}.tightrope"
    record = read_record(path)
    assert (record.scenario, len(record.turns), record.finished) == ("crossroads-2025", 10, True)
    assert main(["verify", str(path), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    [verdict] = said["records"] if isinstance(said, dict) else said
    assert verdict["valid"] is None
    assert "cannot be verified here" in verdict["reason"]
    assert "forged" not in json.dumps(said)
    assert main(["debrief", str(path)]) == 0
    assert "not verified here" in capsys.readouterr().out


@pytest.mark.parametrize("number", range(1, TOURNAMENTS + 1))
def test_a_tournament_of_each_format_is_read(number, tmp_path):
    path = GOLDEN / f"format-{number}.tournament"
    found = read_tournament(path)
    assert (found.id, found.title, len(found.rounds)) == ("0123456789abcdef", "9b 반", 2)
    assert [one.options for one in found.rounds] == [Options(turns=6, cards=2), Options()]
    assert [digest_of(one.seed or "") for one in found.rounds] == [one.seed_digest for one in found.rounds]
    with pytest.raises(TightropeError, match="install that version"):
        open_next(path, Store(tmp_path), lambda _: [])


def test_settings_of_the_first_version_are_read(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"language": "ko", "text_scale": 1.5, "later": [1]}', encoding="utf-8")
    found = load_settings(path)
    assert found.problem == ""
    assert (found.settings.language, found.settings.text_scale, found.settings.theme) == ("ko", 1.5, "dark")
