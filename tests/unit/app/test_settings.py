"""Settings: kept as they were set, and a damaged file costs nothing but the settings."""

import json
from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import given

from game.app.settings import Settings, load_settings, save_settings
from game.core.problems import TightropeError


def test_settings_are_read_back_as_they_were(tmp_path):
    path = tmp_path / "deep" / "settings.json"
    settings = Settings("ko", 1.5, "contrast", motion=False, sound=False, speech=True, window=(1920, 1080), player="김민아")
    save_settings(settings, path)
    assert load_settings(path).settings == settings
    assert load_settings(path).problem == ""


def test_without_a_file_the_defaults_stand_and_nothing_is_said(tmp_path):
    loaded = load_settings(tmp_path / "settings.json")
    assert loaded.settings == Settings()
    assert loaded.problem == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("data", [
    b"", b"\xff\xfe", b"{", b"[]", b"null", b'{"theme": "pink"}', b'{"text_scale": 9}', b'{"text_scale": true}', b'{"text_scale": NaN}',
    b'{"motion": 1}',
    b'{"window": [1, 2]}', b'{"window": [1280]}', b'{"window": "12"}', b'{"window": 5}', b'{"window": [1280.0, 720]}',
    b'{"language": null}',
    b'{"language": "a\\nb"}', b'{"player": "' + b"x" * 41 + b'"}', b"[" * 60_000, b" " * 70_000,
])
def test_a_damaged_file_is_put_aside_and_told_once(tmp_path, data):
    path = tmp_path / "settings.json"
    path.write_bytes(data)
    loaded = load_settings(path)
    assert loaded.settings == Settings()
    assert "damaged" in loaded.problem
    assert (tmp_path / "settings.json.damaged").read_bytes() == data
    assert load_settings(path).problem == ""


def test_what_a_newer_version_has_set_is_passed_over(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"theme": "light", "hologram": True}))
    assert load_settings(path).settings == replace(Settings(), theme="light")
    assert load_settings(path).problem == ""


def test_a_file_that_cannot_be_read_is_told_and_left(tmp_path):
    path = tmp_path / "settings.json"
    path.mkdir()
    loaded = load_settings(path)
    assert loaded.settings == Settings()
    assert "cannot be read" in loaded.problem
    assert path.is_dir()


def test_settings_that_cannot_be_kept_say_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(TightropeError, match="could not be written"):
        save_settings(Settings(), tmp_path / "file" / "settings.json")


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(
    st.sampled_from(["theme", "window", "text_scale", "language", "motion", "x"]), inner)))
def test_any_document_gives_settings(tmp_path_factory, document):
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    path.write_text(json.dumps(document))
    settings = load_settings(path).settings
    save_settings(settings, path)
    assert load_settings(path).settings == settings
