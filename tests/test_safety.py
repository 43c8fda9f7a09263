"""What the desktop must not be able to do, whatever it is given: unpickle, run a shell, use the network unasked."""

# Holds SECURITY.md: no network but for `cpcl models fetch NAME`; no shell, no data evaluated
# Holds SECURITY.md: no pickle but of what the window and a process that it started tell each other

import ast
from collections.abc import Iterator
from pathlib import Path

import cpcl_desktop

FORBIDDEN = {
    *("pickle", "cPickle", "dill", "marshal", "shelve", "joblib"),
    *("socket", "ssl", "http.client", "http.server", "urllib.request", "ftplib", "smtplib", "requests", "httpx"),
}
FETCHES = "cpcl_desktop.engine.models.fetch"  # the one module that uses a network, and what may load it
ASKED = {"models_fetch.py": "cpcl models fetch NAME"}
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


def test_no_network_and_no_pickle_but_the_windows_own() -> None:
    assert len(SOURCES) > 50
    found = {path.name: FORBIDDEN & set(imported(ast.parse(path.read_text(encoding="utf-8")))) for path in SOURCES}
    used = {name: modules for name, modules in found.items() if modules}
    assert used == {"fetch.py": {"urllib.request", "http.client"}, "wire.py": {"pickle"}}
    (wire,) = [path for path in SOURCES if "pickle" in set(imported(ast.parse(path.read_text(encoding="utf-8"))))]
    assert wire.parent.name == "worker"  # through pipes that the window and the process it started share alone


def test_what_uses_the_network_is_loaded_by_the_command_that_asks_for_it_only() -> None:
    loads = {path.name for path in SOURCES if FETCHES in set(imported(ast.parse(path.read_text(encoding="utf-8"))))}
    assert loads == set(ASKED)
    (inside,) = [path for path in SOURCES if path.name in ASKED]
    at_once = {
        name for node in ast.parse(inside.read_text(encoding="utf-8")).body for name in imported_at_once(node)
    }
    assert FETCHES not in at_once  # only when the command runs


def imported_at_once(node: ast.stmt) -> Iterator[str]:
    """What a statement of a module imports as soon as the module is loaded."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield from imported(ast.Module([node], []))


def test_no_shell_and_no_code_from_data() -> None:
    calls = {path.name: set(called(ast.parse(path.read_text(encoding="utf-8")))) for path in SOURCES}
    forbidden = {"shell=True", "os.system", "os.popen", "eval", "exec", "allow_pickle=True"}
    assert {name: found & forbidden for name, found in calls.items() if found & forbidden} == {}
