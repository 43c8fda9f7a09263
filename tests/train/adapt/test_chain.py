"""From decisions to a better model: a real case → `cpcl pairs` → `cpcl-train adapt` → `cpcl models add` → a search.

The model is small and real: it sees four bands of a picture and knows words for the colours of tops and trousers,
but its projections pass over the trousers. The case's descriptions tell people apart by these.
"""

import json
from itertools import product
from pathlib import Path

import cv2
import numpy as np
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from cpcl_desktop.bundle.bundle import Bundle, write_bundle
from cpcl_desktop.bundle.manifest import ImageInput, Manifest
from cpcl_desktop.cli.main import main as cpcl
from cpcl_desktop.engine.case.case import Case
from cpcl_train.adapt.pairs import read_pairs
from cpcl_train.cli.main import main as cpcl_train

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


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A folder with the model, the rendered set and a case in which 25 people, seen twice, were decided."""
    folder = tmp_path_factory.mktemp("chain")
    write_model(folder / "bands")
    write_renders(folder / "renders")
    (folder / "crops").mkdir()
    rng = np.random.default_rng(1)
    looks = list(product(COLOURS, COLOURS))
    for number, (top, trousers) in enumerate(looks * 2):
        draw(folder / "crops" / f"{number:03d}.png", COLOURS[top], COLOURS[trousers], rng)
    case = folder / "shop.cpcl"
    assert (
        cpcl(["ingest", str(case), str(folder / "crops"), "--already-cropped", "--model", str(folder / "bands")])
        == 0
    )
    with Case.open(case) as opened:
        for track in range(1, 2 * len(looks) + 1):
            top, trousers = looks[(track - 1) % len(looks)]
            opened.decisions.decide(track, "match", description=f"{top} {trousers}trousers")
    return folder


def adapted(home: Path, out: str, pairs: Path, *more: str) -> list[str]:
    renders = ["--renders", str(home / "renders"), "--json"]
    return ["adapt", str(home / "bands"), str(pairs), "--out", str(home / out), *renders, *more]


@pytest.fixture(scope="module")
def pairs(home):
    assert cpcl(["pairs", str(home / "shop.cpcl"), "--out", str(home / "pairs")]) == 0
    return home / "pairs"


def test_decisions_make_a_better_model_that_is_added_and_searched_with(home, pairs, capsys, monkeypatch):
    capsys.readouterr()
    assert cpcl_train(adapted(home, "better", pairs)) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["verdict"] == "accepted" and told["groups"] == 25 and told["held_out"]["r1"]["low"] > 0
    better = Bundle.open(home / "better")
    descent, parent = better.manifest.descent, Bundle.open(home / "bands")
    assert (descent.parent, descent.parent_sha256, descent.forced) == ("bands", parent.sha256, False)
    assert descent.pairs == read_pairs([pairs]).used and descent.pairs[0].case == "shop"
    assert better.manifest.licence.startswith("LicenseRef-") and better.sha256 != parent.sha256
    card = better.read("model_card").decode()
    for said in (
        parent.sha256,
        "shop",
        descent.pairs[0].pairs_sha256,
        "Accepted.",
        "Its parent's: MIT",
        "never an",
    ):
        assert said in card
    assert "Pairs of the case shop" in better.manifest.trained_on[-1]

    monkeypatch.setenv("CPCL_HOME", str(home / "home"))
    assert cpcl(["models", "add", str(home / "better")]) == 0
    case = str(home / "shop.cpcl")
    assert cpcl(["reindex", case, "--model", better.manifest.name]) == 0
    capsys.readouterr()
    assert cpcl(["search", case, "red bluetrousers", "--limit", "2", "--json"]) == 0
    hits = json.loads(capsys.readouterr().out)["hits"]
    assert sorted(hit["track"] for hit in hits) == [3, 28]  # both of whom it was said


def test_a_model_that_is_refused_is_not_written_and_where_forced_not_added(
    home, pairs, tmp_path, capsys, monkeypatch
):
    """The same pictures with descriptions that mean nothing."""
    records = json.loads((pairs / "reid_raw.json").read_text())
    texts = {record["group"]: record["captions"] for record in records}
    dealt = dict(zip(texts, np.random.default_rng(4).permutation(list(texts)), strict=True))
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    (wrong / "imgs").symlink_to(pairs / "imgs")
    (wrong / "reid_raw.json").write_text(
        json.dumps([{**record, "captions": texts[dealt[record["group"]]]} for record in records])
    )
    (wrong / "pairs.json").write_text((pairs / "pairs.json").read_text())
    capsys.readouterr()
    assert cpcl_train(adapted(home, "worse", wrong)) == 1
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert told["verdict"] == "refused" and told["bundle"] is None and not (home / "worse").exists()
    assert "do not fit the passages" in said.err and "No bundle was written" in said.err
    assert cpcl_train(adapted(home, "worse", wrong, "--force")) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "forced"
    manifest = Bundle.open(home / "worse").manifest
    assert manifest.descent.forced and "--force" in Bundle.open(home / "worse").read("model_card").decode()
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    assert cpcl(["models", "add", str(home / "worse")]) == 1
    assert "did not pass the comparison" in capsys.readouterr().err and not (tmp_path / "home").exists()


def test_few_groups_are_told_so_and_offered_another_way(home, pairs, tmp_path, capsys):
    few = tmp_path / "few"
    few.mkdir()
    (few / "imgs").symlink_to(pairs / "imgs")
    records = json.loads((pairs / "reid_raw.json").read_text())
    kept = sorted({record["group"] for record in records})[:19]
    (few / "reid_raw.json").write_text(json.dumps([record for record in records if record["group"] in kept]))
    (few / "pairs.json").write_text((pairs / "pairs.json").read_text())
    assert cpcl_train(adapted(home, "few", few)) == 1
    assert (
        "19 groups" in (said := capsys.readouterr().err) and "cpcl search" in said and not (home / "few").exists()
    )


def test_pairs_of_another_make_are_refused(home, pairs, tmp_path, capsys):
    def fails(folder: Path, sentence: str) -> None:
        assert cpcl_train(adapted(home, "none", folder)) == 2
        assert sentence in capsys.readouterr().err

    fails(home / "renders", "was not written by `cpcl pairs`")
    old = tmp_path / "old"
    old.mkdir()
    (old / "imgs").symlink_to(pairs / "imgs")
    records = json.loads((pairs / "reid_raw.json").read_text())
    (old / "reid_raw.json").write_text(json.dumps([{**record, "group": None} for record in records]))
    (old / "pairs.json").write_text((pairs / "pairs.json").read_text())
    fails(old, "of which group and passage")
    table = json.loads((pairs / "pairs.json").read_text())
    (old / "pairs.json").write_text(json.dumps({**table, "others": [{"files": ["../../secret.jpg"]}]}))
    fails(old, "of another form")
    (home / "taken").mkdir()
    assert cpcl_train(adapted(home, "taken", pairs)) == 2
    assert "not a model bundle" in capsys.readouterr().err
