"""Crops and descriptions → unit vectors of one shared space, by a bundle's ONNX encoders.

Some bundles also say of a crop, and of a sentence, how probable each value of each attribute is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.manifest import Attribute
from cpcl_desktop.bundle.preprocess import prepare
from cpcl_desktop.bundle.tokenizer import Tokenizer
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.records import Image
from cpcl_desktop.engine.runtime.sessions import Session, open_session, run_batched

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")  # as the trainer splits captions
BATCH = 32  # images per run of the encoder; halved by the session when memory runs out


@dataclass(frozen=True, slots=True)
class Described:
    """N crops or sentences: `vectors` N×dim of unit norm, `attributes` N×values log-probabilities."""

    vectors: npt.NDArray[np.float32]
    attributes: npt.NDArray[np.float32]


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
    def attributes(self) -> tuple[Attribute, ...]:
        """What the bundle says beside its vectors; empty for most."""
        return self.bundle.manifest.attributes

    def images(self, images: Sequence[Image]) -> npt.NDArray[np.float32]:
        """RGB images of any sizes → N×dim float32, unit norm."""
        return self.described_images(images).vectors

    def described_images(self, images: Sequence[Image]) -> Described:
        """RGB images of any sizes → vectors and attributes."""
        if not images:
            return Described(np.empty((0, self.dim), np.float32), np.empty((0, self._values), np.float32))
        batch = prepare(images, self.bundle.manifest.image)
        return self._described(run_batched(self.image_session, "image", batch, BATCH))

    def text(self, text: str) -> npt.NDArray[np.float32]:
        """A description → float32[dim], unit norm; `UsageError` when it is empty or too long."""
        vector: npt.NDArray[np.float32] = self.described_text(text).vectors[0]
        return vector

    def described_text(self, text: str) -> Described:
        """As `text`, with what the description says of each attribute; one row."""
        if not text.strip():
            raise UsageError("The description is empty; type what the person looks like.")
        if not self.tokenizer.knows_any(text):
            raise UsageError(
                "The model knows none of these words; describe clothes, colours, hair or bags in English."
            )
        return self.described_texts([text])

    def described_texts(self, texts: Sequence[str]) -> Described:
        """Sentences that need no checking, such as our own prompts, together."""
        ids = self.tokenizer.encode(texts)
        if isinstance(self.text_session.inputs["ids"][1], int):
            return self._described(self.text_session.run({"ids": ids}))
        used = int(np.max(np.count_nonzero(ids, axis=1), initial=2))  # a sentence then costs as much as it is long
        return self._described(self.text_session.run({"ids": ids[:, :used]}))

    def unknown_words(self, text: str) -> list[str]:
        """Words of the description that the model was not taught."""
        return self.tokenizer.unknown_words(text)

    def unused_words(self, text: str) -> list[str]:
        """Words that no training caption used, each once; none where the bundle does not say which were used.

        A model that reads any word in pieces makes something of them, but was never shown what they look like.
        """
        if "words" not in self.bundle.manifest.files:
            return []
        words = [word.casefold() for word in _WORD.findall(text)]
        return list(dict.fromkeys(word for word in words if word not in self._used_words))

    @cached_property
    def _used_words(self) -> frozenset[str]:
        return frozenset(self.bundle.read("words").decode().split())

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The bundle's tokenizer."""
        return Tokenizer(self.bundle.read("tokenizer"), self.bundle.manifest.context_length or 0)

    @cached_property
    def image_session(self) -> Session:
        """The image encoder on the provider asked for."""
        return self._open("image_encoder")

    @cached_property
    def text_session(self) -> Session:
        """The text encoder; always on the CPU, where one short text takes a millisecond."""
        return open_session(self.bundle.read("text_encoder"), "cpu", 1)

    @property
    def _values(self) -> int:
        return sum(len(attribute.values) for attribute in self.attributes)

    def _described(self, outputs: Sequence[npt.NDArray[np.float32]]) -> Described:
        vectors = _unit(outputs[0])
        said = outputs[1] if self._values else np.empty((len(vectors), 0), np.float32)
        return Described(vectors, np.asarray(said, np.float32))

    def _open(self, role: str) -> Session:
        session = open_session(self.bundle.read(role), self._provider, self._threads)
        self.bundle.release()
        return session


def _unit(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), np.float32)
