"""The coverage of a case, or of several as one, as a file that leaves it: the picture as PNG, or all as JSON."""

from __future__ import annotations

from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.coverage.coverage import Coverage, coverage_of
from cpcl_desktop.engine.coverage.picture import coverage_picture
from cpcl_desktop.engine.coverage.source_keys import described_coverage, described_source
from cpcl_desktop.engine.errors import MachineError, UsageError
from cpcl_desktop.engine.evidence.outputs import check_output
from cpcl_desktop.engine.federation.federation import Federation, federated
from cpcl_desktop.engine.pictures.png import encode_png
from cpcl_desktop.engine.plain_text import json_text
from cpcl_desktop.engine.runtime.language import in_english


@in_english()
def write_coverage(searched: Case | Federation, target: Path) -> Path:
    """Write what searches cover now to a new file, as JSON where its name ends in .json, else as PNG; logged.

    Raises:
        UsageError: something is there already, or it would cost a case or footage.
        MachineError: it cannot be written; nothing was left.
    """
    cases = federated(searched)
    for member in cases.members:
        check_output(member.case, target)
    covered, is_json = coverage_of(cases), target.suffix.lower() == ".json"
    content = _json(cases, covered) if is_json else encode_png(coverage_picture(covered))
    try:
        with target.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise UsageError(
            "{path} is there already; nothing was written over it. Name another place.", path=target
        ) from error
    except OSError as error:
        target.unlink(missing_ok=True)
        raise MachineError(
            "The coverage could not be written to {path} ({why}).", path=target, why=error.strerror or error
        ) from error
    cases.record_same("export", {"what": "coverage" if is_json else "coverage picture", "to": str(target)})
    return target


def _json(cases: Federation, covered: Coverage) -> bytes:
    sources = [described_source(one) for one in covered.sources]
    told = {**_which(cases), **described_coverage(covered), "sources": sources}
    return (json_text(told) + "\n").encode("ascii")


def _which(cases: Federation) -> dict[str, object]:
    """Which case, or which cases by their names, as `cpcl coverage --json` has it."""
    if cases.is_one:
        return {"case": str(cases.only.path)}
    return {"cases": [{"name": member.name, "case": str(member.case.path)} for member in cases.members]}
