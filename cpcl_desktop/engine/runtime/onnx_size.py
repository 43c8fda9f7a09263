"""Give an ONNX network another input size by rewriting the few bytes of the file that state it.

A fully convolutional network computes the same at every size, but its file
often fixes one. Only the declared sizes are touched, so that no ONNX library
is needed at run time. Field numbers are those of onnx.proto: model.graph = 7,
graph.input/output/value_info = 11/12/13, value_info.name/type = 1/2,
type.tensor = 1, tensor.shape = 2, shape.dim = 1, dim.dim_value = 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from cpcl_desktop.bundle.worded import worded

_Edit = Callable[[memoryview], bytes | None]  # a field's payload → its new payload, or None to drop the field

_LENGTH_DELIMITED = 2
_FIXED_WIDTHS = {1: 8, 5: 4}


def with_input_size(model: bytes, name: str, height: int, width: int) -> bytes:
    """The ONNX file `model` with input `name` (N×C×H×W) declared `height` × `width`.

    Sizes declared for outputs and values between are removed, so that the
    runtime infers them. The network may still refuse the size when it is
    opened or run. `ValueError` when the bytes are not an ONNX file.
    """
    sizes = {2: height, 3: width}

    def resize(payload: memoryview) -> bytes:
        return _edited(payload, _nested((2, 1, 2), lambda shape: _with_dimensions(shape, sizes)))

    def resize_input(payload: memoryview) -> bytes:
        named = any(number == 1 and bytes(value) == name.encode() for number, _, value in fields(payload))
        return resize(payload) if named else bytes(payload)

    def forget_size(payload: memoryview) -> bytes:
        return _edited(payload, _nested((2, 1, 2), lambda _: None))

    graph_edits: Mapping[int, _Edit] = {11: resize_input, 12: forget_size, 13: lambda _: None}
    try:
        return _edited(memoryview(model), {7: lambda graph: _edited(graph, graph_edits)})
    except IndexError as error:
        raise ValueError(worded("not an ONNX file")) from error


def _nested(path: tuple[int, ...], edit: _Edit) -> Mapping[int, _Edit]:
    """Edits that reach a field through its parents: `path` holds the field numbers from outside in."""
    if len(path) == 1:
        return {path[0]: edit}
    inner = _nested(path[1:], edit)
    return {path[0]: lambda payload: _edited(payload, inner)}


def _with_dimensions(shape: memoryview, sizes: Mapping[int, int]) -> bytes:
    out = bytearray()
    for position, (_, whole, _) in enumerate(fields(shape)):
        if position in sizes:
            value = b"\x08" + _varint(sizes[position])  # dim_value
            out += b"\x0a" + _varint(len(value)) + value
        else:
            out += whole
    return bytes(out)


def _edited(message: memoryview, edits: Mapping[int, _Edit]) -> bytes:
    out = bytearray()
    for number, whole, payload in fields(message):
        if number not in edits:
            out += whole
        elif (changed := edits[number](payload)) is not None:
            out += _varint(number << 3 | _LENGTH_DELIMITED) + _varint(len(changed)) + changed
    return bytes(out)


def fields(message: memoryview) -> Iterator[tuple[int, memoryview, memoryview]]:
    """(number, the whole field, its payload) for each field of a protocol buffers message."""
    at = 0
    while at < len(message):
        start = at
        tag, at = _read_varint(message, at)
        number, wire_type = tag >> 3, tag & 7
        if wire_type == _LENGTH_DELIMITED:
            length, at = _read_varint(message, at)
        elif wire_type == 0:
            length = _read_varint(message, at)[1] - at
        elif wire_type in _FIXED_WIDTHS:
            length = _FIXED_WIDTHS[wire_type]
        else:
            raise ValueError(worded("not an ONNX file"))
        if at + length > len(message):
            raise ValueError(worded("not an ONNX file"))
        yield number, message[start : at + length], message[at : at + length]
        at += length


def _read_varint(message: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
