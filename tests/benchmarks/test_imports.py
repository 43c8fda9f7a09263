"""Benchmarks are run by hand: what they import is still there, which nothing else would tell."""

import ast
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

HERE = Path(__file__).parent
BENCHMARKS = sorted(file for file in HERE.rglob("*.py") if not file.name.startswith("test_"))
OURS = ("cpcl_desktop", "cpcl_train", "tests")


@pytest.mark.parametrize("file", BENCHMARKS, ids=lambda file: file.relative_to(HERE).as_posix())
def test_what_a_benchmark_imports_of_ours_is_there(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.ImportFrom)
            and node.module
            and node.module.split(".")[0] in OURS
            and not node.level
        ):
            for name in node.names:
                whole = f"{node.module}.{name.name}"
                assert _defines(node.module, name.name), f"{file.name}, line {node.lineno}: there is no {whole}"


def _defines(module: str, name: str) -> bool:
    """Whether a module has it, by its text: to import all that benchmarks do would take minutes and a GPU."""
    spec = find_spec(module)
    if spec is None:
        return False
    if spec.submodule_search_locations is not None and find_spec(f"{module}.{name}"):
        return True
    assert spec.origin is not None
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    return name in _names(tree) or hasattr(import_module(module), name)


def _names(tree: ast.AST) -> set[str]:
    found = set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.ImportFrom | ast.Import):
            found |= {one.asname or one.name for one in node.names}
    return found
