"""Whether what the model says of clothes and hair helps to group passages, beside how alike they look; run as

    python -m tests.benchmarks.grouping_attributes ../shared/data/makehuman --seeds 21 22 23 24 [--towns TOWN ...]

Passages are those of grouping_renders.py (by seed) and of rendered towns (grouping_town.py, by folder); what the
model gives of their pictures is kept in --keep. A cue is the square roots of the probabilities of some attributes'
values, relative to the case and to the camera as vectors are, which makes up a share of the likeness. Beside the
figures with the program's own threshold stands what a choice is worth that was made on the other towns: cue, share
and threshold are those with the highest mean F1 there. Pairwise F1 of four seeds and of the films of one town:

    own threshold                 21     22     23     24     town   mean
    looks alone                   0.861  0.917  0.973  0.983  0.896  0.926
    top and bottom, share 0.2     0.882  0.882  0.959  0.978  0.837  0.908
    colours, 0.2                  0.908  0.929  0.971  1.000  0.881  0.938
    everything worn, 0.2          0.908  0.929  0.973  0.983  0.896  0.938
    chosen on the others
    looks alone                   0.915  0.913  0.971  1.000  0.872  0.934
    looks alone or any cue        0.908  0.925  0.971  1.000  0.836  0.928

So the program groups by looks alone: what a cue gains with one threshold, another threshold gains without it, and
the colours of top and bottom by themselves do harm.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from unittest import mock

import cv2
import numpy as np

from cpcl_desktop.bundle.manifest import Attribute
from cpcl_desktop.engine.models.installed import find_model
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.rows import means_of
from cpcl_desktop.engine.persons import grouping
from cpcl_desktop.engine.persons.passages import Passages, unit, without_camera
from cpcl_desktop.engine.persons.presence import Presence
from cpcl_desktop.engine.persons.rulings import Rulings
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Source
from cpcl_train.judge.grouping import pairwise
from cpcl_train.synthetic import studio as studios
from cpcl_train.synthetic.assets import load_library
from cpcl_train.synthetic.town.records import read_truth
from tests.benchmarks.grouping_renders import walks
from tests.benchmarks.grouping_town import true_passages

COLOURS = ("top_color", "bottom_color", "shoe_color", "inner_color", "bag_color", "hair_color", "hat_color")
PASSING = ("facing", "pose", "view", "carried", "carried_color", "legs", "hood", "mask", "glasses")
LOOKS = "looks alone"
SHARES = (0.2, 0.5)  # of a cue in the likeness
LEAST = (0.54, grouping.LEAST, 0.62, 0.66, 0.7)
CLOCK = RecorderClock(datetime(2026, 3, 12, 12), "user")
Kept = Mapping[str, np.ndarray]  # of each picture its row and quality; of each passage how many, who, where, when


@dataclass(frozen=True)
class Setting:
    """What grouping goes by: which attributes, their share, and from which likeness on two groups are one."""

    cue: str
    share: float
    least: float


def rendered(seed: int, assets: Path, embedder: Embedder) -> Kept:
    """The pictures of a town of grouping_renders.py."""
    side, studio = [0.0], studios.Studio(load_library(assets))
    with mock.patch.object(studios, "sample_azimuth", lambda draw: float((side[0] + draw.normal(0, 12)) % 360)):
        seen = list(walks(np.random.default_rng([77, seed]), studio, side))
    return {
        "rows": np.concatenate([embedder.rows(walk.pictures) for walk in seen]),
        "quality": np.ones(sum(len(walk.pictures) for walk in seen)),
        "counts": np.array([len(walk.pictures) for walk in seen]),
        "person": np.array([walk.person for walk in seen]),
        "cam": np.array([walk.place for walk in seen]),
        "begin": np.array([walk.begin_s * 1e6 for walk in seen]),
        "end": np.array([walk.end_s * 1e6 for walk in seen]),
    }


def filmed(folder: Path, embedder: Embedder) -> Kept:
    """The pictures of a rendered town's true passages."""
    truth = read_truth(folder)
    seen = [one for at, camera in enumerate(truth.cameras) for one in true_passages(truth, at, camera)]
    return {
        "rows": np.concatenate([embedder.rows([crop.image for crop in one.crops]) for one in seen]),
        "quality": np.array([crop.quality for one in seen for crop in one.crops]),
        "counts": np.array([len(one.crops) for one in seen]),
        "person": np.array([one.person for one in seen]),
        "cam": np.array([one.camera for one in seen]),
        "begin": np.array([one.begin_us for one in seen]),
        "end": np.array([one.end_us for one in seen]),
    }


def spans(attributes: Sequence[Attribute], dim: int) -> dict[str, slice]:
    """Where each attribute's values lie in a row."""
    ends = dim + np.cumsum([len(one.values) for one in attributes])
    return {a.name: slice(int(end) - len(a.values), int(end)) for a, end in zip(attributes, ends, strict=True)}


def vectors_of(kept: Kept, where: Sequence[slice], share: float, dim: int) -> np.ndarray:
    """One vector a passage: of its looks, and to a share of what the model says of some attributes."""
    starts, weights = np.cumsum(kept["counts"]) - kept["counts"], np.maximum(kept["quality"], 1e-3)
    looks = kept["rows"][:, :dim].astype(np.float32)
    parts = [(1 - share, without_camera(_means(unit(looks - looks.mean(0)), starts, weights), kept["cam"]))]
    if where:
        said = np.concatenate([np.exp(kept["rows"][:, one].astype(np.float32)) for one in where], axis=1)
        roots = np.sqrt(means_of(said, starts, weights.astype(np.float32)))
        parts.append((share, without_camera(unit(roots - roots.mean(0)), kept["cam"])))
    return unit(np.concatenate([np.sqrt(part) * vectors for part, vectors in parts], axis=1))


def _means(vectors: np.ndarray, starts: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return unit(means_of(vectors, starts, weights.astype(np.float32)))


def f1(kept: Kept, vectors: np.ndarray, least: float) -> float:
    """Of pairs of passages in one group those of one person, and the other way round, as their harmonic mean."""
    columns = [kept[name].astype(np.int64) for name in ("cam", "begin", "end")]
    sources = {
        number: Source(number, Path(f"/{number}.mp4"), "video", "", 0, f"camera {number}", "done", clock=CLOCK)
        for number in np.unique(columns[0]).tolist()
    }
    passages = Passages(np.arange(len(vectors)), *columns, vectors.astype(np.float32), sources)
    with mock.patch.object(grouping, "LEAST", least):
        labels = grouping.group(passages, Presence(passages), Rulings(), silent).labels
    return pairwise(labels, kept["person"], np.ones((len(labels), len(labels)), bool)).f1


def measured(towns: Mapping[str, Kept], embedder: Embedder) -> dict[Setting, dict[str, float]]:
    """The F1 of every town with every setting."""
    at = spans(embedder.attributes, embedder.dim)
    cues = {
        LOOKS: (),
        "top and bottom": ("top_color", "bottom_color"),
        "colours": COLOURS,
        "everything worn": tuple(name for name in at if name not in PASSING),
    }
    found: dict[Setting, dict[str, float]] = {}
    for cue, names in cues.items():
        for share in SHARES if names else (0.0,):
            for town, kept in towns.items():
                vectors = vectors_of(kept, [at[name] for name in names if name in at], share, embedder.dim)
                for least in LEAST:
                    found.setdefault(Setting(cue, share, least), {})[town] = f1(kept, vectors, least)
    return found


def left_out(found: Mapping[Setting, Mapping[str, float]], cues: Sequence[str], town: str) -> float:
    """What a town is grouped like with the setting that is best for the others."""
    settings = [setting for setting in found if setting.cue in cues]
    best = max(settings, key=lambda one: sum(value for name, value in found[one].items() if name != town))
    return found[best][town]


def say(found: Mapping[Setting, Mapping[str, float]], towns: Sequence[str]) -> None:
    """Print both tables."""
    print(f"{'own threshold':28}  " + "  ".join(f"{name:>8}" for name in (*towns, "mean")))
    for setting, of in found.items():
        if setting.least == grouping.LEAST:
            print(_row(f"{setting.cue}, {setting.share:g}", [of[town] for town in towns]))
    print("chosen on the others")
    cues = list(dict.fromkeys(setting.cue for setting in found))
    for name, among in ((LOOKS, [LOOKS]), ("looks alone or any cue", cues)):
        print(_row(name, [left_out(found, among, town) for town in towns]))


def _row(name: str, values: Sequence[float]) -> str:
    return f"{name:28}  " + "  ".join(f"{value:8.3f}" for value in (*values, np.mean(values)))


def main() -> None:
    """Look at the towns, or take what was kept of them, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assets", type=Path, help="MakeHuman's bodies and clothes")
    parser.add_argument("--seeds", type=int, nargs="+", default=[21, 22, 23, 24])
    parser.add_argument("--towns", type=Path, nargs="+", default=[], help="folders of rendered towns")
    parser.add_argument("--keep", type=Path, required=True, help="folder for what the model gives of the pictures")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    embedder = Embedder(find_model(None, "image-text"))
    options.keep.mkdir(parents=True, exist_ok=True)
    makers = {
        **{f"seed-{seed}": (lambda seed=seed: rendered(seed, options.assets, embedder)) for seed in options.seeds},
        **{folder.name: (lambda folder=folder: filmed(folder, embedder)) for folder in options.towns},
    }
    towns: dict[str, Kept] = {}
    for name, make in makers.items():
        file = options.keep / f"{name}.npz"
        if not file.is_file():
            np.savez(file, **make())
        towns[name] = dict(np.load(file))
    say(measured(towns, embedder), list(towns))


if __name__ == "__main__":
    main()
