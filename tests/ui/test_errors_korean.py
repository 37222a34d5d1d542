"""What goes wrong is told in Korean on Korean pages, to the letter; the English of the same errors stays what it was."""

import errno
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from game.app.settings import load_settings
from game.content.library import Library
from game.core.problems import Sentence, TightropeError
from game.session.match import Match
from game.session.origin import why_not
from game.session.packs import remove
from game.session.reading import decode, read_record
from game.session.record import FORMAT, encode
from game.session.store import Autosave, Store, write_file
from game.session.verify import record_files, verify_files
from game.ui import words
from game.ui.desk import Desk
from game.ui.gallery import play
from game.ui.screens.menu import menu_screen
from game.ui.screens.records import records_screen
from game.ui.screens.title import title_screen
from game.ui.words import said
from tests.ui.hands import compiled
from tests.ui.pack_hands import Reader
from tests.ui.test_screens_outside import layer, make_desk


@pytest.fixture(autouse=True)
def korean() -> Iterator[None]:
    words.use("ko")
    yield
    words.use("en")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path, language="ko")


def failing(code: int) -> Callable[..., None]:
    def fail(*_given: Any, **_named: Any) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def error_of(work: Callable[[], object]) -> TightropeError:
    with pytest.raises(TightropeError) as caught:
        work()
    return caught.value


def page_of(screen: Any) -> str:
    return "\n".join(box.text for box in layer(screen, language="ko").stage.text_boxes())


@pytest.mark.parametrize(("code", "advice"), [
    (errno.ENOSPC, "디스크가 가득 찼다. 자리를 비우고 다시 저장한다"),
    (errno.EDQUOT, "디스크 할당량을 다 썼다. 파일을 지우고 다시 저장한다"),
    (errno.EACCES, "그곳에 쓸 권한이 없다. 다른 폴더를 고르거나 --portable로 시작한다"),
    (errno.EROFS, "읽기만 되는 디스크다. 다른 폴더를 고르거나 --portable로 시작한다"),
    (errno.ENOENT, "폴더가 없어졌다. 다시 만들거나 다른 폴더를 고른다"), (errno.ENOTDIR, "경로 가운데에 파일이 있다. 다른 폴더를 고른다"),
    (errno.EISDIR, "같은 이름의 폴더가 있다. 다른 이름을 쓴다"), (errno.ENAMETOOLONG, "이름이 너무 길다. 더 짧은 이름을 쓴다"),
    (errno.EIO, "입출력 오류. 다른 폴더를 써 본다"),
])
def test_a_file_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, advice: str) -> None:
    monkeypatch.setattr(os, "fsync", failing(code))
    error = error_of(lambda: write_file(tmp_path / "game", b"data"))
    assert said(error) == f"{tmp_path / 'game'}: 저장하지 못했다. {advice}. 앞서 저장한 것은 그대로 있다."
    assert str(error).endswith(". Nothing saved before was touched.")


def test_a_full_disk_is_told_on_the_menu_of_the_game(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", failing(errno.ENOSPC))
    match = Match.new(compiled(), 7, "Mina", Autosave(desk.store))
    assert "디스크가 가득 찼다. 자리를 비우고 다시 저장한다" in page_of(menu_screen(desk, match)).replace("\n", " ")


def test_what_is_wrong_with_a_record_is_told_in_the_list_and_when_it_is_opened(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    desk.store = Store(folder)
    whole = encode(Match.new(compiled(), 7, "Mina").record())
    (folder / "a.tightrope").write_bytes(whole.replace(b"Mina", b"Nina"))
    (folder / "b.tightrope").write_bytes(whole[:50])
    reader = Reader(desk, records_screen(desk))
    try:
        changed = "온전한 기록이 아니다: SHA-256이 맞지 않는다. 저장한 뒤에 내용이 바뀌었거나 없어졌다"
        shown = reader.texts.replace("\n", " ")
        assert changed in shown
        assert "온전한 기록이 아니다: JSON 한 줄과 SHA-256 한 줄로 되어 있지 않다(중간에 잘렸을 수 있다)" in shown
        reader.press("record a.tightrope")
        assert changed in reader.texts.replace("\n", " ")
    finally:
        reader.close()


def test_a_record_of_a_newer_version() -> None:
    body = re.sub(rb'"format":\d+', b'"format":999', encode(Match.new(compiled(), 7).record()).split(b"\n")[0])
    sealed = body + b"\n" + hashlib.sha256(body).hexdigest().encode() + b"\n"
    assert said(error_of(lambda: decode(sealed))) == f"형식 999의 기록이다. 이 버전은 형식 {FORMAT}까지 읽는다. 더 새 Tightrope로 연다"


def test_a_file_that_is_missing_or_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.tightrope"
    assert said(error_of(lambda: read_record(path))) == f"{path}: 그런 파일이 없다"
    assert said(error_of(lambda: record_files([path]))) == f"{path}: 그런 파일이나 폴더가 없다"
    path.write_bytes(b"")
    monkeypatch.setattr(Path, "open", failing(errno.EACCES))
    assert said(error_of(lambda: read_record(path))) == f"{path}: 읽을 수 없다(권한이 없음). 파일이 있는지, 읽을 권한이 있는지 확인한다"


def test_a_record_whose_pack_is_not_here_or_whose_game_comes_out_otherwise(tmp_path: Path) -> None:
    record = Match.new(compiled(), 7).record()
    pack = f"crossroads-2025 {record.pack.version} 팩(다이제스트 {record.pack.digest[:12]})"
    assert said(why_not(record, [])) == \
        f"여기서는 검증할 수 없다. crossroads-2025 게임에 쓴 팩: {pack}. 이 버전이 설치되어 있지 않다. 그 버전을 설치한다"
    whole = encode(play(Match.new(compiled(), 7), 1).record()).split(b"\n")[0]
    other = re.sub(rb'"digest":"[0-9a-f]{16}"', b'"digest":"0000000000000000"', whole, count=1)
    (tmp_path / "a.tightrope").write_bytes(other + b"\n" + hashlib.sha256(other).hexdigest().encode() + b"\n")
    (verdict,) = verify_files([tmp_path / "a.tightrope"], lambda _name: [compiled()])
    assert verdict.reason == "the digest of turn 1 differs"
    assert said(verdict.reason) == "1턴의 다이제스트가 다르다"


def test_settings_that_are_damaged_are_told_at_the_title(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text("{", encoding="utf-8")
    desk.notices.append(load_settings(path).problem)
    assert f"설정 파일이 망가져 기본 설정을 쓴다. 옛 파일은 여기에 남아 있다: {path}.damaged" in \
        page_of(title_screen(desk)).replace("\n", " ").replace("\u200b", "")


def test_a_pack_that_cannot_be_removed_or_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.zip"
    path.write_bytes(b"")
    monkeypatch.setattr(Path, "unlink", failing(errno.EPERM))
    assert said(error_of(lambda: remove([path]))) == f"{path}: 지우지 못했다(허용되지 않는 작업)"
    assert said(error_of(lambda: Library([tmp_path]).load("mine-2"))) == "‘mine-2’: 그런 시나리오가 없다. 있는 시나리오: 없음"


def test_sentences_within_sentences_are_said_too_and_other_texts_stand_as_they_are() -> None:
    inner = Sentence("the disk is full: free some space and save again")
    assert said(Sentence("{why}: try another folder", why=inner)) == "디스크가 가득 찼다. 자리를 비우고 다시 저장한다. 다른 폴더를 써 본다"
    assert said("the disk is full") == "the disk is full"
    assert said(Sentence("{path}: there is no such file", path="{why}")) == "{why}: 그런 파일이 없다", "values are never patterns"
