"""A little time-stamp authority of the tests' own, by `openssl ts`."""

import shutil
import subprocess
from pathlib import Path

import pytest

_SETTINGS = """
[req]
distinguished_name = name
prompt = no
[name]
CN = nobody
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[stamping]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = authority
[authority]
serial = {folder}/serial
signer_cert = {folder}/stamping.pem
certs = {folder}/root.pem
signer_key = {folder}/stamping.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


class Authority:
    """A root (`root`, PEM) and the certificate that stamps, both in its replies in the order of the settings."""

    def __init__(self, folder: Path) -> None:
        if shutil.which("openssl") is None:
            pytest.skip("a time-stamp authority takes openssl")
        self._settings, self.root = folder / "settings", folder / "root.pem"
        self._settings.write_text(_SETTINGS.format(folder=folder))
        (folder / "serial").write_text("01")
        names = {name: str(folder / name) for name in ("root.key", "stamping.key", "stamping.csr", "stamping.pem")}
        new = ("-newkey", "rsa:2048", "-nodes", "-config", str(self._settings))
        self._openssl(
            *("req", "-x509", *new, "-keyout", names["root.key"], "-out", str(self.root)),
            *("-days", "30", "-extensions", "root", "-subj", "/CN=Root of the tests"),
        )
        self._openssl(
            *("req", *new, "-keyout", names["stamping.key"], "-out", names["stamping.csr"]),
            *("-subj", "/CN=Time stamps of the tests"),
        )
        self._openssl(
            *("x509", "-req", "-in", names["stamping.csr"], "-CA", str(self.root), "-CAkey", names["root.key"]),
            *("-CAcreateserial", "-out", names["stamping.pem"], "-days", "30"),
            *("-extfile", str(self._settings), "-extensions", "stamping"),
        )

    def reply(self, request: Path, reply: Path) -> Path:
        """The reply to a request."""
        self._openssl(
            *("ts", "-reply", "-queryfile", str(request), "-config", str(self._settings), "-out", str(reply))
        )
        return reply

    def refusal(self, folder: Path) -> Path:
        """The reply to a request with a digest that the authority does not take."""
        (folder / "data").write_bytes(b"data")
        request = folder / "refused.tsq"
        self._openssl("ts", "-query", "-data", str(folder / "data"), "-sha512", "-out", str(request))
        reply = self.reply(request, folder / "refused.tsr")
        request.unlink()
        return reply

    @staticmethod
    def _openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], check=True, capture_output=True)
