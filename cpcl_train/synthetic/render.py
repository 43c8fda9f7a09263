"""Draws dressed bodies off screen with moderngl on EGL; no display and no GPU needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import moderngl
import numpy as np
from numpy.typing import NDArray

from cpcl_desktop.bundle.errors import MachineError
from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.meshes import Mesh
from cpcl_train.synthetic.shaders import VERTEX, Kind, fragment

Pixels = NDArray[np.uint8]
Value = float | int | tuple[float, ...]
_BONE_ROWS = 600
_LAYOUT = "3f 3f 4f 4i 4f 3f"
_INPUTS = ("in_point", "in_normal", "in_canon", "in_bones", "in_weights", "in_flags")
_DEFAULTS: dict[str, Value] = {
    "region": (-99.0, 99.0, 99.0, 99.0), "main_colour": (0.5, 0.5, 0.5),
    "second_colour": (0.5, 0.5, 0.5), "third_colour": (0.5, 0.5, 0.5), "bag_colour": (0.1, 0.1, 0.1),
    "lower_colour": (0.1, 0.1, 0.1), "scale": 1.0, "gloss": 0.0, "wrinkle": 0.0, "part_id": 1,
    "inner_id": 5, "lower_id": 4, "front": (0.0, 0.0, 0.0, 0.0), "straps": 0, "head": (0.0, 0.0, 0.0, 0.0),
    "hair_colour": (0.1, 0.1, 0.1), "hat_line": (0.0, 0.0, 0.0, 0.0),
    "top_cover": (99.0, -99.0, -9.0, 0.0), "bottom_cover": (99.0, -99.0, -9.0, 0.0), "shoe_cover": 0.0,
    "mask": (0.0, 0.0, 0.0, 0.0), "tie": (0.0, 0.0, 0.0, 0.0), "mark": 0,
}  # fmt: skip


def _layout(inputs: list[str | None]) -> str:
    words = _LAYOUT.split()
    return " ".join(w if n else f"{int(w[0]) * 4}x" for w, n in zip(words, inputs, strict=True))


def _grain() -> bytes:
    """White noise for the shader to interpolate: the same on every machine."""
    return np.random.default_rng(0).integers(0, 256, (32, 32, 32, 4), np.uint8).tobytes()


@dataclass(frozen=True)
class Layer:
    """One mesh and the shader's settings for it (the uniforms of the fragment shader, by name)."""

    mesh: Mesh
    settings: Mapping[str, Value] = field(default_factory=dict)
    kind: Kind = Kind.CLOTH
    pattern: int = 0


@dataclass(frozen=True)
class Light:
    """Linear light: direction towards the key light, its colour, light from above and from below."""

    key_dir: Floats
    key: Floats
    sky: Floats
    ground: Floats


@dataclass(frozen=True)
class View:
    """`matrix` (4, 4) takes world to clip space (column vectors); `eye` (3,) is the camera's place."""

    matrix: Floats
    eye: Floats


@dataclass(frozen=True)
class _Uploaded:
    program: moderngl.Program
    array: moderngl.VertexArray
    buffers: list[moderngl.Buffer]
    settings: dict[str, Value]
    asked: frozenset[str]  # the uniforms that the program has


def rgb(colour: Floats) -> tuple[float, ...]:
    """A colour as the shader takes it."""
    return tuple(float(x) for x in colour)


class Dressed:
    """A person's layers on the graphics side, ready to be posed and shot many times."""

    def __init__(self, renderer: Renderer, layers: Sequence[Layer], seed: float) -> None:
        self.seed = seed
        self._context = renderer.context
        # A layer that another hides altogether (leggings under a floor-length dress) has no faces left.
        with self._context:
            self._parts = [renderer.upload(layer) for layer in layers if len(layer.mesh.faces)]

    def draw(self, renderer: Renderer) -> None:
        """Draw every layer with the pose, camera and light now set."""
        for part in self._parts:
            renderer.settle(part, self.seed)
            part.array.render()

    def release(self) -> None:
        """Give the graphics memory back."""
        with self._context:
            for part in self._parts:
                part.array.release()
                for buffer in part.buffers:
                    buffer.release()


Posed = Sequence[tuple[Dressed, Floats]]


class Renderer:
    """An off-screen target of `height` × `width` pixels. Raises `MachineError` where EGL cannot start.

    What uploads, draws or releases does so inside `with renderer.context`: a process may hold several renderers.
    """

    def __init__(self, height: int, width: int) -> None:
        try:
            self.context = moderngl.create_standalone_context(backend="egl")  # type: ignore[arg-type]
        except Exception as error:  # moderngl raises a bare Exception and has no type of its own for this
            raise MachineError(
                "The renderer could not start: EGL is missing. Nothing was rendered. "
                "On Debian and Ubuntu install libegl1 and libgl1-mesa-dri."
            ) from error
        self.size = (height, width)
        self._programs: dict[tuple[Kind, int], moderngl.Program] = {}
        self._frame: dict[str, Value] = {}
        self._bones = self.context.buffer(reserve=_BONE_ROWS * 16)
        self._bones.bind_to_uniform_block(0)
        self._grain = self.context.texture3d((32, 32, 32), 4, _grain())
        self._grain.use(0)
        self._colour = self.context.texture((width, height), 4)
        self._part = self.context.texture((width, height), 1)
        depth = self.context.depth_renderbuffer((width, height))
        self._target = self.context.framebuffer([self._colour, self._part], depth)

    def _program(self, kind: Kind, pattern: int) -> moderngl.Program:
        key = (kind, pattern)
        if key not in self._programs:
            text = fragment(kind, pattern)
            self._programs[key] = self.context.program(vertex_shader=VERTEX, fragment_shader=text)
        return self._programs[key]

    def upload(self, layer: Layer) -> _Uploaded:
        """Copy a layer to the graphics side."""
        mesh = layer.mesh
        fields = [("p", "3f4"), ("n", "3f4"), ("c", "4f4"), ("b", "4i4"), ("w", "4f4"), ("f", "3f4")]
        rows = np.empty(len(mesh.points), np.dtype(fields))
        values = (mesh.points, mesh.normals, mesh.canon, mesh.bones, mesh.weights, mesh.flags)
        for (name, _), value in zip(fields, values, strict=True):
            rows[name] = value
        settings = {**_DEFAULTS, **layer.settings}
        program = self._program(layer.kind, layer.pattern)
        vertices = self.context.buffer(rows.tobytes())
        index = self.context.buffer(np.ascontiguousarray(mesh.faces, np.int32).tobytes())
        # A layer kind that ignores an input has it compiled away; the layout then skips those bytes.
        inputs = [name if name in program else None for name in _INPUTS]
        array = self.context.vertex_array(program, [(vertices, _layout(inputs), *filter(None, inputs))], index)
        asked = frozenset(program)
        return _Uploaded(
            program, array, [vertices, index], {k: v for k, v in settings.items() if k in asked}, asked
        )

    def settle(self, part: _Uploaded, seed: float) -> None:
        """Set the uniforms of the frame and of the layer."""
        for name, value in {**self._frame, "seed": seed, **part.settings}.items():
            if name in part.asked:
                part.program[name].value = value  # type: ignore[union-attr]

    def pose(self, matrices: Floats) -> None:
        """Use these skinning matrices (B, 3, 4)."""
        rows = np.zeros((_BONE_ROWS, 4), np.float32)
        rows[: 3 * len(matrices)] = matrices.reshape(-1, 4)
        self._bones.write(rows.tobytes())

    def shoot(
        self, people: Posed, view: View, light: Light, size: tuple[int, int] | None = None
    ) -> tuple[Pixels, Pixels]:
        """Draw people, each with its skinning matrices; returns RGBA (H, W, 4) and part numbers (H, W).

        Part numbers are 0 where nobody is, otherwise as in `parts.Part`. `size` (height, width) is that of the
        picture where it is smaller than the target.
        """
        with self.context:
            return self._shoot(people, view, light, size or self.size)

    def _shoot(self, people: Posed, view: View, light: Light, size: tuple[int, int]) -> tuple[Pixels, Pixels]:
        height, width = size
        self._target.use()
        self._target.viewport = (0, 0, width, height)
        self._target.clear(0, 0, 0, 0)
        self.context.enable(moderngl.DEPTH_TEST)
        lights = {"eye": view.eye, "key_dir": light.key_dir, "key_light": light.key, "sky": light.sky,
                  "ground": light.ground}  # fmt: skip
        self._frame = {name: tuple(float(x) for x in value) for name, value in lights.items()}
        self._frame["camera"] = tuple(view.matrix.T.ravel().tolist())
        for dressed, matrices in people:
            self.pose(matrices)
            dressed.draw(self)
        area = (0, 0, width, height)
        rgba = np.frombuffer(self._target.read(area, components=4, attachment=0), np.uint8)
        part = np.frombuffer(self._target.read(area, components=1, attachment=1), np.uint8)
        return rgba.reshape(height, width, 4)[::-1], part.reshape(height, width)[::-1]

    def release(self) -> None:
        """Close the context."""
        self.context.release()
