"""What `cpcl` prints: tables for people, JSON for programs, one progress line on a terminal."""

from __future__ import annotations

import json
import shlex
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

from cpcl_desktop.engine.coverage.coverage import SourceCoverage, described_frames
from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.progress import Progress
from cpcl_desktop.engine.recorder_time import ClockTime, RecorderClock, time_at
from cpcl_desktop.engine.records import Answer, Source
from cpcl_desktop.engine.search.colour_words import colour_line

LINE_EVERY_S = 10.0  # between progress lines where stderr is not a terminal


class TerminalReport:
    """Progress on stderr: one line that is rewritten on a terminal, a line now and then elsewhere.

    Ctrl+C asks the running operation to stop at its next report, which keeps
    what was done; a second Ctrl+C ends the program at once.
    """

    def __init__(self) -> None:
        self._stopped = False
        self._live = sys.stderr.isatty()
        self._last = time.monotonic()
        self._previous = signal.signal(signal.SIGINT, self._on_interrupt)

    def __call__(self, progress: Progress) -> None:
        """Show where the operation is; raises `Cancelled` when the user asked to stop."""
        if self._stopped:
            raise Cancelled("Stopped. What was done so far is kept; the same command goes on from there.")
        now = time.monotonic()
        if self._live:
            print(f"\r\033[K{describe(progress)}", end="", file=sys.stderr, flush=True)
        elif now - self._last > LINE_EVERY_S:
            print(describe(progress), file=sys.stderr, flush=True)
            self._last = now

    def close(self) -> None:
        """Clear the line and give Ctrl+C back."""
        if self._live:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
        signal.signal(signal.SIGINT, self._previous)

    def __enter__(self) -> TerminalReport:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _on_interrupt(self, number: int, frame: FrameType | None) -> None:
        if self._stopped:
            raise KeyboardInterrupt
        self._stopped = True


def describe(progress: Progress) -> str:
    """A progress value as one line."""
    parts = [progress.stage]
    if progress.fraction is not None:
        parts.append(f"{progress.fraction:4.0%}")
    elif progress.done:
        parts.append(f"{progress.done:.0f} {progress.unit}")
    if progress.rate is not None:
        parts.append(f"{progress.rate:.0f} frames/s")
    if progress.realtime is not None:
        parts.append(f"{progress.realtime:.1f} × real time")
    if progress.left_s is not None:
        parts.append(f"{clock(progress.left_s)} left")
    if progress.message:
        parts.append(progress.message)
    return " · ".join(parts)


def clock(seconds: float) -> str:
    """Seconds as H:MM:SS or M:SS."""
    whole = max(0, round(seconds))
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def moment(seconds: float) -> str:
    """A time in footage as H:MM:SS.mmm."""
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60}:{minutes % 60:02}:{rest / 1000:06.3f}"


def print_json(value: Mapping[str, Any]) -> None:
    """One JSON object on stdout."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def print_table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Columns aligned by their widest cell; numbers to the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(line[i]) for line in [list(header), *cells]) for i in range(len(header))]
    right = [all(isinstance(row[i], int | float) for row in rows) and bool(rows) for i in range(len(header))]
    for line in [list(header), *cells]:
        padded = [c.rjust(w) if r else c.ljust(w) for c, w, r in zip(line, widths, right, strict=True)]
        print("  ".join(padded).rstrip())


def source_json(source: Source) -> dict[str, Any]:
    """A source as `ingest --json` and `info --json` print it."""
    return {
        "path": str(source.path),
        "sha256": source.sha256,
        "state": source.state,
        "message": source.message,
        "camera": source.camera,
        "kind": source.kind,
        "declared_s": source.declared_s,
        "decoded_s": source.decoded_s,
        "frames_decoded": source.frames_decoded,
        "frames_sampled": source.frames_sampled,
        "gaps": [{"start_s": g.start_us / 1e6, "end_s": g.end_us / 1e6, "reason": g.reason} for g in source.gaps],
        "tracks": source.tracks,
        "crops": source.crops,
        "wall_s": round(source.wall_s, 3),
        "clock": start_json(source.clock),
        "reached_s": None if source.reached_us is None else source.reached_us / 1e6,
        **described_frames(SourceCoverage(source)),
    }


def print_sources(sources: Sequence[Source]) -> None:
    """Sources as a table, then what is to be said of each."""
    rows = [
        (s.path.name, s.state, clock(s.decoded_s), s.frames_decoded, s.tracks, s.crops, f"{s.wall_s:.1f} s")
        for s in sources
    ]
    print_table(("source", "state", "read", "frames", "passages", "crops", "took"), rows)
    for source in sources:
        if source.message:
            print(f"{source.path.name}: {source.message}")
        for gap in source.gaps:
            span = f"{moment(gap.start_us / 1e6)} to {moment(gap.end_us / 1e6)}"
            print(f"{source.path.name}: not read from {span}: {gap.reason}")


_LEFT = {"failed": "failed", "waiting": "waiting"}  # any other state: reading it was stopped


def print_unfinished(left: Sequence[Source], case: Path) -> None:
    """What is left to read and how to read it; nothing where there is nothing."""
    if left:
        print(
            f"Not read, or not to the end: {len(left)}. `cpcl ingest {shown_path(case)} --retry` reads only these:"
        )
    for source in left:
        print(f"  {source.path} ({_LEFT.get(source.state, 'stopped')})")


def outcome(sources: Sequence[Source]) -> int:
    """The exit status of reading these sources: 0 all read, 1 none, 3 some not or not whole."""
    failed = [s for s in sources if s.state == "failed"]
    if len(failed) == len(sources):
        return 1
    return 3 if failed or any(s.gaps for s in sources) else 0


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer as `search --json` prints it."""
    return {
        "query": answer.query.text,
        "model": {"name": answer.model_name, "sha256": answer.model_sha256},
        "searched": {"tracks": answer.tracks_searched, "crops": answer.crops_searched},
        "unknown_words": list(answer.unknown_words),
        "hits": [
            {
                "rank": hit.rank,
                "score": round(hit.score, 6),
                "track": hit.track,
                "source": str(hit.path),
                "camera": hit.camera,
                "time_s": hit.time_us / 1e6,
                "start_s": hit.start_us / 1e6,
                "end_s": hit.end_us / 1e6,
                "box": [round(side, 2) for side in hit.box],
                "image": hit.image,
                "without_colour": hit.without_colour,
                **clock_json(hit.time),
            }
            for hit in answer.hits
        ],
    }


def clock_json(time: ClockTime) -> dict[str, Any]:
    """Recorder and corrected time as every `--json` prints them; null where the clock is not known."""
    return {
        "recorder_time": time.recorder.isoformat() if time.recorder else None,
        "corrected_time": time.corrected.isoformat() if time.corrected else None,
        "time_ambiguous": time.ambiguous,
        "time_note": time.note,
    }


def start_json(clock: RecorderClock) -> dict[str, Any]:
    """What is known of a recorder's clock, as `clock --json` prints it."""
    return {
        "start": clock.start.isoformat() if clock.start else None,
        "origin": clock.origin,
        "timezone": clock.timezone,
        "offset_s": clock.offset_s,
        "note": time_at(clock, 0).note,
    }


def print_answer(answer: Answer, case: Path | None = None) -> None:
    """An answer as a table, with what was searched and what the model could not know.

    With `case`, an empty answer says where to read what it covers.
    """
    print(f"{answer.query.text or 'example image'}: {answer.tracks_searched} people's passages searched")
    if answer.unknown_words:
        print(f"The model was not taught: {', '.join(answer.unknown_words)}. These words did not count.")
    if not answer.hits:
        print("Nothing to show: no passage passes the filters.")
        if case is not None:
            print(
                f"That covers what was read, in light and in colour; `cpcl coverage {shown_path(case)}` says what."
            )
        return
    rows = [
        (
            h.rank,
            f"{h.score:.3f}",
            h.track,
            h.path.name,
            h.camera,
            h.image or moment(h.time_us / 1e6),
            _span(h.start_us, h.end_us),
            _shown(h.time.recorder),
            _shown(h.time.corrected) + (" (?)" if h.time.ambiguous else ""),
        )
        for h in answer.hits
    ]
    header = ("rank", "score", "track", "source", "camera", "moment", "passage", "recorder time", "corrected time")
    known = len(header) if any(h.time.recorder for h in answer.hits) else len(header) - 2
    print_table(header[:known], [row[:known] for row in rows])
    for note in dict.fromkeys(h.time.note for h in answer.hits if h.time.note):
        print(f"(?) {note}")
    if line := colour_line(answer):
        print(line)
    print("A score is a reason to look, not an identification.")


def shown_path(path: Path) -> str:
    """A path as it can be typed on a command line."""
    return shlex.quote(str(path))


def _shown(time: datetime | None) -> str:
    return "" if time is None else time.isoformat(" ", "milliseconds")


def _span(start_us: int, end_us: int) -> str:
    return f"{moment(start_us / 1e6)} – {moment(end_us / 1e6)}"
