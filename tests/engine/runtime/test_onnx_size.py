"""Another input size for an ONNX file, by rewriting what it declares."""

import numpy as np
import onnx
import pytest
from onnx import helper

from cpcl_desktop.engine.runtime.onnx_size import with_input_size
from cpcl_desktop.engine.runtime.sessions import open_session
from tests.networks import network


def pooling(height, width) -> bytes:
    node = helper.make_node("AveragePool", ["image"], ["out"], kernel_shape=[2, 2], strides=[2, 2])
    return network([node], {"image": [1, 3, height, width]}, {"out": [1, 3, "rows", "columns"]})


def test_only_the_named_input_changes_and_the_network_runs_at_its_new_size():
    resized = with_input_size(pooling(64, 64), "image", 32, 300)
    (shape,) = [
        [d.dim_value for d in i.type.tensor_type.shape.dim] for i in onnx.load_from_string(resized).graph.input
    ]
    assert shape == [1, 3, 32, 300]
    image = np.random.default_rng(0).random((1, 3, 32, 300), np.float32)
    (output,) = open_session(resized, "cpu", 1).run({"image": image})
    assert np.allclose(output, image.reshape(1, 3, 16, 2, 150, 2).mean((3, 5)), atol=1e-6)


def test_a_free_size_can_be_fixed():
    free = pooling("height", "width")
    assert open_session(free, "cpu", 1).inputs == {"image": (1, 3, "height", "width")}
    assert open_session(with_input_size(free, "image", 64, 96), "cpu", 1).inputs == {"image": (1, 3, 64, 96)}


def test_an_input_of_another_name_is_left_alone():
    kept = onnx.load_from_string(with_input_size(pooling(64, 64), "other", 32, 32))
    assert [d.dim_value for d in kept.graph.input[0].type.tensor_type.shape.dim] == [1, 3, 64, 64]


@pytest.mark.parametrize("content", [b"\x0f", b"\x3a\xff\xff\x03ab", b"\x3a", b"no protocol buffer \xff\xff"])
def test_other_bytes_are_refused(content):
    with pytest.raises(ValueError, match="not an ONNX file"):
        with_input_size(content, "image", 32, 32)
