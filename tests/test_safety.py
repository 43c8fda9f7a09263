"""What the desktop must not be able to do, whatever it is given: unpickle, run a shell, use the network unasked."""

# Holds SECURITY.md: no network but for what is asked for; no shell, no data evaluated
# Holds SECURITY.md: no pickle but of what the window and its processes, or a cluster's machines, tell each other

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import cpcl_desktop

FORBIDDEN = {
    *("pickle", "cPickle", "dill", "marshal", "shelve", "joblib"),
    *("socket", "ssl", "http.client", "http.server", "urllib.request", "ftplib", "smtplib", "requests", "httpx"),
    *("distributed", "dask", "tornado", "cloudpickle"),
    "psycopg",
}
CONNECTS = "cpcl_desktop.engine.models.connection"  # the one module that opens a connection
FETCHES = "cpcl_desktop.engine.models.fetch"
LINKS = "cpcl_desktop.engine.team.link"  # the one module that opens a connection to a team's server
# Of each module that leads to it, by whom it is loaded, and only when that runs.
ASKED = {
    FETCHES: {"models_fetch.py", "models.py"},
    CONNECTS: {"updates.py", "fetch.py"},
    LINKS: {"guards.py", "preparing.py", "roles.py", "server.py"},
}
AT_ONCE = {
    "fetch.py",
    "guards.py",
    "preparing.py",
    "roles.py",
    "server.py",
}  # loaded late themselves, or opening only what a case names
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
    assert used == {
        "connection.py": {"urllib.request", "http.client", "ssl"},
        "dask.py": {"distributed"},  # for a cluster that somebody named; beyond this machine by TLS alone
        "fetch.py": {"http.client"},  # what a connection raises
        "link.py": {"psycopg"},  # a team's server
        "start.py": {"dask"},  # its settings, for a cluster on this machine
        "updates.py": {"http.client"},
        "wire.py": {"pickle"},
        "working.py": {"distributed"},  # in a worker's process, which Dask has started
    }
    (wire,) = [path for path in SOURCES if "pickle" in set(imported(ast.parse(path.read_text(encoding="utf-8"))))]
    assert wire.parent.name == "worker"  # through pipes that the window and the process it started share alone


@pytest.mark.parametrize("module", ASKED)
def test_what_uses_the_network_is_loaded_by_what_asks_for_it_only(module: str) -> None:
    trees = {path.name: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}
    assert {name for name, tree in trees.items() if module in set(imported(tree))} == ASKED[module]
    for name in ASKED[module] - AT_ONCE:
        at_once = {one for node in trees[name].body for one in imported_at_once(node)}
        assert module not in at_once  # only when it runs


def imported_at_once(node: ast.stmt) -> Iterator[str]:
    """What a statement of a module imports as soon as the module is loaded."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield from imported(ast.Module([node], []))


def test_no_shell_and_no_code_from_data() -> None:
    calls = {path.name: set(called(ast.parse(path.read_text(encoding="utf-8")))) for path in SOURCES}
    forbidden = {"shell=True", "os.system", "os.popen", "eval", "exec", "allow_pickle=True"}
    assert {name: found & forbidden for name, found in calls.items() if found & forbidden} == {}
