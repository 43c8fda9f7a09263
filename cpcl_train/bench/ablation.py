"""Which parts of the method help, and how much: the same training with parts switched on one after another.

    python -m cpcl_train.bench.ablation OUT [--renders FOLDER] [--assets FOLDER] [--seeds 1 2 3] [--only NAME …]

Renders people, each seen by several cameras in several poses and lights, with two captions an image whose
wording and completeness differ, so that a single caption fits several people. One encoder is trained on
some of the people first and stands in for a pretrained CLIP; every variant starts from it and trains on
*other* people. Finished runs are kept: the same command goes on where it stopped, and prints the table.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np

from cpcl_desktop.bundle.errors import CpclError
from cpcl_train.config import Config, load_config
from cpcl_train.data.annotations import read_annotations
from cpcl_train.data.samples import read_image, shrink
from cpcl_train.judge.evaluate import checkpoint_encoder, embed_images, embed_texts
from cpcl_train.judge.metrics import Scores, query_scores
from cpcl_train.model.checkpoint import LAST, Checkpoint, load_checkpoint
from cpcl_train.run.logbook import Logbook, read_metrics
from cpcl_train.run.loop import train

RECIPE: Final = "ablation"
SEEDS: Final = (1, 2, 3)
_PEOPLE, _BASE_PEOPLE, _VIEWS, _RENDER_SEED = 900, 500, 6, 31
_HEIGHT, _WIDTH = 144, 72
_CAPTIONS: Final = 2

_UNMINED: Final = ("method.mining.enabled=false",)
_LABELS_ONLY: Final = (*_UNMINED, "method.matching.same_modality=0", "method.matching.cross_modality=0")
_INFONCE: Final = ("method.matching.instance=contrastive",)
_MASKED: Final = ("method.mask_tokens=0.15",)

VARIANTS: Final[dict[str, tuple[str, ...]]] = {
    "plain InfoNCE": ("method.enabled=false",),
    "+ instance KL": _LABELS_ONLY,
    "+ PMM and HCM": _UNMINED,
    "+ OPLM": (),
    "+ masking": _MASKED,
    "+ soft triplet": (*_MASKED, "method.matching.triplet=1.0"),
    "image-centred labels": ("method.cluster.centred=image",),
    "InfoNCE for KL": _INFONCE,
    "true identities": ("method.labels=identities",),
    "true identities, InfoNCE for KL": ("method.labels=identities", *_INFONCE),
}
"""What each variant changes in the recipe. The first six add up; the others change one thing of `+ OPLM`."""

BASE: Final = (
    "name=ablation base", "method.enabled=false", "model.temperature=0.05", "data.sample=image",
    "train.learning_rate=2e-3",
    "phases=[{epochs=3,batch=48,contrastive=0.3,attributes=1.0},{epochs=2,batch=64,attributes=0.3}]",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """Where things lie: rendered people, the two sets made of them, runs and results."""

    out: Path
    renders: Path
    assets: Path | None

    @property
    def base_set(self) -> Path:
        """People that the encoder is trained on first."""
        return self.out / "base-set"

    @property
    def set(self) -> Path:
        """People that the variants train on."""
        return self.out / "set"

    def result(self, variant: str, seed: int) -> Path:
        """Where a finished run's figures are."""
        return self.out / "results" / f"{_slug(variant)}-{seed}.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is left of the ablation and print its table as Markdown."""
    options = _parser().parse_args(arguments)
    try:
        run_ablation(options)
    except CpclError as error:
        print(f"\nablation: {error}", file=sys.stderr)
        return 1
    return 0


def run_ablation(options: argparse.Namespace) -> None:
    """What is not done yet, then the table."""
    plan = Plan(options.out, options.renders or options.out / "renders", options.assets)
    names = options.only or list(VARIANTS)
    left = [(name, seed) for seed in options.seeds for name in names if not plan.result(name, seed).is_file()]
    if left:
        prepare_sets(plan)
        base = _train_base(plan)
        for name, seed in left:
            _write_json(plan.result(name, seed), run_variant(plan, name, seed, base, options.set))
    print(markdown_table({name: results_of(plan, name) for name in names}))


def prepare_sets(plan: Plan) -> None:
    """Render the people and write both sets, finished pictures as a camera gives them."""
    from cpcl_train.synthetic.dataset import render_dataset

    if (plan.set / "reid_raw.json").is_file():
        return
    source = render_dataset(plan.renders, _PEOPLE, _RENDER_SEED, plan.assets, _VIEWS, report=_count)
    records = json.loads(source.read_text(encoding="utf-8"))
    train_people = sorted({record["id"] for record in records if record["split"] == "train"})
    held = set(train_people[:_BASE_PEOPLE])
    _write_set(plan, plan.base_set, [r for r in records if r["split"] == "val" or r["id"] in held])
    _write_set(plan, plan.set, [r for r in records if r["id"] not in held], _CAPTIONS)


def run_variant(plan: Plan, variant: str, seed: int, base: Path, extra: Sequence[str]) -> dict[str, Any]:
    """Train one variant and score it on the test split, as validation chose it and as it ended."""
    config = load_config(RECIPE, [f"seed={seed}", f"init={base}", *VARIANTS[variant], *extra])
    folder, began = plan.out / "runs" / f"{_slug(variant)}-{seed}", time.perf_counter()
    with Logbook(folder) as log:
        log.say(f"--- {variant}, seed {seed}")
        chosen = train(config, plan.set, folder, log)
    last = load_checkpoint(folder / LAST)
    return {
        "variant": variant, "seed": seed, "chosen": chosen.epoch,
        "test": _score(chosen, plan.set), "test_last": _score(last, plan.set), "epochs": read_metrics(folder),
        "seconds": time.perf_counter() - began,
    }  # fmt: skip


def results_of(plan: Plan, variant: str) -> list[dict[str, Any]]:
    """The finished runs of a variant, by seed."""
    pattern = re.compile(re.escape(_slug(variant)) + r"-\d+\.json")
    files = sorted(path for path in (plan.out / "results").glob("*.json") if pattern.fullmatch(path.name))
    return [json.loads(path.read_text(encoding="utf-8")) for path in files]


def markdown_table(results: dict[str, list[dict[str, Any]]]) -> str:
    """Mean ± standard deviation over seeds of the test scores; clusters and outliers of the last epoch."""
    lines = [
        "| | R@1 | R@5 | mAP | mINP | R@1 at the end | R@1, mAP elsewhere | image / text clusters "
        "| outliers before → after (image, text) | ARI (image, text) |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, runs in results.items():
        if runs:
            scores = [_spread([run["test"][key] for run in runs]) for key in ("r1", "r5", "mAP", "mINP")]
            scores.append(_spread([run["test_last"]["r1"] for run in runs]))
            lines.append(f"| {name} | " + " | ".join([*scores, _elsewhere(runs), *_clusters(runs)]) + " |")
    return "\n".join(lines)


def _elsewhere(runs: list[dict[str, Any]]) -> str:
    """R@1 and mAP with a caption's own picture out of the gallery; nothing of runs scored before there was that."""
    if any("elsewhere_r1" not in run["test"] for run in runs):
        return "–"
    return ", ".join(_spread([run["test"][f"elsewhere_{key}"] for run in runs]) for key in ("r1", "mAP"))


def _clusters(runs: list[dict[str, Any]]) -> list[str]:
    last = [run["epochs"][-1] for run in runs]
    if "clusters/images/after/clusters" not in last[0]:
        return ["–"] * 3

    def mean(key: str) -> float:
        return statistics.fmean(row[f"clusters/{key}"] for row in last)

    moves = ", ".join(
        f"{mean(f'{what}/before/outlier_share'):.1%} → {mean(f'{what}/after/outlier_share'):.1%}"
        for what in ("images", "texts")
    )
    return [
        f"{mean('images/after/clusters'):.0f} / {mean('texts/after/clusters'):.0f}", moves,
        f"{mean('images/after/rand_index'):.2f}, {mean('texts/after/rand_index'):.2f}",
    ]  # fmt: skip


def _spread(values: list[float]) -> str:
    deviation = statistics.stdev(values) if len(values) > 1 else 0.0
    return f"{statistics.fmean(values):.1f} ± {deviation:.1f}"


def _train_base(plan: Plan) -> Path:
    """The encoder that every variant starts from."""
    config: Config = load_config(RECIPE, BASE)
    folder = plan.out / "base"
    with Logbook(folder) as log:
        train(config, plan.base_set, folder, log)
    return folder


def _score(checkpoint: Checkpoint, data: Path) -> dict[str, float]:
    """The standard figures, and those with the picture that a caption was written from taken out: `elsewhere_…`."""
    images = [image for image in read_annotations(data) if image.split == "test"]
    encoder = checkpoint_encoder(checkpoint)
    gallery = embed_images(encoder, [image.path for image in images])
    queries = embed_texts(encoder, [caption for image in images for caption in image.captions])
    people = np.array([image.person for image in images], np.int64)
    own = np.repeat(np.arange(len(images)), [len(image.captions) for image in images])
    given, found = (
        Scores(*query_scores(queries, gallery, people[own], people, out).mean(0).tolist()).rounded()
        for out in (None, own)
    )
    return given | {f"elsewhere_{name}": value for name, value in found.items()}


def _write_set(plan: Plan, out: Path, records: list[dict[str, Any]], captions: int | None = None) -> None:
    from cpcl_train.synthetic.backgrounds import composite, degrade

    kept = []
    for number, record in enumerate(records):
        name = Path(record["file_path"]).with_suffix(".png")
        image = read_image(plan.renders / "imgs" / record["file_path"])
        if image.shape[2] == 4:
            rng = np.random.default_rng((_RENDER_SEED, number))
            image = degrade(rng, composite(rng, image))
        target = out / "imgs" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(target), cv2.cvtColor(shrink(image, _HEIGHT, _WIDTH), cv2.COLOR_RGB2BGR))
        said = record["captions"][:captions] if record["split"] == "train" else record["captions"]
        kept.append({**record, "file_path": name.as_posix(), "captions": said})
    _write_json(out / "reid_raw.json", kept)


def _write_json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(value), encoding="utf-8")
    part.replace(path)


def _slug(name: str) -> str:
    return "-".join(name.lower().replace("+", " ").replace(",", " ").split())


def _count(done: int, total: int) -> None:
    print(f"\rrendered {done} of {total} people", end="", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cpcl_train.bench.ablation", description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path, metavar="OUT", help="folder for sets, runs and results")
    parser.add_argument("--renders", type=Path, help="rendered people, if they are there already")
    parser.add_argument("--assets", type=Path, help="folder of MakeHuman's CC0 assets")
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    parser.add_argument("--only", nargs="+", choices=VARIANTS, metavar="VARIANT")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="change the recipe")
    return parser


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main())
