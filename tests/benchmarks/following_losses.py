"""Where boxes of people in rendered streets are lost on the way into passages, and how well looks tell them apart.

    python -m tests.benchmarks.following_losses STREET-1 [STREET-2 ...] [--fps 5] [--detector default]

Every true box that counts is in the one passage that explains most of its person ("right"), in another passage
mostly of that person ("piece"), in one mostly of somebody else ("other"), found and in no passage ("passed over"),
or not found at all. "False" are boxes in passages that show nobody by an IoU of 0.5. AUC: that two boxes of one
person, up to 4 s and 1.5 heights apart, look more alike than two of different people. Six streets of 20 people, 5
frames a second, the detector in the box, before hesitant boxes were gone back for and after:

            right    piece    other    passed over    not found    false
    before  7854     646      283      1216           2219         708
    after   8498     388      195       919           2218         650
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from cpcl_desktop.bundle.boxes import Floats, iou
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.following.sightings import picture
from cpcl_desktop.engine.records import Detections, Frame
from cpcl_train.judge.boxes import LEAST_IOU, FrameBoxes, pairs, without_uncounted
from cpcl_train.synthetic.town.records import read_truth
from tests.benchmarks.town_films import frames_of, seen_at, true_boxes
from tests.benchmarks.tracking_street import Followed, detections_of, program

NEAR_S, NEAR = 4.0, 1.5


def losses(true: Sequence[FrameBoxes], found: Sequence[Detections], followed: Followed) -> Counter[str]:
    """How many boxes went where."""
    frames = [
        (*without_uncounted(people, tracks), detections)
        for people, tracks, detections in zip(true, followed, found, strict=True)
    ]
    agree = Counter[tuple[int, int]]()
    for people, tracks, _ in frames:
        same = np.argwhere(iou(people.boxes, tracks.boxes) >= LEAST_IOU)
        agree.update((int(people.numbers[r]), int(tracks.numbers[c])) for r, c in same)
    best = _best(agree)
    mostly = {track: max((n, person) for (person, t), n in agree.items() if t == track)[1] for _, track in agree}
    told = Counter[str]()
    for people, tracks, detections in frames:
        shown = dict(pairs(people.boxes, tracks.boxes))
        seen = dict(pairs(people.boxes, detections.boxes))
        for row, person in enumerate(people.numbers.tolist()):
            track = int(tracks.numbers[shown[row]]) if row in shown else None
            if track is None:
                told["passed over" if row in seen else "not found"] += 1
            else:
                told["right" if best.get(person) == track else "piece" if mostly[track] == person else "other"] += 1
        told["false"] += len(tracks.numbers) - len(shown)
    return told


def _best(agree: Counter[tuple[int, int]]) -> dict[int, int]:
    """The track of each person by which most boxes agree."""
    people, tracks = (sorted({pair[side] for pair in agree}) for side in (0, 1))
    table = np.array([[agree[person, track] for track in tracks] for person in people]).reshape(-1, len(tracks))
    rows, columns = linear_sum_assignment(table, maximize=True)
    return {people[r]: tracks[c] for r, c in zip(rows, columns, strict=True)}


def auc(
    frames: Sequence[Frame], true: Sequence[FrameBoxes], found: Sequence[Detections], embedder: Embedder
) -> float:
    """How often two of one person look more alike than two of different people, of boxes near each other."""
    who, when, boxes, looks = [], [], [], []
    for frame, people, detections in zip(frames, true, found, strict=True):
        for row, column in pairs(people.boxes, detections.boxes):
            who.append(int(people.numbers[row]))
            when.append(frame.time_us / 1e6)
            boxes.append(detections.boxes[column])
            looks.append(embedder.images([picture(frame.image, detections.boxes[column])])[0])
    return _told_apart(np.array(who), np.array(when), np.array(boxes), np.array(looks))


def _told_apart(who: Floats, when: Floats, boxes: Floats, looks: Floats) -> float:
    middles, heights = (boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 3] - boxes[:, 1]
    apart = np.linalg.norm(middles[:, None] - middles[None], axis=2) / heights[:, None]
    later = when[None] - when[:, None]
    near = (later > 0) & (later <= NEAR_S) & (apart < NEAR)
    same, alike = who[:, None] == who[None], looks @ looks.T
    one, two = np.sort(alike[near & same]), alike[near & ~same]
    return float(1 - np.searchsorted(one, two).mean() / max(len(one), 1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--fps", type=float, default=5.0)
    parser.add_argument("--detector", default="default")
    request = parser.parse_args()
    embedder, total = Embedder(installed.find_model(None, "image-text")), Counter[str]()
    for folder in request.folders:
        truth = read_truth(folder)
        (camera,) = truth.cameras
        frames = list(frames_of(camera.file, request.fps))
        found = detections_of(truth, frames, request.detector)
        true = [true_boxes(seen_at(camera, truth.fps, frame)) for frame in frames]
        told = losses(true, found, program(frames, found, embedder))
        total += told
        print(f"{folder.name:12} {dict(told)}  AUC of looks {auc(frames, true, found, embedder):.3f}", flush=True)
    print(f"{'all':12} {dict(total)}")


if __name__ == "__main__":
    main()
