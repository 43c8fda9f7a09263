"""What a report would hold before it is written, and fields that its items' pages leave out."""

import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.labels import kind_of
from cpcl_desktop.engine.decoder.opening import INSIDE
from cpcl_desktop.engine.errors import MediaError, UsageError
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.report.facts import FIELDS
from cpcl_desktop.engine.report.preview import NOT_CHECKED, preview_frame, preview_report
from cpcl_desktop.engine.report.records import ReportOptions
from cpcl_desktop.engine.report.verify import verify_report
from cpcl_desktop.engine.report.writing import write_report
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.sources.walk import find_sources

RED = Query(text="red")


@pytest.fixture
def searcher(
    case: Case, street: Path, stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Searcher]:
    monkeypatch.setattr("cpcl_desktop.engine.report.fonts._folders", list)
    monkeypatch.setenv(INSIDE, "1")
    own = tmp_path / "street.mp4"
    own.write_bytes(street.read_bytes())
    ingest(case, find_sources([own])[0], stages, IngestOptions(), silent)
    case.decisions.decide(1, "match", description="red", note="by the gait")
    yield Searcher(case, stages.embedder)


def test_a_preview_holds_the_items_of_the_report_and_leaves_no_trace(searcher: Searcher, tmp_path: Path) -> None:
    before = searcher.case.log.head()
    shown = preview_report(searcher, [RED], ReportOptions(limit=2, clips=True))
    assert searcher.case.log.head() == before
    write_report(searcher, [RED], ReportOptions(limit=2), tmp_path / "out", None, silent)
    told = json.loads((tmp_path / "out" / "report.json").read_text())
    assert [one.item.shown.track for one in shown.items] == [item["track"] for item in told["items"]]
    assert shown.searches == shown.sources == 1
    spans = [one.item.shown.end_us - one.item.shown.start_us for one in shown.items]
    assert shown.clips_s == pytest.approx(sum(spans) / 1e6 + 2 * 2.0 * len(spans))
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert shown.items[0].title in page


def test_a_preview_says_that_there_is_nothing_to_report(searcher: Searcher) -> None:
    searcher.case.decisions.decide(1, None)
    with pytest.raises(UsageError, match="decided to be a match"):
        preview_report(searcher, [], ReportOptions())


def test_the_frame_is_that_of_the_report(searcher: Searcher, tmp_path: Path) -> None:
    options = ReportOptions(blur_others=True)  # without a detector everything around the person is hidden
    (shown,) = preview_report(searcher, [], options).items
    image, said = preview_frame(searcher, shown.item, options, None, silent)
    write_report(searcher, [], options, tmp_path / "out", None, silent)
    written = cv2.cvtColor(cv2.imread(str(tmp_path / "out" / "frames" / "0001.jpg")), cv2.COLOR_BGR2RGB)
    assert said == NOT_CHECKED
    assert np.abs(image.astype(int) - written).mean() < 2  # JPEG
    plain, _ = preview_frame(searcher, shown.item, ReportOptions(), None, silent)
    assert np.abs(image.astype(int) - plain).max() > 20


def test_footage_that_is_gone_gives_no_frame_and_says_so(searcher: Searcher, tmp_path: Path) -> None:
    (shown,) = preview_report(searcher, [], ReportOptions()).items
    (tmp_path / "street.mp4").unlink()
    with pytest.raises(MediaError, match="not there any more"):
        preview_frame(searcher, shown.item, ReportOptions(), None, silent)


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_a_field_is_left_off_the_items_pages_which_say_so_and_the_report_verifies(
    searcher: Searcher, tmp_path: Path, field: str
) -> None:
    words, begins = FIELDS[field]
    witness = searcher.case.labels.make("Witness")
    searcher.case.marks.set(1, kind_of(witness.label), True)
    whole = preview_report(searcher, [], ReportOptions()).items[0]
    (part,) = preview_report(searcher, [], ReportOptions(without=(field,))).items
    gone = [fact for fact in whole.facts if fact not in part.facts]
    assert all(name.startswith(begins) for name, _ in gone) and bool(gone) == (field != "moments")
    assert (part.pictures < whole.pictures) == (field == "moments")
    folder = tmp_path / "out"
    write_report(searcher, [], ReportOptions(without=(field,)), folder, None, silent)
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert f"{words[0].lower()}{words[1:]}" in page
    assert ("by the gait" in page) == (field != "note")
    assert json.loads((folder / "report.json").read_text())["settings"]["without"] == [field]
    assert verify_report(folder, searcher.case.path, silent).faults == []
