"""The writer's work: reads what waits, goes on with it, finds moved footage; one request after the other.

What only this needs, it imports itself: the window would else wait for it before it is there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import LeftOut, Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.choices import Choices, options_of
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.worker.course import Announce

if TYPE_CHECKING:
    from cpcl_desktop.engine.case.case import Case
    from cpcl_desktop.engine.ingest.stages import Stages
    from cpcl_desktop.engine.sources.relink import Relinked
    from cpcl_desktop.engine.sources.walk import Found


@dataclass(frozen=True, slots=True)
class Equipment:
    """What an ingest really runs on; `notices` are sentences the user should read."""

    model: str
    detector: str
    provider: str = ""
    provider_reason: str = ""
    notices: tuple[str, ...] = ()


NO_EQUIPMENT = Equipment("", "")


@dataclass(frozen=True, slots=True)
class Added:
    """How adding footage went: the sources as they now stand, those that could not be read with the reason.

    `known` are names under which content was added that the case holds under another, `put_back` sources that lay
    in the bin, `left_out` what lay beside it and was not read.
    """

    sources: Sequence[Source]
    known: Sequence[Path] = ()
    left_out: Sequence[LeftOut] = ()
    put_back: Sequence[Source] = ()

    @property
    def failed(self) -> list[Source]:
        """The sources that could not be read."""
        return [source for source in self.sources if source.state == "failed"]


class Ingests:
    """Reads footage, one request after the other."""

    def __init__(self, occasion: Occasion) -> None:
        self._occasion = occasion

    def add(self, found: Sequence[Found], choices: Choices, announce: Announce, report: Report) -> Added:
        """Read what waits of this; announces the `Equipment`, then each finished `Source`."""
        from cpcl_desktop.engine.ingest.ingest import ingest_each

        with self._occasion.open() as case, case.writer():
            stages = _opened(case, choices, choices.detector, announce, report)
            binned = {source.id for source in case.sources.with_bin() if source.in_bin}
            done: list[Source] = []

            def speak(progress: Progress) -> None:
                number = min(len(done), len(found) - 1)
                _counting(report, number + 1, len(found), found[number])(progress)

            read: list[Path] = []
            for one, source in ingest_each(case, found, stages, options_of(choices), speak):
                read.append(one.path.absolute())
                done.append(source)
                announce(source)
            left_out = _beside(case, found)
        put_back = [source for source in done if source.id in binned and not source.in_bin]
        return replace(_added(read, done), left_out=left_out, put_back=put_back)

    def retry(
        self,
        choices: Choices,
        only: Collection[Path] | None,
        announce: Announce,
        report: Report,
    ) -> Added:
        """Read what waits, failed or was stopped, each as it was begun or asked for; announces as `add` does.

        With `only`, what lies at these paths.
        """
        from cpcl_desktop.engine.ingest.retry import by_detector, retry, unfinished

        done: list[Source] = []
        read: list[Path] = []
        with self._occasion.open() as case, case.writer():
            left = [one for one in unfinished(case) if only is None or one.source.path in only]
            for detector, group in by_detector(left).items():
                stages = _opened(case, choices, detector, announce, report)
                for one in group:
                    speak = _counting(report, len(done) + 1, len(left), one.source)
                    for source in retry(case, [one], stages, speak):
                        done.append(source)
                        read.append(one.source.path if source.id else source.path)
                        announce(source)
        return _added(read, done)

    def relink(self, folder: Path, only: Collection[int] | None, report: Report) -> list[Relinked]:
        """Look in a folder for sources that are not where they were, or for those of these numbers `only`."""
        from cpcl_desktop.engine.sources.relink import relink

        def speak(progress: Progress) -> None:
            report(replace(progress, stage=tr("Looking through {folder}", folder=folder.name)))

        with self._occasion.open() as case, case.writer():
            return relink(case, [folder], speak, only)

    def empty_bin(self, sources: Sequence[int], with_decisions: bool, _: Report) -> int:
        """Remove these from the bin for good, as `Bin.remove`; how many there were."""
        with self._occasion.open() as case, case.writer():
            return len(case.bin.remove(sources, with_decisions))


def _added(read: Sequence[Path], done: Sequence[Source]) -> Added:
    """How reading these paths went; what was taken out before its turn was meant to be."""
    from cpcl_desktop.engine.ingest.ingest import TAKEN_OUT

    outcomes = [(path, source) for path, source in zip(read, done, strict=True) if source.message != TAKEN_OUT]
    return Added([source for _, source in outcomes], [path for path, source in outcomes if source.path != path])


def _beside(case: Case, found: Sequence[Found]) -> list[LeftOut]:
    """What was left out under the paths that this was found under."""
    above = {folder for one in found for folder in (one.path.absolute(), *one.path.absolute().parents)}
    return [one for one in case.left_out.all() if one.root in above]


def _opened(case: Case, choices: Choices, detector: str | None, announce: Announce, report: Report) -> Stages:
    """The stages of an ingest, opened and announced."""
    from cpcl_desktop.engine.ingest.stages import open_stages

    report(Progress(tr("Opening the models")))
    stages = open_stages(case, choices.model, detector, choices.provider)
    provider = stages.provider
    announce(Equipment(stages.embedder.name, stages.detector.name, provider.label, provider.reason, stages.notices))
    return stages


def _counting(report: Report, number: int, total: int, read: Found | Source) -> Report:
    """A report that adds which of the files this is, and what share of all is read (checking is not reading)."""
    place = tr("{number} of {total}", number=number, total=total) if total > 1 else ""
    stages = {"hash": tr("Checking {name}", name=read.path.name)}

    def speak(progress: Progress) -> None:
        of_this = 0.0 if progress.stage in stages else progress.fraction or 0.0
        overall = (number - 1 + of_this) / total if total > 1 else None
        stage = stages.get(progress.stage, progress.stage)
        report(replace(progress, stage=stage, message=place, overall=overall))

    return speak
