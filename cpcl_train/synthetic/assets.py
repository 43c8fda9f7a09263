"""Reads MakeHuman's text formats (.obj, .target, .mhskel, .mhw, .mhclo) into arrays, parsed once and cached.

The assets are not part of this project: the user names a folder that holds `body/`, `rig/`, `targets/`,
`clothes/`, `hair/`, `animations/` and `poses/` as MakeHuman ships them. Lengths are decimetres, y points up,
the body faces +z and its left side is +x.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cpcl_desktop.bundle.errors import UsageError

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

ASSETS_VARIABLE = "CPCL_MAKEHUMAN"
_CACHE_VERSION = 3
_BASE = Path("body/base.obj")


class AssetError(UsageError):
    """The body assets are missing or cannot be read; the message says which file and what to do."""


@dataclass(frozen=True)
class Piece:
    """A garment, shoe or hair style that hangs on the body by barycentric references.

    `refs` (N, 3) vertex numbers of the body, `bary` (N, 3) their shares, `offset` (N, 3) in units of the
    scales, `scales` three (vertex a, vertex b, reference length) in the order x, y, z, `faces` (M, 3),
    `deletes` the body vertices it hides.
    """

    name: str
    faces: Ints
    refs: Ints
    bary: Floats
    offset: Floats
    scales: tuple[tuple[int, int, float], ...]
    deletes: Ints

    def fit(self, body: Floats) -> Floats:
        """The piece's vertices (N, 3) on a body whose vertices are `body` (V, 3)."""
        size = [abs(float(body[a, k] - body[b, k])) / length for k, (a, b, length) in enumerate(self.scales)]
        anchored = np.einsum("nk,nkd->nd", self.bary, body[self.refs])
        return np.asarray(anchored + self.offset * np.asarray(size, np.float32), np.float32)


@dataclass(frozen=True)
class Rig:
    """Bones in parent-first order: names, parent numbers (-1 for the root), the body vertices whose mean
    is a bone's head, and the body's skin weights (V, B)."""

    names: tuple[str, ...]
    parents: tuple[int, ...]
    heads: tuple[Ints, ...]
    weights: Floats


@dataclass(frozen=True)
class Library:
    """Everything read from an assets folder."""

    root: Path
    base: Floats
    groups: dict[str, Ints]
    rig: Rig
    pieces: dict[str, Piece]
    target_names: dict[str, int]
    targets: Floats

    def joint(self, name: str) -> Floats:
        """Centre (3,) of a joint cube of the unmorphed body, for example `l-elbow`."""
        return np.asarray(self.base[np.unique(self.groups[f"joint-{name}"])].mean(0), np.float32)


def default_root() -> Path:
    """The folder named by CPCL_MAKEHUMAN, else `shared/data/makehuman` beside the checkout."""
    named = os.environ.get(ASSETS_VARIABLE)
    beside = Path(__file__).resolve().parents[3] / "shared" / "data" / "makehuman"
    return Path(named) if named else beside


def read_obj(path: Path) -> tuple[Floats, dict[str, Ints]]:
    """Vertices (V, 3) and triangles (M, 3) per group of a Wavefront file; polygons become fans."""
    vertices: list[list[float]] = []
    groups: dict[str, list[list[int]]] = {}
    group = "all"
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            vertices.append([float(x) for x in rest.split()[:3]])
        elif kind == "g":
            group = rest.strip() or "all"
        elif kind == "f":
            corner = [int(token.split("/")[0]) - 1 for token in rest.split()]
            fan = ([corner[0], corner[i], corner[i + 1]] for i in range(1, len(corner) - 1))
            groups.setdefault(group, []).extend(fan)
    triangles = {name: np.asarray(faces, np.int32) for name, faces in groups.items()}
    return np.asarray(vertices, np.float32), triangles


def read_target(path: Path, count: int) -> Floats:
    """A morph target as dense displacements (count, 3)."""
    dense = np.zeros((count, 3), np.float32)
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if line and line[0].isdigit():
            number, x, y, z = line.split()
            dense[int(number)] = (float(x), float(y), float(z))
    return dense


def _vertex_ranges(tokens: list[str]) -> list[int]:
    """`3 - 5 9` means 3, 4, 5, 9."""
    numbers: list[int] = []
    span = False
    for token in tokens:
        if token == "-":
            span = True
        else:
            numbers.extend(range(numbers[-1] + 1, int(token) + 1) if span else [int(token)])
            span = False
    return numbers


def read_piece(path: Path) -> Piece:
    """A .mhclo file together with the .obj it names."""
    scales: dict[str, tuple[int, int, float]] = {}
    rows: list[list[float]] = []
    hidden: list[str] = []
    obj, section = path.with_suffix(".obj").name, ""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if words[0][0].isdigit():
            if section == "delete_verts":
                hidden.extend(words)
            else:
                rows.append([float(x) for x in words])
            continue
        section = words[0]
        if section in ("x_scale", "y_scale", "z_scale"):
            scales[section[0]] = (int(words[1]), int(words[2]), float(words[3]))
        elif section == "obj_file":
            obj = words[1]
    _, groups = read_obj(path.parent / obj)
    full = np.asarray([row if len(row) == 9 else [row[0]] * 3 + [1, 0, 0, 0, 0, 0] for row in rows], np.float32)
    return Piece(
        name=path.stem,
        faces=np.concatenate(list(groups.values())),
        refs=full[:, :3].astype(np.int32),
        bary=full[:, 3:6],
        offset=full[:, 6:],
        scales=tuple(scales[axis] for axis in "xyz"),
        deletes=np.asarray(_vertex_ranges(hidden), np.int32),
    )


def read_rig(folder: Path, count: int) -> Rig:
    """Bones and weights of `default.mhskel` for a body of `count` vertices; weights sum to 1."""
    skeleton = json.loads((folder / "default.mhskel").read_text(encoding="utf-8"))
    weights = json.loads((folder / "default_weights.mhw").read_text(encoding="utf-8"))["weights"]
    bones = skeleton["bones"]
    order: list[str] = []
    while len(order) < len(bones):
        order += [b for b, bone in bones.items() if b not in order and bone["parent"] in (None, *order)]
    dense = np.zeros((count, len(order)), np.float32)
    for column, name in enumerate(order):
        for vertex, share in weights.get(name, []):
            dense[vertex, column] = share
    loose = dense.sum(1) < 1e-6
    dense[loose, order.index("root")] = 1
    return Rig(
        names=tuple(order),
        parents=tuple(-1 if bones[b]["parent"] is None else order.index(bones[b]["parent"]) for b in order),
        heads=tuple(np.asarray(skeleton["joints"][bones[b]["head"]], np.int32) for b in order),
        weights=dense / dense.sum(1, keepdims=True),
    )


def _cache_folder(root: Path) -> Path:
    size = sum((root / part).stat().st_size for part in (_BASE, Path("rig/default_weights.mhw")))
    key = hashlib.sha256(f"{_CACHE_VERSION}|{root.resolve()}|{size}".encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"cpcl-makehuman-{key}"


def _parse_targets(root: Path, cache: Path, count: int) -> tuple[dict[str, int], Floats]:
    folder = root / "targets" / "macrodetails"
    files = sorted(folder.rglob("*.target"))
    names = {path.relative_to(folder).with_suffix("").as_posix(): i for i, path in enumerate(files)}
    stored = cache / "targets.npy"
    if not stored.exists():
        dense = np.stack([read_target(path, count) for path in files])
        _store(stored, dense)
    return names, np.load(stored, mmap_mode="r")


def _store(path: Path, array: Floats) -> None:
    """Write then rename, so that two workers that start together never read half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".npy")
    with os.fdopen(handle, "wb") as stream:
        np.save(stream, array)
    Path(name).replace(path)


def load_library(root: Path | None = None) -> Library:
    """Read the assets under `root` (default: `default_root()`).

    Raises `AssetError` with a sentence that names the folder where it is missing or damaged.
    """
    root = root or default_root()
    if not (root / _BASE).is_file():
        raise AssetError(
            f"The MakeHuman assets were not found in {root}. Nothing was rendered. "
            f"Name the folder that holds body/base.obj, or set {ASSETS_VARIABLE}."
        )
    try:
        return _read(root)
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise AssetError(
            f"The MakeHuman assets in {root} could not be read ({type(error).__name__}: {error}). "
            "Nothing was rendered. Take them again from their source."
        ) from error


def _read(root: Path) -> Library:
    base, groups = read_obj(root / _BASE)
    rig = read_rig(root / "rig", len(base))
    files = sorted((root / "clothes").rglob("*.mhclo")) + sorted((root / "hair").rglob("*.mhclo"))
    names, targets = _parse_targets(root, _cache_folder(root), len(base))
    return Library(root, base, groups, rig, {f.stem: read_piece(f) for f in files}, names, targets)
