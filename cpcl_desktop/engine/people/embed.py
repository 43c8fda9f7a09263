"""Crops and descriptions → unit vectors of one shared space, by a bundle's ONNX encoders.

Some bundles also say of a crop, and of a sentence, how probable each value of each attribute is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.manifest import Attribute, Ports
from cpcl_desktop.bundle.preprocess import prepare
from cpcl_desktop.bundle.tokenizer import Tokenizer, words_in
from cpcl_desktop.engine.errors import BundleError, UsageError
from cpcl_desktop.engine.people.rows import RowLayout
from cpcl_desktop.engine.records import Image
from cpcl_desktop.engine.runtime.policy import check_model
from cpcl_desktop.engine.runtime.sessions import Session, open_session, run_batched

ATTRIBUTES = "attributes"  # the output beside the vectors, where a bundle names attributes
PROMPTS = 4096  # sentences whose vectors are remembered
BATCH = 32  # images per run of the encoder; halved by the session when memory runs out


@dataclass(frozen=True, slots=True)
class Described:
    """N crops or sentences: `vectors` N×dim of unit norm, `attributes` N×values log-probabilities."""

    vectors: npt.NDArray[np.float32]
    attributes: npt.NDArray[np.float32]


class Embedder:
    """A bundle's two encoders; each is opened when it is first needed."""

    def __init__(self, bundle: Bundle, provider: str = "auto", threads: int = 0) -> None:
        """`BundleError` for a bundle that the machine's policy does not allow."""
        check_model(bundle.manifest.name, bundle.sha256)
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

    @property
    def layout(self) -> RowLayout:
        """How a case keeps what the bundle says of a crop."""
        return RowLayout(self.dim, self._values, self.bundle.manifest.agreement)

    def rows(self, images: Sequence[Image]) -> npt.NDArray[np.float32]:
        """RGB images of any sizes → what a case keeps of each, N×`layout.length`."""
        described = self.described_images(images)
        return self.layout.row(described.vectors, described.attributes)

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """What the bundle says beside its vectors; empty for most."""
        return self.bundle.manifest.attributes

    @property
    def ports(self) -> Ports:
        """What the encoders' inputs and outputs are called."""
        return self.bundle.manifest.ports or Ports()

    def images(self, images: Sequence[Image]) -> npt.NDArray[np.float32]:
        """RGB images of any sizes → N×dim float32, unit norm."""
        return self.described_images(images).vectors

    def described_images(self, images: Sequence[Image]) -> Described:
        """RGB images of any sizes → vectors and attributes."""
        if not images:
            return Described(np.empty((0, self.dim), np.float32), np.empty((0, self._values), np.float32))
        batch, session = prepare(images, self.bundle.manifest.image), self.image_session
        outputs = run_batched(session, self.ports.image, batch, BATCH)
        return self._described(session, outputs, self.ports.image_output)

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
        session = self.text_session
        outputs = session.run(self._text_inputs(self.tokenizer.encode(texts)))
        return self._described(session, outputs, self.ports.text_output)

    def _text_inputs(self, ids: npt.NDArray[np.int64]) -> dict[str, npt.NDArray[Any]]:
        if not isinstance(self.text_session.inputs[self.ports.ids][1], int):
            longest = int(self.tokenizer.mask(ids).sum(axis=1).max(initial=0))
            ids = ids[:, : max(2, longest)]  # padding takes time, too
        inputs: dict[str, npt.NDArray[Any]] = {self.ports.ids: ids.astype(self.ports.ids_type)}
        if self.ports.mask is not None:
            inputs[self.ports.mask] = self.tokenizer.mask(ids).astype(self.ports.mask_type)
        return inputs

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

    def was_taught(self, word: str) -> bool:
        """Whether the model was taught a word, or (with a vocabulary of word pieces) could have been."""
        return not self.tokenizer.unknown_words(word)

    def untaught_words(self, text: str) -> list[str]:
        """Words that the model does not know or, where its bundle lists those of its training, were not in it."""
        return [*self.unknown_words(text), *self.unused_words(text)]

    def unknown_words(self, text: str) -> list[str]:
        """Words of the description that the model was not taught."""
        return self.tokenizer.unknown_words(text)

    def unused_words(self, text: str) -> list[str]:
        """Words that no training caption used, each once; none where the bundle does not say which were used.

        A model that reads any word in pieces makes something of them, but was never shown what they look like.
        """
        if "words" not in self.bundle.manifest.files:
            return []
        return list(dict.fromkeys(word for word in words_in(text) if not self._was_used(word)))

    def _was_used(self, word: str) -> bool:
        """Whether a caption of the training had the word, or both parts of a compound, or its singular."""
        if "-" in word:
            return word in self._used_words or all(map(self._was_used, word.split("-")))
        return bool({word, word.removesuffix("s"), word.removesuffix("es"), f"{word}s"} & self._used_words)

    @cached_property
    def _used_words(self) -> frozenset[str]:
        return frozenset(self.bundle.read("words").decode().split())

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The bundle's tokenizer."""
        context = self.bundle.manifest.context_length or 0
        return Tokenizer(self.bundle.read("tokenizer"), context, self.ports.pad_id)

    @cached_property
    def image_session(self) -> Session:
        """The image encoder on the provider asked for."""
        session = self._open("image_encoder", self._provider, self._threads)
        if session.inputs.get(self.ports.image, ("n",))[0] == 1:  # exported for one picture at a time
            session.batch_limit = 1
        return session

    @cached_property
    def text_session(self) -> Session:
        """The text encoder; always on the CPU, where one short text takes a millisecond."""
        return self._open("text_encoder", "cpu", 1)

    @property
    def _values(self) -> int:
        return sum(len(attribute.values) for attribute in self.attributes)

    def _described(
        self, session: Session, outputs: Sequence[npt.NDArray[np.float32]], output: str | None
    ) -> Described:
        vectors = _unit(_output(session, outputs, output))
        said = _output(session, outputs, ATTRIBUTES) if self._values else np.empty((len(vectors), 0), np.float32)
        return Described(vectors, np.asarray(said, np.float32))

    def _open(self, role: str, provider: str, threads: int) -> Session:
        session = open_session(self.bundle.read(role), provider, threads)
        self.bundle.release()
        return session


def _output(session: Session, outputs: Sequence[npt.NDArray[Any]], name: str | None) -> npt.NDArray[np.float32]:
    """The output of this name, by default the first; `BundleError` when the network has none called so."""
    names = list(session.outputs)
    if name is not None and name not in names:
        raise BundleError(
            "The model's manifest names an output {name}; its network has {names}.",
            name=name,
            names=", ".join(names),
        )
    return np.asarray(outputs[0 if name is None else names.index(name)], np.float32)


def _unit(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), np.float32)
