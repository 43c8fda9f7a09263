"""Checkpoint → model bundle: both encoders as ONNX, tokenizer, manifest and model card, parity measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import torch
from torch import Tensor, nn

from cpcl_desktop.bundle.bundle import Bundle, write_bundle
from cpcl_desktop.bundle.errors import MachineError
from cpcl_desktop.bundle.manifest import Attribute, ImageInput, Manifest, Ports
from cpcl_desktop.bundle.tokenizer import Tokenizer
from cpcl_train.config import Config
from cpcl_train.data.samples import encode_clipped
from cpcl_train.judge.metrics import Floats
from cpcl_train.model.checkpoint import EXPORTED, Checkpoint, checkpoint_bytes
from cpcl_train.model.dual_encoder import DualEncoder, sentence_shape
from cpcl_train.ship.card import licence_notice, model_card

OPSET = 18
PARITY = 0.9999
OUTPUT = "embedding"
OUTPUTS = (OUTPUT, "attributes")
CHECKPOINT_ROLE = "checkpoint"
Ids = npt.NDArray[np.int64]
_ON_CPU, _ON_GPU = "CPUExecutionProvider", "CUDAExecutionProvider"
_SAMPLES = 17  # an odd batch, so that a batch size burnt into the graph shows


class OnnxEncoder:
    """A bundle's encoders on onnxruntime, as the desktop runs them; an `evaluate.Encoder`."""

    def __init__(self, bundle: Bundle, replaced: Mapping[str, bytes] | None = None, device: str = "cpu") -> None:
        """`replaced` maps roles to encoders that stand in for the bundle's own.

        `device` is cuda for a GPU, else processors compute; `MachineError` where onnxruntime has none to offer.
        """
        replaced = replaced or {}
        provider = _provider(device)
        self.spec: ImageInput = bundle.manifest.image
        self._ports = ports = bundle.manifest.ports or Ports(image_output=OUTPUT, text_output=OUTPUT)
        self.tokenizer = Tokenizer(bundle.read("tokenizer"), bundle.manifest.context_length or 0, ports.pad_id)
        self._image = _session(replaced.get("image_encoder") or bundle.read("image_encoder"), provider)
        self._text = _session(replaced.get("text_encoder") or bundle.read("text_encoder"), provider)
        self._said = OUTPUTS[1:] if bundle.manifest.attributes else ()

    def encode_images(self, inputs: Floats) -> Floats:
        """(N, 3, H, W) prepared inputs → (N, D) of unit norm."""
        return _unit_rows(self._image.run([self._ports.image_output], {self._ports.image: inputs})[0])

    def encode_ids(self, ids: Ids) -> Floats:
        """(N, L) ids → (N, D) of unit norm."""
        return _unit_rows(self._text.run([self._ports.text_output], self._text_inputs(ids))[0])

    def describe_images(self, inputs: Floats) -> tuple[Floats, Floats]:
        """As `encode_images`, with log-probabilities of attributes (N, values)."""
        outputs = [self._ports.image_output, *self._said]
        return _described(self._image.run(outputs, {self._ports.image: inputs}))

    def describe_ids(self, ids: Ids) -> tuple[Floats, Floats]:
        """As `encode_ids`, with log-probabilities of attributes (N, values)."""
        return _described(self._text.run([self._ports.text_output, *self._said], self._text_inputs(ids)))

    def _text_inputs(self, ids: Ids) -> dict[str, npt.NDArray[Any]]:
        ports = self._ports
        inputs: dict[str, npt.NDArray[Any]] = {ports.ids: ids.astype(ports.ids_type)}
        if ports.mask is not None:
            inputs[ports.mask] = self.tokenizer.mask(ids).astype(ports.mask_type)
        return inputs


def _described(outputs: Sequence[Floats]) -> tuple[Floats, Floats]:
    """Vectors, and attributes where the encoder says any."""
    vectors = _unit_rows(outputs[0])
    return vectors, np.asarray(outputs[1] if len(outputs) > 1 else np.empty((len(vectors), 0)), np.float32)


def _unit_rows(vectors: Floats) -> Floats:
    """Our own encoders give unit norm, those of others need not."""
    norms = np.linalg.norm(np.asarray(vectors, np.float32), axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), np.float32)


def export_bundle(
    checkpoint: Checkpoint,
    target: Path,
    metrics: Mapping[str, Any],
    trainable: bool = False,
    documents: Mapping[str, tuple[str, bytes]] | None = None,
) -> Bundle:
    """Write a bundle folder; `metrics` (scores by set) go into manifest and card beside the parity.

    A `trainable` bundle holds the checkpoint too, so that others can train on from it (key `init`). `documents`
    stand in for our own card and notice of the licence, by role: (file name, content).

    Raises `MachineError` where the exported encoders do not give what torch gives; nothing is written then.
    """
    model = checkpoint.build()
    checkpoint = replace(checkpoint, config=portable(checkpoint.config), optimizer={})
    config = checkpoint.config
    inputs = sample_inputs(config.image, checkpoint.build_tokenizer(), checkpoint.words, config.seed)
    image_input, ids = (torch.from_numpy(values) for values in inputs)
    image = encoder_onnx(_ImageEncoder(model), image_input[:2], "image")
    text = encoder_onnx(_TextEncoder(model), ids[:2], "ids", any_length=may_trim_ids(config))
    parity = {
        "image_cosine": check_parity(image, _ImageEncoder(model), image_input, "image"),
        "text_cosine": check_parity(text, _TextEncoder(model), ids, "ids"),
    }
    manifest = Manifest(
        kind="image-text", name=config.name, licence=config.licence, image=config.image,
        embedding_dim=config.model.embed_dim, context_length=config.model.context_length,
        attributes=_attributes(checkpoint) if model.reads_features else (),
        agreement=config.attributes.agreement if model.reads_features else 0.0,
        trained_on=config.trained_on, metrics={**metrics, "parity_fp32": parity},
        config=config.to_table(),
    )  # fmt: skip
    files = {
        "image_encoder": ("image.onnx", image),
        "text_encoder": ("text.onnx", text),
        "tokenizer": ("tokenizer.json", checkpoint.tokenizer.encode()),
        "model_card": ("model_card.md", model_card(checkpoint, manifest.metrics).encode()),
        "licence": ("LICENCE.txt", licence_notice(config).encode()),
    }
    if checkpoint.reads_pieces and checkpoint.used_words:
        files["words"] = "words.txt", ("\n".join(checkpoint.used_words) + "\n").encode()
    files |= documents or {}
    if trainable:
        files[CHECKPOINT_ROLE] = EXPORTED, checkpoint_bytes(checkpoint)
    return write_bundle(target, manifest, files)


def _attributes(checkpoint: Checkpoint) -> tuple[Attribute, ...]:
    return tuple(Attribute(name, values) for name, values in checkpoint.attributes.items())


def portable(config: Config) -> Config:
    """The configuration with what it started from by name only: no folders of this machine."""
    pretrained = tuple(Path(source).name for source in config.model.pretrained)
    return replace(config, init=Path(config.init).name, model=replace(config.model, pretrained=pretrained))


def may_trim_ids(config: Config) -> bool:
    """Whether the text encoder takes ids of any length, so that a short sentence costs little."""
    return sentence_shape(config) is not None


def encoder_onnx(encoder: nn.Module, example: Tensor, name: str, any_length: bool = False) -> bytes:
    """One encoder as an ONNX file's bytes: input `name` with any batch size, and of any length if asked for.

    The first output is `embedding`, a second `attributes`.
    """
    free = {0: torch.export.Dim("batch", min=1)} | ({1: torch.export.Dim("length", min=2)} if any_length else {})
    with _plain_layers():
        program = torch.onnx.export(
            encoder.eval(), (example,), input_names=[name], opset_version=OPSET, dynamo=True, verbose=False,
            dynamic_shapes=(free,),
        )  # fmt: skip
    if program is None:
        raise MachineError("torch could not export the encoder to ONNX; nothing was written.")
    graph = program.model.graph
    for node in graph:
        for value in node.outputs:
            if value.name in OUTPUTS:  # an embedding table's lookup is called so too
                value.name = f"inner_{value.name}"
    for output, called in zip(graph.outputs, OUTPUTS, strict=False):
        output.name = called
    return without_traces(program.model_proto.SerializeToString())


@contextmanager
def _plain_layers() -> Iterator[None]:
    """torch's transformer layers as their single operations: their fused form has none in ONNX."""
    was = torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)
    try:
        yield
    finally:
        torch.backends.mha.set_fastpath_enabled(was)


def without_traces(content: bytes) -> bytes:
    """An ONNX file without what torch notes of its making: source lines by their paths on the exporting machine."""
    model = onnx.load_model_from_string(content)
    graph = model.graph
    values = (*graph.value_info, *graph.input, *graph.output, *graph.initializer)
    for part in (model, graph, *graph.node, *values, *model.functions):
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
    return bytes(model.SerializeToString())


def check_parity(content: bytes, encoder: nn.Module, inputs: Tensor, name: str) -> float:
    """The lowest cosine between onnxruntime's and torch's embeddings over batches of 1 and all."""
    session = _session(content)
    with torch.no_grad():
        wanted = np.asarray(_first(encoder.eval()(inputs)))
    got = session.run([OUTPUT], {name: inputs.numpy()})[0]
    alone = session.run([OUTPUT], {name: inputs[:1].numpy()})[0]
    cosine = float(min((got * wanted).sum(1).min(), (alone * wanted[:1]).sum()))
    if not cosine >= PARITY:
        raise MachineError(
            f"The exported encoder differs from the trained one (cosine {cosine:.6f}, {PARITY} needed); "
            "nothing was written."
        )
    return min(1.0, round(cosine, 7))


def _first(outputs: Tensor | tuple[Tensor, ...]) -> Tensor:
    return outputs[0] if isinstance(outputs, tuple) else outputs


class _Encoder(nn.Module):
    """One side of the model as it is exported: embeddings and, where heads read features, log-probabilities."""

    def __init__(self, model: DualEncoder) -> None:
        super().__init__()
        self.model = model
        self.sizes = [cast("nn.Linear", head).out_features for head in model.heads.values()]

    def _described(self, described: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor]:
        embedding, logits = described
        parts = torch.split(logits, self.sizes, dim=1)
        return embedding, torch.cat([part.log_softmax(1) for part in parts], dim=1)


class _ImageEncoder(_Encoder):
    def forward(self, image: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        if not self.model.reads_features:
            return self.model.encode_image(image)
        return self._described(self.model.describe_image(image))


class _TextEncoder(_Encoder):
    def forward(self, ids: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        if not self.model.reads_features:
            return self.model.encode_text(ids)
        return self._described(self.model.describe_text(ids))


def sample_inputs(spec: ImageInput, tokenizer: Tokenizer, words: Sequence[str], seed: int) -> tuple[Floats, Ids]:
    """Smooth random pictures and word sequences of all lengths, enough to compare two runtimes on."""
    generator = torch.Generator().manual_seed(seed)
    coarse = torch.randn(_SAMPLES, 3, 8, 4, generator=generator)
    images = nn.functional.interpolate(coarse, (spec.height, spec.width), mode="bilinear")
    counts = np.linspace(1, tokenizer.context_length // 2, _SAMPLES).astype(int)
    texts = [" ".join(words[(7 * row + k) % len(words)] for k in range(count)) for row, count in enumerate(counts)]
    return images.numpy(), encode_clipped(tokenizer, texts)


def _provider(device: str) -> str:
    """The execution provider for a device (auto, cpu, cuda): bundles are measured on processors unless asked."""
    if device != "cuda":
        return _ON_CPU
    if _ON_GPU not in onnxruntime.get_available_providers():
        raise MachineError("CUDA was asked for and onnxruntime has no support for it here; leave --device out.")
    return _ON_GPU


def _session(content: bytes, provider: str = _ON_CPU) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(content, options, providers=[provider])
    if provider not in session.get_providers():  # onnxruntime goes over to processors without a word
        raise MachineError("CUDA was asked for and onnxruntime cannot start it here; leave --device out.")
    return session
