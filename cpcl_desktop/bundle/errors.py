"""The error tree. `str(error)` is the user's sentence: what happened, what was kept, what to do.

    CpclError
    ├── UsageError          the request itself cannot be carried out as put
    ├── BundleError         a model bundle is missing, damaged or of another kind
    ├── MediaError          a source cannot be read at all
    ├── CaseError           the case file is not ours, newer, locked or damaged
    ├── MachineError        the machine let us down: provider, memory, disk
    ├── ServerError         a team's server does not answer, or does not let us in
    └── Cancelled           the user stopped a long operation

It lives in `bundle`, the lowest layer, so that trainer and engine share it;
`cpcl_desktop.engine.errors` re-exports it for everything above.
"""

from cpcl_desktop.bundle.worded import worded


class CpclError(Exception):
    """Base of every error that is shown to the user as it stands.

    Its sentence is `worded`: `MediaError("{path} does not exist.", path=path)`.
    """

    def __init__(self, sentence: str = "", /, **values: object) -> None:
        super().__init__(worded(sentence, **values))


class UsageError(CpclError):
    """The request cannot be carried out as put: an empty query, an unknown option value."""


class BundleError(CpclError):
    """A model bundle is missing, damaged, unsafe or of another kind."""


class MediaError(CpclError):
    """A source (video, folder, image) cannot be read at all."""


class CaseError(CpclError):
    """The case file is not ours, from a newer version, open elsewhere or damaged."""


class MachineError(CpclError):
    """The machine failed: no such provider, out of memory, disk full."""


class ServerError(CpclError):
    """A team's server does not answer or does not let us in; its case can be read from the copy on this machine."""


class Cancelled(CpclError):  # noqa: N818 - a request, not a failure
    """The user stopped the operation; what was committed before is kept."""
