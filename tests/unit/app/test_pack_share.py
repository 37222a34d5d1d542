"""pack new, build, install, remove and schema: nothing is written before all is checked, and one file is all that is written."""

import json
import zipfile
from pathlib import Path

import pytest

from game.core.problems import TightropeError


@pytest.fixture
def pack(run, tmp_path) -> Path:
    assert run("pack", "new", "my-crisis", "--into", tmp_path)[0] == 0
    return tmp_path / "my-crisis"


@pytest.fixture
def packs(tmp_path) -> Path:
    return tmp_path / "data" / "tightrope" / "packs"


def files_below(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()) if folder.exists() else []


def archive(path: Path, pack: Path, extra: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for file in files_below(pack):
            out.writestr(file, (pack / file).read_bytes())
        for name, data in extra.items():
            out.writestr(name, data)
    return path


def test_a_new_pack_passes_the_check_and_is_played_to_its_end(run, pack):
    assert run("pack", "check", pack, "--strict")[0] == 0
    for policy in ("even", "random", "doctrine"):
        code, out, _ = run("simulate", pack, "--policy", policy, "--games", 50, "--json")
        assert code == 0
        assert len(json.loads(out)["totals"]) == 50
    order = pack / "orders" / "example.yaml"
    assert run("simulate", pack, "--policy", "orders", "--orders", order)[0] == 0


def test_a_new_pack_teaches_six_turns_ten_cards_a_demand_and_rungs(run, pack):
    game = json.loads(run("simulate", pack, "--policy", "even", "--json")[1])
    assert len(game["turns"]) == 6
    assert (pack / "events" / "deck.yaml").read_text().count("\n- id: ") == 10
    for file in files_below(pack):
        if file.endswith(".yaml"):
            first, second = (pack / file).read_text().splitlines()[:2]
            schema = (pack / file).parent / first.partition("$schema=")[2]
            assert json.loads(schema.read_text())["$schema"]
            assert second.startswith("# ")


def test_new_changes_nothing_that_is_there(run, pack, tmp_path):
    before = files_below(tmp_path)
    code, _, error = run("pack", "new", "my-crisis", "--into", tmp_path)
    assert (code, "there already" in error) == (1, True)
    assert files_below(tmp_path) == before


@pytest.mark.parametrize("name", ["A", "a b", "../a", "", "x" * 61, "/a", "ä"])
def test_new_refuses_what_is_no_id(run, tmp_path, name):
    assert run("pack", "new", name, "--into", tmp_path)[0] == 2
    assert files_below(tmp_path) == []


@pytest.mark.parametrize("name", ["2026", "true", "1_000", "null", "a-b_c", "on"])
def test_every_id_makes_a_pack_that_passes(run, tmp_path, name):
    assert run("pack", "new", name, "--into", tmp_path)[0] == 0
    assert run("pack", "check", tmp_path / name, "--strict")[0] == 0


def test_a_build_is_the_same_bytes_each_time_and_leaves_leftovers_out(run, pack, tmp_path):
    assert run("pack", "build", pack, "--out", tmp_path / "a.zip")[0] == 0
    (pack / "events" / "deck.yaml~").write_text("old")
    (pack / "pack.yaml").touch()
    code, out, _ = run("pack", "build", pack, "--out", tmp_path / "b.zip", "--json")
    assert code == 0
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as built:
        assert built.namelist() == ["events/deck.yaml", "orders/example.yaml", "pack.yaml", "scenario.yaml", "sources.yaml"]
        assert built.comment.decode().endswith(json.loads(out)["digest"])


def test_a_pack_with_an_error_is_not_built(run, pack, tmp_path):
    (pack / "scenario.yaml").write_text("id: x\n")
    assert run("pack", "build", pack, "--out", tmp_path / "a.zip")[0] == 1
    assert not (tmp_path / "a.zip").exists()


def test_what_is_installed_is_listed_played_and_removed(run, pack, packs, tmp_path):
    run("pack", "build", pack, "--out", tmp_path / "a.zip")
    assert run("pack", "install", tmp_path / "a.zip")[0] == 0
    assert files_below(packs) == ["my-crisis@1.0.0.zip"]
    assert (packs / "my-crisis@1.0.0.zip").read_bytes() == (tmp_path / "a.zip").read_bytes()
    assert "my-crisis" in run("scenarios")[1]
    assert run("simulate", "my-crisis", "--policy", "even")[0] == 0
    assert run("pack", "install", tmp_path / "a.zip")[0] == 0        # again: it is there already
    assert run("pack", "remove", "my-crisis")[0] == 0
    assert files_below(packs) == []
    assert run("pack", "remove", "my-crisis")[0] == 1


def test_two_versions_lie_side_by_side_and_the_newest_is_played(run, pack, packs):
    assert run("pack", "install", pack)[0] == 0
    for version in ("1.10.0", "1.9.0"):
        text = (pack / "pack.yaml").read_text()
        (pack / "pack.yaml").write_text(text.replace(text.split("version: ")[1].split()[0], version))
        assert run("pack", "install", pack)[0] == 0
    digests = {
        name: json.loads(run("simulate", name, "--policy", "even", "--json")[1])["pack_digest"]
        for name in ("my-crisis", "my-crisis@1.10.0", "my-crisis@1.9.0", "my-crisis@1.0.0")
    }
    assert digests["my-crisis"] == digests["my-crisis@1.10.0"]
    assert len(set(digests.values())) == 3
    assert run("pack", "remove", "my-crisis@1.10.0")[0] == 0
    assert files_below(packs) == ["my-crisis@1.0.0.zip", "my-crisis@1.9.0.zip"]


def test_other_contents_need_another_version(run, pack, packs):
    run("pack", "install", pack)
    (pack / "sources.yaml").write_text((pack / "sources.yaml").read_text().replace("2025-11", "2025-12"))
    code, out, _ = run("pack", "install", pack)
    assert (code, "[same-version]" in out) == (1, True)


def test_a_shipped_scenario_cannot_be_taken(run, pack, packs):
    (pack / "scenario.yaml").write_text((pack / "scenario.yaml").read_text().replace("id: my-crisis", "id: crossroads-2025"))
    code, out, _ = run("pack", "install", pack)
    assert (code, "[taken]" in out, files_below(packs)) == (1, True, [])


HOSTILE = {
    "slip": ({"../../evil.yaml": b"x: 1\n"}, "unsafe-name"),
    "absolute": ({"/tmp/tightrope-evil.yaml": b"x: 1\n"}, "unsafe-name"),
    "drive": ({"C:/evil.yaml": b"x: 1\n"}, "unsafe-name"),
    "backslash": ({"events\\evil.yaml": b"x: 1\n"}, "unsafe-name"),
    "device": ({"events/NUL.yaml": b"x: 1\n"}, "unsafe-name"),
    "case": ({"EVENTS/DECK.YAML": b"x: 1\n"}, "unsafe-name"),
    "bomb": ({"events/zz.yaml": b"#" * 70_000_000}, "too-large"),
    "long": ({"events/zz.yaml": b"#" * 3_000_000}, "too-large"),
    "many": ({f"assets/{i}": b"" for i in range(2001)}, "too-many-files"),
    "tag": ({"events/zz.yaml": b"- !!python/object/apply:os.system ['true']\n"}, "tag"),
    "deep": ({"events/zz.yaml": b"[" * 5000 + b"]" * 5000}, "too-deep"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_packs_are_refused_before_anything_is_written(run, pack, packs, tmp_path, kind):
    extra, code = HOSTILE[kind]
    hostile = archive(tmp_path / "hostile.zip", pack, extra)
    before = files_below(tmp_path)
    done, out, _ = run("pack", "install", hostile)
    assert done == 1
    assert f"[{code}]" in out
    assert files_below(tmp_path) == before
    assert not packs.exists()
    assert not Path("/tmp/tightrope-evil.yaml").exists()


def test_a_link_in_a_zip_is_refused(run, pack, packs, tmp_path):
    hostile = archive(tmp_path / "link.zip", pack, {})
    with zipfile.ZipFile(hostile, "a") as out:
        info = zipfile.ZipInfo("assets/link")
        info.external_attr = 0o120777 << 16
        out.writestr(info, "/etc/passwd")
    code, text, _ = run("pack", "install", hostile)
    assert (code, "[unsafe-file]" in text, packs.exists()) == (1, True, False)


def test_what_was_changed_after_the_build_is_refused(run, pack, packs, tmp_path):
    run("pack", "build", pack, "--out", tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip", "a") as out:
        out.writestr("assets/more.txt", b"more")
    code, text, _ = run("pack", "install", tmp_path / "a.zip")
    assert (code, "[digest]" in text, packs.exists()) == (1, True, False)


def test_every_single_changed_byte_is_refused_or_harmless(run, pack, packs, tmp_path):
    run("pack", "build", pack, "--out", tmp_path / "a.zip")
    whole = (tmp_path / "a.zip").read_bytes()
    digest = json.loads(run("pack", "install", tmp_path / "a.zip", "--json")[1])["digest"]
    run("pack", "remove", "my-crisis")
    for place in range(0, len(whole), 311):
        broken = bytearray(whole)
        broken[place] ^= 0x15
        (tmp_path / "broken.zip").write_bytes(bytes(broken))
        code, out, _ = run("pack", "install", tmp_path / "broken.zip", "--json")
        if code == 0:
            assert json.loads(out)["digest"] == digest
            run("pack", "remove", "my-crisis")
        else:
            assert code == 1
    assert files_below(packs) == []


def test_a_pack_that_others_stand_on_is_missed_when_it_goes(run, pack, packs, tmp_path):
    run("pack", "install", pack)
    child = tmp_path / "child"
    child.mkdir()
    (child / "pack.yaml").write_text((pack / "pack.yaml").read_text().replace("id: my-crisis", "id: child"))
    (child / "scenario.yaml").write_text("id: child\nextends: my-crisis\nevents: inherit\ntitle: A child\n")
    assert run("pack", "install", child)[0] == 0
    code, out, _ = run("pack", "remove", "my-crisis", "--json")
    assert (code, json.loads(out)["needed_by"]) == (0, ["child@1.0.0.zip"])


def test_a_folder_that_was_put_there_by_hand_is_left_alone(run, pack, packs):
    packs.mkdir(parents=True)
    pack.rename(packs / "my-crisis")
    code, _, error = run("pack", "remove", "my-crisis")
    assert (code, "delete it yourself" in error) == (1, True)
    assert (packs / "my-crisis" / "pack.yaml").is_file()


def test_schemas_are_printed_or_written(run, tmp_path):
    code, out, _ = run("pack", "schema")
    assert (code, set(json.loads(out))) == (0, {"pack", "scenario", "events", "sources", "locale", "orders"})
    assert run("pack", "schema", "--out", tmp_path / "s")[0] == 0
    assert json.loads((tmp_path / "s" / "events.json").read_text())["$schema"]


def test_records_keep_their_version_while_both_are_installed(run, pack, tmp_path):
    from game.app.context import Context
    from game.app.run import Run

    run("pack", "install", pack)
    run("simulate", "my-crisis", "--policy", "random", "--seed", "3", "--save", tmp_path / "old.tightrope")
    (pack / "pack.yaml").write_text((pack / "pack.yaml").read_text().replace("version: 1.0.0", "version: 1.1.0"))
    model = (pack / "scenario.yaml").read_text()
    (pack / "scenario.yaml").write_text(model.replace("effects: {exports: 1.2, ire: -2", "effects: {exports: 1.9, ire: -2"))
    run("pack", "install", pack)
    run("simulate", "my-crisis", "--policy", "random", "--seed", "3", "--save", tmp_path / "new.tightrope")
    context = Context.of(Run())
    told = run("verify", tmp_path / "old.tightrope", tmp_path / "new.tightrope")[1]
    assert "2 records: 2 valid" in told
    for name, version in (("old", "1.0.0"), ("new", "1.1.0")):
        assert json.loads(run("debrief", tmp_path / f"{name}.tightrope", "--json")[1])["verified"] is True
        match = context.load_match(tmp_path / f"{name}.tightrope")
        assert match.record().pack.version == version


def test_a_record_whose_pack_was_removed_names_pack_version_and_digest(run, pack, tmp_path):
    from game.app.context import Context
    from game.app.run import Run

    digest = json.loads(run("pack", "install", pack, "--json")[1])["digest"]
    record = tmp_path / "old.tightrope"
    run("simulate", "my-crisis", "--policy", "random", "--seed", "3", "--save", record)
    records = tmp_path / "data" / "tightrope" / "records"
    records.mkdir(parents=True)
    (records / record.name).write_bytes(record.read_bytes())
    assert "1 records were played with it" in run("pack", "remove", "my-crisis")[1]
    named = f"pack my-crisis 1.0.0 (digest {digest[:12]})"
    assert named in run("verify", record)[1]
    assert named in run("debrief", record)[2]
    with pytest.raises(TightropeError, match=r"my-crisis 1\.0\.0"):
        Context.of(Run()).load_match(record)
    (pack / "pack.yaml").write_text((pack / "pack.yaml").read_text().replace("version: 1.0.0", "version: 1.1.0"))
    model = (pack / "scenario.yaml").read_text()
    (pack / "scenario.yaml").write_text(model.replace("effects: {exports: 1.2, ire: -2", "effects: {exports: 1.9, ire: -2"))
    newer = json.loads(run("pack", "install", pack, "--json")[1])["digest"]
    code, out, _ = run("verify", record)
    assert code == 0
    assert f"{named}, which is not installed (installed: 1.1.0 ({newer[:12]})): install that version" in out
