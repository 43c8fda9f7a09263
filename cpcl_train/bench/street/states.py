"""What frozen networks make of the street's pictures and captions, computed once and kept by the settings' hash.

Pictures: their colours and the maps of an EfficientNet-Lite0 (ImageNet) at four strides, averaged in stripes and
whitened on the people of the base; each picture clean and, to train on, in some augmented views. Captions: token
states of MiniLM's lower layers, where a colour is bound to its garment and the sentence is not one vector yet.
"""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from multiprocessing.pool import Pool
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from cpcl_desktop.bundle.errors import MachineError
from cpcl_desktop.bundle.tokenizer import Tokenizer
from cpcl_train.bench.street.annotators import caption_all
from cpcl_train.bench.street.filming import Cutout, Report, film, renders_of
from cpcl_train.bench.street.settings import USES, Street, Told, digest
from cpcl_train.bench.street.site import picture, site
from cpcl_train.data.samples import encode_clipped, read_image
from cpcl_train.data.tokens import text_lengths
from cpcl_train.model.backbone import EfficientNetParts
from cpcl_train.model.packaged import imagenet_weights, packaged_weights, sentence_tokenizer
from cpcl_train.model.sentence import BertShape, SentenceEncoder

Halves = NDArray[np.float16]
Ints = NDArray[np.int64]
DIMENSIONS: Final = 512
TOKENS: Final = 36
WIDTH: Final = 384
_VERSION: Final = 1
_STAGES: Final = (1, 2, 4, 6)  # of EfficientNet-Lite0, at strides 4, 8, 16 and 32
_SIZE: Final = (144, 72)
"""Height and width at which pictures are read."""
_STRIPES: Final = 6
_LAYERS: Final = 3
_AT_ONCE: Final = 20


@dataclass(frozen=True, slots=True)
class Set:
    """A use's people: `images` (N, 1 + views, D), `texts` (P, L, W) with `lengths` (P,), `image_of` (P,) the image
    of each caption, `people` and `cameras` (N,), the captions themselves."""

    images: Halves
    texts: Halves
    lengths: Ints
    image_of: Ints
    people: Ints
    cameras: Ints
    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    folder: str
    street: Street
    use: str
    cutouts: tuple[Cutout, ...]
    first: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where states lie: those of `pictures`, which do not follow from what is told, and the rest."""

    pictures: Path
    captions: Path


def states_of(folder: Path, street: Street) -> Place:
    """The folders of these settings' states."""
    seen = digest({**asdict(replace(street, told=Told())), "version": _VERSION})
    return Place(folder / f"pictures-{seen}", folder / f"states-{digest({'street': digest(street), 'seen': seen})}")


def prepare_states(
    folder: Path, street: Street, assets: Path | None, processes: int, report: Callable[[str], Report]
) -> Place:
    """Render, describe and encode what is not there yet; returns where the states are.

    `report(stage)` gives what counts of a stage are told to. Raises as `film`, and `MachineError` where the
    packages with the networks' weights are missing.
    """
    place = states_of(folder, street)
    if (place.captions / "done").is_file():
        return place
    cutouts = film(folder, street.filmed, assets, processes, report("rendered pictures"))
    for made in (place.pictures, place.captions):
        made.mkdir(parents=True, exist_ok=True)
    by_use = {use: [one for one in cutouts if one.use == use] for use in street.filmed.uses}
    renders = renders_of(folder, street.filmed)
    with multiprocessing.get_context("spawn").Pool(max(1, processes), _one_thread) as pool:
        _encode_pictures(place.pictures, renders, street, by_use, pool, report("pictures"))
        _encode_captions(place.captions, street, by_use, pool, report("captions"))
    (place.captions / "done").write_text(digest(street), encoding="utf-8")
    return place


def first_set(place: Place) -> Set:
    """The states of those that towers begin on: of the base, or without one of the people who are trained on."""
    return load_set(place, "base" if (place.pictures / "images-base.npy").is_file() else "train")


def load_set(place: Place, use: str) -> Set:
    """The states of a use, mapped from the files: processes share their memory."""
    about = json.loads((place.captions / f"about-{use}.json").read_text(encoding="utf-8"))
    images = np.load(place.pictures / f"images-{use}.npy", mmap_mode="r")
    texts = np.load(place.captions / f"texts-{use}.npy", mmap_mode="r")
    lengths, image_of, people, cameras = (
        np.asarray(about[name], np.int64) for name in ("lengths", "image_of", "people", "cameras")
    )
    return Set(images, texts, lengths, image_of, people, cameras, tuple(about["captions"]))


def _encode_pictures(
    place: Path, renders: Path, street: Street, by_use: dict[str, list[Cutout]], pool: Pool, report: Report
) -> None:
    if all((place / f"images-{use}.npy").is_file() for use in by_use):
        return
    pieces = [
        _Piece(str(renders), street, use, tuple(by_use[use][at : at + _AT_ONCE]), at)
        for use in by_use
        for at in range(0, len(by_use[use]), _AT_ONCE)
    ]
    raw = list(_told(pool.imap(_see, pieces), report, [len(piece.cutouts) for piece in pieces]))
    joined = {
        use: np.concatenate([rows for piece, rows in zip(pieces, raw, strict=True) if piece.use == use])
        for use in by_use
    }
    mean, basis = _whitening(joined[next(iter(by_use))][:, 0].astype(np.float64))
    for use, rows in joined.items():
        flat = (rows.reshape(-1, rows.shape[2]).astype(np.float32) - mean) @ basis
        _save(place / f"images-{use}.npy", flat.reshape(*rows.shape[:2], -1).astype(np.float16))


def _encode_captions(
    place: Path, street: Street, by_use: dict[str, list[Cutout]], pool: Pool, report: Report
) -> None:
    written = {
        use: caption_all(street.told, street.filmed.seed + USES.index(use), [one.words for one in cutouts])
        for use, cutouts in by_use.items()
    }
    flat = {use: [caption for of_one in captions for caption in of_one] for use, captions in written.items()}
    pieces = [tuple(flat[use][at : at + 200]) for use in by_use for at in range(0, len(flat[use]), 200)]
    states = list(_told(pool.imap(_read, pieces), report, [len(piece) for piece in pieces]))
    texts, lengths = np.concatenate([rows for rows, _ in states]), np.concatenate([sizes for _, sizes in states])
    begin = 0
    for use in by_use:
        rows = slice(begin, begin := begin + len(flat[use]))
        _save(place / f"texts-{use}.npy", texts[rows])
        about = {
            "captions": flat[use], "lengths": lengths[rows].tolist(),
            "image_of": np.repeat(np.arange(len(written[use])), street.told.captions).tolist(),
            "people": [one.person for one in by_use[use]], "cameras": [one.camera for one in by_use[use]],
        }  # fmt: skip
        (place / f"about-{use}.json").write_text(json.dumps(about), encoding="utf-8")


def _whitening(rows: NDArray[np.float64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The mean (F,) and the directions (F, D) of greatest variance, each scaled to unit variance.

    Weak directions are scaled less, by the median of those that have any: few rows have none in most.
    """
    mean, scale = rows.mean(0), rows.std(0) + 1e-6
    variances, directions = np.linalg.eigh(np.cov(((rows - mean) / scale).T))
    strong = np.argsort(-variances)[: min(DIMENSIONS, len(variances))]
    least = np.median(variances[strong][: len(rows) - 1])
    basis = directions[:, strong] / np.sqrt(variances[strong] + least)
    signs = np.sign(basis[np.abs(basis).argmax(0), np.arange(basis.shape[1])])
    return mean.astype(np.float32), (basis * signs / scale[:, None]).astype(np.float32)


def _told(found: Iterator[Any], report: Report, sizes: Sequence[int]) -> Iterator[Any]:
    done = 0
    report(0, sum(sizes))
    for one, size in zip(found, sizes, strict=True):
        done += size
        report(done, sum(sizes))
        yield one


def _one_thread() -> None:
    torch.set_num_threads(1)
    cv2.setNumThreads(1)


_NETS: dict[str, Any] = {}
"""The process's networks, each loaded once."""


def _see(piece: _Piece) -> Halves:
    """(N, 1 + views, F) of the piece's pictures."""
    street = piece.street
    group = getattr(street.filmed, piece.use)
    cameras = site(street.filmed.seed + group.site, street.filmed.gain, street.filmed.tint, street.faults)
    views = 1 + (street.views if piece.use == "train" else 0)
    made = []
    for place, cutout in enumerate(piece.cutouts):
        rng = np.random.default_rng([street.filmed.seed, USES.index(piece.use), piece.first + place, 7])
        rgba = read_image(Path(piece.folder) / cutout.file)
        clean = picture(rng, cameras[cutout.camera], rgba)
        made += [clean, *(_augmented(rng, clean) for _ in range(views - 1))]
    return _maps(np.stack(made)).reshape(len(piece.cutouts), views, -1)


def _augmented(rng: np.random.Generator, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Mirrored or not, cut out again, in a little other light, with a piece erased now and then."""
    height, width = image.shape[:2]
    top, left = (int(rng.integers(0, round(0.08 * side) + 1)) for side in (height, width))
    bottom, right = (side - int(rng.integers(0, round(0.08 * side) + 1)) for side in (height, width))
    cut = cv2.resize(image[top:bottom, left:right], (width, height), interpolation=cv2.INTER_LINEAR)
    cut = cut[:, ::-1] if rng.random() < 0.5 else cut
    gains = rng.uniform(0.9, 1.1) * (1 + rng.uniform(-0.03, 0.03, 3))
    result = np.clip(cut * gains, 0, 255).astype(np.uint8)
    if rng.random() < 0.3:
        y, x = int(rng.integers(height - 40)), int(rng.integers(width - 24))
        result[y : y + int(rng.integers(16, 64)), x : x + int(rng.integers(10, 40))] = 127
    return result


@torch.no_grad()
def _maps(pictures: NDArray[np.uint8]) -> Halves:
    """Stripes of the maps of pictures (N, H, W, 3): (N, F)."""
    net, parts = _image_net(), []
    for at in range(0, len(pictures), _AT_ONCE):
        small = [cv2.resize(one, _SIZE[::-1], interpolation=cv2.INTER_AREA) for one in pictures[at : at + _AT_ONCE]]
        pixels = (torch.from_numpy(np.stack(small)).permute(0, 3, 1, 2).float() - 127) / 128
        grid = net.bn1(net.conv_stem(pixels.contiguous(memory_format=torch.channels_last)))
        found = [torch.nn.functional.adaptive_avg_pool2d(_middle(pixels), (2 * _STRIPES, 1)).flatten(1)]
        for stage, block in enumerate(net.blocks):
            grid = block(grid)
            if stage in _STAGES:
                found.append(torch.nn.functional.adaptive_avg_pool2d(_middle(grid), (_STRIPES, 1)).flatten(1))
        parts.append(torch.cat(found, dim=1).numpy().astype(np.float16))
    return np.concatenate(parts)


def _middle(grid: torch.Tensor) -> torch.Tensor:
    """A map's middle columns, where the person is; all of a map that is too narrow for that."""
    side = grid.shape[3] // 4
    return grid[..., side : grid.shape[3] - side]


def _image_net() -> Any:  # noqa: ANN401 - timm says no more of its nets
    if "image" not in _NETS:
        body = EfficientNetParts(0).body
        try:
            body.load_state_dict(imagenet_weights("efficientnet-lite0", body))
        except KeyError as error:
            raise MachineError(f"The package of efficientnet-lite0 holds another net ({error}).") from error
        _NETS["image"] = body.eval()
    return _NETS["image"]


@torch.no_grad()
def _read(captions: tuple[str, ...]) -> tuple[Halves, Ints]:
    """Token states (P, L, W) of captions, zero behind each end, and their lengths (P,)."""
    net, tokenizer = _text_net()
    ids = encode_clipped(tokenizer, captions)
    lengths = text_lengths(ids)
    states = np.zeros((len(ids), TOKENS, WIDTH), np.float16)
    order = np.argsort(lengths, kind="stable")
    for at in range(0, len(order), 50):
        rows = order[at : at + 50]
        some = torch.from_numpy(ids[rows, : lengths[rows].max()])
        padding = some == 0
        grid = net.norm(net.word(some) + net.position.weight[: some.shape[1]] + net.segment.weight[0])
        for layer in net.layers:
            grid = layer(grid, src_key_padding_mask=padding)
        states[rows, : some.shape[1]] = (grid * ~padding[..., None]).numpy().astype(np.float16)
    return states, lengths


def _text_net() -> tuple[SentenceEncoder, Tokenizer]:
    if "text" not in _NETS:
        holder = nn.Module()
        holder.text = SentenceEncoder(BertShape(), 30_522, 8)
        holder.load_state_dict(packaged_weights("minilm-l6", holder))
        holder.text.layers = holder.text.layers[:_LAYERS]
        _NETS["text"] = holder.text.eval(), Tokenizer(sentence_tokenizer(), TOKENS)
    return _NETS["text"]  # type: ignore[no-any-return]


def _save(path: Path, rows: Halves) -> None:
    """Whole or not at all."""
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        np.save(file, rows)
    part.replace(path)
