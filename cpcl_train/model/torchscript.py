"""Weights out of a TorchScript archive, as OpenAI publishes CLIP, without running anything that is in it.

`torch.jit.load` compiles the code of an archive and runs parts of it while loading (a module's `__setstate__`), and
torch refuses such files where only weights may be read. An archive is also a plain zip: `data.pkl` says which
tensor is whose, and `data/` holds their bytes. Its pickle is read here by an unpickler that knows the few names
below and no others; the archive's classes (`__torch__.…`) become empty holders of their attributes, its code is not
opened.
"""

from __future__ import annotations

import math
import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor

_INDEX, _MARK = "data.pkl", "constants.pkl"
_LONGEST: Final = 64 << 20
"""Bytes of an index; CLIP's are below one megabyte."""
_STORAGES: Final = {
    "DoubleStorage": torch.float64, "FloatStorage": torch.float32, "HalfStorage": torch.float16,
    "BFloat16Storage": torch.bfloat16, "LongStorage": torch.int64, "IntStorage": torch.int32,
    "ShortStorage": torch.int16, "CharStorage": torch.int8, "ByteStorage": torch.uint8, "BoolStorage": torch.bool,
}  # fmt: skip
_LISTS: Final = ("build_intlist", "build_doublelist", "build_boollist", "build_tensorlist")


def is_archive(path: Path) -> bool:
    """Whether a file is a TorchScript archive; what torch.save writes is a zip too, without constants."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return any(name.endswith(f"/{_MARK}") for name in archive.namelist())


def archive_weights(path: Path) -> dict[str, Tensor]:
    """The tensors of an archive's modules by their dotted names, on the CPU.

    Raises `pickle.UnpicklingError` where its index asks for anything but tensors, and what zipfile, pickle and
    torch raise where it is damaged.
    """
    with zipfile.ZipFile(path) as archive:
        index = next(name for name in archive.namelist() if name.count("/") == 1 and name.endswith(f"/{_INDEX}"))
        if archive.getinfo(index).file_size > _LONGEST:
            raise pickle.UnpicklingError("its index is too long")
        found = _Index(archive, index.removesuffix(_INDEX)).load()
    return dict(_tensors(found, "", set()))


class _Holder:
    """An object of one of the archive's classes: its attributes and nothing else."""

    def __setstate__(self, state: object) -> None:
        if isinstance(state, dict):
            self.__dict__.update(state)


class _Index(pickle.Unpickler):
    """The archive's index; it makes holders, tensors, lists and plain values."""

    def __init__(self, archive: zipfile.ZipFile, folder: str) -> None:
        super().__init__(BytesIO(archive.read(folder + _INDEX)))
        self._archive, self._folder = archive, folder
        self._storages: dict[str, Tensor] = {}

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as pickle has it
        """What a name of the index stands for; `UnpicklingError` for all that is not needed to say weights."""
        if module.partition(".")[0] == "__torch__":
            return _Holder
        known: dict[tuple[str, str], Any] = {
            ("collections", "OrderedDict"): OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2"): _tensor,
            ("torch.jit._pickle", "restore_type_tag"): lambda value, kind: value,
            **{("torch.jit._pickle", build): list for build in _LISTS},
            **{("torch", storage): dtype for storage, dtype in _STORAGES.items()},
        }
        if (module, name) not in known:
            raise pickle.UnpicklingError(f"it asks for {module}.{name}")
        return known[module, name]

    def persistent_load(self, pid: Any) -> Tensor:  # noqa: ANN401 - as pickle has it
        """The values of a storage, (numel,)."""
        _, dtype, key, _, count = pid
        if key not in self._storages:
            entry = self._archive.getinfo(f"{self._folder}data/{key}")
            if entry.compress_type != zipfile.ZIP_STORED or entry.file_size != count * dtype.itemsize:
                raise pickle.UnpicklingError("a tensor is not as long as its index says")
            self._storages[key] = torch.frombuffer(bytearray(self._archive.read(entry)), dtype=dtype)
        return self._storages[key]


def _tensor(values: Tensor, offset: int, size: Sequence[int], stride: Sequence[int], *_: object) -> Tensor:
    if math.prod(size) > len(values):
        raise pickle.UnpicklingError("a tensor is larger than its values")
    return values.as_strided(tuple(size), tuple(stride), offset)


def _tensors(holder: object, prefix: str, seen: set[int]) -> Iterator[tuple[str, Tensor]]:
    """The tensors of a holder and of those that it holds."""
    if not isinstance(holder, _Holder) or id(holder) in seen:
        return
    seen.add(id(holder))
    for name, value in vars(holder).items():
        if isinstance(value, Tensor):
            yield prefix + name, value
        else:
            yield from _tensors(value, f"{prefix}{name}.", seen)
