import os
import sys
from pathlib import Path

import pytest

from cpcl_desktop.engine.cluster.parts import bench_beside, clear, clear_benches, part_name, put, size_of, token_in
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.sources.walk import Found


def test_a_parts_name_follows_the_source_and_all_that_decides(tmp_path: Path) -> None:
    clip = tmp_path / "Kamera 1 (Tür).mp4"
    clip.write_bytes(b"1")
    found = Found(clip, "video", (clip,))
    name = part_name(found, {"provider": "cpu"})
    assert name == part_name(found, {"provider": "cpu"}) and name.startswith("Kamera_1__T_r_.mp4-")
    digest = name.removesuffix(".cpcl").rpartition("-")[2]
    assert len(digest) == 16 and digest.isalpha()
    others = [
        part_name(found, {"provider": "cuda"}),
        part_name(Found(clip, "frames", (clip,)), {"provider": "cpu"}),
    ]
    os.utime(clip, (1, 1))
    others.append(part_name(found, {"provider": "cpu"}))
    clip.write_bytes(b"12")
    others.append(part_name(found, {"provider": "cpu"}))
    assert len({name, *others}) == 5
    assert size_of([clip, tmp_path / "none"]) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no locks for folders")
def test_what_a_killed_run_was_making_beside_the_case_goes_and_what_another_makes_stays(tmp_path: Path) -> None:
    case = tmp_path / "[a].cpcl"
    with bench_beside(case) as others:
        (others / "film.cpcl").write_bytes(b"pictures")
        left = others.with_name(f"{others.name}x")  # nobody holds it any more
        left.mkdir()
        (left / "film.cpcl").write_bytes(b"pictures")
        clear_benches(case)
        assert [path.name for path in tmp_path.iterdir()] == [others.name] and list(others.iterdir())
        left.mkdir()
        with bench_beside(case) as own:
            assert sorted(tmp_path.iterdir()) == sorted((own, others))
    assert list(tmp_path.iterdir()) == []


def test_a_part_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, folder = tmp_path / "made", tmp_path / "parts"
    folder.mkdir()
    made.write_bytes(b"new")
    (folder / "a").write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError("the disk is full")

    told: list[str] = []
    with token_in(folder, "run") as token:
        with monkeypatch.context() as patch, pytest.raises(OSError, match="full"):
            patch.setattr(os, "fsync", fail)
            put(made, folder, "run", "a", lambda: None)
        assert (folder / "a").read_bytes() == b"old" and list((folder / token).iterdir()) == []
        put(made, folder, "run", "a", lambda: told.append("lives"))
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("a", b"new")] and told == ["lives"]
    with pytest.raises(FileNotFoundError):  # the run is over
        put(made, folder, "run", "b", lambda: None)


def test_the_folder_is_made_and_goes_when_it_is_empty(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "parts"
    with token_in(folder, "run") as token:
        assert (folder / token).is_dir()
    for name in ("a.cpcl", "a.begun.cpcl", "b.1-of-2.cpcl", "b.2-of-2.begun.cpcl", "other"):
        (folder / name).write_bytes(b"")
    clear(folder, ["a.cpcl", "b.cpcl"], True)
    assert [path.name for path in folder.iterdir()] == ["other"]
    (folder / "other").unlink()
    clear(folder, [], False)
    assert folder.exists()  # it is somebody's own
    clear(folder, [], True)
    assert not folder.exists()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(MachineError, match="cannot be written to"), token_in(tmp_path / "file", "run"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no locks of folders")
def test_what_killed_runs_left_goes_and_what_runs_stay_on_their_way(tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    with pytest.raises(MachineError), token_in(folder, "failed"):  # its workers may still put what they have
        raise MachineError("the scheduler is gone")
    killed = folder / ".run-killed"
    killed.mkdir()
    (killed / "arriving").write_bytes(b"half")
    with token_in(folder, "other") as token:
        clear(folder, [], True)
        assert [path.name for path in folder.iterdir()] == [token]
    clear(folder, [], True)
    assert not folder.exists()
