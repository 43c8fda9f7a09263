"""Tokenizers: a word-level vocabulary learnt from captions, or an open_clip one, as `tokenizers` JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from cpcl_desktop.bundle.tokenizer import words_in

PAD, UNKNOWN, END = "[PAD]", "[UNK]", "[END]"
PAD_ID, UNKNOWN_ID = 0, 1
_WORD_END = "</w>"
_MASK, _UNUSED = "[MASK]", "[unused"  # in a BERT's vocabulary

# Spellings that people type and captions may not hold, folded into the ones they do.
_SPELLINGS = {
    r"\btee[- ]?shirts?\b": "t-shirt",
    r"\btshirts?\b": "t-shirt",
    r"\bgray(ish)?\b": "grey",
    r"\bgreyish\b": "grey",
    r"\bcolou?red\b": "",
    r"\bcolou?rs?\b": "",
}


def learn_tokenizer(captions: Sequence[str], size: int, minimum_count: int = 1) -> bytes:
    """A word-level tokenizer's JSON; the `size` − 3 most frequent words of the captions are known.

    Words are lower case runs of letters, digits and apostrophes. Id 0 pads, 1 is any unknown word, and the
    end token has the highest id, as the text tower's pooling expects.
    """
    tokenizer = _splitter()
    counts: Counter[str] = Counter()
    for caption, times in Counter(captions).items():
        text = tokenizer.normalizer.normalize_str(caption)
        for word, _ in tokenizer.pre_tokenizer.pre_tokenize_str(text):
            counts[word] += times
    frequent = [word for word, count in counts.most_common(size - 3) if count >= minimum_count]
    words = [PAD, UNKNOWN, *sorted(frequent), END]
    tokenizer.model = models.WordLevel({word: position for position, word in enumerate(words)}, UNKNOWN)
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"$A {END}", special_tokens=[(END, len(words) - 1)]
    )
    return tokenizer.to_str(pretty=False).encode("utf-8")


def taught_words(content: bytes) -> list[str]:
    """The whole words among a tokenizer's vocabulary: all but special tokens, parts and single letters."""
    known = vocabulary_of(content)
    if _MASK in known:
        return [word for word in known if word.isascii() and word.isalpha() and len(word) > 2]
    if any(word.endswith(_WORD_END) for word in known):  # byte pairs: only what ends a word may be one
        whole = [word.removesuffix(_WORD_END) for word in known if word.endswith(_WORD_END)]
        return [word for word in whole if word.isascii() and word.isalpha() and len(word) > 2]
    return [word for word in known if word not in (PAD, UNKNOWN, END)]


def vocabulary_of(content: bytes) -> list[str]:
    """The words a tokenizer knows, by id."""
    vocabulary = Tokenizer.from_str(content.decode("utf-8")).get_vocab()
    return sorted(vocabulary, key=vocabulary.__getitem__)


def reads_pieces(content: bytes) -> bool:
    """Whether a tokenizer splits words that it does not know instead of passing over them."""
    vocabulary = vocabulary_of(content)
    return UNKNOWN not in vocabulary or _MASK in vocabulary


def caption_words(captions: Iterable[str]) -> tuple[str, ...]:
    """The words that captions use, lower case, sorted."""
    return tuple(sorted({word for caption in set(captions) for word in words_in(caption)}))


@dataclass(frozen=True, slots=True)
class Maskable:
    """Which ids are ordinary words, and which id stands for a masked one."""

    mask_id: int
    words: range


def maskable(content: bytes) -> Maskable:
    """What token masking needs of a tokenizer's JSON.

    A BERT's vocabulary has a mask, and begins with special tokens and places that nothing uses. A learnt one has
    an unknown word, which is the mask too. CLIP's has none: there the last of its
    rarest pieces becomes the mask, as in IRRA; its two highest ids open and end a text.
    """
    vocabulary = vocabulary_of(content)
    if _MASK in vocabulary:
        mask = vocabulary.index(_MASK)
        first = next(i for i, word in enumerate(vocabulary) if i > mask and not word.startswith(_UNUSED))
        return Maskable(mask, range(first, len(vocabulary)))
    if UNKNOWN in vocabulary:
        return Maskable(UNKNOWN_ID, range(UNKNOWN_ID + 1, len(vocabulary) - 1))
    return Maskable(len(vocabulary) - 3, range(len(vocabulary) - 3))


def text_lengths(ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """Tokens of each row of (N, L) ids up to and with the end token, behind which there is padding only; (N,)."""
    return np.asarray(ids.shape[1] - (ids[:, ::-1] != PAD_ID).argmax(axis=1), np.int64)


def _splitter() -> Tokenizer:
    tokenizer = Tokenizer(models.WordLevel({UNKNOWN: UNKNOWN_ID}, UNKNOWN))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace(Regex("[’`]"), "'")]
        + [normalizers.Replace(Regex(found), meant) for found, meant in _SPELLINGS.items()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[^\p{L}\p{N}']+"), behavior="removed")
    return tokenizer
