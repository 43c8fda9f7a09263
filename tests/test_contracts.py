"""The contracts between packages say what they claim: each is kept, and each is broken by what it forbids."""

# Holds SECURITY.md: the desktop never imports torch or the trainer

from copy import deepcopy
from pathlib import Path

import pytest
from grimp import ImportGraph, build_graph
from importlinter import configuration
from importlinter.application.use_cases import read_user_options
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract
from importlinter.domain.contract import Contract

configuration.configure()
OPTIONS = read_user_options(str(Path(__file__).resolve().parents[1] / "pyproject.toml"))
KINDS: dict[str, type[Contract]] = {"layers": LayersContract, "forbidden": ForbiddenContract}

# By a contract's first words: imports that it must refuse.
BREAKS = {
    "Imports go from window": [
        ("cpcl_desktop.bundle.bundle", "cpcl_desktop.engine.records"),
        ("cpcl_desktop.engine.case.case", "cpcl_desktop.gui.jobs"),
        ("cpcl_desktop.engine.search.searcher", "cpcl_desktop.cli"),
        ("cpcl_desktop.gui.wording", "cpcl_desktop.cli"),
        ("cpcl_desktop.cli", "cpcl_desktop.gui.wording"),
        ("cpcl_desktop.gui.jobs", "cpcl_desktop.__main__"),
    ],
    "Inside the engine": [
        ("cpcl_desktop.engine.media.video", "cpcl_desktop.engine.decoder.handle"),
        ("cpcl_desktop.engine.case.log_file", "cpcl_desktop.engine.report.tables"),
        ("cpcl_desktop.engine.people.detect", "cpcl_desktop.engine.case.case"),
        ("cpcl_desktop.engine.case.tracks", "cpcl_desktop.engine.people.crops"),
        ("cpcl_desktop.engine.team.server", "cpcl_desktop.engine.case.store"),
        ("cpcl_desktop.engine.people.detect", "cpcl_desktop.engine.sources.walk"),
        ("cpcl_desktop.engine.search.searcher", "cpcl_desktop.engine.coverage.coverage"),
        ("cpcl_desktop.engine.federation.federation", "cpcl_desktop.engine.search.searcher"),
        ("cpcl_desktop.engine.records", "cpcl_desktop.engine.runtime.places"),
        ("cpcl_desktop.engine.errors", "cpcl_desktop.engine.records"),
        ("cpcl_desktop.engine.merge.merge", "cpcl_desktop.engine.cluster.parts"),
    ],
    "The trainer knows": [
        ("cpcl_train.ship.export", "cpcl_desktop.engine.records"),
        ("cpcl_train.data.samples", "cpcl_desktop.cli"),
        ("cpcl_train.cli", "cpcl_desktop.gui.jobs"),
    ],
    "Inside the trainer": [
        ("cpcl_train.method.losses", "cpcl_train.config"),
        ("cpcl_train.data.samples", "cpcl_train.run.loop"),
        ("cpcl_train.judge.evaluate", "cpcl_train.ship.export"),
        ("cpcl_train.ship.export", "cpcl_train.run.loop"),
        ("cpcl_train.run.loop", "cpcl_train.cli"),
    ],
    "The desktop never": [
        ("cpcl_desktop.engine.people.embed", "torch"),
        ("cpcl_desktop.gui.window", "cpcl_train.config"),
    ],
    "Only the window": [
        ("cpcl_desktop.engine.pictures.png", "PySide6"),
        ("cpcl_desktop.cli", "PySide6"),
        ("cpcl_train.cli", "PySide6"),
    ],
    "The worker's process": [
        ("cpcl_desktop.gui.worker.process", "PySide6"),
        ("cpcl_desktop.gui.lanes.occasion", "cpcl_desktop.gui.jobs"),
    ],
    "Dask is spoken": [
        ("cpcl_desktop.engine.ingest.ingest", "distributed"),
        ("cpcl_desktop.cli", "distributed"),
        ("cpcl_desktop.engine.cluster.run", "tornado"),
    ],
    "SQL is spoken": [
        ("cpcl_desktop.engine.evidence.verify", "sqlite3"),
        ("cpcl_desktop.gui.window", "sqlite_utils"),
        ("cpcl_desktop.engine.records", "sqlite3"),
        ("cpcl_train.data.annotations", "sqlite3"),
    ],
    "A team's server": [
        ("cpcl_desktop.engine.case.mirror", "psycopg"),
        ("cpcl_desktop.cli.commands.team", "psycopg"),
    ],
}
CASES = [(start, *edge) for start, edges in BREAKS.items() for edge in edges]


@pytest.fixture(scope="module")
def graph() -> ImportGraph:
    return build_graph(*OPTIONS.session_options["root_packages"], include_external_packages=True, cache_dir=None)


def contract(start: str) -> Contract:
    """The one contract whose name begins so."""
    (options,) = [dict(c) for c in OPTIONS.contracts_options if c["name"].startswith(start)]
    kind = KINDS[options.pop("type")]
    options.pop("id", None)
    return kind(name=options.pop("name"), session_options=OPTIONS.session_options, contract_options=options)


def test_every_contract_is_tried() -> None:
    for options in OPTIONS.contracts_options:
        assert sum(options["name"].startswith(start) for start in BREAKS) == 1, options["name"]


@pytest.mark.parametrize("start", BREAKS)
def test_as_the_code_is_it_is_kept(graph: ImportGraph, start: str) -> None:
    assert contract(start).check(deepcopy(graph), verbose=False).kept


@pytest.mark.parametrize(("start", "importer", "imported"), CASES)
def test_what_it_forbids_breaks_it(graph: ImportGraph, start: str, importer: str, imported: str) -> None:
    broken = deepcopy(graph)
    assert importer in broken.modules
    if imported not in broken.modules:
        broken.add_module(imported, is_squashed=True)
    broken.add_import(importer=importer, imported=imported, line_number=1, line_contents=f"import {imported}")
    assert not contract(start).check(broken, verbose=False).kept


@pytest.mark.parametrize(
    ("start", "room"),
    [
        ("Imports go from window", "cpcl_desktop.annex"),
        ("Inside the engine", "cpcl_desktop.engine.annex"),
        ("Inside the trainer", "cpcl_train.annex"),
    ],
)
def test_a_new_room_without_a_floor_is_refused(graph: ImportGraph, start: str, room: str) -> None:
    grown = deepcopy(graph)
    grown.add_module(room)
    assert not contract(start).check(grown, verbose=False).kept
