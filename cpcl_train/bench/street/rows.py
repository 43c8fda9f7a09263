"""The rows of the benchmark: what each changes in the recipe, and which differences are of interest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.config import Config, load_config

RECIPE: Final = "street"
UNTRAINED: Final = "base"
INFONCE, FULL, IDENTITIES = "InfoNCE", "+ OPLM", "identities"

_UNMINED: Final = ("method.mining.enabled=false",)
_MEMORY: Final = (*_UNMINED, "method.matching.instance=contrastive", "method.matching.cross_modality=0")

ROWS: Final[Mapping[str, tuple[str, ...]]] = {
    UNTRAINED: (),
    INFONCE: ("method.enabled=false",),
    "+ PMM": _MEMORY,
    "+ HCM": _UNMINED,
    FULL: (),
    IDENTITIES: ("method.labels=identities",),
    "momentum 0.5": ("method.matching.momentum=0.5",),
    "momentum 0.9": ("method.matching.momentum=0.9",),
    "P × K": ("data.sample=cluster", "method.matching.spare_alike=true"),
    "images guided by texts": ("method.cluster.image_by_text=1.0",),
    "texts guided by images": ("method.cluster.text_by_image=1.0",),
    "without cameras": ("method.cluster.centre_cameras=true",),
    "refined": ("method.cluster.refine=3",),
    "weighted prototypes": ("method.matching.weighted=true",),
}
"""What each row changes. From InfoNCE on each adds a part; `+ OPLM` is CPCL in full, and `identities` the same with
true labels: what better labels could bring. Those behind change one thing of `+ OPLM`."""

MAIN: Final = (UNTRAINED, INFONCE, "+ PMM", "+ HCM", FULL, IDENTITIES)
STEPS: Final = ((INFONCE, "+ PMM"), ("+ PMM", "+ HCM"), ("+ HCM", FULL), (FULL, IDENTITIES))
"""Tested together, with Holm's correction."""
WHOLES: Final = ((UNTRAINED, INFONCE), (INFONCE, FULL), (INFONCE, IDENTITIES))


def row_config(name: str, seed: int) -> Config | None:
    """The configuration of a row's run, None where nothing is trained; `UsageError` where there is no such row."""
    if name not in ROWS:
        raise UsageError(f"There is no row {name!r}. The rows are {', '.join(ROWS)}.")
    return None if name == UNTRAINED else load_config(RECIPE, [f"seed={seed}", *ROWS[name]])


def base_config() -> Config:
    """How the towers are trained that every row starts from."""
    return load_config(RECIPE, ["method.enabled=false", "seed=0", "name=street base"])


def differences_of(names: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs (of, against) among rows that were run: wholes, steps, then every side row against the full method."""
    main = [name for pair in STEPS for name in pair] + [UNTRAINED]
    pairs = [(of, against) for against, of in (*WHOLES, *STEPS)]
    pairs += [(name, FULL) for name in names if name not in main]
    return [(of, against) for of, against in pairs if of in names and against in names]
