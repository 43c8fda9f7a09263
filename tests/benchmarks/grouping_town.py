"""How well passages of a rendered town are grouped by person, by our embedding and by a re-identification model.

    python -m cpcl_train.synthetic.town TOWN --kind town --seed 1
    python -m tests.benchmarks.grouping_town TOWN [--other MODEL.onnx] [--detector NAME] [--no-clocks]

A passage is one person at one camera. By default it is taken from the truth, its pictures cut at likely boxes by
the program's own choice of crops, so that grouping alone is measured; with --detector (a name, a YOLOX .onnx,
"default") the whole chain finds and follows people, and a track is whose boxes most of its boxes are.

The same passages are grouped with the vectors of the program's model and of --other: an ONNX network that takes BGR
0…255 as 1×3×256×128 and gives one vector, as person-reidentification-retail-0277 of the Open Model Zoo does.
"light": pairs of passages at cameras whose pictures' colours differ more than those of most pairs of cameras.
"alike": pairs of passages of people who are dressed alike. mAP: of a passage to the same person's at other cameras.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import cv2
import numpy as np

from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.crops import CropKeeper, CropOptions
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.following.builder import TrackBuilder
from cpcl_desktop.engine.people.rows import means_of
from cpcl_desktop.engine.persons.grouping import group
from cpcl_desktop.engine.persons.passages import Passages, unit, without_camera
from cpcl_desktop.engine.persons.presence import Presence
from cpcl_desktop.engine.persons.rulings import Rulings
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.recorder_time import NO_CLOCK, RecorderClock
from cpcl_desktop.engine.records import Crop, Frame, Source
from cpcl_desktop.engine.runtime.sessions import open_session
from cpcl_train.judge.boxes import pairs
from cpcl_train.judge.grouping import Agreement, b_cubed, pairwise
from cpcl_train.judge.metrics import query_scores
from cpcl_train.synthetic.town.records import CameraTruth, Truth, read_truth
from tests.benchmarks.town_films import LikelyDetector, frames_of, named_detector, seen_at, true_boxes
from tests.benchmarks.tracking_street import boxes_on_routes

SAMPLE_FPS = 5.0
LEAST_FRAMES, LEAST_HEIGHT = 3, 24.0  # of a true passage: what a detector finds somebody in
BEGAN = datetime(2026, 1, 5, 9)
NOBODY = -1  # the person of a passage of nothing; each counts as somebody of their own
Embed = Callable[[Sequence[np.ndarray]], np.ndarray]


@dataclass(frozen=True)
class Passage:
    """Who was at which camera from when to when, and pictures of that."""

    person: int
    camera: int
    begin_us: int
    end_us: int
    crops: Sequence[Crop]


def true_passages(truth: Truth, number: int, camera: CameraTruth) -> list[Passage]:
    """The passages of one camera by the truth, with the crops that the program would keep."""
    likely, keepers, times = (
        LikelyDetector(truth.seed * 10 + number),
        dict[int, CropKeeper](),
        dict[int, list[int]](),
    )
    for frame in frames_of(camera.file, SAMPLE_FPS):
        people = seen_at(camera, truth.fps, frame)
        found, true = likely.detect(people, camera.size), true_boxes(people)
        for row, column in pairs(true.boxes, found.boxes):
            box = found.boxes[column]
            if true.counted[row] and box[3] - box[1] >= LEAST_HEIGHT:
                person = int(true.numbers[row])
                others = np.delete(found.boxes, column, axis=0)
                keeper = keepers.setdefault(person, CropKeeper(CropOptions()))
                keeper.offer(frame, box, float(found.scores[column]), others)
                times.setdefault(person, []).append(frame.time_us)
    kept = [person for person in keepers if len(times[person]) >= LEAST_FRAMES]
    return [Passage(p, number, times[p][0], times[p][-1], keepers[p].choose()) for p in kept]


def found_passages(
    truth: Truth, number: int, camera: CameraTruth, detector: str | None, embedder: Embedder
) -> list[Passage]:
    """The passages of one camera that the program finds, and whose they are."""
    opened, builder = named_detector(detector), TrackBuilder(embed=embedder.images)
    times, found, people, tracks = [], [], [], []
    for frame in frames_of(camera.file, SAMPLE_FPS):
        (here,) = opened.detect([frame])
        tracks += builder.follow(frame, here)
        times.append(frame.time_us)
        found.append(here)
        people.append(true_boxes(seen_at(camera, truth.fps, frame)))
    tracks += builder.finish()
    votes = [Counter[int]() for _ in tracks]
    for true, boxes in zip(people, boxes_on_routes(tracks, times, found), strict=True):
        for row, column in pairs(true.boxes, boxes.boxes):
            votes[boxes.numbers[column]][int(true.numbers[row])] += 1
    whose = [vote.most_common(1)[0][0] if vote else NOBODY for vote in votes]
    return [
        Passage(p, number, t.start_us, t.end_us, t.crops) for p, t in zip(whose, tracks, strict=True) if t.crops
    ]


def other_model(path: Path) -> Embed:
    """The yardstick: one picture at a time, BGR as it is."""
    session = open_session(path.read_bytes(), "cpu", 1)
    (name,) = session.inputs

    def embed(images: Sequence[np.ndarray]) -> np.ndarray:
        tall = [cv2.resize(image[:, :, ::-1], (128, 256)).transpose(2, 0, 1)[None] for image in images]
        rows = [session.run({name: one.astype(np.float32)})[0].reshape(1, -1) for one in tall]
        return unit(np.concatenate(rows))

    return embed


def vectors_of(passages: Sequence[Passage], embed: Embed) -> np.ndarray:
    """One vector a passage, as the program makes them: centred, weighed by quality, without the camera's own."""
    crops = [crop for passage in passages for crop in passage.crops]
    vectors = np.concatenate([embed([crop.image for crop in p.crops]) for p in passages])
    counts = np.array([len(passage.crops) for passage in passages])
    weights = np.maximum(np.array([crop.quality for crop in crops], np.float32), 1e-3)
    means = unit(means_of(unit(vectors - vectors.mean(0)), np.cumsum(counts) - counts, weights))
    return without_camera(means, np.array([passage.camera for passage in passages]))


def groups_of(passages: Sequence[Passage], vectors: np.ndarray, truth: Truth, clocks: bool) -> np.ndarray:
    """The program's groups."""
    clock = RecorderClock(BEGAN, "user") if clocks else NO_CLOCK
    sources = {
        number: Source(number, camera.file, "video", "", 0, camera.name, "done", clock=clock)
        for number, camera in enumerate(truth.cameras)
    }
    columns = np.array([(p.camera, p.begin_us, p.end_us) for p in passages], np.int64).T
    given = Passages(np.arange(len(passages)), *columns, vectors.astype(np.float32), sources)
    return group(given, Presence(given), Rulings(), silent).labels


def light_of(camera: CameraTruth) -> np.ndarray:
    """The mean colour of what a camera shows, CIE Lab."""
    frame: Frame = next(iter(frames_of(camera.file, SAMPLE_FPS)))
    return cv2.cvtColor(frame.image.astype(np.float32) / 255, cv2.COLOR_RGB2LAB).reshape(-1, 3).mean(0)


def mean_ap(vectors: np.ndarray, people: np.ndarray, cameras: np.ndarray) -> float:
    """Of each passage whose person was at another camera, too, the average precision among those elsewhere."""
    figures = []
    for camera in np.unique(cameras):
        here, there = cameras == camera, cameras != camera
        asked = here & (people != NOBODY) & np.isin(people, people[there])
        if asked.any():
            scores = query_scores(vectors[asked], vectors[there], people[asked], people[there])
            figures.append(scores[:, 3])
    return float(np.concatenate(figures).mean())


def subsets(truth: Truth, people: np.ndarray, cameras: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
    """Which pairs of passages count in each row of the table."""
    lights = np.stack([light_of(camera) for camera in truth.cameras])
    apart = np.linalg.norm(lights[:, None] - lights[None], axis=2)
    much = (apart >= np.median(apart[np.triu_indices(len(apart), 1)]))[cameras[:, None], cameras[None]]
    elsewhere = cameras[:, None] != cameras[None]
    alike = np.array([truth.people[p]["alike"] if p in truth.people else 0 for p in people.tolist()])
    yield "all pairs", np.ones_like(much)
    yield "light alike", elsewhere & ~much
    yield "light changed", elsewhere & much
    yield "dressed alike", (alike[:, None] == alike[None]) & (alike[:, None] > 0)


def report(name: str, truth: Truth, passages: Sequence[Passage], embed: Embed, clocks: bool) -> None:
    """Print a block of figures for one embedding."""
    vectors = vectors_of(passages, embed)
    groups = groups_of(passages, vectors, truth, clocks)
    cameras = np.array([passage.camera for passage in passages])
    people = np.array([passage.person for passage in passages])
    alone = np.where(people == NOBODY, -2 - np.arange(len(people)), people)  # nobody is the same as nobody else
    print(f"{name}: {len(passages)} passages of {len(np.unique(people))} people in {len(np.unique(groups))} groups")
    for label, among in subsets(truth, people, cameras):
        print(f"    pairwise, {label:14} {_said(pairwise(groups, alone, among))}")
    print(f"    B-cubed                  {_said(b_cubed(groups, alone))}")
    print(f"    mAP elsewhere            {mean_ap(vectors, alone, cameras):.1f}", flush=True)


def _said(agreement: Agreement) -> str:
    return f"precision {agreement.precision:.3f}  recall {agreement.recall:.3f}  F1 {agreement.f1:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", help="an installed image-text model; default: the one in use")
    parser.add_argument("--other", type=Path, help="a re-identification network to compare with")
    parser.add_argument("--detector")
    parser.add_argument("--no-clocks", action="store_true", help="as if no recorder's clock were known")
    request = parser.parse_args()
    truth, embedder = read_truth(request.folder), Embedder(installed.find_model(request.model, "image-text"))
    passages: list[Passage] = []
    for number, camera in enumerate(truth.cameras):
        if request.detector is None:
            passages += true_passages(truth, number, camera)
        else:
            asked = None if request.detector == "default" else request.detector
            passages += found_passages(truth, number, camera, asked, embedder)
    report(embedder.name, truth, passages, embedder.images, not request.no_clocks)
    if request.other is not None:
        report(request.other.stem, truth, passages, other_model(request.other), not request.no_clocks)


if __name__ == "__main__":
    main()
