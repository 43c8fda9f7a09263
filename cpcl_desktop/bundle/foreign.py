"""What a file really is that was handed over as a model: things that people fetch or copy in a model's place."""

from __future__ import annotations

from cpcl_desktop.bundle.worded import worded

_LOOKED_AT = 200  # bytes
_BEGINNINGS = (
    (b"version https://git-lfs", worded("a Git LFS pointer, not the file itself; `git lfs pull` fetches that")),
    (
        b"<!doctype html",
        worded("a web page, as a download link may give in place of the file; fetch the file itself"),
    ),
    (b"<html", worded("a web page, as a download link may give in place of the file; fetch the file itself")),
    (b"<?xml", worded("an XML text, as a server's error may come; fetch the file itself")),
    (b"pk\x03\x04", worded("a zip archive; unpack it, or add it as a bundle")),
    (b"\x1f\x8b", worded("a gzip archive; unpack it")),
    (b"\x89hdf", worded("an HDF5 file; a network is added as ONNX")),
    (b"{", worded("a JSON text")),
)


def what_it_is(content: bytes) -> str:
    """In words what these bytes are, to stand behind “it is”; empty where that is not known."""
    if not content.strip(b"\0"):
        return worded("empty") if not content else worded("nothing but zeros")
    head = content[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((words for begin, words in _BEGINNINGS if head.startswith(begin)), "")
