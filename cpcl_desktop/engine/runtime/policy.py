"""What an agency lets this machine do: one TOML file per machine, which only its administrator can write.

    network = false              # no model is fetched, no new version looked for, no cluster or team's server used
    purpose_required = true      # who opens a case to work in it says why
    allowed_models = ["…"]       # SHA-256 or names; no other is added or used
    updates = "https://…"        # where `cpcl version --check` and the window look, when they are asked to
    log_files = 5                # files of the program's own log that are kept, beside the one in use
    [defaults]                   # what holds until a user chooses otherwise
    language = "zh_CN"
    provider = "cpu"

Without the file nothing is forbidden. One that cannot be read, or holds what this program does not know, stops
the program: it must not go on as if nothing were forbidden. Whoever may run other programs on the machine can do
without this one; the file holds users to what was agreed, it does not guard against them.
"""

from __future__ import annotations

import os
import sys
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from cpcl_desktop.bundle.regular_file import read_regular
from cpcl_desktop.bundle.typed import Misfit, build
from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import BundleError, MachineError, UsageError
from cpcl_desktop.engine.runtime.language import LANGUAGES, tr
from cpcl_desktop.engine.runtime.providers import PROVIDER_CHOICES

FILE: Final = "policy.toml"
_OVERRIDE: Final = "WIN_PD_OVERRIDE_COMMON_APPDATA"
MOST_LOGS: Final = 100
_PROGRAM: Final = "cpcl-desktop"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for users who chose nothing; empty: as the program has it."""

    language: str = ""
    provider: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy of a machine; `path` is where it was read, None without one."""

    network: bool = True
    purpose_required: bool = False
    allowed_models: tuple[str, ...] | None = None
    updates: str = ""
    log_files: int = 5
    defaults: Defaults = field(default_factory=Defaults)
    path: Path | None = None

    def allows_model(self, name: str, sha256: str) -> bool:
        """Whether a model may be used, by its name or the SHA-256 of its manifest."""
        return self.allowed_models is None or bool({name, sha256} & set(self.allowed_models))

    def sentences(self) -> list[str]:
        """What is fixed here, for the settings and for `cpcl doctor`; empty where nothing is."""
        without = tr("No model is fetched, no new version is looked for, no cluster and no team's server is used.")
        said = [] if self.network else [without]
        said += [tr("A purpose is asked for before a case is worked in.")] if self.purpose_required else []
        if self.allowed_models is not None:
            names = ", ".join(self.allowed_models) or "–"
            said.append(tr("These models alone are used: {names}.", names=names))
        return said


def policy_file() -> Path:
    """Where this machine's policy lies, if it has one: a folder that only administrators write to."""
    if sys.platform == "win32":
        import platformdirs  # late: %ProgramData% is asked of the system, since the variable is the user's to set

        if _OVERRIDE in os.environ:  # which platformdirs believes, and which is the user's to set as well
            raise _unread(Path(_OVERRIDE), "this variable would move it; unset it")
        return Path(platformdirs.site_config_dir(_PROGRAM, appauthor=False)) / FILE
    folder = "/Library/Application Support" if sys.platform == "darwin" else "/etc"
    return Path(folder) / _PROGRAM / FILE


def policy() -> Policy:
    """This machine's policy, read anew; `MachineError` names what of it is not understood."""
    path = policy_file()
    try:
        given = read_regular(path)
    except (FileNotFoundError, NotADirectoryError):
        return Policy()
    except OSError as error:
        raise _unread(path, error.strerror or str(error)) from error
    try:
        stated = tomllib.loads(given.decode("utf-8"))
        if "path" in stated:
            raise Misfit("unknown key policy.path")
        read = build(Policy, stated, "policy")
        _check(read)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, Misfit) as error:
        raise _unread(path, str(error)) from error
    return replace(read, path=path)


_FROM_FILE: Final = worded(
    "A model can be added from a file: in the window by Case → Add a model…, or with `cpcl models add FILE`."
)


def check_network(what: str, instead: str = _FROM_FILE) -> None:
    """`UsageError` where this machine's policy forbids the network; `what` is then not done, and `instead` said."""
    if not (held := policy()).network:
        raise UsageError(
            "{what}: the policy of this machine forbids it to use a network ({path}). Nothing was sent or fetched. "
            "{instead}",
            what=what,
            path=held.path,
            instead=instead,
        )


def check_purpose(purpose: str) -> None:
    """`UsageError` where the policy asks for a purpose and none is given; the case is then not opened."""
    if not purpose.strip() and (held := policy()).purpose_required:
        raise UsageError(
            "The policy of this machine asks for a purpose before a case is worked in ({path}). The case was left "
            "as it is. Say why with --purpose TEXT or CPCL_PURPOSE, in the window when it asks.",
            path=held.path,
        )


def check_model(name: str, sha256: str) -> None:
    """`BundleError` where the policy does not allow a model; it is then neither added nor used."""
    held = policy()
    if not held.allows_model(name, sha256):
        allowed = ", ".join(held.allowed_models or ()) or "none"
        raise BundleError(
            "The policy of this machine does not allow the model {name} (SHA-256 {sha256}); it is neither added "
            "nor used. Allowed are: {other_names} ({path}).",
            name=name,
            sha256=sha256 or "none",
            other_names=allowed,
            path=held.path,
        )


def _check(read: Policy) -> None:
    """`Misfit` for a value that is of the right type and means nothing."""
    if not 0 <= read.log_files <= MOST_LOGS:
        raise Misfit(f"policy.log_files is {read.log_files}, where a number from 0 to {MOST_LOGS} belongs")
    known = {"language": LANGUAGES, "provider": PROVIDER_CHOICES}
    for name, value in (("language", read.defaults.language), ("provider", read.defaults.provider)):
        if value and value not in known[name]:
            raise Misfit(f"policy.defaults.{name} is {value!r}, where one of {', '.join(known[name])} belongs")


def _unread(path: Path, why: str) -> MachineError:
    return MachineError(
        "The policy of this machine, {path}, cannot be followed: {why}. Nothing was done, since it may forbid it. "
        "Ask whoever administers this machine to put it right.",
        path=path,
        why=why,
    )
