"""The case: sources, tracks, crops, vectors, decisions, the resume journal and the log, in one SQLite file.

A `Case` is put together from small classes over one connection, each for the
tables it knows:

    case.log         log_table    what was done, by whom, why
    case.sources     sources      sources, gaps, stretches, clocks
    case.cameras     cameras      what people call cameras, and called them before
    case.bin         bin          sources that were taken out: put back, or removed for good
    case.waiting     waiting      footage that was added and is still to be begun
    case.left_out    left_out     what lay beside the footage and was not read
    case.models      models       the image–text model and the gallery's centre
    case.change      model_change another model for the case: built beside, switched to, gone back from
    case.tracks      tracks       what an ingest writes: detections, tracks, crops, vectors
    case.passages    passages     routes of passages, where they were joined; taking that back
    case.decisions   decisions    what people decided about tracks
    case.marks       marks        bookmarks on passages, which were reviewed, and their labels
    case.labels      labels       the case's own labels, which are given as marks
    case.searches    searches     searches that somebody saved under a name
    case.persons     persons      what people decided about groups of passages that show one person
    case.gallery     gallery      what searches and hits read
    case.parts       parts        cases that were merged into this one, each with its own log
    case.copies      copying      taking a source of another case over
    case.search_cache search_cache which file beside the case searches may trust; together_cache: of several cases,
                     group_cache: groups of passages
    case.integrity   integrity    whether the file contradicts itself
    case.team        mirror       where the file follows a team's case on a server: bringing it up to date

Beside them: `schema` (tables and migrations as data), `migrations`, `file`
(opening), `lock` (one writer), `store` (connection and transactions),
`turns` (who writes when), `folding` (what many transactions write, to the disk),
`read_once` (what need not be read again while tables hold the same), `log`
(the chain itself), `log_file` (the log as it is disclosed), `network_drive`,
`whole` (a case to a server and from there).
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from cpcl_desktop.bundle.regular_file import hold, release
from cpcl_desktop.engine.case.bin import Bin
from cpcl_desktop.engine.case.cameras import Cameras
from cpcl_desktop.engine.case.captions import CaptionTable
from cpcl_desktop.engine.case.copying import SourceCopies
from cpcl_desktop.engine.case.decisions import DecisionTable
from cpcl_desktop.engine.case.file import open_case_file, read_as_it_lies, read_case_file
from cpcl_desktop.engine.case.gallery import Gallery
from cpcl_desktop.engine.case.integrity import Integrity
from cpcl_desktop.engine.case.labels import LabelTable
from cpcl_desktop.engine.case.left_out import LeftOutTable
from cpcl_desktop.engine.case.lock import WriterLock
from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.marks import MarkTable
from cpcl_desktop.engine.case.migrations import version_of
from cpcl_desktop.engine.case.mirror import mirror_of
from cpcl_desktop.engine.case.model_change import ModelChange
from cpcl_desktop.engine.case.models import COLUMNS_SINCE, ModelTable
from cpcl_desktop.engine.case.parts import PartTable
from cpcl_desktop.engine.case.passages import PassageTable
from cpcl_desktop.engine.case.persons import PersonTable
from cpcl_desktop.engine.case.read_once import ReadOnce
from cpcl_desktop.engine.case.records import StoredModel
from cpcl_desktop.engine.case.search_cache import SearchCacheTable
from cpcl_desktop.engine.case.searches import SearchTable
from cpcl_desktop.engine.case.sources import SourceTable
from cpcl_desktop.engine.case.still import Still, identity_of
from cpcl_desktop.engine.case.store import Store
from cpcl_desktop.engine.case.tracks import TrackTables
from cpcl_desktop.engine.case.waiting import WaitingTable
from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.runtime.policy import check_purpose, policy

_VARIABLES = {"purpose": "CPCL_PURPOSE", "authority": "CPCL_AUTHORITY"}


class Case:
    """An open case file. Reading is safe while another program adds footage; writing takes `writer()`."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        purpose: str = "",
        authority: str = "",
        resources: contextlib.ExitStack | None = None,
        still: Still | None = None,
    ) -> None:
        """`resources` are what a case that is only read holds open; without them it is written to.

        `still`: see `check_still`.
        """
        self.path = path
        self.keeps_caches = resources is None  # files beside the case that make searches faster
        self._resources = resources or contextlib.ExitStack()
        self._is_open = True
        hold(path)
        self._store = store = Store(path, connection, not self.keeps_caches, still)
        self.log = LogTable(store, purpose, authority)
        self.team = mirror_of(store, self.log)
        self.sources = SourceTable(store, self.log)
        self.cameras = Cameras(store, self.log, self.sources)
        self.waiting = WaitingTable(store, self.log)
        self.left_out = LeftOutTable(store, self.log)
        self.models = ModelTable(store, self.log)
        self.tracks = TrackTables(store, self.sources, self.models)
        self.bin = Bin(store, self.log, self.sources, self.models, self.tracks)
        self.passages = PassageTable(store, self.log, self.sources, self.models, self.tracks)
        self.change = ModelChange(store, self.log, self.models)
        self.decisions = DecisionTable(store, self.log, self.models)
        self.labels = LabelTable(store, self.log)
        self.marks = MarkTable(store, self.log, self.labels)
        self.captions = CaptionTable(store, self.log)
        self.searches = SearchTable(store, self.log)
        self.persons = PersonTable(store, self.log)
        self.parts = PartTable(store, self.log)
        self.copies = SourceCopies(store, self.log, self.sources, self.models, self.tracks)
        self.gallery = Gallery(store)
        self.search_cache, self.group_cache = SearchCacheTable(store), SearchCacheTable(store, "groups")
        self.together_cache = SearchCacheTable(store, "together")
        self.integrity = Integrity(store)
        self._stands = ReadOnce(store, ("track", "crop", "joins", "removed"), self._count_passages)

    @staticmethod
    def open(path: Path, create: bool = False, purpose: str | None = None, authority: str | None = None) -> Case:
        """Open a case, or create it; a `CaseError` says why not and leaves the file as it was.

        `purpose` and `authority` (an order, a reference) go into every entry of
        the log that this program writes; by default they are what the
        environment variables CPCL_PURPOSE and CPCL_AUTHORITY say. `UsageError`
        when they are no text, or the machine's policy asks for a purpose and
        there is none.
        """
        path = Path(path).absolute()
        why, order = occasion(purpose, authority)
        return Case(path, open_case_file(path, create, why, order), why, order)

    @staticmethod
    def read(path: Path) -> Case:
        """Open a case only to read it: no byte and no time of it changes, and it may lie on a read-only disk.

        Nothing goes into its log, and what would write raises CaseError.
        """
        path = Path(path).absolute()
        with contextlib.ExitStack() as resources:
            connection, still = read_case_file(path, resources)
            return Case(path, connection, resources=resources.pop_all(), still=still)

    @staticmethod
    def model_of(path: Path) -> StoredModel | None:
        """The model in use of the case at this path, as `read`; one of an older version is not copied for that."""
        path = Path(path).absolute()
        with contextlib.ExitStack() as resources:
            connection, still = read_as_it_lies(path, resources)
            if version_of(connection) >= COLUMNS_SINCE:
                with Case(path, connection, resources=resources.pop_all(), still=still) as case:
                    return case.models.current()
        with Case.read(path) as case:
            return case.models.current()

    @staticmethod
    def open_or_read(path: Path, purpose: str | None = None, authority: str | None = None) -> Case:
        """Open a case, but only to read where file or folder cannot be written to (`read_only` says so)."""
        place = Path(path).absolute()
        occasion(purpose, authority)
        if place.is_file() and not (os.access(place, os.W_OK) and os.access(place.parent, os.W_OK)):
            return Case.read(place)
        return Case.open(place, False, purpose, authority)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written to it: so it was opened, or so the team's server has it at this moment."""
        return self._store.read_only

    def close(self) -> None:
        """Close the file; SQLite folds its journal into it."""
        if self.team is not None:
            self.team.close()
        self._store.connection.close()
        self._resources.close()
        if self._is_open:
            self._is_open = False
            release(self.path)

    def __enter__(self) -> Case:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def writer(self) -> Iterator[None]:
        """Be the one program that adds footage or changes the model, for as long as the context lasts."""
        if self.read_only:
            raise CaseError("The case {path} is open only to be read; nothing was written.", path=self.path)
        lock = WriterLock(self.path)
        self._store.is_writer = True
        try:
            with contextlib.nullcontext() if self.team is None else self.team.writer():
                yield
        finally:
            self._store.is_writer = False
            lock.release()

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Read the case as it is now, whatever others commit meanwhile; nothing can be written in this context."""
        with self._store.held():
            yield

    def check_still(self) -> None:
        """`CaseError` where a case that is read without a lock was written over since it was opened.

        A case that nobody has open is read so; what was read of it counts only if this is asked afterwards.
        """
        self._store.check_still()

    def own_among(self, files: Iterable[Path]) -> Path | None:
        """The first of these that is this case's file, or one beside it, under whatever name, if any."""
        beside = (self.path.with_name(f"{self.path.name}-{end}") for end in ("wal", "shm"))
        own = {identity_of(file) for file in (self.path, *beside)} - {None}
        return next((file for file in files if identity_of(file) in own), None)

    def counts(self, with_bin: bool = False) -> dict[str, int]:
        """How many sources, tracks and crops the case holds, what is in the bin counted only if asked for."""
        counts = {table: self._store.count(table) for table in ("source", "track", "crop")}
        parts = self._store.one("SELECT count(*) AS number FROM track WHERE part_of IS NOT NULL")
        counts["track"] -= parts["number"] if parts else 0
        binned = {} if with_bin else self.bin.counts()
        return {table: number - binned.get(table, 0) for table, number in counts.items()}

    def stands(self) -> tuple[int, ...]:
        """What is another as soon as passages came, went, were divided or joined, those in the bin included."""
        return self._stands()

    def _count_passages(self) -> tuple[int, ...]:
        return self._store.count("crop"), self.passages.changes(), self.bin.removals()


def occasion(purpose: str | None, authority: str | None) -> tuple[str, str]:
    """Purpose and authority as the log will have them, see `Case.open`; its `UsageError`."""
    why, order = _said("purpose", purpose), _said("authority", authority)
    check_purpose(why)
    return why, order


def wants_purpose() -> bool:
    """Whether the machine's policy asks for a purpose and the environment gives none; MachineError as `policy`."""
    return policy().purpose_required and not _said("purpose", None).strip()


def _said(name: str, given: str | None) -> str:
    """The purpose or authority given, else that of the environment."""
    text = os.environ.get(_VARIABLES[name], "") if given is None else given
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UsageError(
            "The {name} {text!r} is not text in UTF-8; write it again. Nothing was done.", name=name, text=text
        ) from error
    return text
