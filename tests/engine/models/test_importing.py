"""Foreign pairs of encoders, made node by node as exporters write them, brought in and searched with."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer as Library
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.tokenizer import Tokenizer
from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.errors import BundleError, UsageError
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.models.importing import CLIP_MEAN, Wishes, import_model
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.runtime.places import resource

WORDS = ("<pad>", "a", "woman", "man", "in", "with", "red", "coat", "blue", "backpack", "<start>", "<end>")
DIM = 4
FLOAT, INT64, INT32 = TensorProto.FLOAT, TensorProto.INT64, TensorProto.INT32


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def _network(path: Path, nodes: list, inputs: dict, outputs: dict, constants: dict) -> Path:
    graph = helper.make_graph(
        nodes,
        "foreign",
        [helper.make_tensor_value_info(name, *kind) for name, kind in inputs.items()],
        [helper.make_tensor_value_info(name, *kind) for name, kind in outputs.items()],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    path.write_bytes(model.SerializeToString())
    return path


def _image_network(
    path: Path,
    size: tuple[int | str, int | str] = ("height", "width"),
    batch: int | str = "batch",
    dim: int = DIM,
    dead: bool = False,
    kind: int = FLOAT,
) -> Path:
    """Pictures → a map of features (rank 3) and, of the means of thirds of it, an embedding, not of unit norm."""
    random = np.random.default_rng(1).standard_normal((3, dim)).astype(np.float32)
    nodes = [
        helper.make_node("Cast", ["pixel_values"], ["pixels"], to=FLOAT),
        helper.make_node("ReduceMean", ["pixels"], ["last_hidden_state"], axes=[3], keepdims=0),
        helper.make_node("ReduceMax", ["last_hidden_state"], ["means"], axes=[2], keepdims=0),
        helper.make_node("MatMul", ["means", "projection"], ["projected"]),
        helper.make_node("Mul", ["projected", "scale"], ["image_embeds"]),
    ]
    constants = {"projection": random, "scale": np.float32(0 if dead else 7)}
    return _network(
        path,
        nodes,
        {"pixel_values": (kind, [batch, 3, *size])},
        {"last_hidden_state": (FLOAT, None), "image_embeds": (FLOAT, [batch, dim])},
        constants,
    )


def _text_network(
    path: Path,
    mask: bool = True,
    kind: int = INT64,
    length: int | str = "length",
    dim: int = DIM,
    dead: bool = False,
) -> Path:
    """Ids → the mean of what the words mean over the mask, without one over all ids."""
    table = np.random.default_rng(2).standard_normal((len(WORDS), dim)).astype(np.float32)
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])]
    if mask:
        nodes += [
            helper.make_node("Cast", ["attention_mask"], ["weights"], to=FLOAT),
            helper.make_node("Unsqueeze", ["weights", "axis"], ["columns"]),
            helper.make_node("Mul", ["last_hidden_state", "columns"], ["kept"]),
        ]
    nodes += [
        helper.make_node("ReduceSum", ["kept" if mask else "last_hidden_state", "rows"], ["sum"], keepdims=0),
        helper.make_node("Mul", ["sum", "scale"], ["text_embeds"]),
    ]
    inputs = {"input_ids": (kind, ["batch", length])}
    if mask:
        inputs["attention_mask"] = (kind, ["batch", length])
    constants = {
        "table": table,
        "axis": np.array([2]),
        "rows": np.array([1]),
        "scale": np.float32(0 if dead else 3),
    }
    outputs = {"last_hidden_state": (FLOAT, None), "text_embeds": (FLOAT, ["batch", dim])}
    return _network(path, nodes, inputs, outputs, constants)


def _vocabulary(path: Path, pad: str | None = None, longest: int | None = None) -> Path:
    tokenizer = Library(WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="<pad>"))
    tokenizer.pre_tokenizer = Whitespace()
    special = [("<start>", WORDS.index("<start>")), ("<end>", WORDS.index("<end>"))]
    tokenizer.post_processor = TemplateProcessing(single="<start> $A <end>", special_tokens=special)
    if pad:
        tokenizer.enable_padding(pad_id=WORDS.index(pad), pad_token=pad)
    if longest:
        tokenizer.enable_truncation(longest)
    tokenizer.save(str(path))
    return path


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path, Path]:
    files = tmp_path / "i.onnx", tmp_path / "t.onnx", tmp_path / "v.json"
    return _image_network(files[0]), _text_network(files[1]), _vocabulary(files[2])


def _pictures() -> Sequence[np.ndarray]:
    return [np.full((90, 40, 3), colour, np.uint8) for colour in ((220, 20, 20), (20, 20, 220), (240, 240, 240))]


def test_a_foreign_pair_becomes_a_model_that_embeds(pair: tuple[Path, Path, Path], home: Path) -> None:
    bundle = import_model(*pair, Wishes("theirs", licence="MIT"))
    assert bundle.path == home / "models" / "theirs" and Bundle.open(bundle.path).sha256 == bundle.sha256
    manifest, ports = bundle.manifest, bundle.manifest.ports
    assert (manifest.licence, manifest.embedding_dim, manifest.context_length) == ("MIT", DIM, 77)
    assert (manifest.image.height, manifest.image.width, manifest.image.mean) == (224, 224, CLIP_MEAN)
    assert (ports.image, ports.image_output, ports.text_output) == ("pixel_values", "image_embeds", "text_embeds")
    assert (ports.ids, ports.ids_type, ports.mask) == ("input_ids", "int64", "attention_mask")
    (known,) = [model for model in installed.installed() if model.origin == "imported"]
    assert known.path == bundle.path
    embedder = Embedder(installed.find_model("theirs", "image-text"), "cpu", 1)
    images, text = embedder.images(_pictures()), embedder.text("a woman in red")
    np.testing.assert_allclose(np.linalg.norm(images, axis=1), 1, atol=1e-5)
    assert images.shape == (3, DIM) and text.shape == (DIM,) and abs(np.linalg.norm(text) - 1) < 1e-5


def test_the_mask_keeps_padding_out(tmp_path: Path) -> None:
    """The same words give the same vector however long the context is; without the mask they would not."""
    vectors = []
    for context in (8, 20):
        files = (
            _image_network(tmp_path / "i.onnx"),
            _text_network(tmp_path / "t.onnx"),
            _vocabulary(tmp_path / "v.json", "<end>"),
        )
        bundle = import_model(*files, Wishes("theirs", context=context))
        assert bundle.manifest.ports.pad_id == WORDS.index("<end>")
        vectors.append(Embedder(bundle, "cpu", 1).text("a man in red"))
    np.testing.assert_allclose(vectors[0], vectors[1], atol=1e-6)
    table = np.random.default_rng(2).standard_normal((len(WORDS), DIM)).astype(np.float32)
    wanted = table[[WORDS.index(word) for word in ["<start>", "a", "man", "in", "red", "<end>"]]].sum(axis=0)
    np.testing.assert_allclose(vectors[0], wanted / np.linalg.norm(wanted), atol=1e-5)


def test_the_mask_ends_with_the_text(tmp_path: Path) -> None:
    content = _vocabulary(tmp_path / "v.json").read_bytes()
    for pad in (0, WORDS.index("<end>")):
        reader = Tokenizer(content, 8, pad)
        np.testing.assert_array_equal(
            reader.mask(reader.encode(["red", "a woman in red coat"])),
            [[1, 1, 1, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1, 1, 0]],
        )


def test_what_the_networks_fix_is_taken_from_them(tmp_path: Path) -> None:
    image = _image_network(tmp_path / "i.onnx", (96, 48), batch=1)
    text = _text_network(tmp_path / "t.onnx", mask=False, kind=INT32, length=12)
    bundle = import_model(image, text, _vocabulary(tmp_path / "v.json"), Wishes("fixed"))
    assert (bundle.manifest.image.height, bundle.manifest.image.width) == (96, 48)
    assert bundle.manifest.context_length == 12
    assert (bundle.manifest.ports.ids_type, bundle.manifest.ports.mask) == ("int32", None)
    embedder = Embedder(bundle, "cpu", 1)
    together, alone = embedder.images(_pictures()), [embedder.images([one])[0] for one in _pictures()]
    np.testing.assert_allclose(together, alone, atol=1e-6)  # it takes one at a time


def test_the_length_of_a_text_is_the_tokenizers_where_nothing_else_says(tmp_path: Path) -> None:
    files = _image_network(tmp_path / "i.onnx"), _text_network(tmp_path / "t.onnx")
    bundle = import_model(*files, _vocabulary(tmp_path / "v.json", longest=31), Wishes("long"))
    assert bundle.manifest.context_length == 31


@pytest.mark.parametrize(
    ("networks", "wishes", "sentence"),
    [
        ({"image": {"dim": 5}}, {}, r"no vectors of one length \(pictures: image_embeds 5; texts: text_embeds 4\)"),
        (
            {"image": {"dead": True}},
            {},
            "i.onnx cannot be used: for made-up pictures it gives numbers that are none",
        ),
        ({"text": {"dead": True}}, {}, "t.onnx cannot be used: for made-up texts it gives numbers that are none"),
        ({"image": {"batch": 8}}, {}, "it takes 8 at a time"),
        ({"image": {"kind": TensorProto.FLOAT16}}, {}, "export it with inputs of 32-bit floats"),
        ({"image": {"size": (96, 48)}}, {"size": (224, 224)}, "pictures of 96×48 pixels only; leave out --size"),
        ({"text": {"length": 12}}, {"context": 77}, "texts of 12 ids only; leave out --context"),
        ({"text": {"kind": FLOAT}}, {}, "ids are whole numbers N×length"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(
    tmp_path: Path, home: Path, networks: dict, wishes: dict, sentence: str
) -> None:
    if networks.get("text", {}).get("kind") == FLOAT:
        text = _image_network(tmp_path / "t.onnx")  # takes floats, as a text encoder must not
        sentence = "ids are whole numbers"
    else:
        text = _text_network(tmp_path / "t.onnx", **networks.get("text", {}))
    image = _image_network(tmp_path / "i.onnx", **networks.get("image", {}))
    with pytest.raises(BundleError, match=sentence) as raised:
        import_model(image, text, _vocabulary(tmp_path / "v.json"), Wishes("bad", **wishes))
    assert "othing was imported" in str(raised.value) and not (home / "models").exists()


def test_texts_that_are_not_told_apart_are_refused(tmp_path: Path, home: Path) -> None:
    """A tokenizer of another model knows none of the words, so that all texts are one to the network."""
    content = json.loads(_vocabulary(tmp_path / "v.json").read_text())
    content["model"]["vocab"] = {word if word.startswith("<") else f"x{n}": n for n, word in enumerate(WORDS)}
    content["pre_tokenizer"] = None  # each text is one unknown word
    (tmp_path / "v.json").write_text(json.dumps(content))
    files = _image_network(tmp_path / "i.onnx"), _text_network(tmp_path / "t.onnx"), tmp_path / "v.json"
    with pytest.raises(BundleError, match="the same vector for two unlike texts"):
        import_model(*files, Wishes("bad"))


def test_what_is_no_network_or_no_tokenizer_is_refused(pair: tuple[Path, Path, Path], tmp_path: Path) -> None:
    image, text, vocabulary = pair
    with pytest.raises(BundleError, match="is not an ONNX network that runs here"):
        import_model(vocabulary, text, vocabulary, Wishes("bad"))
    (tmp_path / "bad.json").write_text("{]")
    with pytest.raises(BundleError, match=r"is not a tokenizer\.json"):
        import_model(image, text, tmp_path / "bad.json", Wishes("bad"))
    (tmp_path / "empty.json").write_text("{}")
    with pytest.raises(BundleError, match="tokenizer cannot be read"):
        import_model(image, text, tmp_path / "empty.json", Wishes("bad"))
    with pytest.raises(UsageError, match=r"nowhere\.onnx cannot be read"):
        import_model(tmp_path / "nowhere.onnx", text, vocabulary, Wishes("bad"))
    with pytest.raises(BundleError, match="an image encoder has one input; it has input_ids"):
        import_model(text, text, vocabulary, Wishes("bad"))


def test_a_case_is_indexed_and_searched_with_an_imported_model(
    pair: tuple[Path, Path, Path], street: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--name", "theirs", "--size", "32x16", "--mean", "0.5", "0.5", "0.5", "--std", "0.5", "0.5", "0.5"]
    assert main(["models", "import", *map(str, pair), *options, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "theirs"
    case = str(tmp_path / "c.cpcl")
    assert main(["ingest", case, str(street), "--model", "theirs", "--detector", "motion"]) == 0
    capsys.readouterr()
    assert main(["search", case, "woman in red", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["model"]["name"] == "theirs" and len(answer["hits"]) == 3
    with pytest.raises(SystemExit):
        main(["models", "import", *map(str, pair), "--name", "x", "--size", "large"])
    assert "write height and width as 224x224" in capsys.readouterr().err


def test_a_manifest_without_ports_stays_the_same_bytes(home: Path) -> None:
    """What cases know of the shipped model is its manifest's hash; adding it again must not change that."""
    shipped = Bundle.open(resource("models") / "starter")
    assert installed.add_model(shipped.path).sha256 == shipped.sha256


def test_the_trainer_reads_an_imported_model_alike(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    from cpcl_desktop.bundle.preprocess import prepare
    from cpcl_train.ship.export import OnnxEncoder

    files = (
        _image_network(tmp_path / "i.onnx"),
        _text_network(tmp_path / "t.onnx"),
        _vocabulary(tmp_path / "v.json", "<end>"),
    )
    bundle = import_model(*files, Wishes("theirs", size=(32, 16)))
    ours, trainers = Embedder(bundle, "cpu", 1), OnnxEncoder(bundle)
    prepared = prepare(_pictures(), bundle.manifest.image)
    np.testing.assert_allclose(trainers.encode_images(prepared), ours.images(_pictures()), atol=1e-6)
    ids = trainers.tokenizer.encode(["a man in red"])
    np.testing.assert_allclose(trainers.encode_ids(ids)[0], ours.text("a man in red"), atol=1e-6)
