# Holds SECURITY.md: names with formulas, tags or control characters stay text

import csv
import hashlib
import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import cv2
import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.labels import kind_of
from cpcl_desktop.engine.case.log import LogHead
from cpcl_desktop.engine.case.log_file import check_log_file
from cpcl_desktop.engine.decoder.errands import read_still
from cpcl_desktop.engine.decoder.opening import INSIDE, open_media
from cpcl_desktop.engine.errors import Cancelled, MachineError, UsageError
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.plain_text import cell
from cpcl_desktop.engine.progress import Progress, silent
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.report import writing as report_module
from cpcl_desktop.engine.report.fonts import Typefaces, typefaces_for
from cpcl_desktop.engine.report.records import ReportOptions, Written
from cpcl_desktop.engine.report.writing import write_report
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.sources.walk import find_sources
from tests import street as scene

PLAIN = ReportOptions()
NAME = "двор 监控 <b>&amp;'x'.mp4"


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scene.write_clip(tmp_path_factory.mktemp("evidence") / NAME)


@pytest.fixture
def searcher(case: Case, footage: Path, stages: Stages, tmp_path: Path) -> Iterator[Searcher]:
    own = tmp_path / "evidence" / NAME
    own.parent.mkdir()
    own.write_bytes(footage.read_bytes())
    case.log.purpose, case.log.authority = "order <17>", "court & co"
    ingest(case, find_sources([own])[0], stages, IngestOptions(camera="=cam"), silent)
    case.sources.set_clock(1, RecorderClock(datetime(2024, 1, 31, 14, 3, 22), "user", "Europe/Berlin", -90))
    yield Searcher(case, stages.embedder)


@pytest.fixture(autouse=True)
def fonts(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Subsetting fonts takes most of a report's time: only tests about them use those installed here."""
    if "with_fonts" not in request.keywords:
        monkeypatch.setattr("cpcl_desktop.engine.report.fonts._folders", list)


@pytest.fixture(autouse=True)
def decoding(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Starting decoder processes takes most of what is left: clips and missing footage are tested with them."""
    if "with_decoders" not in request.keywords:
        monkeypatch.setenv(INSIDE, "1")


def _write(
    searcher: Searcher, folder: Path, *texts: str, options: ReportOptions = PLAIN, detector: object = None
) -> Written:
    return write_report(searcher, [Query(text=text) for text in texts], options, folder, detector, silent)


def _json(folder: Path) -> dict:
    return json.loads((folder / "report.json").read_text())


class _Page(HTMLParser):
    """What a browser would make of the page: its text, the files it shows, the tags it has."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.text, self.files, self.tags, self.unclosed = "", set(), set(), []
        self.feed((folder / "report.html").read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.add(tag)
        self.files |= {value for name, value in attrs if name in ("src", "href")}
        if tag not in ("meta", "img", "col"):
            self.unclosed.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.unclosed.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_matches_are_reported_with_everything_that_is_known_of_them(searcher: Searcher, tmp_path: Path) -> None:
    case, folder = searcher.case, tmp_path / "report"
    case.decisions.decide(1, "match", description="red bluetrousers", note="<i>bag</i> & hat")
    case.decisions.decide(2, "no match")
    case.decisions.decide(3, "match")
    for name in ("Suspect A", "<i>Van</i>"):
        case.marks.set(1, kind_of(case.labels.make(name).label), True)
    written = _write(searcher, folder)
    assert (written.items, written.notes) == (2, [])
    said = _json(folder)
    first, second = said["items"]
    assert (first["track"], first["decision"]["verdict"], first["decision"]["note"]) == (
        1,
        "match",
        "<i>bag</i> & hat",
    )
    assert first["places"][0]["rank"] == 1 and second["track"] == 3
    assert [one["name"] for one in first["labels"]] == ["Suspect A", "<i>Van</i>"] and second["labels"] == []
    given = case.log.entries()[first["labels"][0]["entry"] - 1]
    assert (given.action, given.user) == ("mark", first["labels"][0]["user"])
    rows = list(csv.DictReader(io.StringIO((folder / "hits.csv").read_text(encoding="utf-8-sig"))))
    assert {row["item"]: row["labels"] for row in rows} == {"1": "Suspect A; <i>Van</i>", "2": ""}
    assert (
        first["corrected_time"].startswith("2024-01-31T14:01:5")
        and first["recorder_time"] > first["corrected_time"]
    )
    assert said["searches"][0]["query"]["text"] == "red bluetrousers"
    assert said["model"]["sha256"] == searcher.embedder.sha256 and said["purpose"] == "order <17>"
    assert said["authority"] == "court & co"
    (source,) = said["sources"]
    assert source["sha256"] == case.sources.get(1).sha256 and said["footage"][0]["same_content"] is True
    assert source["detector"] == "colour" and source["sample_fps"] == 5.0
    page = _Page(folder)
    assert "1 source: 1 read to the end." in said["coverage"]["sentences"] and "“Not found” means" in page.text
    assert (folder / "coverage.png").is_file()
    for text in (
        NAME,
        "<i>bag</i> & hat",
        "Suspect A (by ",
        "order <17>",
        "court & co",
        "never an identification",
        source["sha256"],
        "=cam",
    ):
        assert text in page.text
    assert {"script", "b", "i", "link", "iframe"}.isdisjoint(page.tags) and page.unclosed == []
    assert all((folder / name).is_file() for name in page.files)
    assert re.search(r"https?://", (folder / "report.html").read_text()) is None


def test_pictures_are_the_cases_and_the_frame_is_that_of_the_picture(searcher: Searcher, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    _write(searcher, folder, "green whitetrousers", options=replace(PLAIN, limit=1))
    (item,) = _json(folder)["items"]
    files = item["files"]
    assert [(folder / name).read_bytes() for name in files["moments"]] == [
        searcher.case.gallery.crop_jpeg(crop) for crop, _ in item["moments"]
    ]
    assert (folder / files["crop"]).read_bytes() == searcher.case.gallery.crop_jpeg(item["crop"])
    frame = read_still(folder / files["frame"])
    truth = scene.frame(round(item["time_s"] * scene.FPS))
    assert frame.shape == truth.shape
    left, top, right, bottom = (round(side) for side in item["box"])
    inside = np.s_[top + 3 : bottom - 3, left + 3 : right - 3]
    assert np.abs(frame[inside].astype(int) - truth[inside]).mean() < 12
    assert np.abs(frame[top - 4, left:right].astype(int) - truth[top - 4, left:right]).max() > 60  # the line


def test_each_search_is_reported_and_a_passage_only_once(searcher: Searcher, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    _write(searcher, folder, "red bluetrousers", "blue redtrousers", options=replace(PLAIN, limit=2))
    said = _json(folder)
    tracks = [item["track"] for item in said["items"]]
    assert len(tracks) == len(set(tracks)) and said["searches"][1]["number"] == 2
    hits = {track for search in said["searches"] for track, *_ in search["hits"]}
    assert set(tracks) == hits
    rows = list(csv.DictReader(io.StringIO((folder / "hits.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) == sum(len(search["hits"]) for search in said["searches"]) == 4
    assert {row["camera"] for row in rows} == {"'=cam"}
    assert float(rows[0]["score"]) == pytest.approx(said["items"][0]["places"][0]["score"])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "\n=1"])
def test_no_text_becomes_a_formula(text: str) -> None:
    made = cell(text)
    assert isinstance(made, str) and made[0] == "'"
    assert cell("a=1") == "a=1" and cell(-0.5) == -0.5 and cell(None) == ""


def test_manifest_has_every_file_and_the_log_has_the_manifest(searcher: Searcher, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    written = _write(searcher, folder, "red")
    manifest = (folder / "manifest.json").read_bytes()
    files = json.loads(manifest)["files"]
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(files) == there - {"manifest.json"}
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == files[name] for name in files)
    entry = searcher.case.log.entries()[-1]
    assert (entry.action, entry.details["manifest"]) == ("export", hashlib.sha256(manifest).hexdigest())
    assert written.manifest_sha256 == entry.details["manifest"]
    disclosed = json.loads((folder / "log.json").read_text())
    assert check_log_file(folder / "log.json") == ([], LogHead(**disclosed["head"]))
    assert disclosed["head"]["entries"] == len(disclosed["entries"]) == entry.number - 1


@pytest.mark.with_decoders
def test_clips_show_passage_and_margin(searcher: Searcher, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    options = ReportOptions(limit=1, clips=True, margin_s=0.5)
    _write(searcher, folder, "green whitetrousers", options=options)
    (item,) = _json(folder)["items"]
    first, last = item["files"]["clip_span_us"]
    assert first / 1e6 == pytest.approx(item["start_s"] - 0.5) and last / 1e6 == pytest.approx(item["end_s"] + 0.5)
    clip = open_media(folder / item["files"]["clip"])
    times = [frame.time_us for frame in clip.frames(None)]
    assert len(times) == round((last - first) / 1e6 * scene.FPS) + 1
    assert f'src="{item["files"]["clip"]}"' in (folder / "report.html").read_text()


def _other_walks_by(path: Path) -> Path:
    """One in red and blue walks on the left, one in a fine pattern of green and white on the right."""
    import av

    pattern = np.where(np.indices((72, 24)).sum(0)[..., None] // 3 % 2, scene.GREEN, scene.WHITE).astype(np.uint8)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=scene.FPS, options={"g": "10", "crf": "8"})
        stream.width, stream.height, stream.pix_fmt = scene.WIDTH, scene.HEIGHT, "yuv444p"
        for index in range(20):
            image = np.full((scene.HEIGHT, scene.WIDTH, 3), scene.GREY, np.uint8)
            image[80:116, 20 + 4 * index : 44 + 4 * index] = scene.RED
            image[116:152, 20 + 4 * index : 44 + 4 * index] = scene.BLUE
            image[80:152, 200 + 2 * index : 224 + 2 * index] = pattern
            container.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")))
        container.mux(stream.encode(None))
    return path


def _contrast(image: np.ndarray, left: int, right: int) -> float:
    """Between the upper and the lower half of who stands there."""
    return float(np.abs(image[85:110, left:right].mean((0, 1)) - image[122:147, left:right].mean((0, 1))).max())


def _detail(image: np.ndarray, index: int) -> float:
    """How much the other person's picture changes from one pixel to the next, in grey levels."""
    other = image[84:148, 202 + 2 * index : 222 + 2 * index].astype(int).mean(axis=2)
    return float(np.abs(np.diff(other, axis=1)).mean())


@pytest.mark.parametrize("detects", [True, False])
def test_others_are_made_unrecognisable_and_the_person_is_not(
    case: Case, stages: Stages, tmp_path: Path, detects: bool
) -> None:
    clip = _other_walks_by(tmp_path / "two.mp4")
    seen = [_detail(frame.image, number) for number, frame in enumerate(open_media(clip).frames(None))]
    assert min(seen) > 20
    ingest(case, find_sources([clip])[0], stages, IngestOptions(), silent)
    options = ReportOptions(limit=1, clips=True, burn_in=True, blur_others=True, margin_s=0.0)
    detector = stages.detector if detects else None
    folder = tmp_path / "report"
    _write(Searcher(case, stages.embedder), folder, "red bluetrousers", options=options, detector=detector)
    said = _json(folder)
    (item,) = said["items"]
    index = round(item["time_s"] * scene.FPS)
    frame = read_still(folder / item["files"]["frame"])
    assert _contrast(frame, 24 + 4 * index, 40 + 4 * index) > 150  # red over blue, as they were
    assert _detail(frame, index) < 5
    assert "unrecognisable" in said["blurring"] and (folder / "report.html").read_text().count("unrecognisable")
    for number, shown in enumerate(open_media(folder / item["files"]["clip"]).frames(None)):
        at = round(item["files"]["clip_span_us"][0] / 1e6 * scene.FPS) + number
        assert _detail(shown.image, at) < 5, at
        if detects:
            assert _contrast(shown.image, 24 + 4 * at, 40 + 4 * at) > 150


@pytest.mark.with_decoders
def test_without_the_footage_the_report_goes_by_what_the_case_holds(searcher: Searcher, tmp_path: Path) -> None:
    path = searcher.case.sources.get(1).path
    moved = path.rename(path.with_name("moved.mp4"))
    written = _write(searcher, tmp_path / "moved", "red")
    assert f"Its content is at {moved}" in written.notes[0]
    moved.unlink()
    written = _write(searcher, tmp_path / "gone", "red", options=ReportOptions(clips=True))
    assert "cannot be read" in written.notes[0] and "what the case holds" in written.notes[0]
    said = _json(tmp_path / "gone")
    assert all(item["files"]["crop"] and not item["files"]["frame"] for item in said["items"])
    assert said["footage"][0]["same_content"] is None and "what the case holds" in _Page(tmp_path / "gone").text
    path.write_bytes(b"something else")
    written = _write(searcher, tmp_path / "changed", "red")
    assert "its content has changed" in written.notes[0]
    assert _json(tmp_path / "changed")["footage"][0]["same_content"] is False


def test_folder_of_ready_made_pictures_has_no_frames(case: Case, stages: Stages, tmp_path: Path) -> None:
    folder = tmp_path / "yard"
    folder.mkdir()
    cv2.imwrite(str(folder / "green.png"), np.full((60, 30, 3), scene.GREEN[::-1], np.uint8))
    ingest(case, find_sources([folder], already_cropped=True)[0], stages, IngestOptions(camera="yard"), silent)
    written = _write(Searcher(case, stages.embedder), tmp_path / "report", "green")
    assert written.notes == [] and "no larger frame" in _Page(tmp_path / "report").text
    assert _json(tmp_path / "report")["items"][0]["image"] == "green.png"


def test_example_image_is_kept_for_repeating_the_search(searcher: Searcher, tmp_path: Path) -> None:
    image = np.full((40, 20, 3), scene.GREEN, np.uint8)
    write_report(searcher, [Query(image=image)], PLAIN, tmp_path / "report", None, silent)
    search = _json(tmp_path / "report")["searches"][0]
    np.testing.assert_array_equal(read_still(tmp_path / "report" / search["image"]), image)


def test_only_sources_of_items_are_shown_at_length(searcher: Searcher, stages: Stages, tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").write_bytes(scene.write_clip(tmp_path / "x.mp4", frames=3).read_bytes())
    ingest(searcher.case, find_sources([tmp_path / "empty.mp4"])[0], stages, IngestOptions(), silent)
    searcher.case.decisions.decide(1, "match", description="green whitetrousers")
    _write(searcher, tmp_path / "report", options=replace(PLAIN, limit=1))
    said, page = _json(tmp_path / "report"), _Page(tmp_path / "report")
    assert [source["same_content"] for source in said["footage"]] == [True, None]
    assert "Other sources of the case" in page.text and "Source 2 ·" not in page.text
    assert "not among its first 1" in page.text  # the match is described as another than the model's first hit


def test_nothing_to_report_is_said(searcher: Searcher, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="decided to be a match"):
        _write(searcher, tmp_path / "report")
    with pytest.raises(UsageError, match="nothing to report"):
        write_report(searcher, [Query(text="red", from_s=500)], PLAIN, tmp_path / "report", None, silent)
    assert [path.name for path in tmp_path.iterdir() if "report" in path.name] == []


def test_other_folders_are_left_alone_and_own_reports_replaced(searcher: Searcher, tmp_path: Path) -> None:
    foreign = tmp_path / "holiday"
    foreign.mkdir()
    (foreign / "beach.jpg").write_bytes(b"sun")
    with pytest.raises(UsageError, match="nothing in it was changed"):
        _write(searcher, foreign, "red")
    assert (foreign / "beach.jpg").read_bytes() == b"sun"
    with pytest.raises(UsageError, match="is a file"):
        _write(searcher, foreign / "beach.jpg", "red")
    with pytest.raises(UsageError, match="does not exist"):
        _write(searcher, tmp_path / "none" / "report", "red")
    report = tmp_path / "report"
    report.mkdir()
    _write(searcher, report, "red")
    _write(searcher, report, "green")
    assert [search["query"]["text"] for search in _json(report)["searches"]] == ["green"]
    (report / "my notes.txt").write_text("do not lose")
    with pytest.raises(UsageError, match=r"my notes\.txt"):
        _write(searcher, report, "blue")
    assert (report / "my notes.txt").exists() and not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("at", ["items", "clip", "pages", "manifest"])
def test_stopped_report_leaves_nothing(searcher: Searcher, tmp_path: Path, at: str) -> None:
    def stop(progress: Progress) -> None:
        if progress.stage == at:
            raise Cancelled

    before = _kept(tmp_path)
    with pytest.raises(Cancelled, match="No report was written"):
        write_report(searcher, [Query(text="red")], ReportOptions(clips=True), tmp_path / "report", None, stop)
    assert _kept(tmp_path) == before


def test_full_disk_leaves_nothing_and_keeps_the_older_report(
    searcher: Searcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(searcher, tmp_path / "report", "red")
    before = _kept(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(report_module, "hits_csv", full)
    with pytest.raises(MachineError, match="No space left"):
        _write(searcher, tmp_path / "report", "green")
    assert _kept(tmp_path) == before


def _kept(folder: Path) -> dict[str, bytes]:
    """All files but the case's own."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "test.cpcl" not in path.name
    }


_DIES = """
import os, signal, sys
from pathlib import Path
from cpcl_desktop.engine.report import fonts as report_fonts
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.report.writing import write_report
from cpcl_desktop.engine.report.records import ReportOptions
from cpcl_desktop.engine.search.searcher import searcher_for

def die(progress):
    if progress.stage == "manifest":
        os.kill(os.getpid(), signal.SIGKILL)

report_fonts._folders = list
with Case.open(Path(sys.argv[1])) as case:
    write_report(searcher_for(case), [Query(text="green")], ReportOptions(), Path(sys.argv[2]), None, die)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_killed_program_leaves_the_older_report_as_it_was(searcher: Searcher, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    _write(searcher, folder, "red")
    before = _kept(folder)
    command = [sys.executable, "-c", _DIES, str(searcher.case.path), str(folder)]
    assert subprocess.run(command, timeout=120).returncode == -signal.SIGKILL
    assert _kept(folder) == before
    _write(searcher, folder, "green")
    assert _json(folder)["searches"][0]["query"]["text"] == "green"


_ODD_NAMES = [
    "[R][0@0][0].mp4",
    "-rf %s {0} $title.mp4",
    "two\nlines\tand \u202egpj.exe.mp4",
    "emoji 🙂‍↔️ שלום مرحبا ไทย.mp4",
    "n" * 200 + ".mp4",
    "<img src=x onerror=alert(1)>.mp4",
    os.fsdecode(b"not unicode \xff\xfe.mp4"),
]


@pytest.mark.with_fonts
@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not allow all of these names")
def test_any_file_name_can_be_reported(case: Case, stages: Stages, tmp_path: Path) -> None:
    clip = scene.write_clip(tmp_path / "one.mp4", frames=24).read_bytes()  # one passage
    (tmp_path / "odd").mkdir()
    for number, name in enumerate(_ODD_NAMES):
        (tmp_path / "odd" / name).write_bytes(clip + bytes(number))  # each a source of its own
    for found in find_sources([tmp_path / "odd"]):
        ingest(case, found, stages, IngestOptions(), silent)
    for track, name in enumerate(_ODD_NAMES, start=1):
        case.decisions.decide(track, "match", description="red", note=name)
    written = _write(Searcher(case, stages.embedder), tmp_path / "report")
    assert (written.items, written.notes) == (len(_ODD_NAMES), [])
    page = _Page(tmp_path / "report")
    for shown in ("[R][0@0][0].mp4", "$title.mp4", "onerror=alert(1)>.mp4", "\\u202egpj", "n" * 200, "\\udcff"):
        assert shown in page.text
    rows = list(csv.DictReader(io.StringIO((tmp_path / "report" / "hits.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) == len(_ODD_NAMES) and any(row["note"].startswith("'-rf") for row in rows)
    assert {item["path"] for item in _json(tmp_path / "report")["items"]} == {
        str(tmp_path / "odd" / name) for name in _ODD_NAMES
    }


# --- the PDF


@pytest.mark.with_fonts
def test_pdf_has_the_pages_and_pictures(searcher: Searcher, tmp_path: Path) -> None:
    _write(searcher, tmp_path / "report", "red")
    data = (tmp_path / "report" / "report.pdf").read_bytes()
    assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type /Page\b", data)) >= 4
    assert len(re.findall(rb"/Subtype /Image", data)) >= 2 * len(_json(tmp_path / "report")["items"])


@pytest.mark.with_fonts
def test_character_without_a_font_is_written_as_its_code_point() -> None:
    nothing = Typefaces(None, None, ())
    assert nothing.written("Größe “x” – 监") == 'Größe "x" - [U+76D1]'
    installed = typefaces_for(iter(["Größe Привет \U000f0000"]))
    assert installed.written("Größe\n\U000f0000") == "Größe\n[U+F0000]"
    if installed.regular is not None:
        assert installed.written("Привет “x”") == "Привет “x”"


def test_what_a_searchs_words_did_not_do_is_said(searcher: Searcher, tmp_path: Path) -> None:
    _write(searcher, tmp_path / "report", "red", "red without a hat")
    page = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    said = "Search 2: “without a hat”: pictures cannot tell with this model, so it ruled nothing out."
    assert said in page and "Search 1: “" not in page and "“without” rules nothing out" not in page
