"""What a model is set up with for training: parts that stay as they are, low-rank products, less memory."""

from __future__ import annotations

import shutil

import torch

from cpcl_desktop.bundle.errors import MachineError, UsageError
from cpcl_train.configs.training import TrainConfig
from cpcl_train.model import backbone
from cpcl_train.model.adapters import adapt
from cpcl_train.model.dual_encoder import DualEncoder
from cpcl_train.model.sentence import SentenceEncoder


def prepare_training(model: DualEncoder, config: TrainConfig) -> None:
    """Switch on what saves memory or time while training, and off what is not trained.

    Values of the weights stay as they are, and their names but where `train.lora_rank` puts products beside them.
    """
    if config.frozen:
        _freeze(model)
    if config.locked != "none":
        model.lock(config.locked)
    if config.lora_rank:
        adapt(model, config.lora_rank, config.lora_alpha)
    if config.checkpoint_gradients:
        model.clip.set_grad_checkpointing(True)
    if config.compile:
        if not torch.cuda.is_available() and not (shutil.which("g++") or shutil.which("cl")):
            raise MachineError("train.compile needs a C++ compiler (g++), and there is none; set it to false.")
        model.image_net.compile()
        model.text_net.compile()


def _freeze(model: DualEncoder) -> None:
    trunk = getattr(model.image_net, "trunk", None)
    if not isinstance(trunk, backbone.EfficientNetParts) or not isinstance(model.text_net, SentenceEncoder):
        raise UsageError("train.frozen is for efficientnet_lite…_parts with a sentence encoder; set it to false.")
    trunk.freeze_early()
    model.text_net.freeze_lower()
