"""CLIP's byte-pair tokenizer as `tokenizers` JSON, so that the desktop makes the same ids without torch.

The vocabulary is the one that comes with open_clip. What open_clip's tokenizer does beyond lower case and
spaces (mending broken encodings, HTML entities) is left out but for typographic quotes; training uses this
JSON too, so that nothing differs between training and search.
"""

from __future__ import annotations

import functools
import gzip
from typing import Final

from open_clip.tokenizer import bytes_to_unicode, default_bpe
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

START, END = "<start_of_text>", "<end_of_text>"
PIECES: Final = 49_408
_WORD_END = "</w>"
_BYTES: Final = 256
_QUOTES: Final = {"[‘’‚‛]": "'", "[“”„‟]": '"'}


@functools.cache
def clip_tokenizer() -> bytes:
    """The tokenizer's JSON: 49,408 pieces; a text begins with the last but one and ends with the last."""
    with gzip.open(default_bpe(), "rt", encoding="utf-8") as stream:
        lines = stream.read().split("\n")
    merges = [(left, right) for left, right in map(str.split, lines[1 : PIECES - 2 * _BYTES - 2 + 1])]
    letters = list(bytes_to_unicode().values())
    pieces = [*letters, *(letter + _WORD_END for letter in letters), *map("".join, merges), START, END]
    ids = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.BPE(ids, merges, end_of_word_suffix=_WORD_END))
    quotes = [normalizers.Replace(Regex(found), meant) for found, meant in _QUOTES.items()]
    spaces = [normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), *quotes, *spaces, normalizers.Lowercase()])
    words = Regex(r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(words, behavior="removed", invert=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{START} $A {END}", special_tokens=[(START, ids[START]), (END, ids[END])]
    )
    return tokenizer.to_str(pretty=False).encode("utf-8")
