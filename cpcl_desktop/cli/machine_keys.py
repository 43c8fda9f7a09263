"""What the JSON of the commands about this machine holds; as in `json_keys`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

DOCTOR_KEYS: Final[Mapping[str, str]] = {
    "findings.check": "what was looked at: program, machine, decoder, video, codings, networks, people, "
    "models, fonts, folders or disk; with --golden golden",
    "findings.item": "what of it; of the decoder: files, network and programs, from which it is kept; of "
    "golden, what is compared, descriptions in quotation marks, and last the verdict",
    "findings.state": "good, note (worth knowing) or fault (keeps the program from its work, or differs)",
    "findings.told": "what was found, in words",
}
BENCH_KEYS: Final[Mapping[str, str]] = {
    "machine": "processor, cores, memory and system, in words",
    "versions.name": "the program, or a library that figures depend on",
    "versions.version": "its version",
    "provider": "where networks ran: cpu, cuda, …; what was asked for where none did",
    "load": "programs that ran in the minute before, for each core; null where the system does not tell",
    "busy": "whether other programs were at work, so that figures are too high",
    "quick": "whether only small things were measured",
    "complete": "false where it was stopped",
    "series.name": "what was measured",
    "series.unit": "of its figures, less being better",
    "series.size": "how much it was given: crops of the case, seconds of footage; null where always the same",
    "series.median": "of the runs",
    "series.spread": "from the first to the third quartile of the runs",
    "series.runs": "the figure of each run",
    "series.others": "share of a core that other programs took when it began, 0 to 1",
    "left_out.name": "what was not measured",
    "left_out.why": "why, in a sentence",
    "comparison.name": "with --against: what both measured; else the list is empty",
    "comparison.size": "as series.size",
    "comparison.ratio": "new over earlier figure",
    "comparison.low": "the least that the ratio may be, with about 95 % confidence",
    "comparison.high": "the most",
    "comparison.verdict": "more or less where that is beyond noise, else within noise",
}
