"""Which layer of its tower a parameter belongs to, and what that makes of its learning rate.

Source: layer-wise decay as ELECTRA and BEiT are fine-tuned with: the last layer and all behind it learn at the full
rate, each layer below at `decay` times that of the one above; words, positions and stem lie below the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_TOWERS: Final = ("clip.visual.", "clip.text.")
_NUMBER: Final = re.compile(r"\.(?:(?:resblocks|blocks|layers)\.(\d+)|layer(\d+))\.")
"""Of transformers and EfficientNets, counted from 0; of ResNets' stages, counted from 1."""
_STEM: Final = re.compile(
    r"clip\.(?:visual\.(?:conv[123]|bn[123]|class_embedding|positional_embedding|ln_pre|"
    r"trunk\.(?:patch_embed|pos_embed|cls_token|reg_token|norm_pre|body\.(?:conv_stem|conv1|bn1)))|"
    r"text\.(?:token_embedding|positional_embedding|word|position|segment|norm))(?:\.|$)"
)
"""What lies before the first layer; all else that has no number lies behind the last."""


def layer_scales(names: Iterable[str], decay: float) -> dict[str, float]:
    """By name, what a parameter's learning rate is multiplied by; 1 for what belongs to no tower."""
    names = list(names)
    scales = dict.fromkeys(names, 1.0)
    for tower in _TOWERS:
        own = {name: _layer(name) for name in names if name.startswith(tower)}
        last = max((layer for layer in own.values() if layer is not None), default=0)
        scales |= {name: decay ** (last - layer) for name, layer in own.items() if layer is not None}
    return scales


def _layer(name: str) -> int | None:
    """From 1 on, 0 for what lies below the first, None for what lies above the last."""
    found = _NUMBER.search(name)
    if found is None:
        return 0 if _STEM.match(name) else None
    return int(found[1]) + 1 if found[1] else int(found[2])
