"""Kill a real `cpcl ingest` at random moments, go on with the same command, and compare with an undisturbed run.

    python -m tests.faults.kills [--kills 30] [--seed 1] [CLIP [--detector DETECTOR.onnx] [--model MODEL]]

Each case is killed up to three times and then left to end; its tracks, crops
and vectors must be those of the undisturbed run, byte for byte, nothing twice,
the log must hold, and no decoder process may outlive its program. What a kill
costs is the time from the first detection that was not committed to the kill:
the program is started through a few lines that note when it detects. Without a clip, a rendered
street is read, its people found by motion.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import select
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Set
from dataclasses import dataclass, field
from pathlib import Path

from cpcl_desktop.engine.models import installed
from tests.probe import write_probe
from tests.street import FRAMES, write_clip

MOST_LOST_S = 5.0
KILLS_A_CASE = 3
# Runs `cpcl` and notes, in the file named first, when the people of each frame were begun to be looked for.
NOTING = """
import os, sys, time
from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.ingest.reading import SourceReading
notes = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
detect = SourceReading._detect
def noted(self, batch):
    began = time.monotonic()
    people, fresh = detect(self, batch)
    os.write(notes, "".join(f"{began} {time_us}\\n" for time_us in fresh).encode())
    return people, fresh
SourceReading._detect = noted
sys.exit(main())
"""
RESULTS = (
    "SELECT kind, sha256, size, state, decoded_s, frames_decoded, frames_sampled, frames_unchanged, "
    "frames_measured, reached_us FROM source ORDER BY id",
    "SELECT * FROM stretch ORDER BY source, condition, start_us",
    "SELECT * FROM gap ORDER BY source, start_us",
    "SELECT source, number, start_us, end_us, observations FROM track ORDER BY source, number",
    "SELECT t.source, t.number, c.time_us, c.x1, c.y1, c.x2, c.y2, c.score, c.quality, c.name, c.jpeg, v.data "
    "FROM crop c JOIN track t ON t.id = c.track JOIN vector v ON v.crop = c.id "
    "ORDER BY t.source, t.number, c.time_us",
    "SELECT vectors, vector_sum FROM model",
    "SELECT count(*) FROM detection",
)


@dataclass(slots=True)
class Outcome:
    """What the kills showed."""

    kills: int = 0
    cases: int = 0
    lost_s: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        worst = f"at most {max(self.lost_s):.1f} s of work lost" if self.lost_s else "nothing lost"
        said = "; ".join(self.faults) or "every case equal to the undisturbed one"
        return f"{self.kills} kills over {self.cases} cases: {worst}, {said}."


class Killing:
    """Ingests of one clip with given options, in a folder of their own."""

    def __init__(self, folder: Path, clip: Path, options: list[str]) -> None:
        self._folder, self._clip, self._options = folder, clip, options
        start = time.monotonic()
        self.expected = self._complete(folder / "undisturbed.cpcl")
        self.took_s = time.monotonic() - start

    def run(self, kills: int, seed: int) -> Outcome:
        """Kill so many times in all."""
        rng, outcome = random.Random(seed), Outcome()
        while outcome.kills < kills:
            outcome.cases += 1
            case = self._folder / f"{outcome.cases}.cpcl"
            for _ in range(min(KILLS_A_CASE, kills - outcome.kills)):
                lost_s = self._killed(case, rng.uniform(0, self.took_s))
                if lost_s is None:
                    break  # it was done before
                outcome.kills += 1
                outcome.lost_s.append(lost_s)
                if lost_s > MOST_LOST_S:
                    outcome.faults.append(f"{case.name}: {lost_s:.1f} s of work lost")
            if self._complete(case) != self.expected:
                outcome.faults.append(f"{case.name} differs from the undisturbed case")
            verified = subprocess.run([*_cpcl("verify"), str(case)], capture_output=True, text=True, check=False)
            if verified.returncode:
                outcome.faults.append(f"{case.name} does not verify: {verified.stdout}{verified.stderr}")
        return outcome

    def _command(self, case: Path) -> list[str]:
        return [*_cpcl("ingest"), str(case), str(self._clip), *self._options]

    def _complete(self, case: Path) -> list[list[tuple]]:
        subprocess.run(self._command(case), check=True, capture_output=True)
        return results(case)

    def _killed(self, case: Path, after_s: float) -> float | None:
        """Start, kill after so many seconds; how much work that cost, None where it had ended before."""
        started = time.monotonic()
        notes = case.with_suffix(f".{started}.notes")
        command = [sys.executable, "-c", NOTING, str(notes), *self._command(case)[3:]]
        program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            program.wait(timeout=after_s)
        decoders = _children(program.pid)
        program.send_signal(signal.SIGKILL)
        killed = time.monotonic()
        if program.wait() != -signal.SIGKILL:
            return None
        for decoder in decoders:
            assert select.select([decoder], [], [], 30)[0], "a decoder outlived its program"
            os.close(decoder)
        detected = [line.split() for line in notes.read_text().splitlines()] if notes.exists() else []
        began = {int(time_us): float(moment) for moment, time_us in detected}
        lost = began.keys() - _committed(case, began.keys())
        return killed - min((began[time_us] for time_us in lost), default=killed)


def results(case: Path) -> list[list[tuple]]:
    """Everything that an ingest leaves and that must not depend on interruptions."""
    with contextlib.closing(sqlite3.connect(case)) as connection:
        return [connection.execute(sql).fetchall() for sql in RESULTS]


def write_kit(folder: Path, rounds: int) -> tuple[Path, list[str]]:
    """A clip of the street, walked through so many times, and the options to read it without any data."""
    write_probe(folder / "probe")
    part = write_clip(folder / "part.ts", FRAMES).read_bytes()
    clip = folder / "street.ts"
    clip.write_bytes(part * rounds)
    return clip, ["--model", str(folder / "probe"), "--detector", "motion", "--sample-fps", "10"]


def _cpcl(command: str) -> list[str]:
    return [sys.executable, "-m", "cpcl_desktop.cli", command]


def _committed(case: Path, detected: Set[int]) -> Set[int]:
    """Which of these frames' people the case knows."""
    with contextlib.closing(sqlite3.connect(case)) as connection:
        try:
            if connection.execute("SELECT state FROM source").fetchone() == ("done",):
                return detected
            return {time_us for (time_us,) in connection.execute("SELECT time_us FROM detection")}
        except sqlite3.OperationalError:  # it has no tables yet
            return set()


def _children(pid: int) -> list[int]:
    """Descriptors that become readable when a process's children end."""
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        children = [child for task in tasks for child in (task / "children").read_text().split()]
        return [os.pidfd_open(int(child)) for child in children]
    except (OSError, AttributeError):  # it has ended, or this is no Linux
        return []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clip", type=Path, nargs="?")
    parser.add_argument("--detector", type=Path)
    parser.add_argument("--model")
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    request = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["CPCL_HOME"] = str(Path(name) / "home")
        clip, options = request.clip, []
        if clip is None:
            clip, options = write_kit(Path(name), 20)
        else:
            options = ["--model", request.model] if request.model else []
            if request.detector:
                installed.add_model(request.detector)
        killing = Killing(Path(name), clip, options)
        print(f"Undisturbed, {clip.name} takes {killing.took_s:.1f} s.", flush=True)
        outcome = killing.run(request.kills, request.seed)
    print(outcome)
    return bool(outcome.faults)


if __name__ == "__main__":
    sys.exit(main())
