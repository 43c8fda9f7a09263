import contextlib
import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.engine.case import file
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters, EmbeddedCrop, EmbeddedTrack
from cpcl_desktop.engine.case.schema import APPLICATION_ID, USER_VERSION
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.records import Detections, Gap
from tests.old_cases import write_old_case

COUNTERS = Counters(10.0, 4.0, 40, 20, 1.5)


def _track(number: int, vector: list[float], crops: int = 1) -> EmbeddedTrack:
    unit = np.array(vector, np.float32) / np.linalg.norm(vector)
    crop = EmbeddedCrop(number * 1_000_000, (1.0, 2.0, 3.0, 4.5), 0.9, 0.5, None, b"jpeg", unit)
    return EmbeddedTrack(number, 0, 2_000_000, 7, [crop] * crops)


@pytest.fixture
def filled(case: Case) -> Case:
    case.models.use("m", "f" * 64, Path("/nowhere/m"), 2)
    source = case.sources.add(Path("/a/b.mp4"), "video", "a" * 64, 99, "door", {"sample_fps": 5.0})
    people = {200_000: Detections(np.array([[1, 2, 3, 4]], np.float32), np.array([0.5], np.float32))}
    case.tracks.commit_batch(source.id, 1, people, [_track(0, [1, 0], 2), _track(1, [0, 1])], COUNTERS)
    return case


def test_what_sources_hold_is_counted_anew_whoever_adds_to_it_and_when(filled: Case) -> None:
    def held(case: Case) -> list[tuple[int, int]]:
        return [(source.tracks, source.crops) for source in case.sources.all()]

    with Case.open(filled.path) as other:
        assert held(filled) == held(other) == [(2, 3)]
        filled.tracks.commit_batch(1, 1, {}, [_track(2, [1, 1], 4)], COUNTERS)
        assert held(filled) == held(other) == held(other) == [(3, 7)]
        other.sources.add(Path("/a/c.mp4"), "video", "c" * 64, 99, "door", {})
        assert held(filled) == [(3, 7), (0, 0)]
        with filled._store.transaction():
            filled._store.connection.execute("DELETE FROM track WHERE number = 2")
            assert held(filled) == [(2, 3), (0, 0)]
        assert held(other) == [(2, 3), (0, 0)]


def test_committed_batch_is_there_after_reopening(filled: Case) -> None:
    with Case.open(filled.path) as again:
        (source,) = again.sources.all()
        assert (source.path, source.camera, source.state) == (Path("/a/b.mp4"), "door", "partial")
        assert (source.tracks, source.crops, source.frames_decoded) == (2, 3, 40)
        assert again.counts() == {"source": 1, "track": 2, "crop": 3}
        journal = again.tracks.journal(source.id)
        np.testing.assert_array_equal(journal[200_000].boxes, [[1, 2, 3, 4]])
        rows = again.gallery.vectors_after(again.models.current())
        np.testing.assert_array_equal(rows.data, [[1, 0], [1, 0], [0, 1]])
        np.testing.assert_array_equal(rows.tracks, [1, 1, 2])
        row = again.gallery.crop_rows([3])[3]
        assert (row.time_us, row.end_us, row.box) == (1_000_000, 2_000_000, (1.0, 2.0, 3.0, 4.5))


def test_batch_is_stored_whole_or_not_at_all(filled: Case) -> None:
    with pytest.raises(CaseError):
        filled.tracks.commit_batch(1, 1, {}, [_track(2, [1, 1]), _track(0, [1, 1])], COUNTERS)  # number 0 is taken
    assert filled.counts() == {"source": 1, "track": 2, "crop": 3}
    assert filled.models.current().vectors == 3


def test_same_content_under_another_name_is_the_same_source(filled: Case) -> None:
    again = filled.sources.add(Path("/moved/c.mp4"), "video", "a" * 64, 99, "x", {})
    assert again.id == 1 and len(filled.sources.all()) == 1


def test_finish_stores_gaps_and_drops_the_journal(filled: Case) -> None:
    filled.tracks.finish_source(1, "done", "note", [Gap(5, 9, "damaged")], COUNTERS)
    source = filled.sources.get(1)
    assert (source.state, source.message, source.gaps) == ("done", "note", (Gap(5, 9, "damaged"),))
    assert filled.tracks.journal(1) == {}


def test_restart_forgets_partial_results_and_their_share_of_the_centre(filled: Case) -> None:
    other = filled.sources.add(Path("/x.mp4"), "video", "b" * 64, 1, "door", {})
    filled.tracks.commit_batch(other.id, 1, {}, [_track(0, [0, 1])], COUNTERS)
    filled.tracks.restart_source(1, {"sample_fps": 2.0})
    assert filled.counts() == {"source": 2, "track": 1, "crop": 1}
    filled.models.settle_centre(1)
    np.testing.assert_allclose(filled.models.current().centre, [0, 1])
    assert filled.sources.settings(1) == {"sample_fps": 2.0}


def test_centre_is_the_mean_and_moves_only_when_the_case_grew(filled: Case) -> None:
    filled.models.settle_centre(1)
    np.testing.assert_allclose(filled.models.current().centre, [2 / 3, 1 / 3], atol=1e-6)
    filled.models.settle_centre(1)
    np.testing.assert_allclose(filled.models.current().centre, [2 / 3, 1 / 3], atol=1e-6)


def test_another_model_is_refused(filled: Case) -> None:
    with pytest.raises(CaseError, match="indexed with the model m; scores of n"):
        filled.models.use("n", "e" * 64, Path("/nowhere/n"), 2)


def _content(path: Path) -> bytes:
    return path.read_bytes()


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"just some text, long enough to be no database header", "is not a CPCL case"), (None, "not a CPCL case")],
)
def test_foreign_file_is_refused_and_left_as_it_was(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "other.cpcl"
    if content is None:
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE precious (x)")
        connection.close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(CaseError, match=message):
        Case.open(path, create=True)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_newer_case_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "new.cpcl"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {USER_VERSION + 1}")
    connection.execute("CREATE TABLE future (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(CaseError, match="newer version"):
        Case.open(path)
    assert path.read_bytes() == before


def test_missing_case_and_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="There is no case at"):
        Case.open(tmp_path / "none.cpcl")
    with pytest.raises(CaseError, match="does not exist"):
        Case.open(tmp_path / "no" / "case.cpcl", create=True)
    with pytest.raises(CaseError, match="is a folder"):
        Case.open(tmp_path, create=True)


def test_second_writer_is_told_so_and_the_lock_ends_with_its_process(case: Case) -> None:
    script = (
        "import sys, os\nfrom pathlib import Path\nfrom cpcl_desktop.engine.case.case import Case\n"
        "case = Case.open(Path(sys.argv[1]))\n"
        "with case.writer():\n    print('held', flush=True)\n    sys.stdin.readline()\n    os._exit(9)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(case.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(CaseError, match="by another program"), case.writer():
            pass
        other.communicate("die\n")
    with case.writer():
        pass


def test_a_case_whose_making_was_cut_short_is_made(tmp_path: Path) -> None:
    path = tmp_path / "begun.cpcl"
    begun = sqlite3.connect(path)
    begun.execute("PRAGMA journal_mode = WAL")  # all that had reached the disk
    begun.close()
    assert path.stat().st_size > 0
    with Case.open(path, create=True) as case:
        assert case.sources.all() == []


def test_a_vector_of_the_usual_length_does_not_take_a_page_of_its_own(case: Case) -> None:
    crops, numbers = 200, 600
    pages = [case._store.one("SELECT * FROM pragma_page_count, pragma_page_size")]
    case.models.use("m", "f" * 64, Path("/nowhere/m"), numbers)
    source = case.sources.add(Path("/a/b.mp4"), "video", "a" * 64, 99, "door", {})
    case.tracks.commit_batch(source.id, 1, {}, [_track(0, [1.0] * numbers, crops)], COUNTERS)
    pages.append(case._store.one("SELECT * FROM pragma_page_count, pragma_page_size"))
    empty, full = (page["page_count"] * page["page_size"] for page in pages)
    assert crops * numbers * 2 < full - empty < crops * numbers * 2 * 1.6


@pytest.mark.parametrize(("version", "copies"), [(8, 1), (9, 0), (22, 0)])
def test_the_model_of_an_older_case_is_told_without_a_copy_of_it(
    tmp_path: Path, version: int, copies: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, make = list[Path](), file._brought_up_to_date

    def making(connection: sqlite3.Connection, path: Path, resources: contextlib.ExitStack) -> sqlite3.Connection:
        made.append(path)
        return make(connection, path, resources)

    monkeypatch.setattr(file, "_brought_up_to_date", making)
    path = write_old_case(tmp_path / "old.cpcl", version)
    model = Case.model_of(path)
    assert model is not None and (model.name, model.sha256, model.dim) == ("starter", "f" * 64, 4)
    assert len(made) == copies
