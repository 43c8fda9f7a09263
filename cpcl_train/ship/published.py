"""A model of open_clip that others trained, as a checkpoint to export and the documents that say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import open_clip

from cpcl_desktop.bundle.errors import UsageError
from cpcl_desktop.bundle.manifest import ImageInput
from cpcl_train.config import Config, ModelConfig, Phase
from cpcl_train.data.clip_tokenizer import PIECES, clip_tokenizer
from cpcl_train.model.checkpoint import Checkpoint
from cpcl_train.model.dual_encoder import build_model
from cpcl_train.model.pretrained import load_pretrained
from cpcl_train.ship.card import measured

UNKNOWN_LICENCE: Final = "as stated by its origin"
Documents = Mapping[str, tuple[str, bytes]]
Triple = tuple[float, float, float]

_LIMITS = """\
- This project did not train the model and did not choose what it learnt from. Such models learn from pictures of
  the web with the words around them, prejudice included: what they make of a person's origin, faith or trade says
  something about those words, not about the person. Do not search by such words.
- It was made for pictures of all kinds, not for people in footage: small, dark and grey pictures are not its own.
  Measure it on pictures like yours (`cpcl-train evaluate`) before you rely on it.
- Its own input is a square cut out of the middle; here the whole person is stretched to that.
- It does not identify anyone, and a high score is a place to look, not a finding. Scores are comparable within one
  search, not between models."""


@dataclass(frozen=True, slots=True)
class Published:
    """What to export: open_clip's `architecture` with `weights`, a tag of it or a file; what to call it."""

    architecture: str
    weights: str
    name: str = ""
    licence: str = UNKNOWN_LICENCE

    @property
    def source(self) -> str:
        """Where the weights are from, without folders of this machine."""
        return (
            f"weights {Path(self.weights).name} of open_clip's architecture {self.architecture}, trained by others"
        )


def published_checkpoint(published: Published) -> Checkpoint:
    """The model with its weights and CLIP's tokenizer, at its own input size.

    `UsageError` where open_clip has no such architecture, or the weights do not fit or leave a tower empty;
    `MachineError` where the weights of a tag are neither on this machine nor to be had.
    """
    config = _config(published)
    model = build_model(config, PIECES, {})
    loaded = load_pretrained(model, config)
    if loaded[-1].fresh:
        raise UsageError(f"{published.weights} holds {loaded[-1]}; both encoders are needed. Nothing was written.")
    return Checkpoint(config, clip_tokenizer().decode("utf-8"), {}, 0, model.state_dict())


def documents(published: Published, metrics: Mapping[str, Any]) -> Documents:
    """The card and the licence's notice, by role; `metrics` as for `model_card`."""
    origin = f"This project did not train it: {published.source}."
    licence = f"Licence: {published.licence}."
    head = f"# {published.name or _name(published)}\n\nA dual encoder for pictures and words. {origin} {licence}"
    card = "\n\n".join([head, "## Measured\n\n" + measured(metrics), "## Limits\n\n" + _LIMITS]) + "\n"
    notice = f"{licence} {origin}\nWhat may be done with the weights is what those who trained them state.\n"
    return {"model_card": ("model_card.md", card.encode()), "licence": ("LICENCE.txt", notice.encode())}


def _config(published: Published) -> Config:
    known = open_clip.get_model_config(published.architecture)
    if known is None:
        raise UsageError(
            f'open_clip has no architecture {published.architecture!r}; `python -c "import open_clip; '
            'print(open_clip.list_models())"` lists them. Nothing was written.'
        )
    return Config(
        name=published.name or _name(published),
        licence=published.licence,
        trained_on=(f"not known here: {published.source}",),
        phases=(Phase(epochs=0),),
        image=_image_input(published, known),
        model=ModelConfig(
            architecture=published.architecture,
            embed_dim=known["embed_dim"],
            context_length=known["text_cfg"].get("context_length", 77),
            pretrained=(published.weights,),
            tokenizer="clip",
        ),
    )


def _image_input(published: Published, known: Mapping[str, Any]) -> ImageInput:
    """The picture that the weights were trained on, which open_clip notes for its own tags; else OpenAI's."""
    size = known["vision_cfg"].get("image_size", 224)
    height, width = size if isinstance(size, list | tuple) else (size, size)
    told = open_clip.get_pretrained_cfg(published.architecture, published.weights) or {}
    mean = told.get("mean") or open_clip.OPENAI_DATASET_MEAN
    std = told.get("std") or open_clip.OPENAI_DATASET_STD
    return ImageInput(
        height, width, mean=cast("Triple", tuple(mean)), std=cast("Triple", tuple(std)), interpolation="bicubic"
    )


def _name(published: Published) -> str:
    weights = Path(published.weights)
    stem = weights.stem if weights.is_file() else published.weights
    return f"{published.architecture}-{stem}"
