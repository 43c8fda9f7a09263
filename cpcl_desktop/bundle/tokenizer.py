"""Text → ids on the `tokenizers` library; the whole tokenizer travels in the bundle as its JSON."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer as _Tokenizer

from cpcl_desktop.bundle.errors import BundleError, UsageError

PUNCTUATION = " .,;:!?'\"()-–—"  # never a word that a model could have been taught


class Tokenizer:
    """A bundle's tokenizer, padded to `context_length` ids. Special tokens are part of its JSON."""

    def __init__(self, content: bytes, context_length: int) -> None:
        try:
            # Not from_str: what that raises for malformed JSON is a bare Exception.
            self._tokenizer = _Tokenizer.from_buffer(content)
        except ValueError as error:
            raise BundleError(f"The model's tokenizer cannot be read ({error}).") from error
        self.context_length = context_length
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._unknown_id = _unknown_id(self._tokenizer)

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.int64]:
        """Ids of each text, N×context_length, zero after the end; `UsageError` when a text does not fit."""
        ids = np.zeros((len(texts), self.context_length), np.int64)
        for row, encoding in zip(ids, self._tokenizer.encode_batch(list(texts)), strict=True):
            if len(encoding.ids) > self.context_length:
                raise UsageError(
                    f"The description is too long for the model: {len(encoding.ids)} word pieces where it reads "
                    f"{self.context_length}. Shorten it to what matters most."
                )
            row[: len(encoding.ids)] = encoding.ids
        return ids

    def unknown_words(self, text: str) -> list[str]:
        """Words of the text that the model was not taught, in order, each once."""
        if self._unknown_id is None:
            return []
        encoding = self._tokenizer.encode(text)
        words = [
            text[start:end]
            for token, (start, end) in zip(encoding.ids, encoding.offsets, strict=True)
            if token == self._unknown_id and text[start:end].strip(PUNCTUATION)
        ]
        return list({word.lower(): word for word in reversed(words)}.values())[::-1]


def _unknown_id(tokenizer: _Tokenizer) -> int | None:
    token = getattr(tokenizer.model, "unk_token", None)
    return None if token is None else tokenizer.token_to_id(token)
