"""Measuring: with the real parts, on small things."""

import sys
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.bench import searching, starting
from cpcl_desktop.engine.bench.footage import write_repeated
from cpcl_desktop.engine.bench.made_case import CROPS_PER_SOURCE, grow
from cpcl_desktop.engine.bench.performing import MEASURES, Bench
from cpcl_desktop.engine.bench.records import LeftOut, read
from cpcl_desktop.engine.bench.setting import CLIP, RUNS, Setting
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.models.installed import find_model
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.progress import Progress, silent
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.runtime.places import resource
from cpcl_desktop.engine.search.searcher import Searcher


def test_each_stage_is_measured_five_times(tmp_path: Path) -> None:
    bench = Bench("cpu", only=("decode",), folder=tmp_path)
    (series,) = bench.run(silent)
    assert (series.name, len(series.runs)) == ("decode", RUNS) and series.median > 0
    assert {one.name for one in bench.left_out} == set(MEASURES) - {"decode"}
    assert bench.result.is_complete and bench.result.provider == "cpu" and list(bench.result.series) == [series]
    assert list(tmp_path.iterdir()) == []  # what it was measured on is gone


def test_what_was_measured_before_it_was_stopped_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(progress: Progress) -> None:
        if progress.stage == "Measuring descriptions":
            raise Cancelled("stopped")

    monkeypatch.setattr("cpcl_desktop.cli.terminal.TerminalReport.__call__", lambda _, progress: stopped(progress))
    out = tmp_path / "bench.json"
    assert main(["bench", "--only", "embed", "--folder", str(tmp_path), "--out", str(out)]) == 1
    kept = read(out)
    assert [one.name for one in kept.series] == ["embed"] and not kept.is_complete
    assert "what was measured so far is kept" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [out]


def test_a_longer_film_is_the_clip_again_and_again(tmp_path: Path) -> None:
    seconds = write_repeated(resource(CLIP), 3, tmp_path / "three.mp4")
    media = open_media(tmp_path / "three.mp4")
    times = [shot.time_us for shot in media.shots()]
    assert seconds == 51 and len(times) == 3 * 204 and times == sorted(set(times)) and media.gaps == []


def test_a_made_up_case_grows_and_is_as_after_an_ingest(tmp_path: Path) -> None:
    embedder = Embedder(find_model(None, "image-text"), "cpu")
    with Case.open(tmp_path / "made.cpcl", create=True) as case:
        grow(case, embedder, CROPS_PER_SOURCE, silent)
        (source,) = case.sources.all()
        assert (source.state, source.crops) == ("done", CROPS_PER_SOURCE)
        assert len(Searcher(case, embedder).rank(Query(text="a man in a hoodie", limit=9)).hits) == 9
        assert verify_case(case, silent, footage=False).faults == []


def test_a_case_that_has_no_room_is_left_out_with_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"free": 10**6})
    monkeypatch.setattr(searching.shutil, "disk_usage", lambda _: usage)
    left = list(searching.searching(Setting(tmp_path, "cpu", False, silent)))
    assert [one.name for one in left] == [f"search of {crops:,} crops" for crops in searching.SIZES]
    assert all(isinstance(one, LeftOut) and "GB of disk" in one.why for one in left)


def test_a_window_that_does_not_start_is_left_out_with_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Setting, "case", tmp_path / "case.cpcl")
    failing = [sys.executable, "-c", "import sys; sys.exit('There is no screen.')"]
    monkeypatch.setattr(starting, "window_command", lambda: failing)
    (left,) = starting.opening_window(Setting(tmp_path, "cpu", True, silent))
    assert left == LeftOut("window", "It does not start here: There is no screen.")
