"""What can be chosen for a setting on this machine, and what its policy fixes."""

from __future__ import annotations

from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.policy import policy
from cpcl_desktop.gui.settings import DETECTOR, MODEL, Option, Setting


def policy_line() -> str:
    """What this machine's policy fixes, whatever is chosen; empty where nothing is."""
    held = policy()
    said = " ".join(held.sentences())
    return (
        tr("Fixed by the policy of this machine ({path}): {sentences}", path=held.path, sentences=said)
        if said
        else ""
    )


def options_of(setting: Setting) -> tuple[Option, ...]:
    """What can be chosen for a setting here and now; detectors and models are those installed."""
    if setting is DETECTOR:
        default = ("", tr("The default ({name})", name=installed.default_detector()))
        return (default, *_installed("detector"), (installed.MOTION, tr("Motion (fixed cameras)")))
    if setting is MODEL:
        chosen = installed.default_model("image-text")
        ships = tr("The one that ships with the program ({name})", name=chosen)
        label = ships if chosen == installed.STARTER else tr("The default ({name})", name=chosen)
        return (("", label), *_installed("image-text"))
    return setting.options


def _installed(kind: str) -> tuple[Option, ...]:
    bundles = [model.bundle for model in installed.installed() if model.bundle]
    names = {bundle.manifest.name for bundle in bundles if bundle.manifest.kind == kind}
    return tuple((name, name) for name in sorted(names))
