"""Crops and descriptions → unit vectors of one shared space, by a bundle's ONNX encoders."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.manifest import Ports
from cpcl_desktop.bundle.preprocess import prepare
from cpcl_desktop.bundle.tokenizer import Tokenizer
from cpcl_desktop.engine.errors import BundleError, UsageError
from cpcl_desktop.engine.records import Image
from cpcl_desktop.engine.runtime.sessions import Session, open_session, run_batched

BATCH = 32  # images per run of the encoder; halved by the session when memory runs out


class Embedder:
    """A bundle's two encoders; each is opened when it is first needed."""

    def __init__(self, bundle: Bundle, provider: str = "auto", threads: int = 0) -> None:
        self.bundle = bundle
        self._provider = provider
        self._threads = threads

    @property
    def name(self) -> str:
        """The model's name."""
        return self.bundle.manifest.name

    @property
    def sha256(self) -> str:
        """The manifest's hash, which stands for the whole bundle."""
        return self.bundle.sha256

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self.bundle.manifest.embedding_dim or 0

    @property
    def ports(self) -> Ports:
        """What the encoders' inputs and outputs are called."""
        return self.bundle.manifest.ports or Ports()

    def images(self, images: Sequence[Image]) -> npt.NDArray[np.float32]:
        """RGB images of any sizes → N×dim float32, unit norm."""
        if not images:
            return np.empty((0, self.dim), np.float32)
        batch, session = prepare(images, self.bundle.manifest.image), self.image_session
        outputs = run_batched(session, self.ports.image, batch, BATCH)
        return _unit(_output(session, outputs, self.ports.image_output))

    def text(self, text: str) -> npt.NDArray[np.float32]:
        """A description → float32[dim], unit norm; `UsageError` when it is empty or too long."""
        if not text.strip():
            raise UsageError("The description is empty; type what the person looks like.")
        ids = self.tokenizer.encode([text])
        if not self.tokenizer.knows_any(text):
            raise UsageError(
                "The model knows none of these words; describe clothes, colours, hair or bags in English."
            )
        outputs = self.text_session.run(self._text_inputs(ids))
        vector: npt.NDArray[np.float32] = _unit(_output(self.text_session, outputs, self.ports.text_output))[0]
        return vector

    def _text_inputs(self, ids: npt.NDArray[np.int64]) -> dict[str, npt.NDArray[Any]]:
        inputs: dict[str, npt.NDArray[Any]] = {self.ports.ids: ids.astype(self.ports.ids_type)}
        if self.ports.mask is not None:
            inputs[self.ports.mask] = self.tokenizer.mask(ids).astype(self.ports.mask_type)
        return inputs

    def unknown_words(self, text: str) -> list[str]:
        """Words of the description that the model was not taught."""
        return self.tokenizer.unknown_words(text)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The bundle's tokenizer."""
        context = self.bundle.manifest.context_length or 0
        return Tokenizer(self.bundle.read("tokenizer"), context, self.ports.pad_id)

    @cached_property
    def image_session(self) -> Session:
        """The image encoder on the provider asked for."""
        session = self._open("image_encoder")
        if session.inputs.get(self.ports.image, ("n",))[0] == 1:  # exported for one picture at a time
            session.batch_limit = 1
        return session

    @cached_property
    def text_session(self) -> Session:
        """The text encoder; always on the CPU, where one short text takes a millisecond."""
        return open_session(self.bundle.read("text_encoder"), "cpu", 1)

    def _open(self, role: str) -> Session:
        session = open_session(self.bundle.read(role), self._provider, self._threads)
        self.bundle.release()
        return session


def _output(session: Session, outputs: Sequence[npt.NDArray[Any]], name: str | None) -> npt.NDArray[np.float32]:
    """The output of this name, by default the first; `BundleError` when the network has none called so."""
    names = list(session.outputs)
    if name is not None and name not in names:
        raise BundleError(f"The model's manifest names an output {name}; its network has {', '.join(names)}.")
    return np.asarray(outputs[0 if name is None else names.index(name)], np.float32)


def _unit(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), np.float32)
