"""The card and the licence notice that travel with a detector."""

from __future__ import annotations

from collections.abc import Mapping

from cpcl_train.detector.judge import SCORE, Figures
from cpcl_train.detector.recipe import DetectorConfig

_LIMITS = """\
- It finds people, and nothing about them: no faces, no names, no ages.
- People under some 24 pixels high in the network's input are mostly missed; ask for a larger input or for tiles.
- It has seen steep views, sitting people and people cut by the edge, but was not measured on fish-eye lenses,
  thermal pictures, crowds in which people hide one another, or people lying down.
- Statues, mannequins, posters and screens that show people may be taken for people.
- A score is how sure it is that somebody is there; it is not comparable with that of another detector."""


def detector_card(recipe: DetectorConfig, figures: Mapping[str, Figures], pictures: int) -> str:
    """Markdown for people; `pictures` is how many it was taught with in this run."""
    parts = [
        f"# {recipe.name}",
        "A detector of people in frames: anchor-free, single stage, an EfficientNet-Lite0 trunk with a feature "
        f"pyramid at strides 8, 16 and 32. Licence: {recipe.licence}. Trained by `cpcl-train detector`.",
        "## Trained on\n\n" + "\n".join(f"- {source}" for source in recipe.trained_on),
        f"## Input\n\n- A frame, RGB, letterboxed into {recipe.size}×{recipe.size}; any sides that are multiples "
        "of 32 will do, and 640 finds smaller people.",
        f"## Recipe\n\n- {pictures} pictures of {_sides(recipe)}, {recipe.batch} of the smallest at a time, each "
        f"made anew; AdamW, peak learning rate {recipe.peak:g}, seed {recipe.seed}.\n- Quality focal loss on the "
        "score, generalised IoU on the box.\n\nThe whole configuration is in `manifest.json`.",
        "## Measured\n\n" + _measured(figures),
        "## Limits\n\n" + _LIMITS,
    ]
    return "\n\n".join(parts) + "\n"


def _sides(recipe: DetectorConfig) -> str:
    """The sides of the pictures that it was taught with, in words."""
    if not recipe.larger:
        return f"{recipe.side}×{recipe.side}"
    more = ", ".join(f"{side}×{side}" for side in recipe.larger)
    return f"{recipe.side}×{recipe.side} (one step in {recipe.larger_every} of {more} in turn)"


def _measured(figures: Mapping[str, Figures]) -> str:
    rows = ["| set | pictures | people | AP50 | recall | precision |", "|---|---|---|---|---|---|"]
    for name, one in figures.items():
        shares = " | ".join(f"{100 * value:.1f}" for value in (one.ap50, one.recall, one.precision))
        rows.append(f"| {name} | {one.pictures} | {one.people} | {shares} |")
    how = f"Recall and precision at a score of {SCORE}, overlap over one half."
    return "\n\n".join(("\n".join(rows), how, _by_height(figures)))


def _by_height(figures: Mapping[str, Figures]) -> str:
    """How many of how many were found, by height."""
    bins = [one.least for one in next(iter(figures.values())).heights] if figures else []
    rows = [f"| set | {' | '.join(map(str, bins))} |", "|---" * (len(bins) + 1) + "|"]
    for name, one in figures.items():
        cells = (f"{part.found} of {part.people}" if part.people else "–" for part in one.heights)
        rows.append(f"| {name} | {' | '.join(cells)} |")
    how = "Found by height in the network's input, in pixels from which on; drawn in `found_by_height.svg`:"
    return how + "\n\n" + "\n".join(rows)


def detector_licence(recipe: DetectorConfig) -> str:
    """What may be done with the weights."""
    sources = "\n".join(f"- {source}" for source in recipe.trained_on)
    head = (
        f"The weights and files of this model are licensed under {recipe.licence} (SPDX identifier; text: "
        f"https://spdx.org/licenses/{recipe.licence}.html)."
    )
    return f"{head}\n\nTrained on:\n{sources}\n"
