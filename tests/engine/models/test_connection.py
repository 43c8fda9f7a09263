"""Connections trust whom the machine trusts, and nobody else."""

# Holds SECURITY.md: an address is believed only by a certificate that the machine trusts

import ssl
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest

from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.updates import VARIABLE, look_for_new_version

x509 = pytest.importorskip("cryptography.x509", reason="cryptography is not installed; the extra `sign` brings it")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the machine's own store is asked")


class _Newest(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"version": "99.1"}')

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def certificate(folder: Path) -> Path:
    """A key and the certificate by it, which it signed itself, of this machine: in one file (PEM)."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "the tests")])
    places = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(places, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    path = folder / "certificate.pem"
    path.write_bytes(made.public_bytes(pem) + key.private_bytes(pem, form, serialization.NoEncryption()))
    return path


@pytest.fixture
def its_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Of a server on this machine, at which new versions are looked for."""
    path = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    served = HTTPServer(("127.0.0.1", 0), _Newest)
    served.socket = context.wrap_socket(served.socket, server_side=True)
    served.handle_error = lambda *_: None  # type: ignore[method-assign] # a client that does not trust it goes away
    monkeypatch.setenv(VARIABLE, f"https://127.0.0.1:{served.server_port}/")
    thread = threading.Thread(target=served.serve_forever, args=(0.02,))
    thread.start()
    yield path
    served.shutdown()
    thread.join()
    served.server_close()


def test_whom_the_machine_trusts_is_asked(its_certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(its_certificate))
    assert look_for_new_version().version == "99.1"


@pytest.mark.usefixtures("its_certificate")
def test_whom_it_does_not_trust_is_told_nothing() -> None:
    with pytest.raises(MachineError, match=r"could not be asked .*certificate verify failed"):
        look_for_new_version()


def test_where_openssl_looks_in_vain_the_systems_certificates_are_found(
    its_certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a Linux whose certificates lie elsewhere than on the one that OpenSSL was built on."""
    import truststore._openssl as known

    nowhere = str(tmp_path / "nowhere")
    defaults = ssl.DefaultVerifyPaths(None, None, "SSL_CERT_FILE", nowhere, "SSL_CERT_DIR", nowhere)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: defaults)
    monkeypatch.setattr(known, "_CA_FILE_CANDIDATES", [str(its_certificate)])
    assert look_for_new_version().version == "99.1"
