"""How far a run is, over all workers: shares by bytes, footage read by the second, and so × real time."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from cpcl_desktop.engine.cluster.jobs import Job, Read
from cpcl_desktop.engine.progress import Progress
from cpcl_desktop.engine.runtime.language import tr


@dataclass(slots=True)
class Following:
    """What is known of a run; `footage_s` and `share` of each job that is being read, as its worker told last."""

    jobs: Sequence[Job]
    began: float = field(default_factory=time.monotonic)
    footage_s: dict[str, float] = field(default_factory=dict)
    share: dict[str, float] = field(default_factory=dict)
    _paused_s: float = 0.0
    _paused_at: float | None = None

    def note(self, told: Mapping[str, object]) -> None:
        """A worker tells how far a job is."""
        file, footage_s, share = told["file"], told["footage_s"], told["share"]
        assert isinstance(file, str) and isinstance(footage_s, float) and isinstance(share, float)
        self.footage_s[file] = max(footage_s, self.footage_s.get(file, 0.0))
        self.share[file] = max(share, self.share.get(file, 0.0))

    def begin_anew(self, file: str) -> None:
        """Another worker reads it from its start."""
        self.footage_s.pop(file, None)
        self.share.pop(file, None)

    def put_in_place_of(self, files: Collection[str], job: Job) -> None:
        """A job is read, not these, of which some may have been."""
        self.jobs = [*(one for one in self.jobs if one.file not in files), job]

    def pause(self, is_paused: bool) -> None:
        """Time that passes while a run is paused is not reading."""
        now = time.monotonic()
        if is_paused and self._paused_at is None:
            self._paused_at = now
        elif not is_paused and self._paused_at is not None:
            self._paused_s += now - self._paused_at
            self._paused_at = None

    def progress(self, done: Mapping[str, Read], workers: int) -> Progress:
        """All of it at this moment."""
        now = self._paused_at or time.monotonic()
        wall = max(now - self.began - self._paused_s, 1e-6)
        total = sum(_weight(job) for job in self.jobs)
        ready = sum(
            _weight(job) * (1.0 if job.file in done else self.share.get(job.file, 0.0)) for job in self.jobs
        )
        sources = {(job.path, job.kind) for job in self.jobs}
        left = {(job.path, job.kind) for job in self.jobs if job.file not in done}
        read_s = sum(read.footage_s for read in done.values())
        read_s += sum(seconds for file, seconds in self.footage_s.items() if file not in done)
        return Progress(
            stage=tr("Paused on %n worker(s)", None, workers)
            if self._paused_at is not None
            else tr("Reading on %n worker(s)", None, workers),
            done=ready,
            total=total,
            unit="B",
            realtime=read_s / wall,
            left_s=wall * (total - ready) / ready if ready > 0 else None,
            message=tr("{done} of {count} sources", done=len(sources - left), count=len(sources)),
        )


def _weight(job: Job) -> int:
    return max(1, job.size)
