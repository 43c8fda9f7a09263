"""The projection at the end of an ONNX encoder: what it reads and gives, and a residual beside it.

The projection is the last matrix product before the embedding's norm. It is left as it is: what was learnt stands
beside it as two thin matrices. So nothing that is stored in 8 or 16 bits is rounded anew, and attribute heads that
read the embedding go on reading the one that they were taught on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import onnx
import onnxruntime
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper

from cpcl_desktop.bundle.errors import BundleError
from cpcl_train.judge.metrics import Floats

_PRODUCTS: Final = ("Gemm", "MatMul")
_NORMS: Final = ("Cast", "Div", "Identity", "LpNormalization")
"""Operations after the projection through which its result is followed back, by their first input."""
_TAPS: Final = ("adapt/features", "adapt/projected")


@dataclass(frozen=True, slots=True)
class Projection:
    """Names of values in an encoder: what the projection reads, what it gives, and the embedding made of that."""

    features: str
    projected: str
    embedding: str


@dataclass(frozen=True, slots=True)
class Residual:
    """What is added to a projection: features (N, F) → features · `down` (F, r) · `up` (r, D)."""

    down: Floats
    up: Floats

    def applied(self, features: Floats, projected: Floats) -> Floats:
        """What a projection reads (N, F) and gives (N, D) → embeddings (N, D) of unit norm."""
        given = projected + (features @ self.down) @ self.up
        return np.asarray(given / np.maximum(np.linalg.norm(given, axis=1, keepdims=True), 1e-12), np.float32)

    def outside(self, basis: Floats) -> Residual:
        """The same for features that were taken into the space of a basis (F, B) when it was learnt."""
        return Residual(np.asarray(basis @ self.down, np.float32), self.up)

    def scaled(self, share: float) -> Residual:
        """The way from the start (0) to this residual (1), part of it."""
        return Residual(self.down, np.asarray(share * self.up, np.float32))

    @property
    def size(self) -> int:
        """Bytes of its weights."""
        return int(self.down.nbytes + self.up.nbytes)


def find_projection(model: ModelProto, embedding: str | None = None) -> Projection:
    """Where a network's projection is; `embedding` names the output, by default the first.

    Raises `BundleError` where the output is not a matrix product with at most a norm behind it.
    """
    graph = model.graph
    output = embedding or graph.output[0].name
    made = {name: node for node in graph.node for name in node.output}
    projected = output
    while projected in made and made[projected].op_type in _NORMS:
        projected = made[projected].input[0]
    product = _product(made, projected)
    if product is None:
        raise BundleError(
            "The model cannot be adapted: its encoder does not end in a matrix product and a norm, beside which "
            "something could be learnt. Nothing was written."
        )
    return Projection(product.input[0], projected, output)


def _product(made: Mapping[str, NodeProto], name: str) -> NodeProto | None:
    """The product behind a value: it itself, or the first summand of sums (a bias, an earlier residual)."""
    node = made.get(name)
    while node is not None and node.op_type in ("Add", "Cast"):
        behind = [made[source] for source in node.input if source in made]
        node = behind[0] if behind else None
    return node if node is not None and node.op_type in _PRODUCTS else None


class TappedEncoder:
    """An encoder that gives what its projection reads and gives, instead of the embedding."""

    def __init__(self, content: bytes, embedding: str | None = None) -> None:
        """`content` is the ONNX file; raises as `find_projection`."""
        model = onnx.load_model_from_string(content)
        found = find_projection(model, embedding)
        graph = model.graph
        graph.node.extend(
            helper.make_node("Cast", [source], [tap], to=TensorProto.FLOAT)
            for source, tap in zip((found.features, found.projected), _TAPS, strict=True)
        )
        del graph.output[:]
        graph.output.extend(helper.make_tensor_value_info(tap, TensorProto.FLOAT, None) for tap in _TAPS)
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            model.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )

    def run(self, inputs: Mapping[str, np.ndarray]) -> tuple[Floats, Floats]:
        """Inputs by name → features (N, F) and projected (N, D), not normalised."""
        features, projected = self._session.run(list(_TAPS), dict(inputs))
        return np.asarray(features, np.float32), np.asarray(projected, np.float32)


def with_residual(content: bytes, residual: Residual, embedding: str | None = None) -> bytes:
    """The encoder's bytes → those of one whose embedding is made of projection and residual together.

    Whatever read the embedding inside the network reads the old one. Raises as `find_projection`.
    """
    model = onnx.load_model_from_string(content)
    found = find_projection(model, embedding)
    graph = model.graph
    stem = f"adapted{sum(value.name.endswith('/down') for value in graph.initializer)}"
    _rename(graph, found.embedding, f"{stem}/start")
    projected = f"{stem}/start" if found.projected == found.embedding else found.projected
    weights = {"down": residual.down, "up": residual.up, "ones": np.ones((residual.up.shape[1], 1), np.float32)}
    weights["least"] = np.array(1e-12, np.float32)
    graph.initializer.extend(numpy_helper.from_array(value, f"{stem}/{name}") for name, value in weights.items())
    graph.node.extend(_residual_nodes(stem, found.features, projected, found.embedding))
    _drop_unread(graph)
    return bytes(model.SerializeToString())


def _residual_nodes(stem: str, features: str, projected: str, embedding: str) -> list[NodeProto]:
    """Product, sum and norm, of operations that every version of ONNX writes the same way."""

    def node(operation: str, inputs: Sequence[str], output: str) -> NodeProto:
        name = output if output == embedding else f"{stem}/{output}"
        return helper.make_node(operation, list(inputs), [name], name=f"{stem}/{output}/node")

    at = {name: f"{stem}/{name}" for name in (
        "read", "given", "down", "thin", "up", "learnt", "sum", "squares", "ones", "square", "norm", "least", "safe"
    )}  # fmt: skip
    return [
        helper.make_node("Cast", [features], [at["read"]], to=TensorProto.FLOAT),
        helper.make_node("Cast", [projected], [at["given"]], to=TensorProto.FLOAT),
        node("MatMul", (at["read"], at["down"]), "thin"),
        node("MatMul", (at["thin"], at["up"]), "learnt"),
        node("Add", (at["given"], at["learnt"]), "sum"),
        node("Mul", (at["sum"], at["sum"]), "squares"),
        node("MatMul", (at["squares"], at["ones"]), "square"),
        node("Sqrt", (at["square"],), "norm"),
        node("Max", (at["norm"], at["least"]), "safe"),
        node("Div", (at["sum"], at["safe"]), embedding),
    ]


def _rename(graph: GraphProto, old: str, new: str) -> None:
    """Another name for a value wherever nodes make or read it; the network's output keeps its name."""
    for node in graph.node:
        for values in (node.input, node.output):
            for place, name in enumerate(values):
                if name == old:
                    values[place] = new


def _drop_unread(graph: GraphProto) -> None:
    """Leave out nodes whose results nothing reads any more."""
    while True:
        read = {name for node in graph.node for name in node.input} | {value.name for value in graph.output}
        dead = [node for node in graph.node if not read.intersection(node.output)]
        if not dead:
            return
        for node in dead:
            graph.node.remove(node)
