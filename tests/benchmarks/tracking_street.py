"""How well people are followed through rendered streets, at the program's rate and below, beside a plain follower.

    python -m cpcl_train.synthetic.town STREET-1 --kind street --seed 1
    python -m tests.benchmarks.tracking_street STREET-1 [STREET-2 ...] [--fps 5 2] [--detector NAME]

Every FOLDER is a street with its truth. Boxes come from the truth, missed, moved and imagined as a fair detector
would (seeded), or, with --detector, from a detector that is installed (or a YOLOX .onnx; "default": that of the
box). They go through the program's own TrackBuilder with its embedder; --no-looks leaves the embedder out. Who is
seen by less than a quarter, or less than 12 pixels high, does not count.

IDF1: Ristani et al. 2016. Switches, fragments and MOTA: CLEAR MOT; mix-ups are the switches to a track that had
been another's, the rest begin a new one. Transfers are what a user would call a switch: a track goes from one
person to another; who is found again after long by a new track is none. Mixed tracks show more than one person.
A track's boxes are the detections on its route. "perfect" gives each
detection the person that it shows: what no follower can exceed with these boxes.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.following.builder import TrackBuilder
from cpcl_desktop.engine.records import Detections, Frame, Track
from cpcl_train.judge.boxes import FrameBoxes, pairs
from cpcl_train.judge.following import FollowingScores, following_scores
from cpcl_train.synthetic.town.records import Truth, read_truth
from tests.benchmarks.sort_baseline import Sort
from tests.benchmarks.town_films import LikelyDetector, frames_of, named_detector, seen_at, true_boxes

Followed = list[FrameBoxes]
NEAR_PX, NEAR = 3.0, 0.02  # of a route, pixels and heights, within which a detection is one of its places
BATCH = 8


def boxes_on_routes(tracks: Sequence[Track], times_us: Sequence[int], found: Sequence[Detections]) -> Followed:
    """Which detection of each frame belongs to which track, by the tracks' routes."""
    return [_boxes_at(tracks, time_us, people.boxes) for time_us, people in zip(times_us, found, strict=True)]


def _boxes_at(tracks: Sequence[Track], time_us: int, boxes: np.ndarray) -> FrameBoxes:
    here = [i for i, track in enumerate(tracks) if track.start_us <= time_us <= track.end_us]
    if not here or not len(boxes):
        return FrameBoxes.of({})
    places = np.concatenate([_place(tracks[i], time_us) for i in here])
    centres = (boxes[:, :2] + boxes[:, 2:]) / 2
    apart = np.linalg.norm(places[:, None, :2] - centres[None], axis=2)
    near = apart / np.maximum(NEAR_PX, NEAR * places[:, 2:])
    rows, columns = linear_sum_assignment(np.minimum(near, 10))
    return FrameBoxes.of({here[r]: tuple(boxes[c]) for r, c in zip(rows, columns, strict=True) if near[r, c] <= 1})


def _place(track: Track, time_us: int) -> np.ndarray:
    return track.route.at(np.array([(time_us - track.start_us) / 1e6]))


def detections_of(truth: Truth, frames: Sequence[Frame], detector: str | None) -> list[Detections]:
    """What is found in the frames: by a detector, or out of the truth where `detector` is None."""
    (camera,) = truth.cameras
    if detector is None:
        likely = LikelyDetector(truth.seed)
        return [likely.detect(seen_at(camera, truth.fps, frame), camera.size) for frame in frames]
    opened = named_detector(None if detector == "default" else detector)
    batches = (frames[start : start + BATCH] for start in range(0, len(frames), BATCH))
    return [found for batch in batches for found in opened.detect(batch)]


def program(frames: Sequence[Frame], found: Sequence[Detections], embedder: Embedder | None) -> Followed:
    """The program's own tracks."""
    builder = TrackBuilder(embed=embedder.images if embedder else None)
    tracks = [t for frame, people in zip(frames, found, strict=True) for t in builder.follow(frame, people)]
    return boxes_on_routes(tracks + builder.finish(), [frame.time_us for frame in frames], found)


def plain(frames: Sequence[Frame], found: Sequence[Detections]) -> Followed:
    """Those of the plain follower, which has no use for pictures."""
    sort = Sort()
    return [sort.follow(frame.time_us / 1e6, people) for frame, people in zip(frames, found, strict=True)]


def perfect(true: FrameBoxes, found: Detections) -> FrameBoxes:
    """Every detection that shows somebody, by who it is."""
    return FrameBoxes.of({int(true.numbers[r]): tuple(found.boxes[c]) for r, c in pairs(true.boxes, found.boxes)})


def measure(folder: Path, fps: float, request: argparse.Namespace) -> dict[str, FollowingScores]:
    """The scores of each follower on one street."""
    truth = read_truth(folder)
    (camera,) = truth.cameras
    frames = list(frames_of(camera.file, fps))
    found = detections_of(truth, frames, request.detector)
    true = [true_boxes(seen_at(camera, truth.fps, frame)) for frame in frames]
    embedder = None if request.no_looks else Embedder(installed.find_model(None, "image-text"))
    return {
        "program": following_scores(true, program(frames, found, embedder)),
        "plain": following_scores(true, plain(frames, found)),
        "perfect": following_scores(true, [perfect(*each) for each in zip(true, found, strict=True)]),
    }


def line(name: str, fps: float, who: str, scores: FollowingScores) -> str:
    """One row of the table."""
    return (
        f"{name:12} {fps:g}/s {who:8} IDF1 {scores.idf1:.3f}  switches per 50 {scores.switches_per_50:5.1f} "
        f"(mix-ups {50 * scores.mix_ups / max(scores.people, 1):4.1f})  "
        f"transfers per 50 {scores.transfers_per_50:5.1f} (mixed tracks {scores.mixed})  MOTA {scores.mota:6.3f}  "
        f"fragments {scores.fragments:4}  tracks per person {scores.tracks_per_person:.2f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--fps", type=float, nargs="+", default=[5.0, 2.0])
    parser.add_argument("--detector")
    parser.add_argument("--no-looks", action="store_true")
    request = parser.parse_args()
    for fps in request.fps:
        total: dict[str, FollowingScores] = {}
        for folder in request.folders:
            for who, scores in measure(folder, fps, request).items():
                print(line(folder.name, fps, who, scores), flush=True)
                total[who] = total[who] + scores if who in total else scores
        for who, scores in total.items():
            print(line("all", fps, who, scores))
        wrong = {who: 1 - scores.idf1 for who, scores in total.items()}
        share = wrong["program"] / max(wrong["plain"], 1e-9)
        print(f"identity errors of the program: {share:.2f} of the plain follower's")


if __name__ == "__main__":
    main()
