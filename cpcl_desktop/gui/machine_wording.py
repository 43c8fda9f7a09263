"""What the window says of this machine: names of checks and states, a sum, and all of it as text or as a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.runtime.language import tr

if TYPE_CHECKING:
    from cpcl_desktop.engine.doctor.findings import Finding

CHECKS = {
    "program": tr("Program"),
    "machine": tr("Machine"),
    "decoder": tr("What decoders are kept from"),
    "video": tr("Decoding"),
    "codings": tr("Codings of footage"),
    "networks": tr("Networks"),
    "people": tr("Finding people"),
    "models": tr("Models"),
    "fonts": tr("Fonts"),
    "folders": tr("Folders"),
    "disk": tr("Disk"),
    "golden": tr("Golden test"),
}
STATES = {
    "good": tr("good", "a state of this machine"),
    "note": tr("worth knowing"),
    "fault": tr("fault", "a state of this machine"),
}
ITEMS = {
    "program": tr("program"),
    "system": tr("system"),
    "libraries": tr("libraries"),
    "policy": tr("policy"),
    "cores": tr("cores"),
    "memory": tr("memory"),
    "load": tr("load"),
    "display": tr("display"),
    "files": tr("files"),
    "network": tr("network"),
    "programs": tr("programs"),
    "process": tr("process"),
    "version": tr("version"),
    "versions": tr("versions"),
    "licence": tr("licence"),
    "hardware": tr("hardware"),
    "runtime": tr("runtime"),
    "provider": tr("provider"),
    "detector": tr("detector"),
    "image-text": tr("model"),
    "text": tr("text", "what fonts are for"),
    "models": tr("models"),
    "case": tr("case"),
    "folder": tr("folder"),
    "place": tr("place"),
    "room": tr("room"),
    "speed": tr("speed"),
    "clip": tr("clip"),
    "frames": tr("frames"),
    "passages": tr("passages"),
    "vectors": tr("vectors"),
    "content": tr("content"),
    "verdict": tr("verdict"),
}


def sum_line(findings: Sequence[Finding]) -> str:
    """How it stands in one sentence."""
    faults = sum(finding.state == "fault" for finding in findings)
    notes = sum(finding.state == "note" for finding in findings)
    if not findings:
        return ""
    if faults:
        return tr("%n fault(s): something keeps the program from its work, or its results differ.", None, faults)
    if notes:
        return tr("Nothing keeps the program from its work; %n thing(s) are worth knowing.", None, notes)
    return tr("Everything is as it must be.")


def as_text(findings: Iterable[Finding]) -> str:
    """All findings, a line each."""
    return "\n".join(
        f"{CHECKS.get(one.check, one.check)} · {_item(one)} · {STATES[one.state]}: {line(one.told)}"
        for one in findings
    )


def as_page(findings: Iterable[Finding]) -> str:
    """All findings as HTML: by check, each with its state as a picture (`state:…`) and a word."""
    parts = []
    for check, found in groupby(findings, lambda finding: finding.check):
        rows = "".join(map(_row, found))
        parts.append(
            f"<h4>{escape(CHECKS.get(check, check))}</h4><table cellpadding='4' width='100%'>{rows}</table>"
        )
    return "".join(parts)


def _row(finding: Finding) -> str:
    state = f"<img src='state:{finding.state}' width='16' height='16'>&nbsp;{escape(STATES[finding.state])}"
    told = escape(line(finding.told))
    return (
        f"<tr><td width='22%'>{state}</td><td width='18%'><b>{escape(_item(finding))}</b></td><td>{told}</td></tr>"
    )


def _item(finding: Finding) -> str:
    """What was looked at; of several folders of cases with a number after it."""
    name, _, number = finding.item.rpartition(" ")
    if name in ITEMS and number.isdecimal():
        return f"{ITEMS[name]} {number}"
    return ITEMS.get(finding.item, finding.item)
