import hashlib
from pathlib import Path

import pytest

from cpcl_desktop.engine.errors import Cancelled, MediaError
from cpcl_desktop.engine.progress import Progress, silent
from cpcl_desktop.engine.sources import identity
from cpcl_desktop.engine.sources.hashing import Hashing, hashed_ahead
from cpcl_desktop.engine.sources.walk import Found


def found(path: Path, content: bytes | None) -> Found:
    if content is not None:
        path.write_bytes(content)
    return Found(path, "video", (path,))


def test_each_source_comes_with_the_hash_of_its_whole_content(tmp_path: Path) -> None:
    contents = [b"a" * 3_000_000, b"", b"b"]
    all_found = [found(tmp_path / f"{n}.mp4", content) for n, content in enumerate(contents)]
    given = list(hashed_ahead(all_found, silent))
    assert [one for one, _ in given] == all_found
    assert [i for _, i in given] == [(hashlib.sha256(c).hexdigest(), len(c)) for c in contents]


def test_the_next_one_is_hashed_while_the_caller_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Hashing] = []
    begin = Hashing.__init__

    def noted(self: Hashing, one: Found) -> None:
        begin(self, one)
        begun.append(self)

    monkeypatch.setattr(Hashing, "__init__", noted)
    hashed = hashed_ahead([found(tmp_path / f"{n}.mp4", bytes(n)) for n in range(3)], silent)
    next(hashed)
    assert len(begun) == 2
    begun[1]._taken.result()  # nobody asks for it, and it ends
    assert next(hashed)[1] == (hashlib.sha256(bytes(1)).hexdigest(), 1)
    hashed.close()
    assert all(hashing._taken.done() for hashing in begun)


def test_one_that_cannot_be_read_does_not_keep_the_others(tmp_path: Path) -> None:
    given = list(hashed_ahead([found(tmp_path / "gone.mp4", None), found(tmp_path / "b.mp4", b"b")], silent))
    assert isinstance(given[0][1], MediaError) and "gone.mp4 cannot be read" in str(given[0][1])
    assert given[1][1] == (hashlib.sha256(b"b").hexdigest(), 1)


def test_bytes_are_reported_and_hashing_can_be_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "_CHUNK", 1 << 10)
    one = found(tmp_path / "long.mp4", bytes(1 << 22))
    told: list[Progress] = []
    Hashing(one).wait(told.append)
    assert (told[-1].done, told[-1].total, told[-1].unit) == (1 << 22, 1 << 22, "B")

    def stop(progress: Progress) -> None:
        raise Cancelled

    hashing = Hashing(found(tmp_path / "longer.mp4", bytes(1 << 26)))
    with pytest.raises(Cancelled):
        hashing.wait(stop)
    assert hashing._taken.done()
