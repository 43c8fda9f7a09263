import dataclasses

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from cpcl_desktop.bundle.bundle import Bundle, write_bundle
from cpcl_desktop.bundle.errors import MachineError, UsageError
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.runtime.places import resource
from cpcl_desktop.engine.runtime.sessions import open_session
from cpcl_train.cli.main import main
from cpcl_train.ship import derive
from cpcl_train.ship.derive import derive_bundle
from cpcl_train.ship.packed import unpacked
from cpcl_train.ship.variants import is_convolutional, to_half, to_int8
from tests.train.people import draw_person, write_people

PICTURES = [draw_person("red", "blue", "black", 0)[..., :3], draw_person("white", "green", "blonde", 4)[..., :3]]


@pytest.fixture(scope="module")
def starter(tmp_path_factory):
    """The shipped starter in full precision; its table of words stays in eight bits."""
    shipped = Bundle.open(resource("models/starter"))
    files = shipped.contents()
    files |= {role: (files[role][0], unpacked(files[role][1])) for role in ("image_encoder", "text_encoder")}
    manifest = dataclasses.replace(shipped.manifest, metrics={}, calibration=None)
    return write_bundle(tmp_path_factory.mktemp("full") / "starter", manifest, files)


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    return write_people(tmp_path_factory.mktemp("people"), views=2)


@pytest.fixture(scope="module")
def forms(starter, people, tmp_path_factory):
    folder = tmp_path_factory.mktemp("forms")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(derive, "ALLOWED_LOSS", 100.0)  # figures of coloured blocks are nothing like those of people
        return {v: derive_bundle(starter, v, folder / v, {"blocks": people})[0] for v in ("fp16", "int8")}


@pytest.mark.parametrize(("variant", "least", "share"), [("fp16", 0.9999, 0.66), ("int8", 0.8, 0.5)])
def test_the_desktop_loads_each_form_unchanged(starter, forms, variant, least, share):
    small = Bundle.open(forms[variant].path)
    small.verify()
    assert small.manifest.name == f"starter-{variant}" and small.sha256 != starter.sha256
    ours, theirs = Embedder(starter, "cpu", 1), Embedder(small, "cpu", 1)
    assert (ours.images(PICTURES) * theirs.images(PICTURES)).sum(1).min() > least
    sentence = "a woman in a red coat with a black backpack"
    assert float(ours.text(sentence) @ theirs.text(sentence)) > least
    for role in ("image_encoder", "text_encoder"):
        assert small.manifest.files[role].size < share * starter.manifest.files[role].size


def test_what_a_form_loses_is_in_manifest_and_card(forms):
    for variant, bundle in forms.items():
        metrics = bundle.manifest.metrics
        parity = metrics[f"parity_{variant}"]
        assert parity["against"] == "its full-precision form"
        assert variant == "int8" or parity["r1_lost"]["blocks"] <= 1
        assert 0.5 < parity["image_cosine"] <= 1 and 0.9 < parity["text_cosine"] <= 1
        assert metrics["blocks"]["captions"] == 32 and "parity_fp32" not in metrics
        card = bundle.read("model_card").decode()
        assert card.startswith(f"# starter-{variant}\n") and f"This form: {variant}" in card


def test_a_form_that_loses_too_much_is_not_written(starter, people, tmp_path, monkeypatch):
    monkeypatch.setattr(derive, "ALLOWED_LOSS", -1.0)
    with pytest.raises(MachineError, match=r"loses 0\.00 points of R@1 on blocks, where -1"):
        derive_bundle(starter, "fp16", tmp_path / "out", {"blocks": people})
    assert not list(tmp_path.iterdir())


def test_eight_bits_need_images_that_are_not_test_images(starter, people, tmp_path):
    with pytest.raises(UsageError, match="needs annotated images"):
        derive_bundle(starter, "int8", tmp_path / "a", {})
    (tmp_path / "t").mkdir()
    line = f'{{"image": "{people}/imgs/test/0_0.jpg", "person_id": 1, "captions": ["x"]}}'
    line = line.replace(f"{people}/imgs/test/", "")
    (tmp_path / "t" / "0_0.jpg").write_bytes((people / "imgs/test/0_0.jpg").read_bytes())
    (tmp_path / "t" / "captions.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(UsageError, match="images that are not test images"):
        derive_bundle(starter, "int8", tmp_path / "b", {"x": tmp_path / "t"})


def test_the_command_derives_from_a_bundle(people, tmp_path, capsys):
    model, out = str(resource("models/starter")), str(tmp_path / "half")
    assert main(["export", model, out, "--variant", "fp16", "--data", f"blocks={people}"]) == 0
    said = capsys.readouterr().err
    assert "blocks, fp32" in said and "blocks, fp16" in said and "MB, sha256" in said
    assert main(["export", model, out, "--variant", "all"]) == 2
    assert "is a bundle already" in capsys.readouterr().err
    assert main(["export", model, str(tmp_path / "i"), "--variant", "int8"]) == 2
    assert "--data NAME=FOLDER" in capsys.readouterr().err


def chain(nodes, weights, dims=("n", 8), out=("n", 8)):
    graph = helper.make_graph(
        nodes, "chain", [helper.make_tensor_value_info("x", TensorProto.FLOAT, dims)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, out)],
        [numpy_helper.from_array(np.asarray(value, np.float32), name) for name, value in weights.items()],
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)
    onnx.checker.check_model(model)
    return model.SerializeToString()


def test_half_precision_runs_products_and_what_follows_and_nothing_else():
    rng = np.random.default_rng(0)
    weights = {"w": rng.standard_normal((8, 8)), "b": rng.standard_normal(8), "huge": np.full((8, 8), 1e6)}
    nodes = [
        helper.make_node("MatMul", ["x", "w"], ["p"]),
        helper.make_node("Add", ["p", "b"], ["q"]),
        helper.make_node("Softmax", ["q"], ["s"]),
        helper.make_node("Add", ["s", "x"], ["r"]),  # not the result of a product: stays full
        helper.make_node("MatMul", ["r", "huge"], ["y"]),
    ]
    full = chain(nodes, weights)
    half = onnx.load_model_from_string(to_half(full))
    onnx.checker.check_model(half, full_check=True)
    kinds = {weight.name: weight.data_type for weight in half.graph.initializer}
    assert set(kinds) == {"w/half", "b/half", "huge/half"}
    assert set(kinds.values()) == {TensorProto.FLOAT16}
    widened = {node.input[0] for node in half.graph.node if node.op_type == "Cast" and node.attribute[0].i == 1}
    assert widened == {"q", "y/half"}
    assert numpy_helper.to_array(half.graph.initializer[2]).max() == 65504  # the largest there is, not infinity
    x = rng.standard_normal((3, 8)).astype(np.float32)
    nodes[-1] = helper.make_node("Identity", ["r"], ["y"])
    full = chain(nodes, {name: weights[name] for name in "wb"})
    got = open_session(to_half(full), "cpu", 1).run({"x": x})[0]
    assert got.dtype == np.float32
    np.testing.assert_allclose(got, open_session(full, "cpu", 1).run({"x": x})[0], atol=5e-3)


def test_a_network_with_branches_stays_as_it_is():
    body = helper.make_graph(
        [helper.make_node("Identity", ["x"], ["z"])], "body", [],
        [helper.make_tensor_value_info("z", TensorProto.FLOAT, ("n", 8))],
    )  # fmt: skip
    nodes = [
        helper.make_node("Constant", [], ["yes"], value=helper.make_tensor("c", TensorProto.BOOL, [], [True])),
        helper.make_node("If", ["yes"], ["y"], then_branch=body, else_branch=body),
    ]
    with pytest.raises(MachineError, match="branches"):
        to_half(chain(nodes, {}))


def test_matrix_products_take_eight_bits_without_calibration(starter):
    text, image = starter.read("text_encoder"), starter.read("image_encoder")
    assert is_convolutional(image) and not is_convolutional(text)
    kinds = {node.op_type for node in onnx.load_model_from_string(to_int8(text, "ids")).graph.node}
    assert "MatMulInteger" in kinds
    small = onnx.load_model_from_string(to_int8(image, "image", np.zeros((4, 3, 192, 96), np.float32)))
    weights = {w.name: w.data_type for w in small.graph.initializer}
    assert TensorProto.INT8 in weights.values()
