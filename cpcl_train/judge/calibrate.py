"""What a model's scores mean: fitted on galleries with and without who is asked for, measured on others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final, Protocol

import cv2
import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.calibration import FLOOR, Calibration, Evidence, Weights, starts_of
from cpcl_desktop.bundle.errors import UsageError
from cpcl_desktop.bundle.manifest import ImageInput, Manifest
from cpcl_desktop.bundle.preprocess import prepare
from cpcl_desktop.bundle.tokenizer import Tokenizer
from cpcl_train.data.annotations import AnnotatedImage, read_annotations
from cpcl_train.data.samples import encode_clipped, read_image
from cpcl_train.judge.galleries import Crowd, Described, Plan, Search, searches
from cpcl_train.judge.metrics import Floats, Ints
from cpcl_train.judge.reliability import Bin, auc, bins_of, calibration_error
from cpcl_train.synthetic.backgrounds import composite, degrade

Pixels = npt.NDArray[np.uint8]
Columns = npt.NDArray[np.float64]

LOST: Final = 0.015  # of rendered people who are there, the share called "nothing"; of real ones it is thrice that
MOST_UNLIKELY: Final = 0.25  # whatever the model, nobody is said to be missing at more than that
LEAST_LIKELY: Final = 0.5
FALSE_ALARMS: Final = 0.1  # of searches for people who are not there, the share called likely
MISSED: Final = 0.1  # of passages that fit, the share called weak
STRONG: Final = 0.5  # a strong hit fits more probably than not
_LEAST_PEOPLE: Final = 20
_CAPTIONS: Final = 4  # of each person
_BATCH: Final = 64
_RIDGE: Final = 1e-3
_STEPS: Final = 60
_ALIKE: Final = ("sex", "top_kind", "top_color", "bottom_kind", "bottom_color")
_WAIST: Final = 0.3  # of the worse pictures, the share that end there


class Describer(Protocol):
    """What calibrating needs of a bundle's encoders: vectors and attributes."""

    spec: ImageInput
    tokenizer: Tokenizer

    def describe_images(self, inputs: Floats) -> tuple[Floats, Floats]:
        """(N, 3, H, W) prepared inputs → (N, D) of unit norm, (N, values) log-probabilities."""

    def describe_ids(self, ids: Ints) -> tuple[Floats, Floats]:
        """(N, L) ids → as `describe_images`."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How well a calibration does on some searches, and the reliability of its presence.

    `lost` is the share of people who are there of whom "nothing" is said, `spared` that of those who are not;
    `alarms` the share of those who are not there that are called likely.
    """

    people: int
    searches: int
    auc: float
    ece: float
    lost: float
    spared: float
    alarms: float
    hit_auc: float
    hit_ece: float
    bins: tuple[Bin, ...] = ()

    def to_table(self) -> dict[str, Any]:
        """Plain values for the manifest, to four decimals."""
        return {name: round(value, 4) for name, value in asdict(replace(self, bins=())).items() if name != "bins"}


# --- describing


def described_crowd(
    encoder: Describer,
    manifest: Manifest,
    folders: Sequence[Path],
    splits: Sequence[str],
    worse: bool,
    seed: int = 0,
) -> Crowd:
    """The people of these splits of these sets; with `worse` their pictures also as poor footage has them."""
    images = _numbered(folders, splits)
    rng = np.random.default_rng(seed)
    qualities: tuple[Callable[[Pixels], Pixels], ...] = (lambda image: image,)
    if worse:
        qualities += (lambda image: worsened(rng, image),)
    captions = _captions(images, rng)
    starts = starts_of([len(attribute.values) for attribute in manifest.attributes])
    return Crowd(
        tuple(_described_pictures(encoder, images, change, rng) for change in qualities),
        _described_texts(encoder, [text for _, text in captions]),
        np.array([image.person for image in images], np.int64),
        np.array([person for person, _ in captions], np.int64),
        _alike(images), tuple(starts), manifest.agreement,
    )  # fmt: skip


def worsened(rng: np.random.Generator, image: Pixels) -> Pixels:
    """A rendered picture as poor footage has it: cut, moved edges, few pixels, and twice through a cheap camera.

    Rendered people are found too easily, so that a calibration on them alone is too sure of real ones.
    """
    height, width = image.shape[:2]
    if rng.random() < _WAIST:
        height = int(height * rng.uniform(0.45, 0.8))
    top, bottom, left, right = rng.uniform(0.0, 0.1, 4)
    kept = image[int(top * height) : height - int(bottom * height), int(left * width) : width - int(right * width)]
    tall = int(rng.uniform(36, 110))
    size = max(12, tall * kept.shape[1] // kept.shape[0]), tall
    small = cv2.resize(np.ascontiguousarray(kept), size, interpolation=cv2.INTER_AREA)
    back = cv2.resize(small, (width, image.shape[0]), interpolation=cv2.INTER_LINEAR)
    return degrade(rng, degrade(rng, np.asarray(back, np.uint8)))


def _numbered(folders: Sequence[Path], splits: Sequence[str]) -> list[AnnotatedImage]:
    """The images of all sets; people are numbered from 0 over all of them."""
    numbers: dict[tuple[int, str, int], int] = {}
    images = []
    for place, folder in enumerate(folders):
        for image in read_annotations(folder):
            if image.split in splits:
                number = numbers.setdefault((place, image.split, image.person), len(numbers))
                images.append(replace(image, person=number))
    if len(numbers) < 2:
        raise UsageError(f"There are no people in the splits {', '.join(splits)}; nothing was calibrated.")
    return images


def _captions(images: Sequence[AnnotatedImage], rng: np.random.Generator) -> list[tuple[int, str]]:
    """Some captions of each person, each with the person."""
    told: dict[int, list[str]] = {}
    for image in images:
        told.setdefault(image.person, []).extend(image.captions)
    distinct = {person: list(dict.fromkeys(texts)) for person, texts in told.items()}
    return [
        (person, texts[at])
        for person, texts in distinct.items()
        for at in rng.permutation(len(texts))[:_CAPTIONS].tolist()
    ]


def _alike(images: Sequence[AnnotatedImage]) -> Ints:
    """For each person a number that those share who wear the same; a number of their own where that is not said."""
    groups: dict[tuple[str, ...], int] = {}
    of: dict[int, int] = {}
    for image in images:
        said = tuple(image.attributes.get(name, "unknown") for name in _ALIKE)
        key = (str(image.person),) if set(said) == {"unknown"} else said
        of.setdefault(image.person, groups.setdefault(key, len(groups)))
    return np.array([of[person] for person in range(len(of))], np.int64)


def _described_pictures(
    encoder: Describer,
    images: Sequence[AnnotatedImage],
    change: Callable[[Pixels], Pixels],
    rng: np.random.Generator,
) -> Described:
    parts = []
    for start in range(0, len(images), _BATCH):
        pixels = [change(_picture(rng, image.path)) for image in images[start : start + _BATCH]]
        parts.append(encoder.describe_images(prepare(pixels, encoder.spec)))
    return _joined(parts)


def _picture(rng: np.random.Generator, path: Path) -> Pixels:
    """The image; a person with alpha is set before a background."""
    image = read_image(path)
    return degrade(rng, composite(rng, image)) if image.shape[2] == 4 else image


def _described_texts(encoder: Describer, texts: Sequence[str]) -> Described:
    ids = encode_clipped(encoder.tokenizer, texts)
    return _joined([encoder.describe_ids(ids[start : start + _BATCH]) for start in range(0, len(ids), _BATCH)])


def _joined(parts: Sequence[tuple[Floats, Floats]]) -> Described:
    return Described(np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts]))


# --- fitting and measuring


def calibrated(crowd: Crowd, plan: Plan | None = None, seed: int = 0) -> tuple[Calibration, Figures]:
    """Fitted on a random half of the people, measured on the other half; `UsageError` for too few people."""
    people = len(crowd.alike)
    if people < _LEAST_PEOPLE:
        raise UsageError(
            f"Calibrating needs at least {_LEAST_PEOPLE} people that the model was not trained on, and there are "
            f"{people} (val and test); nothing was written. Render more of them."
        )
    plan = plan or Plan()
    rng = np.random.default_rng(seed)
    order = rng.permutation(people)
    fitted, held_out = crowd.half(np.sort(order[: people // 2])), crowd.half(np.sort(order[people // 2 :]))
    calibration = fit(list(searches(fitted, plan, rng)), _shares(fitted), fitted.starts)
    return calibration, measure(calibration, list(searches(held_out, plan, rng)), held_out.starts)


def checked(calibration: Calibration, crowd: Crowd, seed: int = 0, times: int = 100) -> Figures:
    """Measured on real people: half of them are the gallery, and all their descriptions are asked."""
    plan = Plan(times, (len(crowd.alike) // 2,) * 2, pictures=len(crowd.person), captions=len(crowd.asked))
    return measure(calibration, list(searches(crowd, plan, np.random.default_rng(seed))), crowd.starts)


def fit(found: Sequence[Search], shares: tuple[float, ...], starts: Sequence[int]) -> Calibration:
    """A calibration from searches of which it is known who is there."""
    usual = float(np.mean([one.mean for one in found]))
    evidence = [one.evidence(usual, starts, shares) for one in found]
    present = np.array([one.present for one in found])
    fits = np.concatenate([one.fits for one in found])
    presence = logistic(np.concatenate([_columns(one, 1) for one in evidence]), present)
    strength = logistic(np.concatenate([_columns(one) for one in evidence]), fits)
    there = np.array([presence.probability(one)[0] for one in evidence])
    strengths = np.concatenate([strength.probability(one) for one in evidence])
    return Calibration(
        usual, shares, presence, strength, min(MOST_UNLIKELY, float(np.quantile(there[present], LOST))),
        max(LEAST_LIKELY, float(np.quantile(there[~present], 1 - FALSE_ALARMS))),
        min(STRONG, float(np.quantile(strengths[fits], MISSED))), STRONG,
    )  # fmt: skip


def logistic(columns: Columns, truth: npt.NDArray[np.bool_]) -> Weights:
    """Newton's method on (N, 3) evidence, with a little ridge so that separable cases end, too."""
    mean, spread = columns.mean(axis=0), np.maximum(columns.std(axis=0), 1e-9)
    whole = np.hstack([(columns - mean) / spread, np.ones((len(columns), 1))])
    weights = np.zeros(whole.shape[1])
    ridge = _RIDGE * len(whole) * np.diag([1.0] * columns.shape[1] + [0.0])
    for _ in range(_STEPS):
        said = 1 / (1 + np.exp(-np.clip(whole @ weights, -60, 60)))
        slope = whole.T @ (said - truth) + ridge @ weights
        bend = (whole * (said * (1 - said))[:, None]).T @ whole + ridge + 1e-9 * np.eye(len(weights))
        weights = weights - np.linalg.solve(bend, slope)
    margin, agreement, passages = (weights[:-1] / spread).tolist()
    bias = float(weights[-1] - (weights[:-1] / spread) @ mean)
    return Weights(bias, margin, agreement, passages)


def measure(calibration: Calibration, found: Sequence[Search], starts: Sequence[int]) -> Figures:
    """How well a calibration does on searches that it was not fitted on."""
    evidence = [one.evidence(calibration.usual, starts, calibration.shares) for one in found]
    present = np.array([one.present for one in found])
    there = np.array([calibration.presence.probability(one)[0] for one in evidence])
    fits = np.concatenate([one.fits for one in found])
    strengths = np.concatenate([calibration.strength.probability(one) for one in evidence])
    bins = bins_of(present, there)
    silent = there < calibration.nothing
    return Figures(
        len({one.group for one in found}), len(found), auc(present, there), calibration_error(bins),
        float(silent[present].mean()), float(silent[~present].mean()),
        float((there[~present] >= calibration.likely).mean()),
        auc(fits, strengths), calibration_error(bins_of(fits, strengths)), tuple(bins),
    )  # fmt: skip


def _columns(evidence: Evidence, first: int | None = None) -> Columns:
    """The evidence of the `first` passages, by default all, as (N, 3)."""
    count = len(evidence.margin)
    passages = np.full(count, np.log(evidence.passages))
    return np.stack([evidence.margin, evidence.agreement, passages], axis=1)[:first]


def _shares(crowd: Crowd) -> tuple[float, ...]:
    """How often each value of each attribute is seen in the pictures, to four decimals."""
    seen = [np.exp(np.maximum(one.attributes, FLOOR)).mean(axis=0) for one in crowd.pictures]
    return tuple(round(share, 4) for share in np.mean(seen, axis=0).tolist())


def report_table(rows: Mapping[str, Figures]) -> str:
    """A table for the terminal."""
    names = ("people", "searches", "auc", "ece", "lost", "spared", "alarms", "hit_auc", "hit_ece")
    lines = [f"{'':20}" + "".join(f"{name:>9}" for name in names)]
    for name, figures in rows.items():
        values = [getattr(figures, column) for column in names]
        lines.append(f"{name:20}" + "".join(f"{v:9d}" if isinstance(v, int) else f"{v:9.3f}" for v in values))
    return "\n".join(lines)
