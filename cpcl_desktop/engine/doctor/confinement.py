"""What the decoder says of its confinement, and what it could do in spite of it."""

from __future__ import annotations

from collections.abc import Sequence

from cpcl_desktop.engine.decoder.attempts import Attempt
from cpcl_desktop.engine.decoder.confinement import Barrier
from cpcl_desktop.engine.decoder.errands import try_confinement
from cpcl_desktop.engine.doctor.findings import Asked, Found, Sentence, State
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.runtime.language import tr


def confinement(_: Asked, __: Report) -> Found:
    """Each barrier, tried."""
    try:
        barriers, attempts = try_confinement()
    except MachineError as error:
        told = str(error)
        yield "process", "fault", lambda: told
        return
    for barrier in barriers:
        yield barrier.kind, *_held(barrier, attempts)


def _held(barrier: Barrier, attempts: Sequence[Attempt]) -> tuple[State, Sentence]:
    by = barrier.by
    done = [attempt.what for attempt in attempts if attempt.kind == barrier.kind and not attempt.refused]
    if barrier.why:
        return "note", lambda: tr(
            "Decoders are not kept from {what}: {why}.", what=_kept_from(barrier.kind), why=barrier.why
        )
    if done:
        return "fault", lambda: tr(
            "{barrier} does not hold: a decoder could {done}.", barrier=by, done=" and ".join(done)
        )
    return "good", lambda: tr(
        "Decoders are kept from {what} by {barrier}; it was tried.", what=_kept_from(barrier.kind), barrier=by
    )


def _kept_from(kind: str) -> str:
    names = {
        "files": tr("files other than their footage"),
        "network": tr("the network"),
        "programs": tr("starting programs"),
    }
    return names[kind]
