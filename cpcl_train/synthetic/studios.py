"""Studios in processes of their own, each with one open studio, that share the rendering of many people."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import cv2

from cpcl_train.synthetic.assets import load_library
from cpcl_train.synthetic.studio import Studio

Work = TypeVar("Work")


def shared_out(shoot: Callable[[Work], int], left: Sequence[Work], processes: int) -> Iterator[int]:
    """What `shoot`, a function of a module, gives for each as it is done; its studio is `open_studio`."""
    if not left:
        return
    # Never in this process: Mesa brings an LLVM that torch's, loaded after it, crashes on.
    # One software-rendering thread per process: more of them fight over the same cores.
    os.environ.setdefault("LP_NUM_THREADS", "1")
    with multiprocessing.get_context("spawn").Pool(max(1, processes)) as pool:
        yield from pool.imap_unordered(shoot, left)


@cache
def open_studio(assets: str) -> Studio:
    """The process's studio, opened once: loading the assets takes a second."""
    cv2.setNumThreads(1)
    return Studio(load_library(Path(assets)))
