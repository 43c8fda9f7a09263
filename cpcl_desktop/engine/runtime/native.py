"""Large libraries, loaded so that the other threads of the program run meanwhile."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from pathlib import Path
from typing import Final

FAISS: Final = ("faiss", "_swigfaiss.*")
ONNX_RUNTIME: Final = ("onnxruntime", "capi/onnxruntime_pybind11_state.*")


def load_first(package: str, pattern: str) -> None:
    """Have the system load a package's extension (`pattern`: its file in the package) before Python imports it.

    An import holds Python's lock while the system loads and links the file, up to 0.2 s in which a window stands
    still; a function called through ctypes does not. The import then finds it loaded. Does nothing on Windows,
    and where there is no such file: the import says what is missing.
    """
    spec = None if package in sys.modules or sys.platform == "win32" else importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return
    load = ctypes.CDLL(None).dlopen
    load.restype, load.argtypes = ctypes.c_void_p, (ctypes.c_char_p, ctypes.c_int)
    for file in sorted(Path(spec.origin).parent.glob(pattern)):
        load(os.fsencode(file), os.RTLD_NOW)
