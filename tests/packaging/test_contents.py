"""What the frozen programs hold: nothing that they need is left out, and every file that ships is there."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from contents import (
    EXCLUDED_MODULES,
    FOUND_BY_NAME,
    OTHER_PART,
    PROGRAMS,
    RESOURCES,
    ROOT,
    belongs,
    part_of,
    resource_files,
)
from cpcl_desktop.cli.commands import COMMANDS
from cpcl_desktop.engine.runtime.language import ENGLISH, LANGUAGES

CUDA = "onnxruntime/capi/libonnxruntime_providers_cuda.so"
TENSORRT = "onnxruntime/capi/libonnxruntime_providers_tensorrt.so"


def test_what_is_left_out_is_never_loaded(tmp_path: Path) -> None:
    pytest.importorskip("PySide6.QtGui", reason="Qt does not load here", exc_type=ImportError)
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("loaded_modules.py"), tmp_path / "demo"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "CPCL_HOME": str(tmp_path / "home")},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert {"faiss", "fpdf", "jinja2", "PySide6.QtWidgets", "onnxruntime"} <= loaded
    assert {"cryptography", "rfc3161_client"} <= loaded
    assert [m for m in loaded for out in EXCLUDED_MODULES if m == out or m.startswith(f"{out}.")] == []


def test_every_resource_ships_where_the_program_looks_for_it() -> None:
    there = {
        path for path in (ROOT / "resources").rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")
    }
    shipped = {Path(source): Path(folder) for source, folder in resource_files()}
    assert set(shipped) == there and len(there) > 40
    for path, folder in shipped.items():
        assert folder / path.name == Path(RESOURCES) / path.relative_to(ROOT / "resources")
        assert belongs(str(folder / path.name), "cpu")


def test_every_command_ships() -> None:
    modules = {command.module for command in COMMANDS.values()}
    assert len(modules) > 10 and {module.rpartition(".")[0] for module in modules} == set(FOUND_BY_NAME)


def test_the_programs_are_those_that_pip_installs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    windows = set(project["gui-scripts"])
    assert set(PROGRAMS) == windows | set(project["scripts"]) - {"cpcl-train"}
    for name, console in PROGRAMS.items():
        entry = {**project["scripts"], **project["gui-scripts"]}[name].partition(":")[0]
        assert f"from {entry} import" in (ROOT / "packaging" / "programs" / f"{name}.py").read_text(
            encoding="utf-8"
        )
        assert console == (name not in windows)


@pytest.mark.parametrize(("name", "cpu", "gpu"), [(CUDA, False, True), (TENSORRT, False, False)])
def test_only_the_gpu_variant_has_the_gpus_libraries(name: str, cpu: bool, gpu: bool) -> None:
    assert (belongs(name, "cpu"), belongs(name, "gpu")) == (cpu, gpu)
    assert belongs(name.replace("cuda", "shared").replace("tensorrt", "shared"), "cpu")


def test_sizes_are_told_by_part() -> None:
    assert part_of(CUDA) == "ONNX Runtime on NVIDIA GPUs" and part_of("onnxruntime/capi/x.so") == "ONNX Runtime"
    assert part_of("numpy.libs/libscipy_openblas64_.so") == "NumPy"
    assert part_of("libpython3.11.so.1.0") == OTHER_PART


def test_qts_own_texts_ship_in_the_languages_of_the_window_and_in_no_others() -> None:
    library_info = pytest.importorskip("PySide6.QtCore", reason="Qt does not load here", exc_type=ImportError)
    there = Path(library_info.QLibraryInfo.path(library_info.QLibraryInfo.LibraryPath.TranslationsPath))
    names = [f"PySide6/Qt/translations/{path.name}" for path in there.glob("*.qm")]
    spoken = {f"PySide6/Qt/translations/qtbase_{language}.qm" for language in LANGUAGES if language != ENGLISH}
    assert spoken < set(names)
    assert {name for name in names if belongs(name, "cpu")} == spoken
