"""How well passages of rendered people are grouped, and what memberships called strong, fair or weak are worth; run

    python tests/benchmarks/grouping_renders.py ../shared/data/makehuman --seeds 1 2

Forty people, ten of them in pairs dressed alike, walk by six cameras four to eleven times each, under the light of
each camera; a passage is two to four pictures, composed over random backgrounds and spoilt as a cheap recorder
does. The clocks are stated. No tracker errs here: tests/benchmarks/grouping_town.py has whole films.
The numbers in engine/persons/grouping.py and standing.py were chosen on two towns made likewise by a first version
of this script, whose draws were others: no seed of this one was looked at then.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import cv2
import numpy as np

from cpcl_desktop.engine.models.installed import find_model
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.rows import means_of
from cpcl_desktop.engine.persons.grouping import group, scale_of
from cpcl_desktop.engine.persons.passages import Passages, unit, without_camera
from cpcl_desktop.engine.persons.presence import Presence
from cpcl_desktop.engine.persons.rulings import Rulings
from cpcl_desktop.engine.persons.standing import standing_of, strength_of
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Source
from cpcl_train.synthetic import studio as studios
from cpcl_train.synthetic.assets import load_library
from cpcl_train.synthetic.backgrounds import composite, degrade
from cpcl_train.synthetic.cast import cast_person
from cpcl_train.synthetic.person import Person
from cpcl_train.synthetic.scene import Camera, sample_camera

PEOPLE, ALIKE, CAMERAS = 40, 10, 6
PARTS = 6  # smaller cases drawn from each town, beside the whole, for the strengths
_WORN = ("top", "bottom", "shoes", "shoe_kind", "outfit", "tie", "apron", "vest")
_FROM = ((0, 180, 90, 270, None), (0.3, 0.3, 0.1, 0.1, 0.2))  # where people are seen from, None: anywhere, and odds


@dataclass(frozen=True)
class Place:
    """A camera with what it and its recorder make of colours."""

    camera: Camera
    table: np.ndarray

    def shot(self, draw: np.random.Generator, rgba: np.ndarray) -> np.ndarray:
        """A picture as this camera gives it."""
        return degrade(draw, cv2.LUT(composite(draw, rgba), self.table))


@dataclass(frozen=True)
class Walk:
    """A passage: who, where, when, and the pictures of it."""

    person: int
    place: int
    begin_s: float
    end_s: float
    pictures: Sequence[np.ndarray]


def people(draw: np.random.Generator) -> list[Person]:
    """The people of a town; of the first ten each second one wears what the one before wears."""
    cast = [cast_person(draw) for _ in range(PEOPLE)]
    for at in range(0, ALIKE, 2):
        one, other = cast[at], cast[at + 1]
        body = other if one.sex == other.sex else replace(one, hair=other.hair, bags=other.bags, hat=other.hat)
        cast[at + 1] = replace(body, **{name: getattr(one, name) for name in _WORN})
    return cast


def place(draw: np.random.Generator) -> Place:
    """A camera at a usual height, with its own exposure, white balance and contrast."""
    camera = sample_camera(draw)
    while not 0.0 < camera.pitch < 0.6:
        camera = sample_camera(draw)
    gain, balance, gamma = draw.uniform(0.75, 1.25), 1 + draw.normal(0, 0.05, 3), draw.uniform(0.85, 1.18)
    level = (np.arange(256) / 255) ** gamma * gain * 255
    table = np.stack([np.clip(level * share, 0, 255) for share in balance], axis=1).astype(np.uint8)
    return Place(camera, table[:, None, :])


def walks(draw: np.random.Generator, studio: studios.Studio, side: list[float]) -> Iterator[Walk]:
    """The passages of a town; `side` holds the direction that the next picture is taken from."""
    cast, places = people(draw), [place(draw) for _ in range(CAMERAS)]
    for number, person in enumerate(cast):
        model = studio.prepare(person)
        time_s = draw.uniform(0, 1800)
        for _ in range(int(draw.integers(4, 12))):
            at = int(draw.integers(CAMERAS))
            seen_from = draw.choice(np.array(_FROM[0], object), p=_FROM[1])
            side[0] = float(draw.uniform(0, 360) if seen_from is None else seen_from)
            length_s = float(draw.uniform(6, 25))
            shots = [studio.shoot(draw, model, places[at].camera).rgba for _ in range(int(draw.integers(2, 5)))]
            pictures = [places[at].shot(draw, rgba) for rgba in shots]
            yield Walk(number, at, time_s, time_s + length_s, pictures)
            time_s += length_s + float(draw.uniform(20, 120) if draw.random() < 0.5 else draw.uniform(120, 900))
        model.dressed.release()


def town(seed: int, studio: studios.Studio, side: list[float], embedder: Embedder) -> tuple[Passages, np.ndarray]:
    """The passages of a town with their vectors, and whom each shows."""
    seen = list(walks(np.random.default_rng([77, seed]), studio, side))
    vectors = np.concatenate([embedder.images(walk.pictures) for walk in seen])
    counts = np.array([len(walk.pictures) for walk in seen])
    means = unit(means_of(unit(vectors - vectors.mean(axis=0)), np.cumsum(counts) - counts))
    clock = RecorderClock(datetime(2026, 3, 12, 12), "user")
    sources = {
        number: Source(number, Path(f"/{number}.mp4"), "video", "", 0, f"camera {number}", "done", clock=clock)
        for number in range(CAMERAS)
    }
    columns = np.array([(w.place, w.begin_s * 1e6, w.end_s * 1e6) for w in seen], np.int64).T
    return Passages(np.arange(len(seen)), *columns, means, sources), np.array([walk.person for walk in seen])


def part(passages: Passages, chosen: np.ndarray) -> Passages:
    """Some of the passages, as a case of their own."""
    columns = (passages.sources[chosen], passages.begins_us[chosen], passages.ends_us[chosen])
    vectors = without_camera(passages.vectors[chosen], columns[0])
    return Passages(np.arange(len(chosen)), *columns, vectors, passages.by_source)


def some(draw: np.random.Generator, shown: np.ndarray) -> np.ndarray:
    """Passages of a part of the people, one to seven of each."""
    few = draw.permutation(np.unique(shown))[: PEOPLE * 5 // 8]
    return np.concatenate([draw.permutation(np.flatnonzero(shown == one))[: draw.integers(1, 8)] for one in few])


def figures(passages: Passages, shown: np.ndarray) -> tuple[float, list[tuple[str, bool]]]:
    """The pairwise F1, and of each pair in one group its weaker membership and whether it is right."""
    labels = group(passages, Presence(passages), Rulings(), silent).labels
    standing = standing_of(passages.vectors, labels, scale_of(passages.vectors), silent)
    upper = np.triu_indices(len(labels), 1)
    together, same = (array[upper[0]] == array[upper[1]] for array in (labels, shown))
    found = [
        (strength_of(float(standing.own[pair].min()), float(standing.leads[pair].min())) or "", bool(right))
        for pair, right in zip(np.stack(upper, axis=1)[together].tolist(), same[together], strict=True)
    ]
    return 2 * float((together & same).sum()) / float(together.sum() + same.sum()), found


def main() -> None:
    """Render, group and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("assets", type=Path, help="MakeHuman's bodies and clothes")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    cv2.setNumThreads(1)
    studio, embedder, side = (
        studios.Studio(load_library(options.assets)),
        Embedder(find_model(None, "image-text")),
        [0.0],
    )
    studios.sample_azimuth = lambda draw: float((side[0] + draw.normal(0, 12)) % 360)  # a passage has one side
    for seed in options.seeds:
        passages, shown = town(seed, studio, side, embedder)
        f1, pairs = figures(part(passages, np.arange(len(shown))), shown)
        draw = np.random.default_rng(seed)
        for _ in range(PARTS):
            chosen = some(draw, shown)
            pairs += figures(part(passages, chosen), shown[chosen])[1]
        told = {name: [right for said, right in pairs if said == name] for name in ("strong", "fair", "weak")}
        words = ", ".join(f"{name} {np.mean(found):.3f} of {len(found)}" for name, found in told.items() if found)
        print(
            f"seed {seed}: {len(shown)} passages, pairwise F1 {f1:.3f}; of pairs one person: {words}",
            flush=True,
        )


if __name__ == "__main__":
    main()
