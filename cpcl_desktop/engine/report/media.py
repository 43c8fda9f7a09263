"""The pictures and clips of a report, written from the case and, where it is there, the footage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.decoder.opening import Media, frames_around, open_source
from cpcl_desktop.engine.errors import BundleError, MediaError
from cpcl_desktop.engine.evidence.verify import Footage, check_footage
from cpcl_desktop.engine.ingest.pipeline import batches
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.detect import Detector, open_detector
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import Box, Detections, Frame, Image, Source
from cpcl_desktop.engine.report.burn import burnt_lines, with_box, with_times
from cpcl_desktop.engine.report.bystanders import Veil, between, follow, hide, veil_of_frame, veils_of_clip
from cpcl_desktop.engine.report.clip import Span, cut_clip, frames_within
from cpcl_desktop.engine.report.records import Files, Finding, Item, ReportOptions

JPEG_QUALITY = 93
DETECT_BATCH = 4  # frames
CROPS, FRAMES, CLIPS = "crops", "frames", "clips"
NO_FRAME = worded("The source is a folder of ready-made pictures: there is no larger frame, and no clip.")
SAME_CONTENT = worded("Read through for this report: the content is that which was added to the case.")
BLURRED_BY_DETECTION = worded(
    "Other people were made unrecognisable automatically, by the detector {name}. A detector can miss people: "
    "look through frames and clips before they are handed out. Whoever stands inside the person's own box stays "
    "visible, in the small pictures too."
)
BLURRED_AROUND = worded(
    "No person detector is installed, so everything outside the person's box was made unrecognisable. Whoever "
    "stands inside the box stays visible, in the small pictures too."
)


class ItemWriter:
    """Writes the pictures of items into a report's folder.

    Footage is shown only where `findings` (by source) say that it is what was
    added; the other items go by the pictures that the case holds. `detector`
    finds the people to hide and follows the person for the box in clips; it has
    to judge frames one by one (see `detector_for`).
    """

    def __init__(
        self,
        case: Case,
        folder: Path,
        options: ReportOptions,
        findings: Mapping[int, Finding],
        detector: Detector | None,
        report: Report,
    ) -> None:
        self._case, self._folder, self._options, self._report = case, folder, options, report
        self._findings = findings
        self._source: Source | None = None
        self._media: Media | None = None
        self._detector = detector
        for name in (CROPS, FRAMES, *((CLIPS,) if options.clips else ())):
            (folder / name).mkdir()

    @property
    def blurring(self) -> str:
        """How other people were hidden; empty when they were not."""
        if not self._options.blur_others:
            return ""
        return BLURRED_AROUND if self._detector is None else worded(BLURRED_BY_DETECTION, name=self._detector.name)

    def write(self, item: Item) -> Item:
        """Write an item's crops, frame and clip; returns it with what was written."""
        files = self._crops(item)
        try:
            media = self._opened(item.shown.source)
            files = self._frame(item, files, media)
            if self._options.clips:
                files = self._clip(item, files, media)
        except MediaError as error:
            files = replace(files, notes=[*files.notes, str(error)])
        return replace(item, files=files)

    def _crops(self, item: Item) -> Files:
        shown, moments = "", list[str]()
        for row in item.moments:
            name = f"{CROPS}/{item.number:04}-{len(moments) + 1}.jpg"
            (self._folder / name).write_bytes(self._case.gallery.crop_jpeg(row.crop))
            moments.append(name)
            if row.crop == item.shown.crop:
                shown = name
        return Files(crop=shown or moments[0], moments=moments)

    def _opened(self, identifier: int) -> Media:
        if not self._findings[identifier].same_content:
            raise MediaError(self._findings[identifier].text)
        if self._source is None or self._source.id != identifier or self._media is None:
            self._source, self._media = self._case.sources.get(identifier), None
            if self._source.kind == "crops":
                raise MediaError(NO_FRAME)
            self._media = open_source(self._source, self._case.sources.settings(identifier))
        return self._media

    # --- the full frame

    def _frame(self, item: Item, files: Files, media: Media) -> Files:
        image, note = frame_shown(self._case, item, media, self._options, self._detector)
        name = f"{FRAMES}/{item.number:04}.jpg"
        _write_jpeg(self._folder / name, image)
        return replace(files, frame=name, notes=[*files.notes, note] if note else files.notes)

    # --- the clip

    def _clip(self, item: Item, files: Files, media: Media) -> Files:
        margin = round(self._options.margin_s * 1e6)
        span = max(0, item.shown.start_us - margin), item.shown.end_us + margin
        path = self._case.sources.get(item.shown.source).path
        stem = self._folder / CLIPS / f"{item.number:04}"
        clip = cut_clip(media, path, span, stem, self._drawing(item, media, span), self._report)
        return replace(files, clip=f"{CLIPS}/{clip.path.name}", clip_span_us=clip.span_us, clip_copied=clip.copied)

    def _drawing(self, item: Item, media: Media, span: Span) -> Callable[[Frame], Image] | None:
        options = self._options
        if not (options.blur_others or options.burn_in):
            return None
        anchors = {row.time_us: row.box for row in item.moments}
        found = self._detected(media, span)
        times = sorted(found)
        detections = None if self._detector is None else found
        boxes = between(times, anchors) if detections is None else follow(times, detections, anchors)
        veils = veils_of_clip(times, detections, anchors) if options.blur_others else {}
        return partial(_drawn, item=item, boxes=boxes if options.burn_in else {}, veils=veils, burn=options.burn_in)

    def _detected(self, media: Media, span: Span) -> dict[int, Detections]:
        """People in every frame of the span, by time; none where there is no detector."""
        found: dict[int, Detections] = {}
        for batch in batches(frames_within(media, span), DETECT_BATCH):
            self._report(Progress("people", (batch[0].time_us - span[0]) / 1e6, (span[1] - span[0]) / 1e6, "s"))
            people = [Detections.none()] * len(batch) if self._detector is None else self._detector.detect(batch)
            found |= zip((frame.time_us for frame in batch), people, strict=True)
        return found


def frame_shown(
    case: Case, item: Item, media: Media, options: ReportOptions, detector: Detector | None
) -> tuple[Image, str]:
    """An item's frame as a report shows it, H×W×3 RGB, with a note where it is not that of the picture."""
    row = item.shown
    frame = frames_around(media, row.time_us)[0]
    image, note = frame.image, ""
    if frame.time_us != row.time_us:
        note = worded("The frame of this picture can no longer be decoded; the frame shown is the one before it.")
    if options.blur_others:
        found = None if detector is None else detector.detect([frame])[0]
        image = hide(image, veil_of_frame(row.box, found, _others(case, item)))
    return with_box(image, row.box), note


def _others(case: Case, item: Item) -> list[Box]:
    """Pictures that the case has of other people in the same frame."""
    row = item.shown
    around = row.time_us - 1, row.time_us + 1
    crops = case.gallery.passages([row.source], around, limit=1000)
    return [other.box for other in crops if other.track != row.track and other.time_us == row.time_us]


def _drawn(frame: Frame, *, item: Item, boxes: dict[int, Box | None], veils: dict[int, Veil], burn: bool) -> Image:
    image = frame.image
    veil = veils.get(frame.time_us)
    if veil is not None:
        image = hide(image, veil)
    elif veils:  # a frame that the first reading did not have
        image = hide(image, Veil(np.empty((0, 4), np.float32), everything=True))
    box = boxes.get(frame.time_us)
    if box is not None:
        image = with_box(image, box)
    if burn:
        image = with_times(image, burnt_lines(item.number, item.shown.clock, frame.time_us))
    return image


def detector_for(options: ReportOptions) -> Detector | None:
    """The installed person detector, where these options need one.

    None where there is none: detection by motion has to see all of a source.
    """
    if not (options.blur_others or options.burn_in):
        return None
    try:
        bundle = installed.find_network_detector()
        return None if bundle is None else open_detector(bundle)
    except BundleError:
        return None


def _write_jpeg(path: Path, image: Image) -> None:
    _, jpeg = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    path.write_bytes(jpeg.tobytes())


def footage_findings(case: Case, sources: Sequence[int], report: Report) -> dict[int, Finding]:
    """For each source, whether its footage still has the content that was added; each file is read through.

    Reports bytes; raises Cancelled.
    """
    found = check_footage([case.sources.get(identifier) for identifier in sources], report)
    return {one.source.id: _finding(one) for one in found}


def _finding(found: Footage) -> Finding:
    if found.state == "as added":
        return Finding(True, SAME_CONTENT)
    same = None if found.state == "missing" else False
    return Finding(same, worded("{sentence} Shown is what the case holds of it.", sentence=found.sentence))
