"""Is a report still what was written, and does its case still give the same ranking?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cpcl_desktop.bundle.regular_file import read_regular
from cpcl_desktop.engine.case.bin import REMOVED
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import check_chain
from cpcl_desktop.engine.case.records import StoredModel
from cpcl_desktop.engine.decoder.errands import read_still
from cpcl_desktop.engine.errors import BundleError, MediaError, UsageError
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import Answer, Basis, Image, Query
from cpcl_desktop.engine.report.folder import Manifest, file_faults, read_manifest
from cpcl_desktop.engine.report.tables import basis_of
from cpcl_desktop.engine.search.filters import filters_read
from cpcl_desktop.engine.search.log_form import described
from cpcl_desktop.engine.search.plan import Plan, plan_read
from cpcl_desktop.engine.search.searcher import Searcher, searcher_for

SCORE_TOLERANCE = 1e-4  # between machines; passages closer than this may change places

Ranked = tuple[int, int, float]  # track, crop, score


@dataclass(frozen=True, slots=True)
class ReportVerdict:
    """What a check found, in sentences: contradictions, what could not be looked at, and what holds."""

    faults: Sequence[str]
    unchecked: Sequence[str] = ()
    holds: Sequence[str] = ()
    manifest_sha256: str = ""


@dataclass(frozen=True, slots=True)
class _Search:
    """A search as the report has it."""

    number: int
    query: Query
    model: str
    model_sha256: str
    basis: Basis
    hits: Sequence[Ranked]
    plan: Plan | None = None  # what the description was read as; None in reports older than that, and literally

    @property
    def title(self) -> str:
        """What sentences call it."""
        return f"Search {self.number} (“{self.query.text}”)" if self.query.text else f"Search {self.number}"


@dataclass(frozen=True, slots=True)
class _Folder:
    """A report's folder, of which only what the manifest names is read."""

    path: Path
    manifest: Manifest

    def image(self, name: str) -> Image:
        """An example image; ValueError when it is no file of the report."""
        if name not in self.manifest.files:
            raise ValueError(f"{name!r} is no file of the report")
        return read_still(self.path / name)


@dataclass(slots=True)
class _Findings:
    faults: list[str] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)
    holds: list[str] = field(default_factory=list)


def verify_report(folder: Path, case_path: Path | None, report: Report) -> ReportVerdict:
    """Check a report's files against its manifest, and its searches against the case.

    The case is `case_path`, else where it was when the report was made, else a
    file of its name beside the report. `CaseError` when the folder holds no
    report. Nothing of report or case changes. Raises Cancelled.
    """
    manifest = read_manifest(folder)
    found = _Findings(faults=file_faults(folder, manifest, report))
    if not found.faults:
        found.holds.append(f"All {len(manifest.files)} files have the hash that the manifest gives.")
    try:
        described = _object(json.loads(read_regular(folder / "report.json")))
        place = _place_of_case(folder, described, case_path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        found.faults.append(f"report.json cannot be read ({error}); its searches were not repeated.")
        return _verdict(found, manifest)
    if place is None:
        name = described["case"]["name"]
        found.unchecked.append(f"The case {name} is not here, so no search was repeated; name it with --case.")
        return _verdict(found, manifest)
    with Case.read(place) as case:
        _check_case(case, described, manifest, found)
        _check_searches(case, _Folder(folder, manifest), described, found, report)
    return _verdict(found, manifest)


def _object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("it holds something else")
    return value


def _verdict(found: _Findings, manifest: Manifest) -> ReportVerdict:
    return ReportVerdict(found.faults, found.unchecked, found.holds, manifest.sha256)


def _place_of_case(folder: Path, described: Mapping[str, Any], given: Path | None) -> Path | None:
    if given is not None:
        return given
    known = Path(described["case"]["path"]), folder.absolute().parent / Path(described["case"]["name"]).name
    return next((path for path in known if path.is_file()), None)


def _check_case(case: Case, described: Mapping[str, Any], manifest: Manifest, found: _Findings) -> None:
    """Whether this is the report's case, whole, and knows the report."""
    entries = case.log.entries()
    if not entries or entries[0].details.get("case") != described["case"].get("id"):
        found.faults.append(f"The report was not made from {case.path.name}: it names another case.")
        return
    found.faults += check_chain(entries, case.log.head())
    exports = [entry for entry in entries if entry.action == "export"]
    known = [entry for entry in exports if entry.details.get("manifest") == manifest.sha256]
    if known:
        first = known[0]
        found.holds.append(
            f"The case's log has this very report: entry {first.number}, {first.time}, by {first.user}."
        )
    else:
        found.faults.append("The case's log has no export of a report with this manifest; it was changed since.")


# --- searches


def _check_searches(
    case: Case, folder: _Folder, described: Mapping[str, Any], found: _Findings, report: Report
) -> None:
    searchers = _Searchers(case)
    searches = described.get("searches", [])
    for done, one in enumerate(searches):
        report(Progress("searches", done, len(searches), "searches"))
        try:
            search = _read(one, folder, described["model"])
            if (searcher := searchers.with_model(search, found)) is not None:
                _check_search(searcher, search, found)
        except (KeyError, TypeError, ValueError) as error:
            found.faults.append(f"A search in report.json is damaged ({error!r}); it was not repeated.")
        except (UsageError, MediaError) as error:
            found.faults.append(f"Search {one.get('number')} cannot be repeated: {error}")


class _Searchers:
    """A searcher for each model that searches were made with, as far as case and machine still have it."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._opened: dict[str, Searcher | None] = {}

    def with_model(self, search: _Search, found: _Findings) -> Searcher | None:
        """The searcher for a search; None, and a sentence among what is unchecked, where there is none."""
        stored = self._case.models.with_hash(search.model_sha256)
        if stored is None:
            found.unchecked.append(
                f"{search.title}: it was made with the model {search.model}, of which the case holds no vectors "
                "any more; it cannot be repeated."
            )
            return None
        if search.model_sha256 not in self._opened:
            self._opened[search.model_sha256] = self._open(stored, found)
        return self._opened[search.model_sha256]

    def _open(self, stored: StoredModel, found: _Findings) -> Searcher | None:
        try:
            return searcher_for(self._case, model=stored)
        except BundleError as error:
            found.unchecked.append(f"No search was repeated with the model {stored.name}: {error}")
            return None


def _read(one: Mapping[str, Any], folder: _Folder, model_of_all: Mapping[str, Any]) -> _Search:
    asked = one["query"]
    image = folder.image(str(one["image"])) if one["image"] else None
    plan = plan_read(one["reading"]) if one.get("reading") else None
    query = Query(
        text=asked["text"], image=image, limit=int(asked["limit"]), literal=plan is None,
        like=tuple(map(int, asked.get("like", ()))), unlike=tuple(map(int, asked.get("unlike", ()))),
        weight=float(asked.get("weight", Query().weight)), **filters_read(asked),
    )  # fmt: skip
    if described(query)["image"] != asked["image"]:
        raise ValueError("its example image is another one")
    hits = [(int(track), int(crop), float(score)) for track, crop, score in one["hits"]]
    model = one.get("model", model_of_all)  # reports of older versions name it once
    made_with = str(model["name"]), str(model["sha256"])
    return _Search(int(one["number"]), query, *made_with, basis_of(one["searched"]), hits, plan)


def _check_search(searcher: Searcher, search: _Search, found: _Findings) -> None:
    name = search.title
    if not search.basis.vectors and not search.hits:
        found.holds.append(f"{name}: nothing was ranked then, so there is nothing to repeat.")
        return
    model = searcher.case.models.current()
    if model is None or model.sha256 != search.model_sha256:
        _check_search_of_kept_model(searcher, search, found)
        return
    now = searcher.rank(search.query, search.plan)
    if _same(search.hits, _ranked(now)):
        found.holds.append(f"{name}: the same ranking over the case as it is now ({len(search.hits)} hits).")
        return
    then = searcher.repeat(search.query, search.basis, search.plan)
    if _same(search.hits, _ranked(then)):
        differs = _first_difference(search.hits, _ranked(now))
        found.holds.append(
            f"{name}: the same ranking over the pictures that were there then ({len(search.hits)} hits). Over the "
            f"case as it is now {differs}, because {_growth(search.basis, now.basis)}."
        )
        return
    _say_otherwise(searcher.case, search, then, found)


def _say_otherwise(case: Case, search: _Search, then: Answer, found: _Findings) -> None:
    """A search that does not rank as it did over what is left of the pictures of then."""
    if removed := _removed(case, search, then):
        found.unchecked.append(f"{search.title}: {removed}")
        return
    differs = _first_difference(search.hits, _ranked(then))
    found.faults.append(f"{search.title}: the ranking is not the same: {differs}. {_reason(search.basis, then)}")


def _removed(case: Case, search: _Search, then: Answer) -> str:
    """Whether that is because sources were removed from the bin, in a sentence; empty where it is not."""
    entries = [entry for entry in case.log.entries("bin") if entry.details.get("outcome") == REMOVED]
    lost = search.basis.vectors - then.basis.vectors
    if not 0 < lost <= sum(int(entry.details["pictures"]) for entry in entries):
        return ""
    there = case.gallery.crop_rows([crop for _, crop, _ in search.hits])
    left = [hit for hit in search.hits if hit[1] in there]
    if not _same(left, _ranked(then)[: len(left)]):
        return ""
    numbers = ", ".join(str(entry.number) for entry in entries)
    return (
        f"{lost} of the {search.basis.vectors} pictures searched then were removed for good, with their source, "
        f"from the case's bin (log, entries {numbers}), so it cannot be repeated whole. The {len(left)} of its "
        f"{len(search.hits)} hits that are still there rank as they did."
    )


def _check_search_of_kept_model(searcher: Searcher, search: _Search, found: _Findings) -> None:
    """A search made before the case was changed to another model, over the vectors that are kept of its own."""
    then = searcher.repeat(search.query, search.basis, search.plan)
    if _same(search.hits, _ranked(then)):
        found.holds.append(
            f"{search.title}: the same ranking over the pictures that were there then ({len(search.hits)} hits), "
            f"by the model {search.model} of that time. The case uses another now, and rankings of two models "
            "cannot be compared."
        )
        return
    _say_otherwise(searcher.case, search, then, found)


def _ranked(answer: Answer) -> list[Ranked]:
    return [(hit.track, hit.crop, hit.score) for hit in answer.hits]


def _same(then: Sequence[Ranked], now: Sequence[Ranked]) -> bool:
    """The same passages by the same pictures in the same order; such with equal scores may have changed places."""
    if len(then) != len(now):
        return False
    if all(abs(a[2] - b[2]) <= SCORE_TOLERANCE for a, b in zip(then, now, strict=True)):
        return sorted(hit[:2] for hit in then) == sorted(hit[:2] for hit in now)
    return False


def _first_difference(then: Sequence[Ranked], now: Sequence[Ranked]) -> str:
    for rank, (a, b) in enumerate(zip(then, now, strict=False), start=1):
        if a[:2] != b[:2]:
            return f"it first differs at rank {rank} (then {_hit(a)}, now {_hit(b)})"
        if abs(a[2] - b[2]) > SCORE_TOLERANCE:
            return f"it first differs at rank {rank} ({_hit(a)} then, {b[2]:.4f} now)"
    shorter = min(len(then), len(now)) + 1
    return f"it first differs at rank {shorter} ({len(then)} hits then, {len(now)} now)"


def _hit(hit: Ranked) -> str:
    return f"passage {hit[0]} by picture {hit[1]}, {hit[2]:.4f}"


def _growth(then: Basis, now: Basis) -> str:
    added = now.vectors - then.vectors
    reasons = [f"{added} pictures were added since"] if added > 0 else []
    if then.centre is not None and now.centre is not None and (then.centre != now.centre).any():
        reasons.append("the mean of the case, which scores are relative to, was settled anew")
    reasons += [f"{-added} pictures were removed with their source from the bin since"] if added < 0 else []
    for more, less, words in ((now, then, "put into the bin since"), (then, now, "taken out of the bin since")):
        if count := len(set(more.in_bin) - set(less.in_bin)):
            reasons.append(f"sources were {words} ({count})")
    reasons += ["more was decided since"] if (now.entries or 0) > (then.entries or 0) else []
    return " and ".join(reasons) or "the case changed"


def _reason(basis: Basis, then: Answer) -> str:
    if then.basis.vectors != basis.vectors:
        return (
            f"Of the {basis.vectors} pictures searched then, {then.basis.vectors} are in the case: sources were "
            "removed or read anew since."
        )
    return (
        "Pictures, model and mean are as many and the same; the vectors in the case or the list in the report were "
        "changed, or this machine computes otherwise. `cpcl verify CASE` tells whether the case was changed."
    )
