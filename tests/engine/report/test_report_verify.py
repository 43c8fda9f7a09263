# Holds SECURITY.md: files in a report that were changed, are missing or were added are named

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.case import models as case_models
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.decoder.opening import INSIDE
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Basis, Query
from cpcl_desktop.engine.report.records import ReportOptions
from cpcl_desktop.engine.report.verify import verify_report
from cpcl_desktop.engine.report.writing import write_report
from cpcl_desktop.engine.search import vectors
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.sources.walk import find_sources
from tests.engine.conftest import ColourDetector
from tests.probe import CALIBRATION, write_probe
from tests.street import write_clip


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither fonts nor decoder processes are the subject here."""
    monkeypatch.setenv(INSIDE, "1")
    monkeypatch.setattr("cpcl_desktop.engine.report.fonts._folders", list)


@pytest.fixture
def searcher(case: Case, street: Path, stages: Stages) -> Iterator[Searcher]:
    ingest(case, find_sources([street])[0], stages, IngestOptions(camera="street"), silent)
    yield Searcher(case, stages.embedder)


@pytest.fixture
def report(searcher: Searcher, tmp_path: Path) -> Path:
    queries = [Query(text="red bluetrousers"), Query(text="green", image=np.full((40, 20, 3), 200, np.uint8))]
    return write_report(searcher, queries, ReportOptions(limit=3), tmp_path / "report", None, silent).folder


def _add_footage(searcher: Searcher, stages: Stages, folder: Path, frames: int = 60) -> None:
    clip = write_clip(folder / f"later{frames}.mp4", frames=frames)
    ingest(searcher.case, find_sources([clip])[0], stages, IngestOptions(camera="later"), silent)


def test_report_carries_how_strong_hits_are_and_holds(case: Case, street: Path, tmp_path: Path) -> None:
    embedder = Embedder(write_probe(tmp_path / "calibrated", calibration=CALIBRATION), "cpu", 1)
    stages = Stages(ColourDetector(), embedder)
    ingest(case, find_sources([street])[0], stages, IngestOptions(camera="street"), silent)
    queries = [Query(text="red bluetrousers"), Query(text="white blacktrousers")]
    searcher = Searcher(case, embedder)
    written = write_report(searcher, queries, ReportOptions(limit=3), tmp_path / "report", None, silent).folder
    first, second = json.loads((written / "report.json").read_text(encoding="utf-8"))["searches"]
    assert (first["answer"], second["answer"]) == ("likely", "nothing")
    assert first["strengths"][0]["label"] == "strong" and first["presence"] > second["presence"]
    page = (written / "report.html").read_text(encoding="utf-8")
    assert "Nobody like that was found among the 3 passages read" in page and ", strong (" in page
    verdict = verify_report(written, None, silent)
    assert len([line for line in verdict.holds if "the same ranking" in line]) == 2


def test_untouched_report_holds_and_the_check_leaves_no_mark(report: Path, searcher: Searcher) -> None:
    head = searcher.case.log.head()
    verdict = verify_report(report, None, silent)
    assert (verdict.faults, verdict.unchecked) == ([], [])
    assert (
        sum("the same ranking over the case as it is now (3 hits)" in sentence for sentence in verdict.holds) == 2
    )
    assert any("this very report" in sentence for sentence in verdict.holds)
    assert verdict.manifest_sha256 == hashlib.sha256((report / "manifest.json").read_bytes()).hexdigest()
    assert searcher.case.log.head() == head


def _change(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" ")


@pytest.mark.parametrize(
    ("tamper", "fault"),
    [
        (lambda folder: _change(folder / "report.html"), "report.html was changed"),
        (lambda folder: _change(folder / "crops" / "0001-1.jpg"), "crops/0001-1.jpg was changed"),
        (lambda folder: (folder / "hits.csv").unlink(), "hits.csv is missing"),
        (lambda folder: (folder / "crops" / "more.jpg").write_bytes(b"x"), "crops/more.jpg does not belong"),
        (lambda folder: _change(folder / "manifest.json"), "no export of a report with this manifest"),
        (lambda folder: (folder / "report.json").write_text("[1]"), "report.json cannot be read"),
    ],
)
def test_what_was_changed_is_named(report: Path, tamper: Callable[[Path], object], fault: str) -> None:
    tamper(report)
    assert any(fault in sentence for sentence in verify_report(report, None, silent).faults)


def test_report_changed_together_with_its_manifest_is_found_out_by_the_case(report: Path) -> None:
    changed = (report / "report.html").read_text(encoding="utf-8").replace("rank 1", "rank 2")
    (report / "report.html").write_text(changed, encoding="utf-8")
    manifest = json.loads((report / "manifest.json").read_text())
    manifest["files"]["report.html"] = hashlib.sha256((report / "report.html").read_bytes()).hexdigest()
    (report / "manifest.json").write_text(json.dumps(manifest))
    (fault,) = verify_report(report, None, silent).faults
    assert "no export of a report with this manifest" in fault


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/passwd", "c:\\x", "a/../../b"])
def test_manifest_that_points_elsewhere_is_refused(report: Path, name: str) -> None:
    manifest = json.loads((report / "manifest.json").read_text())
    manifest["files"][name] = "0" * 64
    (report / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(CaseError, match="outside of the report"):
        verify_report(report, None, silent)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"kind": "CPCL report", "files": 3}']
)
def test_what_is_no_manifest_is_said_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(CaseError, match="manifest"):
        verify_report(tmp_path, None, silent)


def test_example_image_from_outside_the_report_is_not_read(report: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes((report / "queries" / "02.png").read_bytes())
    said = (report / "report.json").read_text().replace('"queries/02.png"', '"../outside.png"')
    (report / "report.json").write_text(said)
    assert any("no file of the report" in fault for fault in verify_report(report, None, silent).faults)


def test_footage_added_since_is_told_apart_from_another_ranking(
    report: Path, searcher: Searcher, stages: Stages, tmp_path: Path
) -> None:
    _add_footage(searcher, stages, tmp_path)
    verdict = verify_report(report, None, silent)
    assert verdict.faults == []
    (sentence, *_) = [s for s in verdict.holds if s.startswith("Search 1")]
    assert "the same ranking over the pictures that were there then" in sentence
    assert "first differs at rank" in sentence and "pictures were added since" in sentence


def test_mean_settled_anew_is_told_and_the_ranking_repeated_with_the_old_one(
    searcher: Searcher, stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "CENTRE_FROM", 1)  # a small case has a mean, too
    folder = write_report(searcher, [Query(text="red")], ReportOptions(), tmp_path / "report", None, silent).folder
    said = json.loads((folder / "report.json").read_text())
    assert said["searches"][0]["searched"]["centre"] is not None
    monkeypatch.setattr(case_models, "CENTRE_GROWTH", 1.0)
    _add_footage(searcher, stages, tmp_path, 30)
    verdict = verify_report(folder, None, silent)
    assert verdict.faults == []
    assert any("the mean of the case" in sentence for sentence in verdict.holds)


def test_another_ranking_is_a_fault_that_says_where(report: Path, searcher: Searcher) -> None:
    with sqlite3.connect(searcher.case.path) as connection:
        first = connection.execute("SELECT data FROM vector WHERE crop = 1").fetchone()[0]
        connection.execute("UPDATE vector SET data = ? WHERE crop > 1", (first,))
    connection.close()
    faults = verify_report(report, None, silent).faults
    assert any("Search 1" in fault and "first differs at rank" in fault for fault in faults)
    assert any("cpcl verify CASE" in fault for fault in faults)


def test_footage_read_anew_is_the_reason_given(report: Path, searcher: Searcher) -> None:
    searcher.case.tracks.restart_source(1, {})
    faults = verify_report(report, None, silent).faults
    assert any("0 are in the case: sources were removed or read anew" in fault for fault in faults)


def test_case_elsewhere_missing_or_another_one(report: Path, searcher: Searcher, tmp_path: Path) -> None:
    searcher.case.close()
    moved = tmp_path / "else" / "where.cpcl"
    moved.parent.mkdir()
    for path in tmp_path.glob("test.cpcl*"):
        path.rename(moved.with_name(path.name.replace("test.cpcl", "where.cpcl")))
    verdict = verify_report(report, None, silent)
    assert verdict.faults == [] and "is not here, so no search was repeated" in verdict.unchecked[0]
    assert verify_report(report, moved, silent).unchecked == []
    Case.open(tmp_path / "other.cpcl", create=True).close()
    assert "names another case" in verify_report(report, tmp_path / "other.cpcl", silent).faults[0]


def test_without_the_model_searches_are_said_not_to_be_repeated(
    report: Path, searcher: Searcher, probe: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cpcl_desktop.engine.case.models.path_of", lambda _: tmp_path / "gone")
    verdict = verify_report(report, None, silent)
    assert verdict.faults == [] and "No search was repeated" in verdict.unchecked[0]


def test_repeat_over_all_there_is_equals_the_search(searcher: Searcher) -> None:
    query = Query(text="blue redtrousers", limit=10)
    answer = searcher.search(query)
    again = searcher.repeat(query, answer.basis)
    assert again.hits == answer.hits and again.basis == answer.basis
    entries = searcher.case.log.head().entries
    fewer = searcher.repeat(query, Basis(last_crop=1, centre=answer.basis.centre))
    assert fewer.crops_searched == 1 and searcher.case.log.head().entries == entries


def test_sources_in_the_bin_explain_another_ranking(searcher: Searcher, report: Path, stages: Stages) -> None:
    case = searcher.case
    (source,) = case.sources.all()
    case.bin.take_out([source.id])
    verdict = verify_report(report, None, silent)
    assert not verdict.faults and not verdict.unchecked
    assert "sources were put into the bin since (1)" in " ".join(verdict.holds)
    case.bin.put_back([source.id])
    assert "over the case as it is now" in " ".join(verify_report(report, None, silent).holds)


def test_what_was_removed_from_the_bin_is_named_and_the_rest_still_ranks_so(
    searcher: Searcher, stages: Stages, tmp_path: Path
) -> None:
    _add_footage(searcher, stages, tmp_path, 58)
    folder = write_report(
        searcher, [Query(text="red bluetrousers")], ReportOptions(limit=9), tmp_path / "r", None, silent
    )
    case = searcher.case
    (later,) = [source for source in case.sources.all() if source.camera == "later"]
    case.bin.take_out([later.id])
    assert "put into the bin since (1)" in " ".join(verify_report(folder.folder, None, silent).holds)
    case.bin.remove([later.id])
    verdict = verify_report(folder.folder, None, silent)
    (unchecked,) = verdict.unchecked
    assert not verdict.faults and f"{later.crops} of the" in unchecked and "rank as they did" in unchecked


def test_a_search_of_one_camera_still_holds_when_that_is_in_the_bin(
    searcher: Searcher, stages: Stages, tmp_path: Path
) -> None:
    _add_footage(searcher, stages, tmp_path, 58)
    asked = [Query(text="red", cameras=["later"])]
    folder = write_report(searcher, asked, ReportOptions(), tmp_path / "r", None, silent).folder
    (later,) = [source for source in searcher.case.sources.all() if source.camera == "later"]
    searcher.case.bin.take_out([later.id])
    verdict = verify_report(folder, None, silent)
    assert not verdict.faults and "it cannot be asked: No source or camera is called later" in " ".join(
        verdict.holds
    )


@pytest.mark.parametrize("asked", [{"cameras": ["later"]}, {"like": (4,)}], ids=["filter", "example"])
def test_a_search_of_what_was_removed_from_the_bin_is_no_fault(
    searcher: Searcher, stages: Stages, tmp_path: Path, asked: dict
) -> None:
    _add_footage(searcher, stages, tmp_path, 58)
    (later,) = [source for source in searcher.case.sources.all() if source.camera == "later"]
    assert [row.track for row in searcher.case.passages.all([later.id])][:1] == [4]
    folder = write_report(searcher, [Query(text="red", **asked)], ReportOptions(), tmp_path / "r", None, silent)
    searcher.case.bin.take_out([later.id])
    assert not verify_report(folder.folder, None, silent).faults
    searcher.case.bin.remove([later.id])
    verdict = verify_report(folder.folder, None, silent)
    (unchecked,) = verdict.unchecked
    entry = searcher.case.log.head().entries
    assert not verdict.faults and f"case's bin (log, entries {entry}), so it cannot be repeated" in unchecked


def test_a_search_of_a_camera_that_was_named_otherwise_since_still_holds(
    searcher: Searcher, stages: Stages, tmp_path: Path
) -> None:
    _add_footage(searcher, stages, tmp_path, 58)
    case, asked = searcher.case, [Query(text="red", cameras=["later"])]
    folder = write_report(searcher, asked, ReportOptions(), tmp_path / "r", None, silent).folder
    street, later = (source.id for source in case.sources.all())
    case.cameras.name({later: "North door"})
    verdict = verify_report(folder, None, silent)
    assert not verdict.faults and not verdict.unchecked
    assert "it cannot be asked: No source or camera is called later" in " ".join(verdict.holds)
    case.cameras.name({street: "later"})  # the name is another camera's now
    verdict = verify_report(folder, None, silent)
    assert not verdict.faults and "because cameras were named otherwise since." in " ".join(verdict.holds)
    case.cameras.name({street: "street", later: "later"})
    assert "over the case as it is now" in " ".join(verify_report(folder, None, silent).holds)
