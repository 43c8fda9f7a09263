"""Whether an ONNX network may be opened: it must be one, and bring all of its weights itself.

A network can name other files to take weights from, by any path; ONNX Runtime
would open them. Bundles are checked by the hashes of their files, so a network
that reads more than itself is refused before it is opened. Field numbers are
those of onnx.proto.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from cpcl_desktop.bundle.foreign import what_it_is
from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import BundleError
from cpcl_desktop.engine.runtime.onnx_size import fields

_NOT_ONNX = worded("The network is not an ONNX model that can run here")
_DEEPEST = 40  # messages in one another; networks have loops in loops, but no more
_EXTERNAL, _LOCATION = 13, 14  # of a tensor: where its data are, and whether they are there
# By the kind of message: which fields hold messages of which kind, as far as these lead to tensors.
_INSIDE: Final[Mapping[str, Mapping[int, str]]] = {
    "model": {7: "graph", 20: "training", 25: "function"},
    "training": {1: "graph", 2: "graph"},
    "function": {7: "node", 11: "attribute"},
    "graph": {1: "node", 5: "tensor", 15: "sparse"},
    "node": {5: "attribute"},
    "attribute": {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse"},
    "sparse": {1: "tensor", 2: "tensor"},
}


def check_network(model: bytes) -> None:
    """`BundleError` where these bytes are no whole ONNX file, or one that takes data from other files."""
    if foreign := what_it_is(model):
        raise BundleError("{what}: it is {foreign}.", what=_NOT_ONNX, foreign=foreign)
    try:
        named = next(_named_files(memoryview(model), "model", 0), None)
        has_graph = any(number == 7 for number, _, _ in fields(memoryview(model)))
    except (IndexError, ValueError) as error:
        raise BundleError(
            "The network is not an ONNX model that can run here: its file is cut, damaged or another."
        ) from error
    if not has_graph:
        raise BundleError("{what}: its file has no network.", what=_NOT_ONNX)
    if named is not None:
        raise BundleError(
            "The network takes weights from another file, {file}; it was not opened, and nothing was read there. "
            "Save it as one file with all of its weights.",
            file=named,
        )


def _named_files(message: memoryview, kind: str, depth: int) -> Iterator[str]:
    """The other files that a message names."""
    if depth > _DEEPEST:
        raise ValueError(worded("messages without end"))
    if kind == "tensor":
        yield from _named_by(message)
    inside = _INSIDE.get(kind, {})
    for number, _, payload in fields(message):
        if number in inside:
            yield from _named_files(payload, inside[number], depth + 1)


def _named_by(tensor: memoryview) -> Iterator[str]:
    """The file that a tensor's data are in, where they are not in it."""
    entries, elsewhere = [], False
    for number, _, payload in fields(tensor):
        if number == _EXTERNAL:
            entries.append({key: bytes(value) for key, _, value in fields(payload)})
        elsewhere |= number == _LOCATION and bytes(payload) != b"\0"
    if entries or elsewhere:
        places = [entry.get(2, b"") for entry in entries if entry.get(1) == b"location"]
        yield repr(places[0].decode("utf-8", "replace")) if places else worded("which it does not name")
