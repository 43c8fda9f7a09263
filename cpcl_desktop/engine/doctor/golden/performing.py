"""Reading and searching the golden clip as any footage is: with this machine's models, decoder and provider."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.doctor.golden.outcome import GRID, Outcome, Passage, write
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages, open_stages
from cpcl_desktop.engine.models.installed import MOTION, find_detector
from cpcl_desktop.engine.people.focus import GAZES, USUAL_GAZE, Gaze
from cpcl_desktop.engine.people.yolox import YoloxDetector
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import Image, Query, Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.machine import versions
from cpcl_desktop.engine.runtime.places import resource
from cpcl_desktop.engine.runtime.providers import CPU
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.sources.walk import find_sources

CLIP = "demo/demo.mp4"
DESCRIPTIONS = (
    "woman in a red coat",
    "man in a black jacket with a backpack",
    "worker in an orange vest",
    "person in blue jeans and a white shirt",
    "man in a green shirt",
    "woman in a yellow dress",
)


def perform(provider: str, report: Report, gaze: Gaze | None = None) -> Outcome:
    """What comes out of the clip here, in a case that is made for it and removed.

    `gaze` is what the detector may choose, by default as always on the provider. Raises as reading and searching
    do, and `Cancelled`.
    """
    clip = resource(CLIP)
    times_us, pictures = _frames(clip, report)
    with (
        tempfile.TemporaryDirectory(prefix="cpcl-golden-") as folder,
        Case.open(Path(folder) / "golden.cpcl", create=True) as case,
    ):
        stages = _stages(case, provider, gaze)
        source = _read(case, clip, stages, report)
        report(Progress(tr("Searching the golden clip")))
        ranking, passages = _searched(case, source, stages)
        return Outcome(
            stages.provider.used,
            gaze or GAZES.get(stages.detector.provider.used, USUAL_GAZE),
            versions(),
            source.sha256,
            _models(stages),
            times_us,
            pictures,
            passages,
            ranking,
            case.tracks.content_hash(source.id),
        )


def write_expected(path: Path, report: Report) -> None:
    """Keep what comes out on this machine's CPU as what must, for whatever providers let a detector choose."""
    write([perform(CPU.name, report, gaze) for gaze in Gaze], path)


def _stages(case: Case, provider: str, gaze: Gaze | None) -> Stages:
    stages, detector = open_stages(case, None, None, provider), find_detector(None)
    if gaze is None or detector is None:
        return stages
    return replace(stages, detector=YoloxDetector(detector, provider, gaze=gaze))


def _frames(clip: Path, report: Report) -> tuple[list[int], npt.NDArray[np.uint8]]:
    """When the frames that an ingest looks at are shown, and their mean colours by fields."""
    times_us: list[int] = []
    pictures: list[npt.NDArray[np.uint8]] = []
    with closing(open_media(clip).frames(IngestOptions().sample_fps)) as frames:
        for frame in frames:
            report(Progress(tr("Decoding the golden clip"), len(times_us), unit="frames"))
            times_us.append(frame.time_us)
            pictures.append(fields_of(frame.image))
    return times_us, np.array(pictures, np.uint8)


def fields_of(image: Image) -> npt.NDArray[np.uint8]:
    """Mean colours of a frame's fields, rows×columns×3."""
    rows, columns = GRID
    return np.asarray(cv2.resize(image, (columns, rows), interpolation=cv2.INTER_AREA), np.uint8)


def _read(case: Case, clip: Path, stages: Stages, report: Report) -> Source:
    (found,) = find_sources([clip])
    with case.writer():
        source = ingest(case, found, stages, IngestOptions(camera="golden"), report)
    if source.state != "done" or source.gaps:
        raise MachineError(
            "The golden clip could not be read whole: {why}", why=source.message or worded("parts are missing")
        )
    return source


def _models(stages: Stages) -> dict[str, tuple[str, str]]:
    """By what they do: name and the SHA-256 of the manifest, or of nothing for motion."""
    detector, embedder = find_detector(None), stages.embedder
    found = (MOTION, "") if detector is None else (detector.manifest.name, detector.sha256)
    return {"detector": found, "image-text": (embedder.name, embedder.sha256)}


def _searched(
    case: Case, source: Source, stages: Stages
) -> tuple[dict[str, list[tuple[int, float]]], list[Passage]]:
    """Rankings, and the passages; both by the passage's place in the order in which they ended, from 0."""
    searcher = Searcher(case, stages.embedder)
    answers = {words: searcher.rank(Query(text=words, limit=source.tracks + 1)).hits for words in DESCRIPTIONS}
    spans = {hit.track: (hit.start_us, hit.end_us) for hits in answers.values() for hit in hits}
    places = {track: place for place, track in enumerate(sorted(spans))}
    ranking = {words: [(places[hit.track], hit.score) for hit in hits] for words, hits in answers.items()}
    boxes, vectors = case.gallery.boxes(source.id), _vectors(case)
    return ranking, [Passage(*spans[track], boxes[track], vectors[track]) for track in sorted(spans)]


def _vectors(case: Case) -> dict[int, npt.NDArray[np.float32]]:
    """Of each passage the mean of its pictures' vectors, at unit norm."""
    model = case.models.current()
    if model is None:
        return {}
    rows = case.gallery.vectors_after(model)
    looks = rows.data[:, : model.dim - model.attributes].astype(np.float32)
    means = {int(track): looks[rows.tracks == track].mean(axis=0) for track in np.unique(rows.tracks)}
    return {track: mean / max(float(np.linalg.norm(mean)), 1e-12) for track, mean in means.items()}
