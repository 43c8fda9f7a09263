"""Signing programs for Windows: signtool of the Windows SDK, and a certificate out of the environment.

WINDOWS_CERTIFICATE is a .pfx in base64 and WINDOWS_CERTIFICATE_PASSWORD opens it; TIMESTAMP_URL names an authority
whose time lets a signature count after the certificate has run out. A signature changes the file, so it comes
before anything that says the file's hash.
"""

from __future__ import annotations

import base64
import binascii
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from release import PackagingFailed, run

CERTIFICATE: Final = "WINDOWS_CERTIFICATE"
_SIGNTOOL: Final = "Windows Kits/10/bin/*/x64/signtool.exe"


def sign(files: Sequence[Path]) -> bool:
    """Sign files in place; False where there is no certificate. Raises PackagingFailed."""
    with signing_command() as command:
        if command:
            run([*command, *map(str, files)], "Not signed:")
        return bool(command)


@contextmanager
def signing_command() -> Iterator[tuple[str, ...]]:
    """What signs the files that are named behind it, empty without a certificate, which is in a file meanwhile.

    Raises PackagingFailed.
    """
    if not (given := os.environ.get(CERTIFICATE)):
        yield ()
        return
    with tempfile.TemporaryDirectory(prefix="cpcl-signing-") as work:
        certificate = Path(work, "certificate.pfx")
        try:
            certificate.write_bytes(base64.b64decode(given, validate=False))
        except binascii.Error as error:
            raise PackagingFailed(f"{CERTIFICATE} is not a certificate in base64 ({error}).") from error
        password = os.environ.get(f"{CERTIFICATE}_PASSWORD", "")
        stamped = os.environ.get("TIMESTAMP_URL")
        yield (
            *(program("signtool", _SIGNTOOL), "sign", "/fd", "SHA256", "/f", str(certificate), "/p", password),
            *(("/tr", stamped, "/td", "SHA256") if stamped else ()),
        )


def program(name: str, usual: str) -> str:
    """Where a program is: on PATH, else the last of what fits a pattern below Windows' folder of 32-bit programs.

    Raises PackagingFailed where it is nowhere.
    """
    if found := shutil.which(name):
        return found
    there = sorted(Path(os.environ.get("PROGRAMFILES(X86)", "C:/Program Files (x86)")).glob(usual))
    if not there:
        raise PackagingFailed(f"{name} is not installed here.")
    return str(there[-1])
