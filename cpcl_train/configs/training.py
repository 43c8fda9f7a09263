"""How a run is optimised, what of it is kept, and on what hardware: the table `[train]` of a recipe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Precision = Literal["fp32", "bf16", "fp16"]
Locked = Literal["none", "image", "text"]


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """Optimisation, selection and hardware. METHOD.md says which defaults are the family's."""

    optimizer: Literal["adamw", "adam"] = "adamw"
    """`adamw` takes weight decay off the weights; `adam` adds it to the gradient, where Adam scales it up to a full
    step wherever there is no other gradient."""
    epsilon: float = 1e-8
    """Added to Adam's denominator. Siblings that train fp16 weights need 1e-3; tune it with the learning rate."""
    betas: tuple[float, float] = (0.9, 0.999)
    """Shares of Adam's two running means that stay at each step."""
    learning_rate: float = 1e-5
    fresh_rate: float = 5.0
    """Learning rate of what `model.pretrained` leaves to chance, such as attribute heads, times this."""
    text_rate: float = 1.0
    """Learning rate of the text encoder's weights that come from elsewhere, times this."""
    final_rate: float = 0.0
    """Learning rate at the end of the cosine, as a share of `learning_rate`."""
    weight_decay: float = 4e-5
    """Of weight matrices and convolutions only: biases, norms, tables of words and positions, class tokens and
    scales are not decayed."""
    layer_decay: float = 1.0
    """Learning rate of each layer of a tower, times this for every layer that lies above it: below 1, early layers
    keep more of what they know."""
    warmup_epochs: float = 5.0
    contradict: bool = False
    """Each image is told apart from a sentence that contradicts it, where the set has such sentences, besides from
    the batch's other captions; so a colour is bound to its garment."""
    alike: tuple[str, ...] = ()
    """Without the method: pairs whose images agree in all these attributes do not push each other away."""
    frozen: bool = False
    """Leave the early part of the image net and the lower two thirds of the text encoder's layers as they start:
    about twice as fast on processors, for training on from weights that are good already."""
    locked: Locked = "none"
    """A tower that stays as it starts, its running statistics too."""
    lora_rank: int = 0
    """Train a product of two thin matrices of this rank beside each projection of attention and MLP, and nothing
    else of the towers; it is added to the weights when they are saved. 0 trains the weights themselves."""
    lora_alpha: float = 16.0
    """The product counts alpha / rank."""
    average: float = 0.0
    """Judge, keep and export a moving average of the weights, of which this share stays at each step (0.999, say);
    0 takes the weights of the last step."""
    clip_gradient: float = 1.0
    """The gradient of all weights together is scaled down to this norm where it is longer."""
    select: Literal["r1", "mAP"] = "r1"
    """The validation figure that chooses the checkpoint, where there are people enough to choose by."""
    evaluate_every: int = 1
    patience: int = 0
    """Training ends after this many validations in a row without a better figure; 0 goes on to the last epoch."""
    save_every: int = 0
    """Keep the weights of every so many epochs in files of their own; 0 keeps the best and the last."""
    log_every: int = 50
    """Optimisation steps between two entries of the run's curves."""
    wandb: Literal["off", "offline", "online"] = "off"
    """Curves for Weights & Biases too (extra `wandb`): kept in the run folder, or sent to its servers."""
    wandb_project: str = "cpcl"
    device: Literal["auto", "cpu", "cuda"] = "auto"
    precision: Precision = "bf16"
    """What products are computed in; weights stay float32, and a processor trains in float32 in place of bfloat16.
    `fp16` is for GPUs without bfloat16: the loss is scaled up so that small gradients do not vanish, and steps that
    overflow are left out."""
    checkpoint_gradients: bool = False
    """Compute activations again in the backward pass: about a third slower, a fraction of the memory."""
    compile: bool = False
    """Let torch compile the encoders: minutes at first, faster afterwards; needs a C++ compiler."""
    threads: int = 0
    """CPU threads; 0 leaves the choice to torch."""


def training_limits(train: TrainConfig) -> list[tuple[bool, str]]:
    """What must hold of values beyond their types, and how it is said."""
    counts = {name: getattr(train, name) for name in ("lora_rank", "patience", "save_every")}
    return [
        (all(0 <= beta < 1 for beta in train.betas), "train.betas are two shares from 0 to below 1"),
        (0 < train.layer_decay <= 1, "train.layer_decay is above 0 and at most 1, where all layers learn alike"),
        (0 <= train.average < 1, "train.average is a share from 0 to below 1"),
        *((value >= 0, f"train.{name} is a number from 0 on") for name, value in counts.items()),
        (train.lora_alpha > 0, "train.lora_alpha must be above 0"),
        (train.evaluate_every >= 1, "train.evaluate_every must be 1 or more"),
        (train.log_every >= 1, "train.log_every must be 1 or more"),
        (
            not (train.lora_rank and train.frozen),
            "train.frozen has no effect beside train.lora_rank: give one of them",
        ),
    ]
