"""What operating systems, FFmpeg and SQLite say of errors: it stands inside sentences of ours, to be translated."""

from __future__ import annotations

from cpcl_desktop.bundle.worded import worded

SYSTEM_WORDS = (
    worded("[Errno {number}] {why}: {other_text}"),
    worded("[WinError {number}] {why}: {other_text}"),
    worded("Permission denied"),
    worded("Operation not permitted"),
    worded("No such file or directory"),
    worded("File exists"),
    worded("File name too long"),
    worded("File too large"),
    worded("Is a directory"),
    worded("Not a directory"),
    worded("Directory not empty"),
    worded("No space left on device"),
    worded("Disk quota exceeded"),
    worded("Read-only file system"),
    worded("Input/output error"),
    worded("Device or resource busy"),
    worded("No such device"),
    worded("No such device or address"),
    worded("Invalid argument"),
    worded("Too many open files"),
    worded("Too many levels of symbolic links"),
    worded("Cannot allocate memory"),
    worded("Stale file handle"),
    worded("Transport endpoint is not connected"),
    worded("Host is down"),
    worded("No route to host"),
    worded("Network is unreachable"),
    worded("Connection refused"),
    worded("Connection reset by peer"),
    worded("Connection timed out"),
    worded("Name or service not known"),
    worded("Temporary failure in name resolution"),
    worded("timed out"),
    worded("invalid data found when processing input"),
    worded("end of file"),
    worded("input/output error"),
    worded("invalid argument"),
    worded("database disk image is malformed"),
    worded("attempt to write a readonly database"),
    worded("unable to open database file"),
)
"""The usual ones, as they write them; FFmpeg's begin small, since they are put so into a sentence."""
