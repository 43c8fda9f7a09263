"""A bundle and the pairs of cases → a better bundle beside it, or none and the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cpcl_desktop.bundle.bundle import MANIFEST_NAME, Bundle
from cpcl_desktop.bundle.descent import FEW_GROUPS, Descent
from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.adapt.judging import Judged, judge
from cpcl_train.adapt.learning import Recipe
from cpcl_train.adapt.material import FeatureReader, Material, Pool, Tick, case_pool, rendered_pools
from cpcl_train.adapt.pairs import CasePairs, read_pairs
from cpcl_train.adapt.rendered import CAPTIONS, CHOICE, FROZEN, REPLAY, rendered_people
from cpcl_train.adapt.shipping import default_name, descent_of, write_adapted

_LEAST_GROUPS: Final = 2
"""Without which nobody could be held out while something is learnt."""
Reports = Callable[[str], Tick]
"""What is being done → a report of how much of it is."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for; `renders` is where rendered people are kept or made, `assets` what they are made of."""

    model: Path
    pairs: Sequence[Path]
    out: Path
    renders: Path
    assets: Path | None = None
    name: str = ""
    processes: int = 2
    force: bool = False
    recipe: Recipe = field(default_factory=Recipe)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the verdict, and the bundle where one was written."""

    descent: Descent
    judged: Judged
    bundle: Bundle | None


@dataclass(frozen=True, slots=True)
class TooFew:
    """There are too few groups to learn from, those set aside left out; nothing was tried."""

    groups: int

    @property
    def reason(self) -> str:
        """The sentence."""
        return (
            f"There are {self.groups} groups with a description to learn from, and with fewer than {FEW_GROUPS} a "
            "gain cannot be told from chance: nothing was learnt or written. Search by the passages that were "
            "confirmed instead: cpcl search CASE --like TRACK … ranks by the mean of their pictures."
        )


def adapt(request: Request, reports: Reports) -> Outcome | TooFew:
    """Learn from the pairs, judge it, and write a bundle if it is better, or if that is forced.

    Raises `UsageError`, `BundleError` or `MediaError` for what cannot be read and `MachineError` for what this
    machine cannot do; nothing is written then. What was rendered is kept.
    """
    _check_place(request.out)
    bundle, pairs = Bundle.open(request.model), read_pairs(request.pairs)
    taught = len(pairs.groups) - len(pairs.test)
    if taught < (_LEAST_GROUPS if request.force else FEW_GROUPS):
        return TooFew(taught)
    reader = FeatureReader(bundle)
    images = rendered_people(request.renders, request.assets, request.processes, reports("rendered people"))
    pools = rendered_pools(reader, images, CAPTIONS, reports)
    judged = judge(material_of(reader, pairs, pools, reports), request.recipe, reports)
    descent = descent_of(bundle, judged, pairs.used, forced=False)
    if descent.refusal:
        if not request.force:
            return Outcome(descent, judged, None)
        descent = descent_of(bundle, judged, pairs.used, forced=True)
    name = request.name or default_name(bundle, pairs.used)
    return Outcome(descent, judged, write_adapted(bundle, judged, descent, name, request.out))


def _check_place(out: Path) -> None:
    """Before minutes are spent: the bundle must have a place."""
    if out.exists() and not (out / MANIFEST_NAME).is_file():
        raise UsageError(f"{out} exists and is not a model bundle; it was left as it is. Name another place.")


def material_of(reader: FeatureReader, pairs: CasePairs, pools: Mapping[str, Pool], reports: Reports) -> Material:
    """What is learnt from, with a rendered set's pools."""
    case, aside = case_pool(reader, pairs, reports)
    return Material(case, aside, pools[REPLAY], pools[CHOICE], pools[FROZEN])
