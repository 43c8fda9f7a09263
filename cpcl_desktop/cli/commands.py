"""The commands of `cpcl`, one function each, over the engine."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from cpcl_desktop.cli import clock, coverage, decisions, evidence, output, report, retry
from cpcl_desktop.cli.cases import open_case, query_of
from cpcl_desktop.cli.clock import follows, stated_clock
from cpcl_desktop.engine.errors import BundleError, UsageError
from cpcl_desktop.engine.models import installed

DONE, FAILED, INCOMPLETE = 0, 1, 3


def ingest(request: argparse.Namespace) -> int:
    """Add footage to a case; 3 when some of it could not be read."""
    if request.retry:
        return retry.retry(request)
    if not request.paths:
        raise UsageError("Name the footage to add, or give --retry to read what the case still lacks.")
    from cpcl_desktop.engine.ingest.ingest import ingest_all
    from cpcl_desktop.engine.ingest.options import IngestOptions
    from cpcl_desktop.engine.ingest.stages import open_stages
    from cpcl_desktop.engine.sources.walk import find_sources

    found = find_sources(request.paths, already_cropped=request.already_cropped)
    options = IngestOptions(request.sample_fps, request.fps, request.camera, stated_clock(request, len(found)))
    with open_case(request, create=True) as case:
        stages = open_stages(case, request.model, request.detector, request.provider)
        for notice in stages.notices:
            print(notice, file=sys.stderr)
        with case.writer(), output.TerminalReport() as report:
            sources = ingest_all(case, found, stages, options, report)
    provider = stages.provider
    if request.json:
        output.print_json(
            {
                "provider": provider.used,
                "provider_asked": provider.asked,
                "provider_reason": provider.reason,
                "detector": stages.detector.name,
                "model": stages.embedder.name,
                "sources": [
                    output.source_json(source) | {"given_path": str(one.path)}
                    for one, source in zip(found, sources, strict=True)
                ],
            }
        )
    else:
        output.print_sources(sources)
        for one, source in zip(found, sources, strict=True):
            if source.path != one.path.absolute():
                print(f"{one.path}: has the content of {source.path}, which the case holds; it counts once.")
            if source.id and not follows(source.clock, options.clock):
                print(f"{one.path}: keeps the clock that was stated before; `cpcl clock` changes it.")
        print(
            f"Ran on: {provider.used} (asked: {provider.asked}); detector {stages.detector.name}; "
            f"model {stages.embedder.name}."
        )
    return output.outcome(sources)


def search(request: argparse.Namespace) -> int:
    """Rank the case's passages."""
    from cpcl_desktop.engine.decoder.errands import read_still
    from cpcl_desktop.engine.search.searcher import searcher_for

    image = read_still(request.image) if request.image else None
    with open_case(request) as case:
        answer = searcher_for(case).search(query_of(request, request.text, image))
        if request.sheet:
            from cpcl_desktop.engine.pictures.contact_sheet import write_sheet

            write_sheet(case, [answer], request.sheet)
            case.log.record("export", {"what": "contact sheet", "to": str(request.sheet)})
    if request.json:
        output.print_json(output.answer_json(answer))
    else:
        output.print_answer(answer, request.case)
    return DONE


def info(request: argparse.Namespace) -> int:
    """What a case holds."""
    from cpcl_desktop.engine.ingest.retry import unfinished

    with open_case(request) as case:
        sources, model, counts = case.sources.all(), case.models.current(), case.counts()
        left = [one.source for one in unfinished(case)]
    if request.json:
        described = {"name": model.name, "sha256": model.sha256, "dim": model.dim} if model else None
        output.print_json(
            {
                "case": str(case.path),
                "model": described,
                **counts,
                "sources": [output.source_json(source) for source in sources],
                "unfinished": [{"path": str(s.path), "state": s.state, "message": s.message} for s in left],
            }
        )
        return DONE
    print(
        f"{case.path}: {counts['source']} sources, {counts['track']} people's passages, {counts['crop']} crops; "
        f"model {model.name if model else 'none yet'}"
    )
    output.print_sources(sources)
    output.print_unfinished(left, request.case)
    return DONE


def list_models(request: argparse.Namespace) -> int:
    """The models on this machine, damaged ones with their fault."""
    found = installed.installed()
    if request.json:
        output.print_json({"models": [_model_json(model) for model in found]})
        return DONE
    rows = [
        (m.bundle.manifest.name, m.bundle.manifest.kind, m.bundle.sha256[:12], m.path) for m in found if m.bundle
    ]
    output.print_table(
        ("name", "kind", "manifest", "where"), [*rows, (installed.MOTION, "detector", "built in", "—")]
    )
    for model in found:
        if model.bundle is None:
            print(f"{model.path}: {model.fault}", file=sys.stderr)
    return DONE


def add_model(request: argparse.Namespace) -> int:
    """Add a bundle or a bare detector to the user's models."""
    bundle = installed.add_model(request.path)
    print(f"Added the {bundle.manifest.kind} model {bundle.manifest.name} to {bundle.path}.")
    return DONE


def verify_models(request: argparse.Namespace) -> int:
    """Check every file of the models against its hash; 1 when one does not match."""
    from cpcl_desktop.bundle.bundle import Bundle

    found = installed.installed()
    if request.name:
        found = [
            m for m in found if request.name in (str(m.path), m.path.name, m.bundle and m.bundle.manifest.name)
        ]
        found = found or [installed.InstalledModel(Path(request.name), Bundle.open(Path(request.name)))]
    faults = 0
    for model in found:
        fault = model.fault
        try:
            if model.bundle:
                model.bundle.verify()
        except BundleError as error:
            fault = str(error)
        faults += bool(fault)
        print(f"{model.path}: {fault or 'every file has the hash its manifest gives'}")
    return FAILED if faults else DONE


def models_command(request: argparse.Namespace) -> int:
    """`cpcl models ACTION`."""
    return {"list": list_models, "add": add_model, "verify": verify_models}[request.action](request)


def demo(request: argparse.Namespace) -> int:
    """Ingest the bundled clip, search it, show the hits."""
    from cpcl_desktop.cli.demo import run_demo

    return run_demo(request.out, request.provider, window=not request.no_window)


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "ingest": ingest,
    "search": search,
    "info": info,
    "models": models_command,
    "demo": demo,
    "clock": clock.clock,
    "coverage": coverage.coverage,
    "decide": decisions.decide,
    "decisions": decisions.decisions,
    "log": evidence.log,
    "report": report.report,
    "verify": evidence.verify,
    "relink": evidence.relink,
}


def _model_json(model: installed.InstalledModel) -> dict[str, object]:
    if model.bundle is None:
        return {"path": str(model.path), "fault": model.fault}
    manifest = model.bundle.manifest
    return {"path": str(model.path), "name": manifest.name, "kind": manifest.kind, "sha256": model.bundle.sha256}
