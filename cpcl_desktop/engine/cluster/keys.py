"""The keys of a cluster: a private authority and one certificate of it, which all its machines show each other.

The authority's own key is not kept: nobody can make another certificate for this cluster, and who has the folder
belongs to it.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cpcl_desktop.engine.errors import MachineError, UsageError

AUTHORITY: Final = "ca.pem"
CERTIFICATE: Final = "cert.pem"
KEY: Final = "key.pem"
DAYS: Final = 365  # for which they hold
_SLACK: Final = timedelta(hours=1)  # clocks of machines differ


def make_keys(folder: Path, days: int = DAYS) -> datetime:
    """Make keys in a folder, for their owner only; until when they hold.

    `UsageError` where there are some already, `MachineError` where they cannot be written.
    """
    if there := [name for name in (AUTHORITY, CERTIFICATE, KEY) if (folder / name).exists()]:
        raise UsageError(
            "{path} is there already; nothing was changed. Name another folder, or remove the old keys first.",
            path=folder / there[0],
        )
    files, until = _made(days)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name, content in files.items():
            _write(folder / name, content)
    except OSError as error:
        raise MachineError(
            "The keys could not be written to {path} ({why}).", path=folder, why=error.strerror or error
        ) from error
    return until


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def _made(days: int) -> tuple[dict[str, bytes], datetime]:
    """The files by name, and until when they hold."""
    try:
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec
    except ImportError as error:
        raise UsageError(
            'Keys of a cluster need the package cryptography: pip install "cpcl-desktop[cluster]".'
        ) from error
    now = datetime.now(UTC)
    until = now + timedelta(days=days)
    authority, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())

    def certificate(
        name: str, issuer: str, key: ec.EllipticCurvePrivateKey, is_authority: bool
    ) -> x509.Certificate:
        identity = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        issued_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key())
        usage = x509.KeyUsage(
            digital_signature=True, key_cert_sign=is_authority, crl_sign=is_authority, content_commitment=False,
            key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False,
            decipher_only=False,
        )  # fmt: skip
        built = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]))
            .issuer_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, issuer)]))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - _SLACK)
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(identity, critical=False)
            .add_extension(issued_by, critical=False)
        )
        return built.sign(authority, hashes.SHA256())

    names = "cpcl cluster", "cpcl cluster machine"
    pem = serialization.Encoding.PEM
    private = own.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return {
        AUTHORITY: certificate(names[0], names[0], authority, True).public_bytes(pem),
        CERTIFICATE: certificate(names[1], names[0], own, False).public_bytes(pem),
        KEY: private,
    }, until
