"""A server on this machine that has a model to fetch, which may cut, redirect, lie, wait or not answer."""

import contextlib
import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np

from cpcl_desktop.engine.models import fetch
from cpcl_desktop.engine.models.catalogue import Entry
from tests.networks import constant_detector

SIZE = 64
DETECTOR = constant_detector(np.zeros((84, 7), np.float32), SIZE)
# A few chunks long, so that there is something to cut: trailing bytes that ONNX passes over as an unknown field.
_PADDING = 5 * fetch.CHUNK
FILE = DETECTOR + b"\xfa\x3f" + bytes([_PADDING & 0x7F | 0x80, _PADDING >> 7 & 0x7F | 0x80, _PADDING >> 14])
FILE += bytes(_PADDING)


@dataclass
class Behaviour:
    """How the server behaves; `asked` are the ranges it was asked for."""

    content: bytes = FILE
    knows_ranges: bool = True
    cut_after: int | None = None  # bytes of one answer, of each until `cuts` are used up
    cuts: int = 0
    status: int = 200
    location: str = ""
    hold_after: int | None = None  # bytes of an answer, the rest of which waits until it `may_go_on`
    may_go_on: threading.Event = field(default_factory=threading.Event)
    asked: list[str | None] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    behaviour: Behaviour

    def do_GET(self) -> None:
        how, wanted = self.behaviour, self.headers.get("Range")
        if self.path.startswith("/moved/"):
            self._answer(302, b"", {"Location": how.location})
            return
        how.asked.append(wanted)
        if how.status != 200:
            self._answer(how.status, b"nothing here", {})
            return
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and how.knows_ranges else 0
        if start >= len(how.content):
            self._answer(416, b"", {"Content-Range": f"bytes */{len(how.content)}"})
            return
        told = f"bytes {start}-{len(how.content) - 1}/{len(how.content)}"
        self._answer(206 if start else 200, how.content[start:], {"Content-Range": told} if start else {})

    def _answer(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.behaviour.cuts and self.behaviour.cut_after is not None:
            self.behaviour.cuts -= 1
            content = content[: self.behaviour.cut_after]
        held = len(content) if self.behaviour.hold_after is None else self.behaviour.hold_after
        self.wfile.write(content[:held])
        if held < len(content):
            self.behaviour.may_go_on.wait(60)
            with contextlib.suppress(OSError):  # whoever asked may have gone
                self.wfile.write(content[held:])
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def serving() -> Iterator[tuple[Behaviour, str]]:
    """Such a server while it runs: how it behaves, and its address."""
    behaviour = Behaviour()
    handler = type("Handler", (_Handler,), {"behaviour": behaviour})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield behaviour, f"http://127.0.0.1:{running.server_port}"
        behaviour.may_go_on.set()
        running.shutdown()
        thread.join()


def entry_at(address: str) -> Entry:
    """The model of that server, as a catalogue has it."""
    digest = hashlib.sha256(FILE).hexdigest()
    return Entry("small", "detector", f"{address}/small.onnx", digest, len(FILE), "Apache-2.0", "a test")


def write_catalogue(path: Path, entry: Entry) -> Path:
    """A catalogue of one model."""
    fields = {name: getattr(entry, name) for name in Entry.__slots__}
    lines = "\n".join(f"{name} = {value!r}" for name, value in fields.items())
    path.write_text(f"[[model]]\n{lines}\n", encoding="utf-8")
    return path
