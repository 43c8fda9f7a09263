"""Is a report still what was written, and does its case still give the same ranking?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cpcl_desktop.bundle.regular_file import read_regular
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import check_chain
from cpcl_desktop.engine.case.records import StoredModel
from cpcl_desktop.engine.decoder.errands import read_still
from cpcl_desktop.engine.errors import BundleError, MediaError, UsageError
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import Answer, Basis, Image, Query
from cpcl_desktop.engine.report.differences import (
    Ranked,
    first_difference,
    growth,
    ranked,
    reason,
    removals,
    removed,
    same_ranking,
)
from cpcl_desktop.engine.report.folder import Manifest, file_faults, read_manifest
from cpcl_desktop.engine.report.tables import basis_of
from cpcl_desktop.engine.search.filters import filters_read
from cpcl_desktop.engine.search.log_form import described
from cpcl_desktop.engine.search.plan import Plan, plan_read
from cpcl_desktop.engine.search.searcher import Searcher, searcher_for


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
    now, refused = _now(searcher, search)
    if now is not None and same_ranking(search.hits, ranked(now)):
        found.holds.append(f"{name}: the same ranking over the case as it is now ({len(search.hits)} hits).")
        return
    then = _then(searcher, search, found)
    if then is None:
        return
    if same_ranking(search.hits, ranked(then)):
        differs = refused
        if now is not None:
            done = searcher.case.log.actions_since(search.basis.entries or 0)
            why = growth(search.basis, now.basis, done)
            differs = f"{first_difference(search.hits, ranked(now))}, because {why}."
        found.holds.append(
            f"{name}: the same ranking over the pictures that were there then ({len(search.hits)} hits). Over the "
            f"case as it is now {differs}"
        )
        return
    _say_otherwise(searcher.case, search, then, found)


def _now(searcher: Searcher, search: _Search) -> tuple[Answer | None, str]:
    """The answer over the case as it is now; None, and why, where its filters name nothing that is searched now."""
    try:
        return searcher.rank(search.query, search.plan), ""
    except UsageError as error:
        return None, f"it cannot be asked: {error}"


def _then(searcher: Searcher, search: _Search, found: _Findings) -> Answer | None:
    """The answer over the pictures of then; None, and why, where all that it was about was removed from the bin."""
    try:
        return searcher.repeat(search.query, search.basis, search.plan)
    except UsageError as error:
        entries = removals(searcher.case)
        if not entries or not _is_gone(searcher.case, search):
            raise
        found.unchecked.append(
            f"{search.title}: what it was about was removed for good, with its source, from the case's bin "
            f"({entries}), so it cannot be repeated. {error}"
        )
        return None


def _is_gone(case: Case, search: _Search) -> bool:
    """Whether the case has none of a search's hits any more, or not all passages that it was asked with."""
    asked_with = {*search.query.like, *search.query.unlike}
    if len(case.gallery.best_crops(sorted(asked_with))) < len(asked_with):
        return True
    return not case.gallery.crop_rows([crop for _, crop, _ in search.hits])


def _say_otherwise(case: Case, search: _Search, then: Answer, found: _Findings) -> None:
    """A search that does not rank as it did over what is left of the pictures of then."""
    if gone := removed(case, search.hits, search.basis, then):
        found.unchecked.append(f"{search.title}: {gone}")
        return
    differs = first_difference(search.hits, ranked(then))
    found.faults.append(f"{search.title}: the ranking is not the same: {differs}. {reason(search.basis, then)}")


def _check_search_of_kept_model(searcher: Searcher, search: _Search, found: _Findings) -> None:
    """A search made before the case was changed to another model, over the vectors that are kept of its own."""
    then = _then(searcher, search, found)
    if then is None:
        return
    if same_ranking(search.hits, ranked(then)):
        found.holds.append(
            f"{search.title}: the same ranking over the pictures that were there then ({len(search.hits)} hits), "
            f"by the model {search.model} of that time. The case uses another now, and rankings of two models "
            "cannot be compared."
        )
        return
    _say_otherwise(searcher.case, search, then, found)
