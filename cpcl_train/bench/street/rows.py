"""The rows of the benchmark: what each changes in the recipe, and which differences are of interest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.config import Config, load_config

RECIPE: Final = "street"
UNTRAINED: Final = "base"
INFONCE, PLAIN, GUIDED, FULL, IDENTITIES = "InfoNCE", "+ OPLM", "+ guided labels", "+ cluster batches", "identities"
CONTROL: Final = "+ OPLM, eps 0.5"
"""As strict about distances as guided labels are."""

_UNMINED: Final = ("method.mining.enabled=false",)
_MEMORY: Final = (*_UNMINED, "method.matching.instance=contrastive", "method.matching.cross_modality=0")
_GUIDED: Final = (
    "method.cluster.centre_cameras=true", "method.cluster.image_by_text=2.0", "method.cluster.text_by_image=1.0",
    "method.cluster.eps=0.5",
)  # fmt: skip
_BATCHED: Final = ("data.sample=cluster", "method.matching.spare_alike=true")
_FULL: Final = (*_GUIDED, *_BATCHED)

ROWS: Final[Mapping[str, tuple[str, ...]]] = {
    UNTRAINED: (),
    INFONCE: ("method.enabled=false", "train.learning_rate=1e-4"),
    "+ PMM": _MEMORY,
    "+ HCM": _UNMINED,
    PLAIN: (),
    GUIDED: _GUIDED,
    FULL: _FULL,
    IDENTITIES: ("method.labels=identities", *_BATCHED),
    "identities, any order": ("method.labels=identities",),
    CONTROL: ("method.cluster.eps=0.5",),
    "texts guided by images": ("method.cluster.text_by_image=1.0",),
    "images guided by texts": ("method.cluster.image_by_text=2.0",),
    "cameras' means off": ("method.cluster.centre_cameras=true",),
    "guided, one clustering": (*_GUIDED, "method.cluster.centred=image"),
    "guided, refined": (*_GUIDED, "method.cluster.refine=3"),
    "guided, weighted prototypes": (*_GUIDED, "method.matching.weighted=true"),
    "guided, momentum 0.5": (*_GUIDED, "method.matching.momentum=0.5"),
    "guided, momentum 0.9": (*_GUIDED, "method.matching.momentum=0.9"),
    "full, clustered seldom": (*_FULL, "method.cluster.settling=2", "method.cluster.every=3"),
    "full, KL at 1": (*_FULL, "method.matching.kl=1"),
    "full, two of a cluster": (*_FULL, "data.instances=2"),
}
"""What each row changes in the recipe. From InfoNCE on each adds a part: `+ OPLM` is CPCL as we read it, `+ guided
labels` has better clusters, `+ cluster batches` several pairs of a cluster in a batch. `identities` is all of it
with true labels. Those behind change one thing of one of these."""

QUICKLY: Final = ("train.learning_rate=5e-4",)
"""What the quick form changes in all its rows: few steps take a higher rate, and nothing but labels tells rows with
one rate apart."""

MAIN: Final = (UNTRAINED, INFONCE, "+ PMM", "+ HCM", PLAIN, GUIDED, FULL, IDENTITIES)
STEPS: Final = tuple(pairwise(MAIN[1:]))
"""Tested together, with Holm's correction."""
WHOLES: Final = (
    (UNTRAINED, INFONCE), (INFONCE, PLAIN), (INFONCE, GUIDED), (INFONCE, FULL), (INFONCE, IDENTITIES),
    (CONTROL, GUIDED),
)  # fmt: skip
_AGAINST: Final[Mapping[str, str]] = {"guided": GUIDED, "full": FULL, "identities": IDENTITIES}
"""What a row behind the main ones is compared with, by the first word of its name; `+ OPLM` for other words."""


def row_config(name: str, seed: int, recipe: Sequence[str] = ()) -> Config | None:
    """The configuration of a row's run, None where nothing is trained; `UsageError` where there is no such row.

    `recipe` is what all rows change, over what this one does.
    """
    if name not in ROWS:
        raise UsageError(f"There is no row {name!r}. The rows are {', '.join(ROWS)}.")
    return None if name == UNTRAINED else load_config(RECIPE, [f"seed={seed}", *ROWS[name], *recipe])


def base_config(recipe: Sequence[str] = ()) -> Config:
    """How the towers are trained that every row starts from."""
    return load_config(RECIPE, ["method.enabled=false", "seed=0", "name=street base", *recipe])


def differences_of(names: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs (of, against) among rows that were run: wholes, steps, and every side row against what it changes."""
    pairs = [(of, against) for against, of in (*WHOLES, *STEPS)]
    pairs += [(name, _AGAINST.get(name.split(",")[0], PLAIN)) for name in names if name not in MAIN]
    return [(of, against) for of, against in pairs if of in names and against in names]
