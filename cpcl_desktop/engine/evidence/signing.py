"""Signing a log's head with a key of one's own (Ed25519), and checking such a signature.

What is signed is the canonical JSON of the case's name, the head, the time and the public key. The time is what the
clock of the signer's machine said: it is as good as the signer is trusted.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

from cpcl_desktop.engine.case.log import LogEntry, LogHead, canonical
from cpcl_desktop.engine.errors import MachineError, UsageError
from cpcl_desktop.engine.evidence.heads import Proof, case_id, check_head

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

NEEDS = 'Signing and time stamps need the package cryptography: pip install "cpcl-desktop[sign]".'
PASSPHRASE = "CPCL_KEY_PASSPHRASE"
_PURPOSE = "head of a log of cpcl, 1"  # a signature made for this is good for nothing else
_FIELDS = ("purpose", "case", "entries", "hash", "time", "public_key")


def new_key(path: Path, passphrase: str = "") -> str:
    """Make a key: the private half into `path`, for its owner only, the public into `path`.pub; its fingerprint.

    A `passphrase` encrypts the private half. UsageError where a file is there already, MachineError where none can
    be written.
    """
    ed25519, serialization = _ed25519(), _serialization()
    made = ed25519.Ed25519PrivateKey.generate()
    encryption = serialization.BestAvailableEncryption(passphrase.encode()) if passphrase else None
    private = made.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        encryption or serialization.NoEncryption(),
    )
    public = made.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    _write_new(path, private, 0o600)
    _write_new(public_path(path), public, 0o644)
    return fingerprint(made.public_key())


def public_path(path: Path) -> Path:
    """Where the public half of a key lies."""
    return path.with_name(f"{path.name}.pub")


def is_encrypted(path: Path) -> bool:
    """Whether a private key asks for a passphrase."""
    return b"ENCRYPTED" in _bytes_of(path)


def read_key(path: Path, passphrase: str = "") -> Ed25519PrivateKey:
    """A private key that `new_key` wrote; UsageError where it is none or the passphrase is wrong."""
    try:
        key = _serialization().load_pem_private_key(_bytes_of(path), passphrase.encode() or None)
    except (ValueError, TypeError) as error:
        raise UsageError(
            "{path} is no private key, or its passphrase is another one ({why}).", path=path, why=error
        ) from error
    if not isinstance(key, _ed25519().Ed25519PrivateKey):
        raise UsageError("{path} is no Ed25519 key; `cpcl log --new-key FILE` makes one.", path=path)
    return cast("Ed25519PrivateKey", key)


def fingerprint(key: Ed25519PublicKey) -> str:
    """SHA-256 of the public half (its 32 bytes), hex: short enough to be read out."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()


def sign_head(entries: Sequence[LogEntry], head: LogHead, key: Ed25519PrivateKey) -> dict[str, Any]:
    """The signature of a head as a JSON object."""
    told: dict[str, Any] = {
        "purpose": _PURPOSE,
        "case": case_id(entries),
        "entries": head.entries,
        "hash": head.hash,
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "public_key": key.public_key().public_bytes_raw().hex(),
    }
    return told | {"signature": key.sign(_signed(told)).hex()}


def check_signature(path: Path, public: Path | None, entries: Sequence[LogEntry]) -> Proof:
    """Whether a signature is right, by the key in the file `public`, of this case, and its head in the chain.

    UsageError where a file is not what it is given as.
    """
    told = _read_signature(path)
    key = _ed25519().Ed25519PublicKey.from_public_bytes(bytes.fromhex(told["public_key"]))
    if not _is_right(told, key):
        return Proof(faults=(f"The signature in {path.name} is not right: the file was altered.",))
    if told["case"] != case_id(entries):
        return Proof(faults=(f"The signature in {path.name} is right, but of another case.",))
    by = f"The signature in {path.name} is right: of {told['time']} by the signer's clock, key {fingerprint(key)}."
    return (
        Proof(holds=(by,))
        + _check_owner(key, public)
        + check_head(LogHead(told["entries"], told["hash"]), entries, "The head that was signed")
    )


def _check_owner(key: Ed25519PublicKey, public: Path | None) -> Proof:
    if public is None:
        return Proof(unchecked=("whose key that is; give the signer's public key with --key",))
    try:
        known = _serialization().load_pem_public_key(_bytes_of(public))
    except ValueError as error:
        raise UsageError("{path} is no public key ({why}).", path=public, why=error) from error
    if not isinstance(known, _ed25519().Ed25519PublicKey) or known.public_bytes_raw() != key.public_bytes_raw():
        return Proof(faults=(f"The key is not that of {public.name}: somebody else signed.",))
    return Proof(holds=(f"The key is that of {public.name}.",))


def _read_signature(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(_bytes_of(path))
        if told["purpose"] != _PURPOSE or not isinstance(told["entries"], int):
            raise ValueError("made for something else")
        if any(len(bytes.fromhex(told[name])) != 32 for name in ("hash", "public_key")):
            raise ValueError("of another length")
        bytes.fromhex(told["signature"])
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            "{path} is no signature that `cpcl log --sign` wrote ({why}).", path=path, why=error
        ) from error
    return {name: told.get(name, "") for name in (*_FIELDS, "signature")}


def _is_right(told: Mapping[str, Any], key: Ed25519PublicKey) -> bool:
    from cryptography.exceptions import InvalidSignature

    try:
        key.verify(bytes.fromhex(told["signature"]), _signed(told))
    except InvalidSignature:
        return False
    return True


def _signed(told: Mapping[str, Any]) -> bytes:
    return canonical({name: told[name] for name in _FIELDS}).encode("ascii")


def _write_new(path: Path, data: bytes, mode: int) -> None:
    """Never over what is there: a key that is overwritten is lost."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor
            file.write(data)
    except FileExistsError as error:
        raise UsageError("{path} is there already; name a new file for the key.", path=path) from error
    except OSError as error:
        raise MachineError(
            "The key could not be written to {path} ({why}).", path=path, why=error.strerror
        ) from error


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError("{path} cannot be read ({why}).", path=path, why=error.strerror) from error


def _ed25519() -> ModuleType:
    try:
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError as error:
        raise UsageError(NEEDS) from error
    return ed25519


def _serialization() -> ModuleType:
    try:
        from cryptography.hazmat.primitives import serialization
    except ImportError as error:
        raise UsageError(NEEDS) from error
    return serialization
