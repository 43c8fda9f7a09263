"""The error tree for the engine and all above it; drawn and defined in `cpcl_desktop.bundle.errors`."""

from cpcl_desktop.bundle.errors import (
    BundleError,
    Cancelled,
    CaseError,
    CpclError,
    MachineError,
    MediaError,
    ServerError,
    UsageError,
)

__all__ = [
    "BundleError",
    "Cancelled",
    "CaseError",
    "CpclError",
    "MachineError",
    "MediaError",
    "ServerError",
    "UsageError",
]
