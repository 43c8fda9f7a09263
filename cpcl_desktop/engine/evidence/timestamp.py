"""Time stamps by an authority (RFC 3161) for a log's head: the request, and checking the reply that came back.

What is stamped is the head as it is printed, NUMBER:HASH in ASCII; only its SHA-256 leaves the machine. Replies are
read and checked by rfc3161-client, which has OpenSSL check signature and certificates; nothing uses a network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from cpcl_desktop.engine.case.log import LogEntry, LogHead
from cpcl_desktop.engine.errors import MachineError, UsageError
from cpcl_desktop.engine.evidence.der import nonce_of, with_sorted_certificates
from cpcl_desktop.engine.evidence.heads import Proof
from cpcl_desktop.engine.evidence.signing import NEEDS

if TYPE_CHECKING:
    from rfc3161_client import TimeStampResponse

_SHA256 = "2.16.840.1.101.3.4.2.1"
_GRANTED = 0


def write_request(path: Path, head: LogHead) -> str:
    """Write the request for a head (.tsq), with a nonce, asking for certificates; the imprint in it, hex."""
    client = _client()
    request = (
        client.TimestampRequestBuilder()
        .data(stamped(head))
        .hash_algorithm(client.HashAlgorithm.SHA256)
        .cert_request(cert_request=True)
        .build()
    )
    try:
        path.write_bytes(request.as_bytes())
    except OSError as error:
        raise MachineError(
            "The request could not be written to {path} ({why}).", path=path, why=error.strerror
        ) from error
    return imprint(head).hex()


def stamped(head: LogHead) -> bytes:
    """The bytes that a time stamp of a head is for."""
    return str(head).encode("ascii")


def imprint(head: LogHead) -> bytes:
    """Their SHA-256, which the authority signs."""
    return hashlib.sha256(stamped(head)).digest()


def check_timestamp(path: Path, authority: Path | None, entries: Sequence[LogEntry]) -> Proof:
    """Whether a reply (.tsr) was granted for a head of this chain and is signed by an authority that is trusted.

    `authority` has the trusted certificates (PEM). A request of the same name with .tsq beside the reply gives the
    nonce that it must repeat. UsageError where a file is not what it is given as.
    """
    reply = _reply(path)
    if reply.status != _GRANTED:
        return Proof(faults=(f"The authority granted no time stamp in {path.name} (status {reply.status}).",))
    told = reply.tst_info.message_imprint
    heads = (LogHead(entry.number, entry.hash) for entry in reversed(entries))
    head = next((one for one in heads if imprint(one) == told.message), None)
    if head is None or told.hash_algorithm.dotted_string != _SHA256:
        return Proof(faults=(f"The time stamp in {path.name} is for no head of this log.",))
    return _check_nonce(path, reply) + _check_signature(path, reply, authority, head)


def _check_nonce(path: Path, reply: TimeStampResponse) -> Proof:
    """Whether the reply is to the request beside it, where there is one."""
    asked = path.with_suffix(".tsq")
    if not asked.is_file():
        return Proof()
    try:
        nonce = nonce_of(asked.read_bytes())
    except (OSError, ValueError) as error:
        raise UsageError("{path} is no request for a time stamp ({why}).", path=asked, why=error) from error
    if reply.tst_info.nonce != nonce:
        return Proof(faults=(f"The reply {path.name} is not to the request {asked.name}: it has another nonce.",))
    return Proof(holds=(f"The reply {path.name} is to the request {asked.name}.",))


def _check_signature(path: Path, reply: TimeStampResponse, authority: Path | None, head: LogHead) -> Proof:
    time = f"{reply.tst_info.gen_time.isoformat(timespec='seconds')} (UTC)"
    if authority is None:
        return Proof(
            unchecked=(
                f"who signed the time stamp in {path.name}, by which entry {head.entries} was there at {time}; "
                "give the authority's certificates with --certificates",
            )
        )
    client = _client()
    try:
        client.VerifierBuilder(roots=_certificates(authority)).build().verify(reply, imprint(head))
    except (client.VerificationError, *_unreadable()) as error:
        return Proof(
            faults=(f"The time stamp in {path.name} is not by the authority of {authority.name} ({error}).",)
        )
    return Proof(
        holds=(
            f"The time stamp in {path.name} is by the authority of {authority.name} and proves that entry "
            f"{head.entries} and all before it were there at {time}.",
        )
    )


def _unreadable() -> tuple[type[Exception], ...]:
    """What reading certificates raises: classes without a common base."""
    from cryptography import x509

    return (OSError, ValueError, x509.InvalidVersion, x509.DuplicateExtension, x509.UnsupportedGeneralNameType)


def _certificates(path: Path) -> list[object]:
    from cryptography import x509

    try:
        found: list[object] = [*x509.load_pem_x509_certificates(path.read_bytes())]
    except _unreadable() as error:
        raise UsageError(
            "{path} has no certificates in PEM that can be read ({why}).", path=path, why=error
        ) from error
    return found


def _reply(path: Path) -> TimeStampResponse:
    client = _client()
    try:
        data = path.read_bytes()
        reply: TimeStampResponse = client.decode_timestamp_response(with_sorted_certificates(data))
        if reply.status == _GRANTED:
            _ = reply.tst_info.gen_time  # read only now, and what cannot be read is said here
    except (OSError, ValueError) as error:
        raise UsageError(
            "{path} is no reply of a time-stamp authority that can be read ({why}).", path=path, why=error
        ) from error
    return reply


def _client() -> ModuleType:
    try:
        import rfc3161_client
    except ImportError as error:
        raise UsageError(NEEDS) from error
    return rfc3161_client
