"""An ONNX network in half precision where that is safe, as torch's autocast has it.

Products (convolutions and matrix products) run in float16 and hold their weights so; what only moves or adds
up their results follows; norms, softmax and the like stay in float32. Inputs and outputs keep their types.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import onnx
from onnx import GraphProto, NodeProto, TensorProto, helper, numpy_helper

from cpcl_desktop.bundle.errors import MachineError

_PRODUCTS: Final = frozenset({"Conv", "MatMul", "Gemm"})
_FOLLOWERS: Final = frozenset(
    {"Add", "AveragePool", "Concat", "Flatten", "MaxPool", "Relu", "Reshape", "Slice", "Split", "Squeeze"}
    | {"Transpose", "Unsqueeze"}
)
_LARGEST: Final = 65504.0


def to_half(content: bytes) -> bytes:
    """The network's bytes → those of its half-precision form; raises `MachineError` for one with branches."""
    model = onnx.shape_inference.infer_shapes(onnx.load_model_from_string(content))
    if any(attribute.HasField("g") for node in model.graph.node for attribute in node.attribute):
        raise MachineError("A network with branches or loops has no half-precision form here; keep fp32.")
    graph = _Halving(model.graph).result()
    model.graph.CopyFrom(graph)
    return bytes(model.SerializeToString())


class _Halving:
    """Walks the nodes in order and knows of each tensor whether it is float32, float16 or neither."""

    def __init__(self, graph: GraphProto) -> None:
        self.graph = graph
        self.weights = {weight.name: weight for weight in graph.initializer}
        self.outputs = {output.name for output in graph.output}
        known = [*graph.input, *graph.output, *graph.value_info]
        self.full = {value.name for value in known if value.type.tensor_type.elem_type == TensorProto.FLOAT}
        self.full |= {name for name, weight in self.weights.items() if weight.data_type == TensorProto.FLOAT}
        self.half: set[str] = set()
        """Tensors that float16 nodes have made."""
        self.casts: dict[tuple[str, int], str] = {}
        self.nodes: list[NodeProto] = []

    def result(self) -> GraphProto:
        """The same graph with casts where types meet, and weights in the type they are used in."""
        for node in self.graph.node:
            self._take(node)
        used = {name for node in self.nodes for name in node.input}
        return helper.make_graph(
            self.nodes, self.graph.name, list(self.graph.input), list(self.graph.output),
            [weight for name, weight in self.weights.items() if name in used],
        )  # fmt: skip

    def _take(self, node: NodeProto) -> None:
        half = self._runs_half(node)
        wanted = TensorProto.FLOAT16 if half else TensorProto.FLOAT
        taken = NodeProto()
        taken.CopyFrom(node)
        for place, name in enumerate(node.input):
            if name in self.full:
                taken.input[place] = self._as(name, wanted)
        self.nodes.append(taken)
        if half:
            self.half |= set(node.output)
            self._widen_outputs(taken)

    def _runs_half(self, node: NodeProto) -> bool:
        if node.op_type == "Gather":  # of an embedding table
            return node.input[0] in self.weights and node.input[0] in self.full
        inputs = [name for name in node.input if name in self.full and name not in self.weights]
        follows = node.op_type in _FOLLOWERS and bool(inputs) and all(name in self.half for name in inputs)
        return node.op_type in _PRODUCTS or follows

    def _as(self, name: str, kind: int) -> str:
        """The name under which a float tensor is to be had in `kind`."""
        if (kind == TensorProto.FLOAT16) == (name in self.half):
            return name
        if (name, kind) not in self.casts:
            self.casts[name, kind] = other = f"{name}/{'half' if kind == TensorProto.FLOAT16 else 'full'}"
            if name in self.weights:
                values = np.clip(numpy_helper.to_array(self.weights[name]), -_LARGEST, _LARGEST)
                self.weights[other] = numpy_helper.from_array(values.astype(np.float16), other)
            else:
                self.nodes.append(helper.make_node("Cast", [name], [other], name=f"{other}/cast", to=kind))
        return self.casts[name, kind]

    def _widen_outputs(self, node: NodeProto) -> None:
        """A result of the network that is made in float16 leaves it in float32."""
        for place, name in enumerate(node.output):
            if name in self.outputs:
                node.output[place] = inner = f"{name}/half"
                cast = helper.make_node("Cast", [inner], [name], name=f"{inner}/cast", to=TensorProto.FLOAT)
                self.nodes.append(cast)
                self.half.discard(name)
