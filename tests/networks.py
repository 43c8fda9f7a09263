"""Tiny ONNX networks for tests, built node by node."""

import numpy as np
from onnx import NodeProto, TensorProto, helper, numpy_helper


def network(nodes: list[NodeProto], inputs: dict, outputs: dict, constants: dict | None = None) -> bytes:
    """An ONNX file; `inputs` and `outputs` map names to shapes of float tensors."""
    graph = helper.make_graph(
        nodes,
        "test",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in inputs.items()],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in (constants or {}).items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8).SerializeToString()


def doubler() -> bytes:
    """x (N×2) → 2x."""
    return network(
        [helper.make_node("Mul", ["x", "two"], ["y"])], {"x": ["n", 2]}, {"y": ["n", 2]}, {"two": np.float32(2)}
    )


def hungry(most_rows: int) -> bytes:
    """x (N×1) → x, but with more than `most_rows` rows it first asks for more memory than there is anywhere."""
    nodes = [
        helper.make_node("Shape", ["x"], ["shape"]),
        helper.make_node("Gather", ["shape", "first"], ["rows"], axis=0),
        helper.make_node("Greater", ["rows", "most"], ["too_many"]),
        helper.make_node("Where", ["too_many", "vast", "small"], ["room"]),
        helper.make_node("ConstantOfShape", ["room"], ["zeros"]),
        helper.make_node("ReduceSum", ["zeros"], ["zero"], keepdims=0),
        helper.make_node("Add", ["x", "zero"], ["y"]),
    ]
    constants = {
        "first": np.array([0], np.int64),
        "most": np.array([most_rows], np.int64),
        "vast": np.array([1 << 46], np.int64),  # 2^48 bytes: beyond the address space of today's processors
        "small": np.array([1], np.int64),
    }
    return network(nodes, {"x": ["n", 1]}, {"y": ["n", 1]}, constants)


def constant_detector(rows: np.ndarray, size: int) -> bytes:
    """images 1×3×size×size → `rows` (N×(5+C)), whatever the picture shows."""
    nodes = [
        helper.make_node("ReduceSum", ["images"], ["sum"], keepdims=0),
        helper.make_node("Mul", ["sum", "nothing"], ["zero"]),
        helper.make_node("Add", ["rows", "zero"], ["output"]),
    ]
    constants = {"nothing": np.float32(0), "rows": rows[None].astype(np.float32)}
    return network(nodes, {"images": [1, 3, size, size]}, {"output": [1, *rows.shape]}, constants)
