"""Whether letters could be an English word: by the groups of consonants with which English words begin and end.

The groups are those that begin or end at least 6 of some 20,000 English words
and names. It tells "asdf" from "tabard"; it cannot tell a word from letters
that merely can be spoken ("blorf"), nor a rare name from a slip.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from cpcl_desktop.engine.search import lexicon
from cpcl_desktop.engine.search.words import is_known, listed

_GROUPS_THAT_BEGIN = (
    "qu b bl br c ch chr cl cr d dr dw f fl fr g gh gl gn gr h j k kn kr l m n p ph pl pr ps r rh s sc sch "
    "scr sh shr sk sl sm sn sp spl spr squ st str sw t th thr tr tw v w wh wr x z zh"
)
_GROUPS_THAT_END = (
    "b bs c ch ck cks cs ct cts d ds dth f ff ffs fs ft fts g gg gh ghs ght ghts gn gs h k ks l lb lbs ld lds "
    "lf lfs lk lks ll lls lm lms ls lp lps lt lts lve m mb mbs mp mps ms n nc nch nd nds ng ngs nk nks nn nns "
    "ns nt nth nts p ph phs pp ps pt pts r rb rbs rc rch rd rds rf rfs rg rk rks rl rls rm rms rn rns rp rps "
    "rr rs rst rt rth rts s sh sk sks sm sms sp sps ss st sts t tch th ths ts tt tts v w wd wk wl wls wn wns "
    "ws x z zz"
)
_BEGIN, _END = frozenset(_GROUPS_THAT_BEGIN.split()), frozenset(_GROUPS_THAT_END.split())
_MOST_VOWELS = 3  # in a row
_RUNS = re.compile(r"[aeiouy]+|(?:qu|[^aeiouy])+")
_VOWELS = frozenset("aeiouy")
_FOREIGN = frozenset(listed(lexicon.FOREIGN))
_NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")


def can_be_english(word: str) -> bool:
    """Whether a word's letters follow each other as they do in English."""
    plain = word.casefold()
    runs = _RUNS.findall(plain)
    if len(plain) < 2 or not plain.isascii() or not plain.isalpha() or not _VOWELS & set(plain):
        return False
    return all(_fits(run, at == 0, at == len(runs) - 1) for at, run in enumerate(runs))


def _fits(run: str, first: bool, last: bool) -> bool:
    if run[0] in _VOWELS:
        return len(run) <= _MOST_VOWELS
    if first:
        return run in _BEGIN
    if last:
        return run in _END
    ends_and_begins = any(run[:at] in _END and run[at:] in _BEGIN for at in range(1, len(run)))
    return run in _BEGIN or run in _END or ends_and_begins


def makes_sense(words: Iterable[str], taught: Callable[[str], bool]) -> bool:
    """Whether any of the words is one: of the lexicon, or taught to the model and spelt as English words are."""
    return any(is_known(word.casefold()) or (taught(word) and can_be_english(word)) for word in words)


def foreign_words(text: str) -> list[str]:
    """The words of a description that show another language than English."""
    words = [word for word in _WORD.findall(text) if word.casefold() in _FOREIGN or _NOT_LATIN.search(word)]
    return list(dict.fromkeys(words))
