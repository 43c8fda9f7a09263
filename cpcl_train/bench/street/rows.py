"""The rows of the benchmark: what each changes in the recipe, and which differences are of interest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.config import Config, load_config

RECIPE: Final = "street"
UNTRAINED: Final = "base"
INFONCE, PLAIN, FULL, IDENTITIES = "InfoNCE", "+ OPLM", "+ guided labels", "identities"

_UNMINED: Final = ("method.mining.enabled=false",)
_MEMORY: Final = (*_UNMINED, "method.matching.instance=contrastive", "method.matching.cross_modality=0")
_GUIDED: Final = (
    "method.cluster.centre_cameras=true", "method.cluster.image_by_text=2.0", "method.cluster.text_by_image=1.0",
    "method.cluster.eps=0.5",
)  # fmt: skip

ROWS: Final[Mapping[str, tuple[str, ...]]] = {
    UNTRAINED: (),
    INFONCE: ("method.enabled=false", "train.learning_rate=1e-4"),
    "+ PMM": _MEMORY,
    "+ HCM": _UNMINED,
    PLAIN: (),
    FULL: _GUIDED,
    IDENTITIES: ("method.labels=identities",),
    "texts guided by images": ("method.cluster.text_by_image=1.0",),
    "images guided by texts": ("method.cluster.image_by_text=2.0",),
    "cameras' means off": ("method.cluster.centre_cameras=true",),
    "guided, one clustering": (*_GUIDED, "method.cluster.centred=image"),
    "guided, refined": (*_GUIDED, "method.cluster.refine=3"),
    "guided, weighted prototypes": (*_GUIDED, "method.matching.weighted=true"),
    "guided, momentum 0.5": (*_GUIDED, "method.matching.momentum=0.5"),
    "guided, momentum 0.9": (*_GUIDED, "method.matching.momentum=0.9"),
    "guided, P × K": (*_GUIDED, "data.sample=cluster", "method.matching.spare_alike=true"),
}
"""What each row changes in the recipe. From InfoNCE on each adds a part: `+ OPLM` is CPCL as we read it, `+ guided
labels` CPCL with the better clusters that the benchmark led to. `identities` is the same losses with true labels.
Those behind change one thing of one of the two."""

MAIN: Final = (UNTRAINED, INFONCE, "+ PMM", "+ HCM", PLAIN, FULL, IDENTITIES)
STEPS: Final = ((INFONCE, "+ PMM"), ("+ PMM", "+ HCM"), ("+ HCM", PLAIN), (PLAIN, FULL), (FULL, IDENTITIES))
"""Tested together, with Holm's correction."""
WHOLES: Final = ((UNTRAINED, INFONCE), (INFONCE, PLAIN), (INFONCE, FULL), (INFONCE, IDENTITIES))


def row_config(name: str, seed: int) -> Config | None:
    """The configuration of a row's run, None where nothing is trained; `UsageError` where there is no such row."""
    if name not in ROWS:
        raise UsageError(f"There is no row {name!r}. The rows are {', '.join(ROWS)}.")
    return None if name == UNTRAINED else load_config(RECIPE, [f"seed={seed}", *ROWS[name]])


def base_config() -> Config:
    """How the towers are trained that every row starts from."""
    return load_config(RECIPE, ["method.enabled=false", "seed=0", "name=street base"])


def differences_of(names: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs (of, against) among rows that were run: wholes, steps, and every side row against what it changes."""
    pairs = [(of, against) for against, of in (*WHOLES, *STEPS)]
    pairs += [(name, FULL if name.startswith("guided") else PLAIN) for name in names if name not in MAIN]
    return [(of, against) for of, against in pairs if of in names and against in names]
