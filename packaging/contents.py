"""What goes into the program's folder and what stays out, as tables; `cpcl.spec` hands them to PyInstaller."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

from cpcl_desktop.engine.runtime.language import ENGLISH, LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
RESOURCES = "cpcl_desktop/resources"  # where `engine.runtime.places` looks first
FOLDER = "cpcl-desktop"  # what the programs and all they need lie in
VARIANTS = ("cpu", "gpu")


class NotAsExpected(Exception):  # noqa: N818 - reads as what happened
    """The libraries are not what these tables, or native.toml, say of them; `str` says what is to be looked at."""


# Programs by name, and whether each has a console; the script that starts one is `programs/NAME.py`.
PROGRAMS = {"cpcl": True, "cpcl-desktop": False}

# Packages of ours whose modules are imported by name, so that no import statement leads to them.
FOUND_BY_NAME = ("cpcl_desktop.cli.commands",)

# Modules that some dependency imports, or may import, and that no command of ours comes to; each with its reason.
EXCLUDED_MODULES = {
    "cpcl_train": "the trainer is a program of its own",
    "torch": "training only; several libraries know it as an option",
    "torchvision": "training only",
    "open_clip": "training only",
    "onnx": "writes networks; to run them takes only onnxruntime",
    "onnxruntime.quantization": "makes networks smaller, at export",
    "onnxruntime.tools": "converts networks",
    "onnxruntime.transformers": "rewrites networks",
    "sympy": "onnxruntime's shape inference, at export",
    "distributed": "reading on several machines, each of which needs it, and Python",
    "dask": "as distributed",
    "huggingface_hub": "tokenizers could download with it, which it never does here",
    "PySide6.QtNetwork": "the window uses no network",
    "cv2.gapi": "OpenCV's graphs, which are not used",
    "faiss.contrib": "faiss' experiments",
    "sqlite_utils.cli": "sqlite-utils' own command",
    "readline": "the line editor of Python's prompt; GPL",
    "curses": "text windows",
    "_curses": "text windows",
    "pdb": "Python's debugger",
    "pydoc": "Python's help",
    "doctest": "tests",
    "xmlrpc": "calls over a network",
    "numpy.distutils": "builds packages",
    "numpy.f2py": "builds packages",
    "numpy.testing": "tests",
    "psycopg": "the extra team, under the LGPL: who works in a team's case installs the program as a package",
    "psycopg_binary": "as psycopg",
    "scipy": "several libraries know it as an option; the trainer needs it",
    "yaml": "numpy prints its configuration with it",
    "matplotlib": "draws figures, an option of several libraries",
    "pandas": "an option of several libraries",
    "IPython": "an option of several libraries",
    "PIL.AvifImagePlugin": "AVIF is read by `media/heif.py` and FFmpeg",
    "tkinter": "Pillow's window; ours is Qt's",
    "pytest": "tests",
    "setuptools": "installs packages",
    "pip": "installs packages",
}

# Files that libraries and PyInstaller's hooks bring along, by their path in the folder; each with its reason.
EXCLUDED_FILES = {
    "PySide6/Qt/translations/*": "of languages that the window does not speak",
    "PySide6/Qt/plugins/networkinformation/*": "the window uses no network",
    "PySide6/Qt/plugins/tls/*": "the window uses no network",
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so": "would need the GTK of the machine where the folder was made",
    "PySide6/Qt/plugins/generic/*": "devices without a desktop",
    "PySide6/Qt/plugins/egldeviceintegrations/*": "screens without a desktop",
    **{
        f"PySide6/Qt/plugins/platforms/libq{name}.so": "screens without a desktop"
        for name in ("eglfs", "linuxfb", "minimal", "minimalegl", "vkkhrdisplay", "vnc")
    },
    **{
        f"PySide6/Qt/plugins/imageformats/libq{name}.so": "pictures that the window never shows"
        for name in ("gif", "icns", "ico", "tga", "tiff", "wbmp", "webp")
    },
    "*onnxruntime_providers_tensorrt.*": "needs TensorRT, which no package of ours brings",
}

# What stays of that all the same: Qt's own texts (buttons, menus of a line of text) in the window's languages.
KEPT_FILES = tuple(f"PySide6/Qt/translations/qtbase_{language}.qm" for language in LANGUAGES if language != ENGLISH)

# What only the variant "gpu" has.
GPU_FILES = {
    "*onnxruntime_providers_cuda.*": "ONNX Runtime on NVIDIA GPUs; needs CUDA and cuDNN on the machine",
    **{
        f"lib{name}*.so*": "CUDA's, where it is found"
        for name in ("cuda", "cublas", "cudnn", "cufft", "curand", "nv")
    },
}


# On Linux: libraries that two wheels bring each for itself, and the one that serves both, as long as their names
# carry the same number. OpenBLAS is of one build, with threads of its own or of OpenMP; NumPy's
# counts in 64 bits.
SAME = {
    "opencv_python_headless.libs/libopenblasp-*.so": "faiss_cpu.libs/libopenblaso-*.so",
    **{
        f"{wheel}.libs/lib{name}-*.so.*": f"faiss_cpu.libs/lib{name}-*.so.*"
        for wheel in ("opencv_python_headless", "numpy")
        for name in ("gfortran", "quadmath")
    },
    "pillow.libs/libXau-*.so.*": "av.libs/libXau-*.so.*",
}

# On Linux: libraries that others are linked against and of which nothing is ever called; see `slimming.py`.
STAND_INS = {
    "av.libs/libx264-*.so.*": "FFmpeg's encoder of H.264; its GPL would hold for the whole folder",
    "av.libs/libx265-*.so.*": "FFmpeg's encoder of HEVC; under the GPL, too",
    "av.libs/libSvtAv1Enc-*.so.*": "FFmpeg's encoder of AV1; FFmpeg reads AV1 by libdav1d",
    "av.libs/libgnutls-*.so.*": "FFmpeg's encrypted connections; it may read files only (`media/container.py`)",
    **{
        f"opencv_python_headless.libs/lib{name}-*.so.*": "OpenCV's FFmpeg; footage is read by PyAV's"
        for name in ("avcodec", "avformat", "avutil", "swscale")
    },
    "opencv_python_headless.libs/libavif-*.so.*": "OpenCV's AVIF; ours is read by `media/heif.py` and FFmpeg",
    "pillow.libs/libxcb-*.so.*": "Pillow's pictures of the screen, which are never taken",
    "PySide6/Qt/lib/libicudata.so.*": "ICU's data; Qt then sorts by code points, which the window never has it do",
}

# On Linux: libraries that are loaded by their name, without anybody being linked against them.
LOADED_BY_NAME = {
    "libpython3.*": "the start of both programs",
    "_cffi_backend.*": "cryptography, a module of Python's that lies in no package",
}

# What the folder's size is told by; a file counts for the first part that it fits, else for Python and the system.
PARTS = {
    "Qt": ("PySide6/*", "shiboken6/*"),
    "OpenCV": ("cv2/*", "opencv_python*"),
    "FFmpeg (PyAV)": ("av/*", "av.libs/*"),
    "ONNX Runtime on NVIDIA GPUs": tuple(GPU_FILES),
    "ONNX Runtime": ("onnxruntime/*",),
    "NumPy": ("numpy/*", "numpy.libs/*"),
    "FAISS": ("faiss/*", "faiss_cpu*"),
    "Pillow": ("PIL/*", "pillow.libs/*"),
    "fontTools": ("fontTools/*",),
    "tokenizers": ("tokenizers/*",),
    "models, demo, icons": (f"{RESOURCES}/*",),
}
OTHER_PART = "Python, smaller packages, system libraries"


def resource_files() -> list[tuple[str, str]]:
    """All that ships with the program: its path here, and its folder within the program's."""
    shipped = ROOT / "resources"
    return [
        (str(path), f"{RESOURCES}/{path.parent.relative_to(shipped).as_posix()}".removesuffix("/."))
        for path in sorted(shipped.rglob("*"))
        if path.is_file() and path.suffix not in (".py", ".pyc")
    ]


def belongs(name: str, variant: str) -> bool:
    """Whether a file, by its path among the libraries, belongs into this variant of the program."""
    left_out = [*EXCLUDED_FILES, *(() if variant == "gpu" else GPU_FILES)]
    return _fits(name, KEPT_FILES) or not _fits(name, left_out)


def part_of(name: str) -> str:
    """The part for which a file's size counts, by its path among the libraries."""
    return next((part for part, patterns in PARTS.items() if _fits(name, patterns)), OTHER_PART)


def _fits(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(Path(name).as_posix(), pattern) for pattern in patterns)
