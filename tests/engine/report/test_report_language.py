"""What leaves a case is English, whatever the window that it is made from speaks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.coverage.coverage import coverage_of
from cpcl_desktop.engine.coverage.sentences import coverage_sentences
from cpcl_desktop.engine.decoder.opening import INSIDE
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.report.coverage_file import write_coverage
from cpcl_desktop.engine.report.records import ReportOptions
from cpcl_desktop.engine.report.writing import write_report
from cpcl_desktop.engine.runtime import language
from cpcl_desktop.engine.search.notes import notes_on
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.sources.walk import find_sources
from tests import street as scene

CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]|\\u(?:[3-9][0-9a-f]{3}|ff)", re.IGNORECASE)
TEXT = "a man in a red top, no hat"


@pytest.fixture
def chinese() -> Iterator[None]:
    language.choose("zh_CN")
    yield
    language.choose("en")


@pytest.fixture
def searcher(case: Case, stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Searcher:
    monkeypatch.setenv(INSIDE, "1")
    monkeypatch.setattr("cpcl_desktop.engine.report.fonts._folders", list)
    clip = scene.write_clip(tmp_path / "street.mp4")
    ingest(case, find_sources([clip])[0], stages, IngestOptions(), silent)
    return Searcher(case, stages.embedder)


def test_what_leaves_a_case_from_a_chinese_window_is_english(chinese, searcher, tmp_path):
    case = searcher.case
    said = [*coverage_sentences(coverage_of(case)), *notes_on(searcher.search(Query(text=TEXT)))]
    assert len(said) > 4 and all(map(CHINESE.search, said))
    report, coverage = tmp_path / "report", tmp_path / "coverage.json"
    write_report(searcher, [Query(text=TEXT)], ReportOptions(), report, None, silent)
    write_coverage(case, coverage)
    written = {path: path.read_text(encoding="utf-8") for path in (coverage, *report.glob("*.[jh]*"))}
    assert {path.suffix for path in written} == {".json", ".html"}
    assert [path for path, text in written.items() if CHINESE.search(text)] == []
    assert "Not found" in written[coverage] and "no hat" in written[report / "report.html"]
    for entry in case.log.entries():
        assert CHINESE.search(str(entry)) is None


def test_an_error_says_all_of_it_in_english(chinese, tmp_path):
    (tmp_path / "notes.txt").write_text("nothing to see")
    with pytest.raises(MediaError) as raised:
        find_sources([tmp_path])
    assert "Left out, no footage" in str(raised.value) and CHINESE.search(str(raised.value)) is None
