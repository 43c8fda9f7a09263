"""Hiding others on real footage, with a real detector."""

from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.bundle.boxes import covered, iou
from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.pipeline import batches
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.detect import Detector, open_detector
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Detections
from cpcl_desktop.engine.report.bystanders import GROWN, PART, SAME_IOU, follow, veils_of_clip
from cpcl_desktop.engine.report.clip import cut_clip, frames_within
from cpcl_desktop.engine.sources.walk import find_sources

SPAN = (28_000_000, 37_000_000)  # people cross here, two of them closely


@pytest.fixture
def detector(shared_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Detector:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    return open_detector(installed.add_model(shared_data / "models" / "yolox_nano.onnx"), "cpu")


@pytest.fixture
def crossing(shared_data: Path, tmp_path: Path) -> Path:
    whole = shared_data / "videos" / "people-walking.mp4"
    return cut_clip(open_media(whole), whole, SPAN, tmp_path / "crossing", None, silent).path


def _hidden(boxes: np.ndarray, box: np.ndarray) -> float:
    """The share of a box that a veil's boxes hide."""
    mask = np.zeros((600, 1000), bool)
    for left, top, right, bottom in boxes:
        across, down = GROWN * (right - left), GROWN * (bottom - top)
        mask[max(0, int(top - down)) : int(bottom + down), max(0, int(left - across)) : int(right + across)] = True
    inside = mask[int(box[1]) : int(box[3]), max(0, int(box[0])) : int(box[2])]
    return float(inside.mean()) if inside.size else 1.0


def test_person_stays_and_others_are_hidden_even_where_the_detector_misses_them(
    case: Case, probe: Bundle, detector: Detector, crossing: Path
) -> None:
    source = ingest(
        case, find_sources([crossing])[0], Stages(detector, Embedder(probe, "cpu", 1)), IngestOptions(), silent
    )
    found: dict[int, Detections] = {}
    for batch in batches(frames_within(open_media(crossing), (0, 60_000_000)), 4):
        found |= zip((frame.time_us for frame in batch), detector.detect(batch), strict=True)
    times = sorted(found)
    blinded = {time_us: found[time_us] if n % 2 == 0 else Detections.none() for n, time_us in enumerate(times)}
    frames, visible, others, hidden = 0, 0, 0, 0
    for track in range(1, source.tracks + 1):
        rows = case.gallery.track_crops(track)
        anchors = {row.time_us: row.box for row in rows}
        person, veils = follow(times, found, anchors), veils_of_clip(times, blinded, anchors)
        passage = [t for t in times if rows[0].start_us <= t <= rows[0].end_us]
        frames += len(passage)
        visible += sum(person[t] is not None for t in passage)
        for time_us in (t for n, t in enumerate(times) if n % 2 and t in passage and person[t] is not None):
            strong = found[time_us].boxes[found[time_us].scores >= 0.35]
            own = np.array([person[time_us]], np.float32)
            strong = strong[(iou(own, strong)[0] < SAME_IOU) & (covered(strong, own)[:, 0] < PART)]
            others += len(strong)
            hidden += sum(_hidden(veils[time_us].boxes, box) > 0.9 for box in strong)
    assert source.tracks >= 3 and others >= 50
    assert visible >= 0.9 * frames
    assert hidden >= 0.98 * others
