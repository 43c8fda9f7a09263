"""Whether two rankings are the same, where they first differ, and why: what a repeated search is measured by."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cpcl_desktop.engine.case.bin import REMOVED
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import LogEntry
from cpcl_desktop.engine.records import Answer, Basis

SCORE_TOLERANCE = 1e-4  # between machines; passages closer than this may change places
_SAID_SINCE = {
    "decision": "more was decided since",
    "mark": "more was marked since",
    "label": "labels were changed since",
    "camera": "cameras were named otherwise since",
}  # by actions of the log

Ranked = tuple[int, int, float]  # track, crop, score


def ranked(answer: Answer) -> list[Ranked]:
    """An answer's hits as a ranking."""
    return [(hit.track, hit.crop, hit.score) for hit in answer.hits]


def same_ranking(then: Sequence[Ranked], now: Sequence[Ranked]) -> bool:
    """The same passages by the same pictures in the same order; such with equal scores may have changed places."""
    if len(then) != len(now):
        return False
    if all(abs(a[2] - b[2]) <= SCORE_TOLERANCE for a, b in zip(then, now, strict=True)):
        return sorted(hit[:2] for hit in then) == sorted(hit[:2] for hit in now)
    return False


def first_difference(then: Sequence[Ranked], now: Sequence[Ranked]) -> str:
    """Where two rankings first differ, in words; they do."""
    for rank, (a, b) in enumerate(zip(then, now, strict=False), start=1):
        if a[:2] != b[:2]:
            return f"it first differs at rank {rank} (then {_hit(a)}, now {_hit(b)})"
        if abs(a[2] - b[2]) > SCORE_TOLERANCE:
            return f"it first differs at rank {rank} ({_hit(a)} then, {b[2]:.4f} now)"
    shorter = min(len(then), len(now)) + 1
    return f"it first differs at rank {shorter} ({len(then)} hits then, {len(now)} now)"


def _hit(hit: Ranked) -> str:
    return f"passage {hit[0]} by picture {hit[1]}, {hit[2]:.4f}"


def growth(then: Basis, now: Basis, done: Collection[str]) -> str:
    """Why a search over the case as it is now may rank otherwise, in words; `done`: the log's actions since."""
    added = now.vectors - then.vectors
    reasons = [f"{added} pictures were added since"] if added > 0 else []
    if then.centre is not None and now.centre is not None and (then.centre != now.centre).any():
        reasons.append("the mean of the case, which scores are relative to, was settled anew")
    reasons += [f"{-added} pictures were removed with their source from the bin since"] if added < 0 else []
    for more, less, words in ((now, then, "put into the bin since"), (then, now, "taken out of the bin since")):
        if count := len(set(more.in_bin) - set(less.in_bin)):
            reasons.append(f"sources were {words} ({count})")
    if now.entries is not None:
        reasons += [words for action, words in _SAID_SINCE.items() if action in done]
    return " and ".join(reasons) or "the case changed"


def reason(basis: Basis, then: Answer) -> str:
    """What a ranking that cannot be repeated points to, in a sentence."""
    if then.basis.vectors != basis.vectors:
        return (
            f"Of the {basis.vectors} pictures searched then, {then.basis.vectors} are in the case: sources were "
            "removed or read anew since."
        )
    return (
        "Pictures, model and mean are as many and the same; the vectors in the case or the list in the report were "
        "changed, or this machine computes otherwise. `cpcl verify CASE` tells whether the case was changed."
    )


def removals(case: Case) -> str:
    """Which entries of the log tell of sources that were removed from the bin, in words; empty where none do."""
    numbers = [str(entry.number) for entry in _removals(case)]
    return f"log, entries {', '.join(numbers)}" if numbers else ""


def _removals(case: Case) -> list[LogEntry]:
    return [entry for entry in case.log.entries("bin") if entry.details.get("outcome") == REMOVED]


def removed(case: Case, hits: Sequence[Ranked], basis: Basis, then: Answer) -> str:
    """Whether that is because sources were removed from the bin, in a sentence; empty where it is not."""
    lost = basis.vectors - then.basis.vectors
    if not 0 < lost <= sum(int(entry.details["pictures"]) for entry in _removals(case)):
        return ""
    there = case.gallery.crop_rows([crop for _, crop, _ in hits])
    left = [hit for hit in hits if hit[1] in there]
    if not same_ranking(left, ranked(then)[: len(left)]):
        return ""
    return (
        f"{lost} of the {basis.vectors} pictures searched then were removed for good, with their source, "
        f"from the case's bin ({removals(case)}), so it cannot be repeated whole. The {len(left)} of its "
        f"{len(hits)} hits that are still there rank as they did."
    )
