"""Weights to start from: open_clip's by tag, or a file, also of CLIP models that others trained for people.

A file may be a safetensors file, what `torch.save` wrote, which is read with `weights_only=True`, or a TorchScript
archive as OpenAI publishes CLIP, which is read without its code: nothing in a file can run. Weights may be nested
(`state_dict`, `model`, …), prefixed (`module.`, `base_model.`), in half precision, of another input size, and of
one tower alone.
"""

from __future__ import annotations

import math
import pickle
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import open_clip
import torch
import torch.nn.functional as F
from open_clip.model import convert_to_custom_text_state_dict
from open_clip.pretrained import download_pretrained
from safetensors import SafetensorError
from safetensors.torch import load_file
from timm.layers.pos_embed import resample_abs_pos_embed
from torch import Tensor, nn

from cpcl_desktop.bundle.errors import MachineError, UsageError
from cpcl_desktop.bundle.manifest import ImageInput
from cpcl_train.config import Config, ModelConfig
from cpcl_train.model.dual_encoder import RESNET_STRIDE, DualEncoder
from cpcl_train.model.packaged import is_packaged, packaged_weights
from cpcl_train.model.torchscript import archive_weights, is_archive

TOWERS: Final = ("visual", "text")
_NESTS: Final = ("state_dict", "model_state_dict", "model", "net", "clip")
_RENAMED: Final = {"image_encoder.": "visual.", "text_encoder.": "text."}  # CLIP-ReID's names
_SUFFIXES: Final = (".safetensors", ".pt", ".bin", ".pth")
_ASPECTS: Final = (1, 2, 3)  # rows per column of the patch grids that people are trained at
_IMAGE_POSITIONS, _TEXT_POSITIONS = "visual.positional_embedding", "text.positional_embedding"
_POOL_POSITIONS, _TRUNK_POSITIONS = "visual.attnpool.positional_embedding", "visual.trunk.pos_embed"
_UNREADABLE: Final = (
    OSError, SafetensorError, RuntimeError, EOFError, LookupError, ValueError, TypeError, AttributeError,
    StopIteration, OverflowError, pickle.UnpicklingError, zipfile.BadZipFile,
)  # fmt: skip
"""What safetensors, torch, zipfile and pickle raise of a file that is damaged or not what it seems."""
_ACTIVATION: Final = ".mlp.gelu"
"""What open_clip calls it in its own transformers."""
_OPTIONAL: Final = frozenset({"logit_scale", "logit_bias"})


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came from a file: the towers that it filled, those still without weights, entries not used."""

    path: Path
    towers: tuple[str, ...]
    fresh: tuple[str, ...]
    unused: int
    doubt: str = ""
    """What the file does not say and the configuration leaves open, as a sentence."""

    def __str__(self) -> str:
        named = {"visual": "image", "text": "text"}
        filled = " and ".join(named[tower] for tower in self.towers)
        left = f"; {self.unused} of its entries were not used" if self.unused else ""
        rest = f"; the {named[self.fresh[0]]} encoder starts from nothing" if self.fresh else ""
        return f"weights of the {filled} encoder from {self.path}{left}{rest}"


def load_pretrained(model: DualEncoder, config: Config) -> list[Loaded]:
    """Fill the model with the configuration's `pretrained` weights, one after the other.

    Raises `UsageError` where tag or file do not fit the architecture, `MachineError` where the weights of a
    tag are neither on this machine nor to be had; the sentence says what to fetch and where to put it.
    """
    loaded: list[Loaded] = []
    for given in config.model.pretrained:
        path, weights = _weights(given, model, config)
        filled = [tower for earlier in loaded for tower in earlier.towers]
        towers, unused = _fill(model, weights, path, filled)
        fresh = tuple(tower for tower in TOWERS if tower not in (*filled, *towers))
        doubt = _doubt_of_activation(path, model, towers) if _leaves_it_open(given, config.model) else ""
        loaded.append(Loaded(path, towers, fresh, unused, doubt))
    return loaded


def _leaves_it_open(given: str, config: ModelConfig) -> bool:
    """Whether neither the configuration nor an entry of `pretrained`, which is a file, says the activation."""
    return config.quick_gelu == "auto" and not is_packaged(given) and Path(given).is_file()


def _doubt_of_activation(path: Path, model: DualEncoder, towers: Sequence[str]) -> str:
    """A sentence where a file's towers may want another activation than the model's; `UsageError` where they do."""
    filled = tuple(f"clip.{tower}." for tower in towers)
    exact = [name for name, part in model.named_modules() if isinstance(part, nn.GELU) and name.startswith(filled)]
    if not any(name.endswith(_ACTIVATION) for name in exact):
        return ""
    if path.suffix != ".safetensors" and is_archive(path):
        raise UsageError(
            f"{path} is a TorchScript archive, as OpenAI publishes CLIP, whose networks have the approximate GELU; "
            "the configured ones have the exact one. Set model.quick_gelu=true (or false if you know better). "
            "Nothing was trained."
        )
    return (
        f"{path} does not say which activation its networks have; the exact GELU is taken. If they began from "
        "OpenAI's CLIP, as IRRA, RDE and CLIP-ReID did, stop here and set model.quick_gelu=true; if not, false."
    )


def _weights(given: str, model: DualEncoder, config: Config) -> tuple[Path, dict[str, Tensor]]:
    """Where an entry of `pretrained` comes from, and its weights under this model's names."""
    if is_packaged(given):
        return Path(given), packaged_weights(given, model.clip)
    path = find_weights(config.model, given)
    weights = unify(read_weights(path))
    resize_positions(weights, model, config.image)
    return path, weights


def find_weights(config: ModelConfig, given: str) -> Path:
    """The file of one entry of `pretrained`: itself, or the file of a tag, from this machine or fetched."""
    name = config.architecture
    if Path(given).is_file():
        return Path(given)
    entry = {} if config.vision or config.text else open_clip.get_pretrained_cfg(name, given)
    if not entry:
        tags = ", ".join(open_clip.list_pretrained_tags_by_model(name)) or "none"
        raise UsageError(
            f"model.pretrained is {given!r}: there is no such file, and no such weights of {name} (open_clip has: "
            f"{tags})."
        )
    folder = weights_folder()
    for suffix in _SUFFIXES:
        if (folder / f"{name}-{given}{suffix}").is_file():
            return folder / f"{name}-{given}{suffix}"
    try:
        return Path(download_pretrained(entry))
    except (OSError, RuntimeError) as error:  # no way there, a full disk; another content than its hash says
        source = _source(entry)
        raise MachineError(
            f"The weights {given} of {name} are not on this machine and could not be fetched. Fetch {source} "
            f"on a machine with a network and put it at {folder / f'{name}-{given}'}.safetensors (or .pt, .bin, "
            "as it is), or give its path as model.pretrained. Nothing was trained."
        ) from error


def weights_folder() -> Path:
    """Where weights that were fetched by hand are looked for."""
    try:
        return Path.home() / ".cache" / "clip"
    except RuntimeError as error:
        raise MachineError(
            "This user has no home folder in which weights are looked for by their tag. Give the path of their "
            "file as model.pretrained, or set HOME to a folder of yours. Nothing was trained."
        ) from error


def read_weights(path: Path) -> dict[str, Tensor]:
    """The tensors of a file by name, on the CPU; `UsageError` where it holds none that can be read safely."""
    try:
        if path.suffix == ".safetensors":
            return load_file(path)
        if is_archive(path):
            stored: Any = archive_weights(path)
        else:
            stored = torch.load(path, map_location="cpu", weights_only=True)
    except _UNREADABLE as error:
        raise UsageError(
            f"{path} cannot be read as plain weights (it is damaged, or holds code, which is never run). Save its "
            "state_dict with torch.save or as safetensors and give that file."
        ) from error
    while isinstance(stored, Mapping) and (inner := _nested(stored)) is not None:
        stored = inner
    tensors = stored.items() if isinstance(stored, Mapping) else ()
    found = {name: value for name, value in tensors if isinstance(name, str) and isinstance(value, Tensor)}
    if not found:
        raise UsageError(f"{path} holds no weights by name; a state_dict is needed.")
    return found


def unify(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Other people's names → open_clip's (`visual.…`, `text.…`), float32."""
    prefix = _prefix(weights)
    named = {name.removeprefix(prefix): value.float() for name, value in weights.items() if name.startswith(prefix)}
    for theirs, ours in _RENAMED.items():
        named = {ours + n.removeprefix(theirs) if n.startswith(theirs) else n: v for n, v in named.items()}
    return dict(convert_to_custom_text_state_dict(named))


def resize_positions(weights: dict[str, Tensor], model: DualEncoder, spec: ImageInput) -> None:
    """Fit the position embeddings to the model's patch grid and context length, in place.

    A patch grid is interpolated, as open_clip does it, from grids of one, two or three rows per column; a
    longer context is cut, since words at a position mean the same in a shorter one.
    """
    own = model.clip.state_dict()
    net: Any = model.image_net
    if _IMAGE_POSITIONS in weights and hasattr(net, "grid_size"):
        weights[_IMAGE_POSITIONS] = resize_grid(weights[_IMAGE_POSITIONS], tuple(net.grid_size))
    if _POOL_POSITIONS in weights:
        grid = spec.height // RESNET_STRIDE, spec.width // RESNET_STRIDE
        weights[_POOL_POSITIONS] = resize_grid(weights[_POOL_POSITIONS], grid)
    if _TRUNK_POSITIONS in weights and _TRUNK_POSITIONS in own:
        prefix = 0 if net.trunk.no_embed_class else net.trunk.num_prefix_tokens
        size = list(net.trunk.patch_embed.grid_size)
        held = weights[_TRUNK_POSITIONS]
        weights[_TRUNK_POSITIONS] = resample_abs_pos_embed(held, size, num_prefix_tokens=prefix)
    text, wanted = weights.get(_TEXT_POSITIONS), own.get(_TEXT_POSITIONS)
    if text is not None and wanted is not None and len(text) > len(wanted):
        weights[_TEXT_POSITIONS] = text[: len(wanted)]


def resize_grid(embedding: Tensor, grid: tuple[int, int]) -> Tensor:
    """(1 + rows · columns, D), the class token first, of any of the known aspects → (1 + H · W, D)."""
    count = len(embedding) - 1
    if count == grid[0] * grid[1]:
        return embedding
    sides = {aspect: math.isqrt(count // aspect) for aspect in _ASPECTS}
    fitting = [aspect for aspect, columns in sides.items() if aspect * columns * columns == count]
    if not fitting:
        raise UsageError(
            f"The weights' position embedding has {count} patches, which is no known grid; train at its input size."
        )
    columns = sides[fitting[0]]
    rows = fitting[0] * columns
    patches = embedding[1:].reshape(1, rows, columns, -1).permute(0, 3, 1, 2)
    resized = F.interpolate(patches, grid, mode="bicubic", antialias=True, align_corners=False)
    return torch.cat([embedding[:1], resized.permute(0, 2, 3, 1).flatten(0, 2)])


def _fill(
    model: DualEncoder, weights: Mapping[str, Tensor], path: Path, filled: Sequence[str]
) -> tuple[tuple[str, ...], int]:
    """Load what fits; a tower that nothing filled before must be whole."""
    own = model.clip.state_dict()
    fitting = {name: value for name, value in weights.items() if name in own and name not in _OPTIONAL}
    towers = tuple(tower for tower in TOWERS if any(name.startswith(f"{tower}.") for name in fitting))
    whole = tuple(f"{tower}." for tower in towers if tower not in filled)
    missing = [name for name in own if name.startswith(whole) and name not in fitting]
    other = [name for name, value in fitting.items() if value.shape != own[name].shape]
    if not towers or missing or other:
        why = _misfit(missing, other, own, weights)
        raise UsageError(f"The weights in {path} do not fit the configured model: {why} Nothing was trained.")
    model.clip.load_state_dict(fitting, strict=False)
    return towers, len(weights) - len(fitting)


def _misfit(missing: list[str], other: list[str], own: Mapping[str, Tensor], weights: Mapping[str, Tensor]) -> str:
    if other:
        theirs, ours = ("×".join(map(str, table[other[0]].shape)) for table in (weights, own))
        return f"{other[0]} is {theirs} there and {ours} here. Choose their architecture and embed_dim."
    if missing:
        more = f" and {len(missing) - 1} more are" if len(missing) > 1 else " is"
        return (
            f"{missing[0]}{more} missing. Choose their architecture, or list weights that hold all of it first: "
            "model.pretrained=['openai', FILE]."
        )
    return "they hold neither an image encoder (visual.…) nor a text encoder under CLIP's names."


def _nested(stored: Mapping[Any, Any]) -> Mapping[Any, Any] | None:
    inner = (stored[name] for name in _NESTS if isinstance(stored.get(name), Mapping))
    return next(inner, None)


def _prefix(weights: Mapping[str, Tensor]) -> str:
    """What stands before the model's own names, e.g. `module.base_model.`; by the names of either tower."""
    marks = ("visual.", "image_encoder.", "text_encoder.", "token_embedding.")
    for mark in marks:
        places = [name.index(mark) for name in weights if mark in name]
        if places:
            first = next(name for name in weights if mark in name and name.index(mark) == min(places))
            return first[: min(places)].removesuffix("text.")
    return ""


def _source(entry: Mapping[str, Any]) -> str:
    hub = str(entry.get("hf_hub") or "")
    if hub:
        repository, _, file = hub.rpartition("/")
        return f"{file or 'open_clip_model.safetensors'} of the Hugging Face repository {repository}"
    return str(entry.get("url"))
