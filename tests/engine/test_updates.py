"""A newer version is looked for when somebody asks, where this machine says, and nowhere else."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from cpcl_desktop import __version__
from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.errors import MachineError, UsageError
from cpcl_desktop.engine.updates import LARGEST, VARIABLE, Newest, look_for_new_version


class _Answering(BaseHTTPRequestHandler):
    answer = b""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        self.send_response(200 if self.answer else 404)
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[HTTPServer]:
    served = HTTPServer(("127.0.0.1", 0), _Answering)
    served.asked = []  # type: ignore[attr-defined]
    monkeypatch.setenv(VARIABLE, f"http://127.0.0.1:{served.server_port}/newest.json")
    thread = threading.Thread(target=served.serve_forever, args=(0.02,))
    thread.start()
    yield served
    served.shutdown()
    thread.join()
    served.server_close()


def answers(monkeypatch: pytest.MonkeyPatch, told: object) -> None:
    content = told if isinstance(told, bytes) else json.dumps(told).encode()
    monkeypatch.setattr(_Answering, "answer", content)


def test_a_newer_version_is_told_with_its_page(
    server: HTTPServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers(monkeypatch, {"version": "99.1", "page": "https://example.org/99"})
    assert main(["version"]) == 0 and server.asked == []  # type: ignore[attr-defined]
    assert main(["version", "--check"]) == 0
    said = capsys.readouterr().out
    assert "Version 99.1 is out" in said and "https://example.org/99" in said
    assert server.asked == ["/newest.json"]  # type: ignore[attr-defined]


def test_the_newest_version_says_so() -> None:
    assert not Newest(__version__).is_newer and "is the newest" in Newest(__version__).sentence
    assert Newest("0.10").is_newer and not Newest("0.0.9").is_newer and not Newest(f"{__version__}.0").is_newer


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"<html>",
        b"[]",
        {"version": 3},
        {"version": "new"},
        {"versions": "1"},
        b"[" * 60_000,
        b" " * (LARGEST + 2),
    ],
)
def test_an_answer_that_names_no_version_is_a_sentence(
    server: HTTPServer, monkeypatch: pytest.MonkeyPatch, told: object
) -> None:
    answers(monkeypatch, told)
    with pytest.raises(MachineError):
        look_for_new_version()


def test_without_an_address_it_says_where_versions_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(UsageError, match=r"CHANGELOG\.md"):
        look_for_new_version()


def test_an_address_that_is_not_encrypted_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "http://example.org/newest.json")
    with pytest.raises(UsageError, match="not an encrypted address"):
        look_for_new_version()
