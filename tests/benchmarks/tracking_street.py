"""How well people are followed through rendered streets, at the program's rate and below, beside a plain follower.

    python -m tests.benchmarks.tracking_street --streets FOLDER --seeds 1 2 3 [--fps 5 2] [--limit]
    python -m tests.benchmarks.tracking_street STREET-1 [STREET-2 ...] [--detector NAME]

Every STREET is a folder with a rendered street and its truth; those of --seeds are rendered into FOLDER where they
are not there yet. Boxes come from the truth, missed, moved and imagined as a fair detector
would (seeded), or, with --detector, from a detector that is installed (or a YOLOX .onnx; "default": that of the
box). They go through the program's own TrackBuilder with its embedder; --no-looks leaves the embedder out. Who is
seen by less than a quarter, or less than 12 pixels high, does not count.

IDF1: Ristani et al. 2016. Switches, fragments and MOTA: CLEAR MOT; mix-ups are the switches to a track that had
been another's, the rest begin a new one. A track's boxes are the detections on its route. "perfect" gives each
detection the person that it shows: what no follower can exceed with these boxes. --limit adds what looks allow
(`linking_limit.py`). At the end stands a table, over all streets: the mean of each and, in brackets, the least and
the most. Three streets (seeds 1 to 3) of 20 people at 5 frames a second, with likely boxes:

                      IDF1                    switches per 50         transfers per 50
    program           0.911 (0.883 to 0.940)  27.1 (26.3 to 27.5)     2.5 (2.5 to 2.6)
    plain             0.626 (0.583 to 0.662)  170.5 (117.5 to 212.5)  16.1 (10.0 to 25.0)
    perfect           0.970 (0.965 to 0.975)  0.0 (0.0 to 0.0)        0.0 (0.0 to 0.0)
    looks alone, 1 s                          10.0 (2.6 to 17.5)      5.8 (0.0 to 12.5)
    looks alone, 4 s                          3.3 (0.0 to 7.5)        3.3 (0.0 to 7.5)

Seven streets (seeds 1 to 7) with the boxes of the detector in the box, at 5 frames a second and, beneath, at 2:

    program           0.843 (0.769 to 0.902)  25.3 (7.5 to 52.5)      22.1 (2.5 to 40.0)
    plain             0.518 (0.455 to 0.678)  154.9 (66.7 to 200.0)   36.8 (5.6 to 60.0)
    perfect           0.945 (0.904 to 0.971)  0.0 (0.0 to 0.0)        0.0 (0.0 to 0.0)
    program           0.835 (0.743 to 0.877)  12.7 (5.0 to 25.0)      9.5 (0.0 to 17.5)
    plain             0.417 (0.325 to 0.531)  501.3 (319.4 to 712.5)  53.6 (8.3 to 90.0)
    perfect           0.945 (0.907 to 0.970)  0.0 (0.0 to 0.0)        0.0 (0.0 to 0.0)

Of 100 sightings of people the first of these shows 78 under the number that is theirs; for 11 there is no box, for
7 there is one that no passage took, 3 stand under a second number of theirs and 1 under somebody else's.
"""

import argparse
import functools
import operator
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.following.builder import TrackBuilder
from cpcl_desktop.engine.records import Detections, Frame, Track
from cpcl_train.judge.boxes import FrameBoxes, pairs
from cpcl_train.judge.following import FollowingScores, following_scores
from cpcl_train.synthetic.town.recording import record
from cpcl_train.synthetic.town.records import NAME, Truth, read_truth
from cpcl_train.synthetic.town.scenarios import street
from tests.benchmarks.linking_limit import Limit, limit_of
from tests.benchmarks.sort_baseline import Sort
from tests.benchmarks.town_films import LikelyDetector, frames_of, named_detector, seen_at, true_boxes

Followed = list[FrameBoxes]
Scores = dict[str, list[FollowingScores]]  # of each follower, street by street
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


COUNTED = """\
Switches count people: somebody is given another track than the one before, also a new one after they were long
hidden. Transfers count tracks: a track goes from one person to another, which is what whoever looks at a passage
calls a switch; who is found again by a new track is none. Mixed are tracks that show more than one person. Looks
alone: everybody followed perfectly while they are seen, linked by looks where they were hidden for longer than
stated, with the threshold that is best on the truth; its transfers are the links to somebody else."""
MEASURES: dict[str, tuple[int, Callable[[FollowingScores], float]]] = {
    "IDF1": (3, lambda scores: scores.idf1),
    "switches per 50": (1, lambda scores: scores.switches_per_50),
    "transfers per 50": (1, lambda scores: scores.transfers_per_50),
    "mixed per 50": (1, lambda scores: 50 * scores.mixed / max(scores.people, 1)),
    "tracks per person": (2, lambda scores: scores.tracks_per_person),
}  # each with the digits that it is told with


def table(scores: Scores, limits: dict[float, Limit]) -> str:
    """Each follower's scores over all streets and, beside them, what looks allow."""
    rows = [
        [who, *(spread([of(one) for one in each], digits) for digits, of in MEASURES.values())]
        for who, each in scores.items()
    ]
    for hidden_s, limit in limits.items():
        allowed = spread(limit.switches_per_50, 1), spread(limit.wrong_per_50, 1)
        rows.append([f"looks alone, {hidden_s:g} s", "", *allowed, "", ""])
    head = ["", *MEASURES]
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in (head, *rows)]
    return "\n".join(line.rstrip() for line in lines)


def spread(values: Sequence[float], digits: int) -> str:
    """The mean, and the least and the most."""
    told = [f"{value:.{digits}f}" for value in (np.mean(values), min(values), max(values))]
    return f"{told[0]} ({told[1]} to {told[2]})"


def rendered(streets: Path, seeds: Sequence[int]) -> list[Path]:
    """The streets of these seeds in a folder; those that are not there are rendered."""
    folders = [streets / f"street-{seed}" for seed in seeds]
    for folder, seed in zip(folders, seeds, strict=True):
        if not (folder / NAME).is_file():
            record(street(seed), folder)
    return folders


def follow_all(folders: Sequence[Path], fps: float, request: argparse.Namespace) -> Scores:
    """Told as they come."""
    scores: Scores = {}
    for folder in folders:
        for who, one in measure(folder, fps, request).items():
            print(line(folder.name, fps, who, one), flush=True)
            scores.setdefault(who, []).append(one)
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--streets", type=Path, help="where the streets of --seeds are, or are rendered")
    parser.add_argument("--seeds", type=int, nargs="+", default=[])
    parser.add_argument("--fps", type=float, nargs="+", default=[5.0, 2.0])
    parser.add_argument("--detector")
    parser.add_argument("--no-looks", action="store_true")
    parser.add_argument("--limit", action="store_true", help="also what looks allow")
    parser.add_argument("--hidden", type=float, nargs="+", default=[1.0, 2.0, 4.0], help="with --limit, seconds")
    request = parser.parse_args()
    if bool(request.seeds) != bool(request.streets):
        parser.error("--seeds and --streets go together")
    folders = [*request.folders, *(rendered(request.streets, request.seeds) if request.seeds else ())]
    if not folders:
        parser.error("name a street's folder, or --streets with --seeds")
    embedder = Embedder(installed.find_model(None, "image-text")) if request.limit else None
    for fps in request.fps:
        scores = follow_all(folders, fps, request)
        for who, each in scores.items():
            print(line("all", fps, who, functools.reduce(operator.add, each)))
        wrong = {who: np.mean([1 - one.idf1 for one in each]) for who, each in scores.items()}
        print(f"identity errors of the program: {wrong['program'] / max(wrong['plain'], 1e-9):.2f} of the plain "
              "follower's")  # fmt: skip
        hidden = request.hidden if embedder else []
        limits = {hidden_s: limit_of(folders, fps, hidden_s, 1, embedder) for hidden_s in hidden}
        print(f"\n{fps:g} frames a second, {len(folders)} streets\n{table(scores, limits)}\n", flush=True)
    print(COUNTED)


if __name__ == "__main__":
    main()
