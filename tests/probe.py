"""A tiny real image–text bundle for tests: both encoders speak of the colours of a person's two halves.

The image encoder averages the upper and the lower half of a crop; the text
encoder adds up the colour words it knows, "top" and "bottom" first. What comes
out is a real ONNX bundle whose right answers are plain to see.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace

from cpcl_desktop.bundle.bundle import Bundle, write_bundle
from cpcl_desktop.bundle.calibration import Calibration, Weights
from cpcl_desktop.bundle.manifest import ImageInput, Manifest

COLOURS = {"red": (1, 0, 0), "green": (0, 1, 0), "blue": (0, 0, 1), "white": (1, 1, 1), "black": (0, 0, 0)}
SIZE = (16, 8)
CALIBRATION = Calibration(
    usual=0.0, shares=(), presence=Weights(-3.0, 8.0, 1.0, -0.3), strength=Weights(-4.0, 8.0, 1.0, -0.3),
    nothing=0.2, likely=0.7, fair=0.2, strong=0.5,
)  # fmt: skip
DIM = 6  # red, green, blue of the upper half, then of the lower, around mid grey
CONTEXT = 8


def write_probe(
    folder: Path, name: str = "probe", columns: Sequence[int] = range(DIM), calibration: Calibration | None = None
) -> Bundle:
    """Write the bundle to `folder` and open it.

    `columns` says which of the six numbers both encoders give, in which order: others make another model.
    """
    spec = ImageInput(*SIZE, mean=(0.5, 0.5, 0.5), std=(0.5, 0.5, 0.5))
    manifest = Manifest(
        "image-text", name, "Apache-2.0", spec, embedding_dim=len(columns), context_length=CONTEXT,
        calibration=calibration,
    )  # fmt: skip
    files = {
        "image_encoder": ("image.onnx", _image_encoder(columns)),
        "text_encoder": ("text.onnx", _text_encoder(columns)),
        "tokenizer": ("tokenizer.json", _tokenizer().to_str().encode()),
    }
    return write_bundle(folder, manifest, files)


def _words() -> dict[str, tuple[float, ...]]:
    """Each word's vector: "red" colours the upper half, "red-below" (written `redtrousers`) the lower."""
    words: dict[str, tuple[float, ...]] = {"[PAD]": (0,) * DIM, "[UNK]": (0,) * DIM, "person": (0,) * DIM}
    for name, rgb in COLOURS.items():
        signed = tuple(2.0 * c - 1.0 for c in rgb)
        words[name] = (*signed, 0.0, 0.0, 0.0)
        words[f"{name}trousers"] = (0.0, 0.0, 0.0, *signed)
    return words


def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer(WordLevel({word: i for i, word in enumerate(_words())}, unk_token="[UNK]"))
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = Whitespace()
    return tokenizer


def _image_encoder(columns: Sequence[int]) -> bytes:
    height, width = SIZE
    nodes = [
        helper.make_node(
            "AveragePool", ["image"], ["halves"], kernel_shape=[height // 2, width], strides=[height // 2, width]
        ),
        helper.make_node("Squeeze", ["halves", "last"], ["columns"]),
        helper.make_node("Transpose", ["columns"], ["rows"], perm=[0, 2, 1]),
        helper.make_node("Flatten", ["rows"], ["flat"]),
        helper.make_node("Gather", ["flat", "kept"], ["chosen"], axis=1),
        helper.make_node("LpNormalization", ["chosen"], ["embedding"], axis=1, p=2),
    ]
    last = numpy_helper.from_array(np.array([3], np.int64), "last")
    chosen = numpy_helper.from_array(np.array(columns, np.int64), "kept")
    return _model(nodes, "image", [TensorProto.FLOAT, ["n", 3, *SIZE]], len(columns), [last, chosen])


def _text_encoder(columns: Sequence[int]) -> bytes:
    words = np.array(list(_words().values()), np.float32)[:, list(columns)]
    table = numpy_helper.from_array(words, "table")
    axis = numpy_helper.from_array(np.array([1], np.int64), "axis")
    nodes = [
        helper.make_node("Gather", ["table", "ids"], ["vectors"]),
        helper.make_node("ReduceSum", ["vectors", "axis"], ["sum"], keepdims=0),
        helper.make_node("LpNormalization", ["sum"], ["embedding"], axis=1, p=2),
    ]
    return _model(nodes, "ids", [TensorProto.INT64, ["n", CONTEXT]], len(columns), [table, axis])


def _model(nodes: list, name: str, kind: list, dim: int, constants: list) -> bytes:
    graph = helper.make_graph(
        nodes,
        "probe",
        [helper.make_tensor_value_info(name, *kind)],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["n", dim])],
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model.SerializeToString()
