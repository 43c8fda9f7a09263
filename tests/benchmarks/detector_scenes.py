"""How well a detector finds people in rendered streets and towns: AP at IoU 0.5, and recall by height.

    python -m cpcl_train.synthetic.town STREET-1 --kind street --seed 1
    python -m tests.benchmarks.detector_scenes FOLDER ... [--detector NAME ...] [--every 5] [--plot FILE.svg]

NAME is an installed detector, a YOLOX .onnx, "motion", or "default" for the one in the box. Every n-th frame is
looked at (motion sees all of them, which it needs). Truth is what is seen of a person; who is seen by less than a
quarter, or less than 12 pixels high, is neither missed nor false. Recall and precision are those at --score.
"""

import argparse
from pathlib import Path

import numpy as np

from cpcl_desktop.engine.records import Detections
from cpcl_train.judge.boxes import FrameBoxes
from cpcl_train.judge.detection import DetectionScores, detection_scores
from cpcl_train.synthetic.town.records import CameraTruth, read_truth
from tests.benchmarks.town_films import MOTION, frames_of, named_detector, seen_at, true_boxes

EDGES = (12, 16, 24, 32, 48, 64, 96, 128, 192, 1000)
SIDE, EDGE = (460, 300), 48  # pixels of the plot and around it
COLOURS = ("#1f6fb4", "#c2571a", "#2b8a3e", "#7b4bb3")


def look(camera: CameraTruth, fps: float, name: str, every: int) -> list[tuple[FrameBoxes, Detections]]:
    """Truth and detections of every n-th frame of one film."""
    detector = named_detector(None if name == "default" else name)
    result = []
    for number, frame in enumerate(frames_of(camera.file, None)):
        if number % every == 0 or name == MOTION:
            (found,) = detector.detect([frame])
            if number % every == 0:
                result.append((true_boxes(seen_at(camera, fps, frame)), found))
    return result


def measure(folders: list[Path], name: str, every: int, score: float) -> DetectionScores:
    """The scores of one detector over all cameras of all folders."""
    truths = [read_truth(folder) for folder in folders]
    looked = [pair for t in truths for camera in t.cameras for pair in look(camera, t.fps, name, every)]
    return detection_scores([true for true, _ in looked], [(f.boxes, f.scores) for _, f in looked], score)


def curves_svg(curves: dict[str, DetectionScores]) -> str:
    """Recall by height in pixels (logarithmic), a line for each detector, as an SVG file's text."""
    wide, high = SIDE[0] + 2 * EDGE, SIDE[1] + 2 * EDGE
    marks = "".join(_across(height) for height in EDGES[:-1]) + "".join(_up(tenth / 5) for tenth in range(6))
    lines = "".join(_curve(n, name, scores) for n, (name, scores) in enumerate(curves.items()))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" font-family="sans-serif" '
        f'font-size="11"><rect width="{wide}" height="{high}" fill="white"/>{marks}{lines}'
        f'<text x="{wide / 2}" y="{high - 8}" text-anchor="middle">height of the person in pixels</text>'
        f'<text x="14" y="{high / 2}" text-anchor="middle" transform="rotate(-90 14 {high / 2})">recall</text>'
        "</svg>\n"
    )


def _at(height: float, recall: float) -> tuple[float, float]:
    span = np.log2(EDGES[-2] * 1.5 / EDGES[0])
    return EDGE + np.log2(height / EDGES[0]) / span * SIDE[0], EDGE + (1 - recall) * SIDE[1]


def _across(height: float) -> str:
    (x, low), (_, top) = _at(height, 0), _at(height, 1)
    return (
        f'<path d="M{x:.1f} {low} V{top}" stroke="#ddd"/>'
        f'<text x="{x:.1f}" y="{low + 15}" text-anchor="middle">{height:g}</text>'
    )


def _up(recall: float) -> str:
    x, y = _at(EDGES[0], recall)
    return (
        f'<path d="M{x} {y:.1f} H{x + SIDE[0]}" stroke="#ddd"/>'
        f'<text x="{x - 6}" y="{y + 4:.1f}" text-anchor="end">{recall:g}</text>'
    )


def _curve(number: int, name: str, scores: DetectionScores) -> str:
    rows = [(low, min(high, low * 1.5), recall) for low, high, recall, count in scores.by_height(EDGES) if count]
    points = [_at((low * high) ** 0.5, recall) for low, high, recall in rows]
    colour = COLOURS[number % len(COLOURS)]
    path = " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
    label = f"{name}: AP50 {scores.ap:.3f}".replace("&", "&amp;").replace("<", "&lt;")
    text = (
        f'<text x="{EDGE + SIDE[0] - 8}" y="{EDGE + SIDE[1] - 12 - 15 * number}" text-anchor="end" fill="{colour}">'
    )
    return f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}{text}{label}</text>'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--detector", nargs="+", default=["default"])
    parser.add_argument("--every", type=int, default=5)
    parser.add_argument("--score", type=float, default=0.35)
    parser.add_argument("--plot", type=Path, help="SVG to draw")
    request = parser.parse_args()
    curves = {}
    for name in request.detector:
        scores = curves[Path(name).stem] = measure(request.folders, name, request.every, request.score)
        print(
            f"{Path(name).stem}: AP50 {scores.ap:.3f}, at {request.score:g} recall {scores.recall:.3f} "
            f"precision {scores.precision:.3f}, {len(scores.heights)} true boxes"
        )
        for low, high, recall, count in scores.by_height(EDGES):
            print(f"    {low:4g} to {high:4g} px  recall {recall:.3f}  of {count}", flush=True)
    if request.plot:
        request.plot.write_text(curves_svg(curves), encoding="utf-8")


if __name__ == "__main__":
    main()
