import json
import shutil
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main
from tests.engine.cluster.near import NAME, near


def test_keys_are_made_with_what_to_do_with_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("cryptography", reason="the extra cluster is not installed")
    folder = tmp_path / "keys"
    assert main(["cluster", "keys", str(folder)]) == 0
    assert "who has it can run programs" in capsys.readouterr().out and (folder / "key.pem").is_file()
    assert main(["cluster", "keys", str(folder)]) == 2
    assert "nothing was changed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (["--retry", "--cluster", "127.0.0.1"], "leave out --cluster"),
        (["clip.mp4", "--send"], "name its address with --cluster"),
        (["clip.mp4", "--keys", "keys"], "name its address with --cluster"),
        (["clip.mp4", "--cluster", "127.0.0.1", "--send", "--map", "/a=/b"], "leave out --map and --parts"),
    ],
)
def test_options_that_do_not_go_together(
    more: list[str], why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "c.cpcl"
    assert main(["ingest", str(case), *more]) == 2
    assert why in capsys.readouterr().err and not case.exists()


def test_a_way_that_is_none_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["ingest", "c.cpcl", "clip.mp4", "--cluster", "127.0.0.1", "--map", "nowhere"])
    assert "is not FROM=TO" in capsys.readouterr().err


def test_a_cluster_of_others_without_keys_is_refused_before_anything_is_read(
    kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["ingest", str(tmp_path / "c.cpcl"), str(kit / "street.mp4"), "--model", str(kit / "probe")]
    assert main([*arguments, "--cluster", "tcp://10.0.0.4:8786"]) == 2
    assert "could run programs on the workers" in capsys.readouterr().err
    assert main(["info", str(tmp_path / "c.cpcl")]) == 0
    assert "waiting" not in capsys.readouterr().out
    assert main(["cluster", "pause", "tcp://10.0.0.4"]) == 2
    assert main(["cluster", "start", "--host", "10.0.0.4", "--workers", "2"]) == 2


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (["--ssh", "reader-2"], "name its address with --host"),
        (["--host", "10.0.0.4", "--ssh", "reader-2"], "the folder of the keys with --keys"),
        (["--keys", "keys", "--ssh", "reader-2"], "name its address with --host"),
        (["--remote-keys", "/keys"], "name them with --ssh"),
        (["--remote-python", "python3"], "name them with --ssh"),
    ],
)
def test_workers_on_other_machines_need_what_those_can_reach(
    more: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cluster", "start", "--port", "0", *more]) == 2
    assert why in capsys.readouterr().err


def test_programs_are_told_who_read_what_and_what_was_said(
    kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scratch").mkdir()
    near(monkeypatch, tmp_path / "scratch")
    case, film, broken = tmp_path / "c.cpcl", tmp_path / "street.mp4", tmp_path / "broken.mp4"
    shutil.copy(kit / "street.mp4", film)
    broken.write_bytes(b"")
    parts = tmp_path / "c.cpcl.parts"
    parts.mkdir()
    (parts / "old.cpcl").write_bytes(b"")
    command = ["ingest", str(case), str(film), str(broken), "--model", str(kit / "probe"), "--detector", "motion"]
    assert main([*command, "--cluster", "127.0.0.1", "--json"]) == 3
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    assert told["workers"] == [{"worker": NAME, "sources": [str(film), str(broken)]}]
    (said,) = told["notices"]
    assert f"{parts} still holds parts" in said and "old.cpcl" in said and said in printed.err
    assert main([*command, "--cluster", "127.0.0.1"]) == 3
    assert f"Sources by worker: {NAME} 2." in capsys.readouterr().out
