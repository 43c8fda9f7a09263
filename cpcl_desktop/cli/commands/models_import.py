"""`cpcl models import`: a CLIP-like pair of ONNX encoders and its tokenizer, wrapped into a model of the user's."""

from __future__ import annotations

import argparse
import re
from typing import get_args

from cpcl_desktop.bundle.manifest import Fit, Interpolation
from cpcl_desktop.cli import common
from cpcl_desktop.cli.commands.models_changes import say_added
from cpcl_desktop.engine.models.importing import CLIP_CONTEXT, CLIP_MEAN, CLIP_SIDE, CLIP_STD, Wishes, import_model
from cpcl_desktop.engine.models.installed import UNKNOWN_LICENCE

_SIZE = re.compile(r"(\d{1,5})[x×](\d{1,5})", re.IGNORECASE)


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl models import`."""
    parser.epilog = (
        "Names, types and fixed sizes are read from the networks; both are tried before anything is kept. What is "
        f"not stated is CLIP's: pictures of {CLIP_SIDE}x{CLIP_SIDE} where the network leaves that free, its mean "
        "and deviation."
    )
    option = parser.add_argument
    option("image", type=common.path, metavar="IMAGE.onnx", help="pictures to vectors")
    option("text", type=common.path, metavar="TEXT.onnx", help="ids, and perhaps an attention mask, to vectors")
    option(
        "tokenizer",
        type=common.path,
        metavar="TOKENIZER.json",
        help="text to ids, in the form of the tokenizers library",
    )
    option("--name", type=common.text, required=True, help="what the model is to be called here")
    option("--licence", type=common.text, default=UNKNOWN_LICENCE, help="the licence of its weights")
    option("--size", type=_size, metavar="HxW", help="height and width of the pictures it takes, in pixels")
    mean, std = " ".join(map(str, CLIP_MEAN)), " ".join(map(str, CLIP_STD))
    option(
        "--mean", type=common.number, nargs=3, default=CLIP_MEAN, metavar="N", help=f"of red, green, blue ({mean})"
    )
    option("--std", type=common.positive, nargs=3, default=CLIP_STD, metavar="N", help=f"deviations ({std})")
    option(
        "--context", type=common.count, metavar="IDS", help=f"length of a text (the tokenizer's, or {CLIP_CONTEXT})"
    )
    option("--interpolation", choices=get_args(Interpolation), default="bicubic", help="how pictures are resized")
    option(
        "--fit",
        choices=get_args(Fit),
        default="stretch",
        help="to the whole input, or with the picture's sides kept",
    )


def import_pair(request: argparse.Namespace) -> int:
    """Wrap the three files into a bundle among the user's models."""
    wishes = Wishes(
        name=request.name,
        licence=request.licence,
        size=request.size,
        mean=tuple(request.mean),
        std=tuple(request.std),
        context=request.context,
        interpolation=request.interpolation,
        fit=request.fit,
    )
    return say_added(import_model(request.image, request.text, request.tokenizer, wishes), request.json)


def _size(argument: str) -> tuple[int, int]:
    found = _SIZE.fullmatch(argument)
    if found is None:
        raise argparse.ArgumentTypeError(f"{argument!r} is not a size; write height and width as 224x224")
    return int(found[1]), int(found[2])
