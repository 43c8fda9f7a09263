import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import check_chain
from cpcl_desktop.engine.errors import Cancelled, UsageError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.progress import Progress, silent
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.sources.identity import content_hash
from cpcl_desktop.engine.sources.relink import relink
from cpcl_desktop.engine.sources.walk import Found, find_sources


def _add(case: Case, path: Path, crops: bool = False) -> Source:
    """A source by its content; nothing of it needs to be decoded here."""
    (found,) = find_sources([path], already_cropped=crops)
    sha256, size = content_hash(found, silent)
    return case.sources.add(path, found.kind, sha256, size, "door", {})


def _images(folder: Path, count: int, shade: int = 0) -> Path:
    folder.mkdir(parents=True)
    for number in range(count):
        cv2.imwrite(str(folder / f"{number}.png"), np.full((8, 8, 3), shade + number, np.uint8))
    return folder


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    folder = tmp_path / "evidence"
    folder.mkdir()
    for name, content in (("a.mp4", b"first"), ("b.mp4", b"other"), ("c.mp4", b"a longer one")):
        (folder / name).write_bytes(content)
    return folder


def _outcomes(case: Case, *paths: Path) -> list[str]:
    return [one.outcome for one in relink(case, paths, silent)]


def test_moved_and_renamed_files_are_found_by_content(case: Case, evidence: Path, tmp_path: Path) -> None:
    for name in ("a.mp4", "b.mp4", "c.mp4"):
        _add(case, evidence / name)
    deep = tmp_path / "new" / "disk"
    deep.mkdir(parents=True)
    (evidence / "b.mp4").rename(deep / "camera 2 [R][0@0].dat")  # "a" has the same size and stays
    (evidence / "c.mp4").rename(deep / "a.mp4")
    assert _outcomes(case, tmp_path / "new") == ["in place", "relinked", "relinked"]
    assert [s.path for s in case.sources.all()] == [
        evidence / "a.mp4",
        deep / "camera 2 [R][0@0].dat",
        deep / "a.mp4",
    ]
    assert _outcomes(case, tmp_path / "new") == ["in place"] * 3
    moved = [e.details for e in case.log.entries() if e.action == "relink"]
    assert [(Path(m["before"]).name, Path(m["after"]).name) for m in moved] == [
        ("b.mp4", "camera 2 [R][0@0].dat"),
        ("c.mp4", "a.mp4"),
    ]
    assert check_chain(case.log.entries(), case.log.head()) == []


def test_changed_file_is_refused_with_a_sentence(case: Case, evidence: Path, tmp_path: Path) -> None:
    source = _add(case, evidence / "a.mp4")
    (evidence / "a.mp4").unlink()
    forged = tmp_path / "a.mp4"
    forged.write_bytes(b"forge")
    (one,) = relink(case, [forged], silent)
    assert one.outcome == "changed" and str(forged) in one.sentence and "another content" in one.sentence
    assert case.sources.get(source.id).path == source.path
    assert [e.action for e in case.log.entries()].count("relink") == 0


def test_file_changed_in_its_place_is_refused(case: Case, evidence: Path) -> None:
    _add(case, evidence / "a.mp4")
    (evidence / "a.mp4").write_bytes(b"forge")  # of the same size: only the hash shows it
    assert _outcomes(case, evidence) == ["changed"]
    (evidence / "a.mp4").write_bytes(b"longer than before")
    assert _outcomes(case, evidence / "b.mp4") == ["changed"]


def test_missing_source_stays_missing(case: Case, evidence: Path, tmp_path: Path) -> None:
    _add(case, evidence / "a.mp4")
    (evidence / "a.mp4").unlink()
    (one,) = relink(case, [evidence], silent)
    assert one.outcome == "missing" and "a.mp4: not at" in one.sentence
    with pytest.raises(UsageError, match="does not exist"):
        relink(case, [tmp_path / "nowhere"], silent)


def test_an_empty_file_is_no_content_to_go_by(case: Case, evidence: Path) -> None:
    (evidence / "empty.mp4").touch()
    _add(case, evidence / "empty.mp4")
    (evidence / "empty.mp4").rename(evidence / "other.mp4")
    assert _outcomes(case, evidence) == ["missing"]


def test_frame_folders_are_found_under_other_names(case: Case, tmp_path: Path) -> None:
    frames, crops = _images(tmp_path / "frames", 3), _images(tmp_path / "crops" / "p1", 2, 100).parent
    _add(case, frames)
    _add(case, crops, crops=True)
    (tmp_path / "disk").mkdir()
    frames.rename(tmp_path / "disk" / "camera 7")
    crops.rename(tmp_path / "disk" / "people")
    _images(tmp_path / "disk" / "decoy", 3, 50)  # of the same size
    assert _outcomes(case, tmp_path / "disk") == ["relinked", "relinked"]
    assert [s.path.name for s in case.sources.all()] == ["camera 7", "people"]


def test_a_frame_added_to_the_folder_makes_it_another(case: Case, tmp_path: Path) -> None:
    frames = _images(tmp_path / "frames", 3)
    _add(case, frames)
    cv2.imwrite(str(frames / "9.png"), np.zeros((8, 8, 3), np.uint8))
    assert _outcomes(case, tmp_path) == ["changed"]


@pytest.mark.parametrize("name", ["0.png", "0", "0.jfif"])
def test_single_image_under_another_name(case: Case, tmp_path: Path, name: str) -> None:
    image = (_images(tmp_path / "one", 1) / "0.png").rename(tmp_path / "one" / name)
    _add(case, image)
    image.rename(tmp_path / "still.png")
    assert _outcomes(case, tmp_path / "still.png") == ["relinked"]


def test_looking_can_be_stopped(case: Case, evidence: Path) -> None:
    _add(case, evidence / "a.mp4")
    (evidence / "a.mp4").rename(evidence / "z.mp4")

    def stop(_: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        relink(case, [evidence], stop)


def test_verify_tells_as_added_changed_missing_and_where_it_is_now(
    case: Case, evidence: Path, tmp_path: Path
) -> None:
    for name in ("a.mp4", "b.mp4", "c.mp4"):
        _add(case, evidence / name)
    _add(case, _images(tmp_path / "frames", 2))
    (evidence / "a.mp4").rename(evidence / "renamed.mp4")
    (evidence / "b.mp4").write_bytes(b"forge")
    (tmp_path / "frames").rename(evidence / "frames")
    verdict = verify_case(case, silent)
    assert [(one.state, one.now_at) for one in verdict.footage] == [
        ("missing", evidence / "renamed.mp4"),
        ("changed", None),
        ("as added", None),
        ("missing", evidence / "frames"),
    ]
    assert "b.mp4 is not the footage that was added" in verdict.faults[-1]
    assert "a.mp4 cannot be read" in verdict.unchecked[0] and "`cpcl relink`" in verdict.unchecked[0]
    assert verdict.sources_checked == 2


@pytest.mark.parametrize("is_moved", [True, False])
def test_adding_known_footage_under_another_name(
    case: Case, street: Path, stages: Stages, tmp_path: Path, is_moved: bool
) -> None:
    first, second = tmp_path / "first.mp4", tmp_path / "second.mp4"
    shutil.copy(street, first)
    ingest(case, find_sources([first])[0], stages, IngestOptions(), silent)
    seen = stages.detector.seen
    first.rename(second) if is_moved else shutil.copy(first, second)
    source = ingest(case, Found(second, "video", (second,)), stages, IngestOptions(), silent)
    assert (source.id, source.path) == (1, second if is_moved else first)
    assert stages.detector.seen == seen
    assert [e.action for e in case.log.entries()].count("relink") == is_moved


def test_relative_paths_are_kept_as_places(
    case: Case, street: Path, stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(street, tmp_path / "here.mp4")
    monkeypatch.chdir(tmp_path)
    source = ingest(case, find_sources([Path("here.mp4")])[0], stages, IngestOptions(), silent)
    assert source.path == tmp_path / "here.mp4" and source.camera == tmp_path.name
