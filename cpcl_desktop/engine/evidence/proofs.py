"""What was kept of a log outside its case, checked together: a head, a signature, a time stamp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.engine.case.log import LogEntry
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.evidence.heads import Proof, check_noted
from cpcl_desktop.engine.evidence.signing import check_signature
from cpcl_desktop.engine.evidence.timestamp import check_timestamp


@dataclass(frozen=True, slots=True)
class Kept:
    """A head as it was noted; files: a signature, its public key, a time stamp, its authority's certificates."""

    head: str | None = None
    signature: Path | None = None
    key: Path | None = None
    timestamp: Path | None = None
    certificates: Path | None = None


def check_kept(kept: Kept, entries: Sequence[LogEntry]) -> Proof:
    """What of it holds if the chain is whole; UsageError where something is not what it is given as."""
    if kept.key and not kept.signature:
        raise UsageError("--key goes with --signature: it says whose signature it is to be.")
    if kept.certificates and not kept.timestamp:
        raise UsageError("--certificates goes with --timestamp: it says whose time stamp it is to be.")
    proof = Proof()
    if kept.head:
        proof += check_noted(kept.head, entries)
    if kept.signature:
        proof += check_signature(kept.signature, kept.key, entries)
    if kept.timestamp:
        proof += check_timestamp(kept.timestamp, kept.certificates, entries)
    return proof


def standing(proof: Proof, faults: Sequence[str]) -> Proof:
    """What is left of a proof where the chain has faults: a hash in it then says nothing of the entries before."""
    if not faults or proof == Proof():
        return proof
    return Proof(faults=proof.faults, unchecked=("what was kept elsewhere, which proves nothing of a faulty log",))
