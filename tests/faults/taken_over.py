"""A decoder process that was taken over, and tries what an attacker would.

    python taken_over.py HOW CLIP FOLDER

HOW is confined, unconfined, thread (confined when another thread runs already) or "old kernel" (decodes CLIP where
the kernel knows neither Landlock nor seccomp). Prints, as JSON, what each attempt was answered.
"""

import ctypes
import errno
import json
import os
import struct
import sys
import threading
from collections.abc import Callable
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as the program starts its decoders

from cpcl_desktop.engine.decoder import landlock, seccomp
from cpcl_desktop.engine.decoder.confinement import confine, footage_paths
from cpcl_desktop.engine.decoder.errands import try_confinement
from cpcl_desktop.engine.decoder.isolated import IsolatedMedia
from cpcl_desktop.engine.media.reading import open_here

MEMORY = 4 << 30
LIBC = ctypes.CDLL(None, use_errno=True)
PTRACE_SEIZE, IO_URING_SETUP = 0x4206, 425  # seizing does not stop it, and ends with this process


def call(status: int) -> None:
    if status < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def socket(family: int) -> None:
    descriptor = LIBC.socket(family, 1, 0)
    call(descriptor)
    os.close(descriptor)


def fork() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def ring() -> None:
    descriptor = LIBC.syscall(IO_URING_SETUP, 1, ctypes.create_string_buffer(120))
    call(descriptor)
    os.close(descriptor)


def attach() -> None:
    call(LIBC.ptrace(PTRACE_SEIZE, os.getppid(), None, None))


def in_a_thread(action: Callable[[], object]) -> None:
    refused: list[OSError] = []

    def run() -> None:
        try:
            action()
        except OSError as error:
            refused.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if refused:
        raise refused[0]


def attempts(clip: Path, folder: Path) -> dict[str, Callable[[], object]]:
    own = folder / "own"
    return {
        "needed: read the footage": clip.read_bytes,
        "needed: decode it": lambda: list(open_here(clip).frames(None)),
        "needed: load a module late": lambda: __import__("colorsys"),
        "needed: start a thread": lambda: in_a_thread(clip.read_bytes),
        "read /etc/passwd": Path("/etc/passwd").read_bytes,
        "read a file beside the footage": (clip.parent / "beside").read_bytes,
        "read it in a thread": lambda: in_a_thread((clip.parent / "beside").read_bytes),
        "list a folder": lambda: os.listdir(folder),  # noqa: PTH208
        "write a new file": lambda: (folder / "new").write_bytes(b"x"),
        "write into a file": lambda: own.open("r+b").close(),
        "write behind the footage": lambda: clip.open("ab").close(),
        "shorten a file": lambda: os.truncate(own, 0),
        "rename a file": lambda: os.replace(own, own),  # noqa: PTH105
        "remove a file": lambda: (folder / "spare").unlink(),
        "make a folder": lambda: (folder / "made").mkdir(),
        "make a link": lambda: (folder / "link").symlink_to(own),
        "change rights": lambda: own.chmod(0o600),
        "internet": lambda: socket(2),
        "internet, version 6": lambda: socket(10),
        "a socket of the machine": lambda: socket(1),
        "fork": fork,
        "start a program": lambda: os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0),
        "signal the parent": lambda: os.kill(os.getppid(), 0),
        "limit the parent": lambda: __import__("resource").prlimit(os.getppid(), 4),
        "attach to the parent": attach,
        "set up a ring of requests": ring,
    }


def answered(action: Callable[[], object]) -> str:
    try:
        action()
    except OSError as error:
        assert error.errno in (errno.EPERM, errno.EACCES, errno.ENOSYS), error
        return str(error.strerror)
    return ""


def forget_both() -> None:
    """From here on the kernel answers as one that knows neither: ENOSYS for four calls."""
    calls = (444, 445, 446, {"x86_64": 317, "aarch64": 277}[os.uname().machine])
    rules = [(0x20, 0, 0, 0), *(rule for n in calls for rule in ((0x15, 0, 1, n), (0x06, 0, 0, 0x50000 | 38)))]
    code = b"".join(struct.pack("=HBBI", *rule) for rule in [*rules, (0x06, 0, 0, 0x7FFF0000)])
    call(LIBC.prctl(38, 1, 0, 0, 0))
    call(LIBC.prctl(22, 2, ctypes.byref(seccomp._Program(len(rules) + 1, code)), 0, 0))


def main() -> None:
    how, clip, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    for file in (clip.parent / "beside", folder / "own", folder / "spare"):
        file.write_bytes(b"x")
    if how == "old kernel":
        forget_both()
        barriers, _ = try_confinement()
        told = {barrier.kind: barrier.why for barrier in barriers}
        print(json.dumps(told | {"frames": len(list(IsolatedMedia(clip).frames(None)))}))
        return
    if how == "thread":
        threading.Thread(target=threading.Event().wait, daemon=True).start()
        print(json.dumps({barrier.kind: barrier.why for barrier in confine([clip], MEMORY)}))
        return
    has_landlock = landlock.version() > 0
    tries = attempts(clip, folder)
    if how == "confined":
        confine(footage_paths(clip), MEMORY)
    told = {name: answered(action) for name, action in tries.items()}
    os.write(1, json.dumps(told | {"no Landlock here": not has_landlock}).encode())


if __name__ == "__main__":
    main()
