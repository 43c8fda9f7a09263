"""The model card that travels in a bundle: what the model is, what it learnt from, how well, and its limits."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from cpcl_train.config import Config
from cpcl_train.model.checkpoint import Checkpoint

_LIMITS = """\
- It compares appearance: clothes, colours, hair, carried things, build, rough age, man or woman. It does not
  identify anyone, it knows no faces and no names, and a high score is a place to look, not a finding.
- It was never taught skin colour or ethnicity, and descriptions by them are not understood.
- Colours are as the camera shows them: under infrared, at night or under coloured light they are unreliable,
  and dark blue, dark grey and black are easily taken for each other.
- People cut by the frame, hidden behind others, very small (below about 40 pixels high) or seen from straight
  above are found less well.
- Words outside its vocabulary are ignored; the program names them when you search.
- Scores are comparable within one search, not between models."""

_FORMS = {
    "fp16": "Products run in half precision on a GPU, weights take half the room; on a processor it is not faster.",
    "packed": "Weights are stored in eight and sixteen bits and take a quarter of the room; all is computed in "
    "full precision.",
    "int8": "Products run in eight bits: faster on a processor, and weights take a quarter of the room.",
}

_OPTIMISERS = {"adamw": "AdamW", "adam": "Adam (decay within the gradient)"}


def model_card(checkpoint: Checkpoint, metrics: Mapping[str, Any]) -> str:
    """Markdown for people; the same figures stand in the manifest for programs."""
    config = checkpoint.config
    return (
        "\n\n".join(
            [
                f"# {config.name}",
                "A dual encoder for finding people in footage by description: a picture of a person and a "
                f"sentence become {config.model.embed_dim} numbers each, and close ones belong together.",
                f"Licence: {config.licence}. Trained by `cpcl-train`, {checkpoint.epoch} epochs.",
                "## Trained on\n\n" + "\n".join(f"- {source}" for source in config.trained_on),
                f"## Input\n\n- Image: one person, RGB, stretched to {config.image.height}×{config.image.width} "
                f"(height × width).\n- Text: up to {config.model.context_length - 1} words in English.",
                "## Recipe\n\n" + _recipe(config),
                "## Measured\n\n" + measured(metrics),
                "## Limits\n\n" + _LIMITS,
                _words(checkpoint),
            ]
        )
        + "\n"
    )


def _words(checkpoint: Checkpoint) -> str:
    if checkpoint.reads_pieces:
        return "## Words it knows\n\nIt reads any word, in pieces; what it learnt of a word depends on its pairs."
    words = checkpoint.words
    return f"## Words it knows ({len(words)})\n\n" + textwrap.fill(", ".join(words), 110)


def licence_notice(config: Config) -> str:
    """What may be done with the weights."""
    sources = "\n".join(f"- {source}" for source in config.trained_on)
    if config.licence.startswith("LicenseRef-"):  # SPDX's way to name terms that are not on its list
        terms = "\nIt is no licence on SPDX's list: the terms of what it was trained on apply, see below."
    else:
        terms = f" (SPDX identifier; text: https://spdx.org/licenses/{config.licence}.html)."
    head = f"The weights and files of this model are licensed under {config.licence}{terms}"
    return "\n\n".join([head, f"Trained on:\n{sources}"]) + "\n"


def _recipe(config: Config) -> str:
    lines = [
        f"- {phase.epochs} epochs at batch {phase.batch}: contrastive × {phase.contrastive:g}, "
        f"attribute heads × {phase.attributes:g}"
        for phase in config.phases
    ]
    vision = config.model.vision.get("timm_model_name", config.model.architecture)
    settings = config.train
    lines.append(
        f"- Image net {vision}; {_OPTIMISERS[settings.optimizer]}, weight decay {settings.weight_decay:g}, peak "
        f"learning rate {settings.learning_rate:g}, seed {config.seed}; betas {settings.betas[0]:g} and "
        f"{settings.betas[1]:g}, epsilon {settings.epsilon:g}"
    )
    if config.init:
        lines.append("- Continued from an earlier run of the same architecture")
    return "\n".join(lines) + "\n\nThe whole configuration is in `manifest.json`."


def measured(metrics: Mapping[str, Any]) -> str:
    """Scored sets as a table; other figures as a list."""
    rows = ["| set | people | images | R@1 | R@5 | R@10 | mAP | mINP |", "|---|---|---|---|---|---|---|---|"]
    rest = []
    for name, value in metrics.items():
        if isinstance(value, Mapping) and "r1" in value:
            figures = " | ".join(f"{value[key]:.1f}" for key in ("r1", "r5", "r10", "mAP", "mINP"))
            rows.append(f"| {name} | {value['people']} | {value['images']} | {figures} |")
        else:
            rest.append(f"- {name}: {_figures(value)}")
    how = "Every caption is a query, every image of the set the gallery."
    return "\n\n".join(["\n".join(rows), how, "\n".join(rest)])


def variant_card(card: str, name: str, variant: str, parity: Mapping[str, Any], sets: Mapping[str, Any]) -> str:
    """The card of the full-precision model `card`, headed and ended as that of its `variant`."""
    _, _, body = card.partition("\n")
    end = (
        f"## This form: {variant}\n\n{_FORMS[variant]} The figures further up are those of the model in full "
        f"precision; this form's own are:\n\n{measured({**sets, 'compared with full precision': parity})}"
    )
    return f"# {name}\n{body.rstrip()}\n\n{end}\n"


def _figures(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_figures(figure)}" for name, figure in value.items())
    return str(value)
