"""Large libraries are loaded ahead of their import, which then finds them."""

import subprocess
import sys
from pathlib import Path

import pytest

from cpcl_desktop.engine.runtime.native import FAISS, ONNX_RUNTIME, load_first

_CHECK = """
import sys
from cpcl_desktop.engine.runtime.native import load_first
load_first({package!r}, {pattern!r})
assert {package!r} not in sys.modules
held = open("/proc/self/maps").read()
assert {name!r} in held, "it was not loaded"
import {package}
"""


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="what is loaded is told by Linux alone")
@pytest.mark.parametrize("library", [FAISS, ONNX_RUNTIME])
def test_the_file_is_there_before_the_import_and_the_import_works(library: tuple[str, str]) -> None:
    package, pattern = library
    name = pattern.rpartition("/")[-1].removesuffix("*")
    check = _CHECK.format(package=package, pattern=pattern, name=name)
    subprocess.run([sys.executable, "-c", check], check=True)


def test_what_is_not_there_or_there_already_is_let_be() -> None:
    load_first("no_such_package_anywhere", "*")
    load_first("json", "*")
