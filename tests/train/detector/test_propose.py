"""Boxes that another detector puts on clips, whether its network takes one size or any."""

from pathlib import Path

import pytest

import resources
from cpcl_train.detector.frames import read_frames
from cpcl_train.detector.propose import open_proposer, propose


@pytest.mark.parametrize("name", ["yolox_nano", "people"])
def test_a_detector_puts_boxes_on_the_people_of_a_clip(name: str, shared_data: Path, tmp_path: Path) -> None:
    """YOLOX's file states its one size; the bundle of the box takes any."""
    box = Path(resources.__file__).parent / "models" / "people"
    proposer = open_proposer(box if name == "people" else shared_data / "models" / f"{name}.onnx")
    clips = [shared_data / "videos" / f"{clip}.mp4" for clip in ("worker-zone", "car-park-no-people")]
    told: list[int] = []
    folders = propose(clips, proposer, tmp_path, 0.5, lambda done, _: told.append(done))
    assert told == [0, 1, 2]
    worker, nobody = ([frame.read(0.35) for frame in read_frames(folder)] for folder in folders)
    tall = [(box[3] - box[1]) / len(sample.image) for sample in worker for box in sample.boxes]
    assert len(tall) >= len(worker) // 2 and all(0.1 < height < 1 for height in tall)
    assert sum(len(sample.boxes) for sample in nobody) == 0
