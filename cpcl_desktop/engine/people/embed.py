"""Crops and descriptions → unit vectors of one shared space, by a bundle's ONNX encoders."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.preprocess import prepare
from cpcl_desktop.bundle.tokenizer import Tokenizer
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.records import Image
from cpcl_desktop.engine.runtime.sessions import Session, open_session, run_batched

PROMPTS = 4096  # sentences whose vectors are remembered
BATCH = 32  # images per run of the encoder; halved by the session when memory runs out


class Embedder:
    """A bundle's two encoders; each is opened when it is first needed."""

    def __init__(self, bundle: Bundle, provider: str = "auto", threads: int = 0) -> None:
        self.bundle = bundle
        self._provider = provider
        self._threads = threads
        self._prompts: dict[str, npt.NDArray[np.float32]] = {}

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

    def images(self, images: Sequence[Image]) -> npt.NDArray[np.float32]:
        """RGB images of any sizes → N×dim float32, unit norm."""
        if not images:
            return np.empty((0, self.dim), np.float32)
        batch = prepare(images, self.bundle.manifest.image)
        return _unit(run_batched(self.image_session, "image", batch, BATCH)[0])

    def text(self, text: str) -> npt.NDArray[np.float32]:
        """A description → float32[dim], unit norm; `UsageError` when it is empty or too long."""
        if not text.strip():
            raise UsageError("The description is empty; type what the person looks like.")
        ids = self._without_padding(self.tokenizer.encode([text]))
        if not self.tokenizer.knows_any(text):
            raise UsageError(
                "The model knows none of these words; describe clothes, colours, hair or bags in English."
            )
        vector: npt.NDArray[np.float32] = _unit(self.text_session.run({"ids": ids})[0])[0]
        return vector

    def prompts(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Short sentences of the program's own → N×dim float32, unit norm; each is embedded once and remembered."""
        new = [text for text in dict.fromkeys(texts) if text not in self._prompts]
        if len(self._prompts) + len(new) > PROMPTS:
            self._prompts.clear()
            new = list(dict.fromkeys(texts))
        if new:
            # One by one, so that a sentence's vector does not depend on those beside it.
            self._prompts.update((text, self.text(text)) for text in new)
        return np.stack([self._prompts[text] for text in texts])

    def _without_padding(self, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Ids (1×length) without the zeros at the end, where the network takes any length: a third of the time."""
        length = self.text_session.inputs["ids"][1]
        return ids if isinstance(length, int) else ids[:, : int(np.flatnonzero(ids[0]).max(initial=0)) + 1]

    def was_taught(self, word: str) -> bool:
        """Whether the model was taught a word, or (with a vocabulary of word pieces) could have been."""
        return not self.tokenizer.unknown_words(word)

    def untaught_words(self, text: str) -> list[str]:
        """Words that the model does not know or, where its bundle lists those of its training, were not in it."""
        listed = self._training_words
        unlisted = [word for word in text.casefold().split() if word not in listed] if listed else []
        return [*self.unknown_words(text), *unlisted]

    @cached_property
    def _training_words(self) -> frozenset[str]:
        """The words of the descriptions that the model learned from; empty where its bundle does not list them."""
        if "words" not in self.bundle.manifest.files:
            return frozenset()
        return frozenset(self.bundle.read("words").decode("utf-8").casefold().split())

    def unknown_words(self, text: str) -> list[str]:
        """Words of the description that the model was not taught."""
        return self.tokenizer.unknown_words(text)

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

    def _open(self, role: str) -> Session:
        session = open_session(self.bundle.read(role), self._provider, self._threads)
        self.bundle.release()
        return session


def _unit(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), np.float32)
