"""A small and real model, and a case of people for it to learn from.

The model sees four bands of a picture and knows words for the colours of tops and trousers, but its projections
pass over the trousers. The case's descriptions tell people apart by these.
"""

import json
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import cv2
import numpy as np
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from cpcl_desktop.bundle.bundle import Bundle, write_bundle
from cpcl_desktop.bundle.manifest import ImageInput, Manifest
from cpcl_desktop.cli.main import main as cpcl
from cpcl_desktop.engine.case.case import Case

COLOURS = {"red": (1, 0, 0), "green": (0, 1, 0), "blue": (0, 0, 1), "white": (1, 1, 1), "black": (0, 0, 0)}
BANDS, WIDTH, DIM = 4, 12, 12
KNOWN = np.zeros((WIDTH, DIM), np.float32)
KNOWN[:6, :6] = np.eye(6)  # the two upper bands
KNOWN[6:, :6] = 0.02 * np.tile(np.eye(3), (2, 2))


def words() -> dict[str, tuple[float, ...]]:
    """Each word's features: a colour is that of the two upper bands, "…trousers" of the two lower."""
    table: dict[str, tuple[float, ...]] = {"[PAD]": (0.0,) * WIDTH, "[UNK]": (0.0,) * WIDTH}
    for name, rgb in COLOURS.items():
        signed = tuple(2.0 * c - 1.0 for c in rgb)
        table[name] = (*signed, *signed, *(0.0,) * 6)
        table[f"{name}trousers"] = (*(0.0,) * 6, *signed, *signed)
    return table


def write_model(folder: Path) -> Bundle:
    """The bundle: bands or words → twelve features → a projection → an embedding."""
    end = [
        helper.make_node("MatMul", ["features", "projection"], ["projected"]),
        helper.make_node("LpNormalization", ["projected"], ["embedding"], axis=1, p=2),
    ]
    bands = [
        helper.make_node("AveragePool", ["image"], ["bands"], kernel_shape=[4, 8], strides=[4, 8]),
        helper.make_node("Squeeze", ["bands", "last"], ["columns"]),
        helper.make_node("Transpose", ["columns"], ["rows"], perm=[0, 2, 1]),
        helper.make_node("Flatten", ["rows"], ["features"]),
    ]
    summed = [
        helper.make_node("Gather", ["table", "ids"], ["vectors"]),
        helper.make_node("ReduceSum", ["vectors", "axis"], ["features"], keepdims=0),
    ]
    table = np.array(list(words().values()), np.float32)
    tokenizer = Tokenizer(WordLevel({word: i for i, word in enumerate(words())}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    spec = ImageInput(16, 8, mean=(0.5,) * 3, std=(0.5,) * 3)
    manifest = Manifest("image-text", "bands", "MIT", spec, embedding_dim=DIM, context_length=4)
    image = network(bands + end, "image", (TensorProto.FLOAT, ["n", 3, 16, 8]), {"last": np.array([3])})
    text = network(summed + end, "ids", (TensorProto.INT64, ["n", 4]), {"table": table, "axis": np.array([1])})
    files = {
        "image_encoder": ("image.onnx", image), "text_encoder": ("text.onnx", text),
        "tokenizer": ("tokenizer.json", tokenizer.to_str().encode()),
    }  # fmt: skip
    return write_bundle(folder, manifest, files)


def network(nodes: list, name: str, kind: tuple, constants: dict) -> bytes:
    graph = helper.make_graph(
        nodes, "bands", [helper.make_tensor_value_info(name, *kind)],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["n", DIM])],
        [numpy_helper.from_array(value, key) for key, value in {**constants, "projection": KNOWN}.items()],
    )  # fmt: skip
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8).SerializeToString()


def draw(path: Path, top: tuple, trousers: tuple | None, rng: np.random.Generator) -> None:
    """A picture of a person: top above, trousers below (none: mid grey), in a light that varies."""
    halves = np.array(
        [top, top, (0.5,) * 3 if trousers is None else trousers, (0.5,) * 3 if trousers is None else trousers]
    )
    picture = np.repeat(255 * np.clip(halves + rng.normal(0, 0.06, 3), 0, 1), 24, axis=0)
    cv2.imwrite(str(path), np.tile(picture[:, None, ::-1], (1, 48, 1)).astype(np.uint8))


def write_renders(folder: Path) -> Path:
    """People of all kinds, as rendered sets are, of whom tops alone are to be seen and said."""
    rng, records = np.random.default_rng(2), []
    for split in ("val", "test"):
        (folder / "imgs" / split).mkdir(parents=True)
        for number, (name, top) in enumerate(COLOURS.items()):
            for view in range(3):
                file = f"{split}/{number}-{view}.png"
                draw(folder / "imgs" / file, top, None, rng)
                records.append({"split": split, "captions": [name], "file_path": file, "id": number})
    (folder / "reid_raw.json").write_text(json.dumps(records))
    return folder


LOOKS = list(product(COLOURS, COLOURS))  # of tops and trousers


def write_case(path: Path, crops: Path, model: Path) -> Path:
    """A case in which 25 people, seen twice, were decided; crops are pictures of their own in a new folder."""
    crops.mkdir()
    rng = np.random.default_rng(1)
    for number, (top, trousers) in enumerate(LOOKS * 2):
        draw(crops / f"{number:03d}.png", COLOURS[top], COLOURS[trousers], rng)
    assert cpcl(["ingest", str(path), str(crops), "--already-cropped", "--model", str(model)]) == 0
    with Case.open(path) as case:
        for track in range(1, 2 * len(LOOKS) + 1):
            case.decisions.decide(track, "match", description=said_of(LOOKS[(track - 1) % len(LOOKS)]))
    return path


def said_of(look: Sequence[str]) -> str:
    """What is said of a look."""
    top, trousers = look
    return f"{top} {trousers}trousers"
