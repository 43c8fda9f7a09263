"""Text → ids on the `tokenizers` library; the whole tokenizer travels in the bundle as its JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer as _Tokenizer

from cpcl_desktop.bundle.errors import BundleError, UsageError
from cpcl_desktop.bundle.foreign import what_it_is
from cpcl_desktop.bundle.worded import worded

PUNCTUATION = " .,;:!?'\"()-–—"  # never a word that a model could have been taught
# Emoji and the like, which a tokenizer may drop without a word; punctuation is none of them.
_SIGNS = re.compile(r"[^\w\s\x00-\xff\u2000-\u206f\u3000-\u303f]+")


_WORDS = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def words_in(text: str) -> list[str]:
    """The words of a text in order, lower case: how captions are listed, and queries held against the list."""
    return [word.lower() for word in _WORDS.findall(text)]


MOST_BYTES = 64 << 20  # of a tokenizer; those of large vocabularies have 20 MB
_MOST_PATTERN = 4000  # characters of a regular expression; a longer one could search for ages
_DEEPEST = 30  # objects in one another


def _check(content: bytes) -> None:
    """`BundleError` where a tokenizer's file holds what none does, before anything is made of it."""
    if len(content) > MOST_BYTES:
        raise BundleError(
            "The model's tokenizer has {count:,} bytes, which none needs; it was not read.", count=len(content)
        )
    try:
        table = json.loads(content)
    except (ValueError, RecursionError) as error:
        foreign = what_it_is(content[:4096])
        why = worded("it is {foreign}", foreign=foreign) if foreign and foreign != "a JSON text" else error
        raise BundleError("The model's tokenizer cannot be read ({why}).", why=why) from error
    if not isinstance(table, dict) or not isinstance(table.get("model"), dict):
        raise BundleError("The model's tokenizer cannot be read (it is JSON without a model, no tokenizer.json).")
    for name in ("normalizer", "pre_tokenizer", "post_processor", "decoder"):
        _check_part(table.get(name), name, 0)


def _check_part(part: object, name: str, depth: int) -> None:
    if depth > _DEEPEST:
        raise BundleError("The model's tokenizer cannot be read ({name} is nested without end).", name=name)
    if isinstance(part, dict):
        pattern = part.get("Regex")
        if isinstance(pattern, str) and len(pattern) > _MOST_PATTERN:
            raise BundleError("The model's tokenizer cannot be read ({name} has a pattern without end).", name=name)
    inside = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    for one in inside:
        _check_part(one, name, depth + 1)


class Tokenizer:
    """A bundle's tokenizer, padded to `context_length` ids with `pad_id`. Special tokens are part of its JSON."""

    def __init__(self, content: bytes, context_length: int, pad_id: int = 0) -> None:
        _check(content)
        try:
            # Not from_str: what that raises for malformed JSON is a bare Exception.
            self._tokenizer = _Tokenizer.from_buffer(content)
        except ValueError as error:
            raise BundleError("The model's tokenizer cannot be read ({why}).", why=error) from error
        self.context_length = context_length
        self.pad_id = pad_id
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._unknown_id = _unknown_id(self._tokenizer)

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.int64]:
        """Ids of each text, N×context_length, `pad_id` after the end; `UsageError` when a text does not fit."""
        ids = np.full((len(texts), self.context_length), self.pad_id, np.int64)
        for row, encoding in zip(ids, self._tokenizer.encode_batch(list(texts)), strict=True):
            if len(encoding.ids) > self.context_length:
                raise UsageError(
                    "The description is too long for the model: {count} word pieces where it reads "
                    "{context_length}. Shorten it to what matters most.",
                    count=len(encoding.ids),
                    context_length=self.context_length,
                )
            row[: len(encoding.ids)] = encoding.ids
        return ids

    def mask(self, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """1 for each word piece of N×L ids, 0 for padding; a text's end counts even if it looks like padding."""
        after_last = ids.shape[1] - np.argmax(ids[:, ::-1] != self.pad_id, axis=1)
        ends_so = self._tokenizer.encode("").ids[-1:] == [self.pad_id]
        mask: npt.NDArray[np.int64] = (np.arange(ids.shape[1]) < (after_last + ends_so)[:, None]).astype(np.int64)
        return mask

    def knows_any(self, text: str) -> bool:
        """Whether anything of the text is a word, or a piece of one, that the model was taught."""
        encoding = self._tokenizer.encode(text)
        pieces = zip(encoding.ids, encoding.special_tokens_mask, strict=True)
        return any(token != self._unknown_id and not special for token, special in pieces)

    def unknown_words(self, text: str) -> list[str]:
        """Words and signs of the text that the model was not taught, in order, each once."""
        if self._unknown_id is None:
            return []
        encoding = self._tokenizer.encode(text)
        pieces = list(zip(encoding.ids, encoding.offsets, strict=True))
        unknown = [span for token, span in pieces if token == self._unknown_id]
        signs = [match.span() for match in _SIGNS.finditer(text) if not _overlaps(match.span(), encoding.offsets)]
        named: dict[str, str] = {}
        for start, end in sorted(unknown + signs):
            if word := text[start:end].strip(PUNCTUATION):
                named.setdefault(word.lower(), word)
        return list(named.values())


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start < span[1] and end > span[0] for start, end in others)


def _unknown_id(tokenizer: _Tokenizer) -> int | None:
    token = getattr(tokenizer.model, "unk_token", None)
    return None if token is None else tokenizer.token_to_id(token)
