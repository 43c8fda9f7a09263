"""The tables of checks, and going through one: what there is on this machine, or whether it finds what it must."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from cpcl_desktop.engine.doctor.codings import codings
from cpcl_desktop.engine.doctor.confinement import confinement
from cpcl_desktop.engine.doctor.disk import disk, folders
from cpcl_desktop.engine.doctor.findings import Asked, Check, Finding, nameless
from cpcl_desktop.engine.doctor.golden.comparison import golden
from cpcl_desktop.engine.doctor.installation import ffmpeg, fonts, machine, program
from cpcl_desktop.engine.doctor.networks import models, networks, people
from cpcl_desktop.engine.progress import Progress, Report, silent
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.providers import find_provider

CHECKS: Final[Mapping[str, Check]] = {
    "program": program,
    "machine": machine,
    "decoder": confinement,
    "video": ffmpeg,
    "codings": codings,
    "networks": networks,
    "people": people,
    "models": models,
    "fonts": fonts,
    "folders": folders,
    "disk": disk,
}
GOLDEN: Final[Mapping[str, Check]] = {"golden": golden}


def examine(
    asked: Asked = Asked(),  # noqa: B008 - frozen
    report: Report = silent,
    checks: Mapping[str, Check] = CHECKS,
) -> Iterator[Finding]:
    """What each check finds on this machine, one after the other.

    Raises `UsageError` for a provider that there is not, `Cancelled` when the report asks to stop.
    """
    if asked.provider != "auto":
        find_provider(asked.provider)
    for number, (name, check) in enumerate(checks.items()):
        report(Progress(tr("Looking at this machine"), number, len(checks), "checks"))
        for item, state, sentence in check(asked, report):
            yield Finding(name, item, state, nameless(sentence, asked.cases))
