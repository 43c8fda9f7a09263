"""What the desktop must not be able to do, whatever it is given: unpickle, run a shell, use the network."""

import ast
from collections.abc import Iterator
from pathlib import Path

import cpcl_desktop

FORBIDDEN = {
    *("pickle", "cPickle", "dill", "marshal", "shelve", "joblib"),
    *("socket", "ssl", "http.client", "http.server", "urllib.request", "ftplib", "smtplib", "requests", "httpx"),
}
SOURCES = sorted(Path(cpcl_desktop.__file__).parent.rglob("*.py"))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def called(tree: ast.AST) -> Iterator[str]:
    """Calls as they are written, with the keywords that matter here."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)
            yield from (
                f"{k.arg}={ast.unparse(k.value)}" for k in node.keywords if k.arg in ("shell", "allow_pickle")
            )


def test_no_pickle_no_network() -> None:
    assert len(SOURCES) > 50
    found = {path.name: FORBIDDEN & set(imported(ast.parse(path.read_text(encoding="utf-8")))) for path in SOURCES}
    assert {name: modules for name, modules in found.items() if modules} == {}


def test_no_shell_and_no_code_from_data() -> None:
    calls = {path.name: set(called(ast.parse(path.read_text(encoding="utf-8")))) for path in SOURCES}
    forbidden = {"shell=True", "os.system", "os.popen", "eval", "exec", "allow_pickle=True"}
    assert {name: found & forbidden for name, found in calls.items() if found & forbidden} == {}
