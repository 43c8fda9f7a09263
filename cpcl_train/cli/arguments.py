"""Arguments that several commands share."""

from __future__ import annotations

import argparse
from typing import Final

from cpcl_desktop.bundle.arguments import name, path, path_or_name, text, whole

DATA_HELP: Final = (
    "folder with an annotation file (reid_raw.json, ICFG-PEDES.json, data_captions.json, captions.jsonl)"
)
_LAYOUT_HELP: Final = "cuhk-pedes, icfg-pedes, rstpreid, jsonl or auto (default: by the annotation file's name)"


def add_recipe(parser: argparse.ArgumentParser) -> None:
    """The configuration: `config`, and `overrides` of its keys."""
    parser.add_argument(
        "--config", type=path_or_name, default="starter", help="recipe name or TOML file (default starter)"
    )
    parser.add_argument("--set", type=text, action="append", default=[], dest="overrides", metavar="KEY=VALUE")


def add_layout(parser: argparse.ArgumentParser) -> None:
    """How the annotation file is to be read: `layout`."""
    parser.add_argument("--layout", type=name, default="auto", help=_LAYOUT_HELP)


def add_scored_split(parser: argparse.ArgumentParser) -> None:
    """What a model is scored on: `data`, `split` and `layout`."""
    parser.add_argument("--data", type=path, required=True, help=DATA_HELP)
    parser.add_argument("--split", default="test", choices=("train", "val", "test"))
    add_layout(parser)


def add_hardware(parser: argparse.ArgumentParser) -> None:
    """What models are run on: `device`, `precision` and `workers`."""
    parser.add_argument(
        "--device", choices=("auto", "cpu", "cuda"), default="auto",
        help="where models are run; auto: runs and checkpoints on a GPU where there is one, bundles on processors",
    )  # fmt: skip
    parser.add_argument(
        "--precision", choices=("fp32", "bf16", "fp16"), default="fp32",
        help="of runs and checkpoints (default fp32); bundles compute as they were written",
    )  # fmt: skip
    parser.add_argument(
        "--workers", type=whole(0, 256), metavar="N",
        help="processes that read images (default: one a core but one, at most 8, beside a GPU, else none)",
    )  # fmt: skip


def add_json(parser: argparse.ArgumentParser, instead_of: str) -> None:
    """Whether the answer is for programs: `json`."""
    parser.add_argument("--json", action="store_true", help=f"print JSON instead of {instead_of}")


def add_assets(parser: argparse.ArgumentParser) -> None:
    """Where the renderer's bodies and clothes are: `assets`."""
    parser.add_argument("--assets", type=path, help="folder of MakeHuman's CC0 assets")
