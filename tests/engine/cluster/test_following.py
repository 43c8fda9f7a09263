import pytest

from cpcl_desktop.engine.cluster.following import Following
from cpcl_desktop.engine.cluster.jobs import Job, Read


def job(file: str, size: int) -> Job:
    return Job(f"/{file}", f"/{file}", "video", size, (), (), file)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


def test_progress_is_of_all_workers_together(clock: list[float]) -> None:
    following = Following([job("a", 600), job("b", 200), job("c", 200)], clock[0])
    clock[0] += 10
    following.note({"file": "a", "footage_s": 30.0, "share": 0.5})
    progress = following.progress({"b": Read("part", footage_s=20.0)}, 2)
    assert (progress.done, progress.total, progress.realtime) == (500, 1000, 5.0)
    assert progress.left_s == pytest.approx(10.0) and progress.message == "1 of 3 sources"
    following.begin_anew("a")  # its worker died
    assert following.progress({"b": Read("part", footage_s=20.0)}, 1).fraction == 0.2


def test_a_pause_is_not_reading(clock: list[float]) -> None:
    following = Following([job("a", 100)], clock[0])
    following.note({"file": "a", "footage_s": 20.0, "share": 0.2})
    clock[0] += 10
    following.pause(True)
    clock[0] += 1000
    progress = following.progress({}, 1)
    assert progress.stage.startswith("Paused") and progress.realtime == 2.0
    following.pause(False)
    clock[0] += 10
    following.note({"file": "a", "footage_s": 40.0, "share": 0.4})
    assert following.progress({}, 1).realtime == 2.0
