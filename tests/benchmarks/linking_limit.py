"""How few identity switches looks allow: people followed perfectly, linked by looks where they were hidden.

    python -m tests.benchmarks.linking_limit STREET-1 [STREET-2 ...] [--fps 5] [--hidden 1 2 4] [--draws 2]

Every FOLDER is a rendered street with its truth (`python -m cpcl_train.synthetic.town STREET-1 --kind street`).
Likely boxes of each person, given to whom they show, make pieces that end where nobody saw them for more than
--hidden seconds. A piece is linked to the one that looks most like it, of those that ended before within reach (a
person's height, and one and a half more each second), if it is alike enough; how much is enough is chosen on the
truth, for the fewest errors. Three streets of 20 people, with the starter's looks, per 50 passages at best:

    hidden for more than   switches at 5/s (2/s)   links to somebody else
    1 s                    10.2 (14.4)             5.5 (8.5)
    2 s                     7.2  (9.3)             5.1 (6.4)
    4 s                     3.8  (5.1)             3.8 (3.4)
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.boxes import Floats, covered, iou
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.following.sightings import picture
from cpcl_desktop.engine.records import Detections, Frame, Image
from cpcl_train.judge.boxes import LEAST_IOU, FrameBoxes
from cpcl_train.synthetic.town.records import read_truth
from tests.benchmarks.town_films import LikelyDetector, frames_of, seen_at, true_boxes

Counts = npt.NDArray[Any]  # one a street

CLEAR = 0.15  # share of a box in others' up to which its picture is taken
PICTURES = 6  # of each piece, the tallest
REACH = 1.5  # heights a second, and one more


@dataclass(eq=False)
class Piece:
    """One person, seen without a long break; `before` is the piece of them that went before."""

    first_us: int
    first: Floats
    before: "Piece | None"
    last_us: int = 0
    last: Floats = field(default_factory=lambda: np.zeros(4, np.float32))
    pictures: list[Image] = field(default_factory=list)
    looks: Floats | None = None

    def see(self, frame: Frame, box: Floats, is_clear: bool) -> None:
        """One more sighting."""
        self.last_us, self.last = frame.time_us, box
        if is_clear:
            self.pictures = sorted([*self.pictures, picture(frame.image, box).copy()], key=len, reverse=True)[
                :PICTURES
            ]

    def embed(self, embedder: Embedder) -> None:
        """The mean of its pictures' vectors, of unit norm; the pictures go."""
        if self.pictures:
            mean = embedder.images(self.pictures).mean(axis=0)
            self.looks = mean / np.linalg.norm(mean)
        self.pictures = []


def shown(true: FrameBoxes, found: Detections) -> Iterator[tuple[int, int]]:
    """Person and number of their box, for all who count and whom one box shows best that shows nobody better."""
    shared = iou(true.boxes, found.boxes)
    if not shared.size:
        return
    for row, person in enumerate(true.numbers):
        column = int(shared[row].argmax())
        best = shared[row, column] >= LEAST_IOU and int(shared[:, column].argmax()) == row
        if true.counted[row] and best:
            yield int(person), column


def pieces_of(folder: Path, fps: float, seed: int, hidden_s: float, embedder: Embedder) -> list[Piece]:
    """All pieces of a street, in order of their beginning."""
    truth = read_truth(folder)
    (camera,) = truth.cameras
    detector, pieces, open_of = LikelyDetector(seed), [], {}
    for frame in frames_of(camera.file, fps):
        people = seen_at(camera, truth.fps, frame)
        found = detector.detect(people, camera.size)
        for person, column in shown(true_boxes(people), found):
            box, before = found.boxes[column], open_of.get(person)
            if before is None or frame.time_us - before.last_us > hidden_s * 1e6:
                open_of[person] = Piece(frame.time_us, box, before)
                pieces.append(open_of[person])
            hidden = covered(box[None], np.delete(found.boxes, column, axis=0)).max(initial=0.0)
            open_of[person].see(frame, box, bool(hidden < CLEAR))
    for piece in pieces:
        piece.embed(embedder)
    return pieces


def likeness(earlier: Piece, later: Piece) -> float:
    """How alike they look; below any threshold where one cannot go on with the other."""
    if earlier.last_us >= later.first_us or earlier.looks is None or later.looks is None:
        return -np.inf
    ends = [(box[:2] + box[2:]) / 2 for box in (earlier.last, later.first)]
    height = max(float(box[3] - box[1]) for box in (earlier.last, later.first))
    reach = height * (1 + REACH * (later.first_us - earlier.last_us) / 1e6)
    return float(earlier.looks @ later.looks) if np.linalg.norm(ends[0] - ends[1]) <= reach else -np.inf


def errors(pieces: Sequence[Piece], alike: Floats, least: float) -> tuple[int, int]:
    """Switches, and links to somebody else, with links between pieces at least so alike; `alike` earlier×later."""
    switches, wrong, taken = 0, 0, set()
    for column, later in enumerate(pieces):
        free = [row for row in np.flatnonzero(alike[:, column] >= least) if row not in taken]
        linked = max(free, key=lambda row: alike[row, column], default=None)
        if linked is not None:
            taken.add(linked)
        if later.before is not (None if linked is None else pieces[linked]):
            switches += later.before is not None
            wrong += linked is not None
    return switches, wrong


@dataclass(frozen=True)
class Limit:
    """The fewest errors by looks: of each street the passages, the breaks in them, switches and wrong links."""

    people: Counts
    breaks: Counts
    switches: Counts
    wrong: Counts

    @property
    def switches_per_50(self) -> Counts:
        """Switches per 50 passages, street by street."""
        return 50 * self.switches / self.people

    @property
    def wrong_per_50(self) -> Counts:
        """Links to somebody else per 50 passages, street by street."""
        return 50 * self.wrong / self.people


def limit_of(folders: Sequence[Path], fps: float, hidden_s: float, draws: int, embedder: Embedder) -> Limit:
    """The limit over these streets, with one threshold for all of them, the best; `draws` of boxes of each."""
    seeds = range(100, 100 + draws)
    films = [[pieces_of(folder, fps, seed, hidden_s, embedder) for seed in seeds] for folder in folders]
    alike = [[np.array([[likeness(a, b) for b in film] for a in film]) for film in street] for street in films]
    people = np.array([sum(piece.before is None for film in street for piece in film) for street in films])
    told = [
        np.array(
            [
                np.sum([errors(film, each, least) for film, each in zip(street, matrices, strict=True)], axis=0)
                for street, matrices in zip(films, alike, strict=True)
            ]
        )
        for least in np.arange(0.2, 1.02, 0.02)
    ]
    best = min(told, key=lambda each: int(each.sum()))
    breaks = np.array([sum(map(len, street)) for street in films]) - people
    return Limit(people, breaks, best[:, 0], best[:, 1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--fps", type=float, default=5.0)
    parser.add_argument("--hidden", type=float, nargs="+", default=[1.0, 2.0, 4.0])
    parser.add_argument("--draws", type=int, default=2, help="of likely boxes")
    request = parser.parse_args()
    embedder = Embedder(installed.find_model(None, "image-text"))
    for hidden_s in request.hidden:
        limit = limit_of(request.folders, request.fps, hidden_s, request.draws, embedder)
        people = limit.people.sum()
        print(
            f"hidden for more than {hidden_s:g} s: {limit.breaks.sum()} breaks in {people} passages; per 50 "
            f"passages at best {50 * limit.switches.sum() / people:.1f} switches and "
            f"{50 * limit.wrong.sum() / people:.1f} links to somebody else",
            flush=True,
        )


if __name__ == "__main__":
    main()
