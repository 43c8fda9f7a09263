"""Opening several cases to be searched as one."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.still import file_id
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.federation.federation import Federation


@contextlib.contextmanager
def opened_together(paths: Sequence[Path], opened: Callable[[Path], Case]) -> Iterator[Federation]:
    """The cases at these paths, each opened by `opened`, in this order.

    `UsageError` where one is named twice, however it is spelt; the errors of opening. All are closed again.
    """
    files = [file_id(path) for path in paths]
    for path, file in zip(paths, files, strict=True):
        if files.count(file) > 1:
            raise UsageError("{path} was named twice; nothing was searched.", path=path)
    with contextlib.ExitStack() as stack:
        yield Federation([stack.enter_context(opened(path)) for path in paths])
