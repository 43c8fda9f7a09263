"""Fetching a model from a real server on this machine, which may cut, redirect, lie or not answer."""

# Holds SECURITY.md: a model is fetched over https only, and added only with the size and hash of the catalogue

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.errors import Cancelled, MachineError, UsageError
from cpcl_desktop.engine.models import catalogue, fetch, installed
from cpcl_desktop.engine.models.catalogue import Entry, may_be_asked
from cpcl_desktop.engine.models.fetch import fetch_model
from cpcl_desktop.engine.models.offers import Offer, offers, refusal
from cpcl_desktop.engine.progress import Progress, silent
from tests.model_server import FILE, Behaviour, entry_at, serving, write_catalogue


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Behaviour, str]]:
    monkeypatch.setenv("no_proxy", "*")
    with serving() as running:
        yield running


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def entry(server: tuple[Behaviour, str]) -> Entry:
    return entry_at(server[1])


@pytest.fixture
def part(home: Path) -> Path:
    return home / "fetched" / "small.onnx.part"


def _left(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "fetched").iterdir())


def test_a_model_is_fetched_checked_and_added(entry: Entry, home: Path) -> None:
    told: list[Progress] = []
    bundle = fetch_model(entry, told.append)
    assert (bundle.manifest.name, bundle.manifest.kind, bundle.manifest.licence) == (
        "small",
        "detector",
        "Apache-2.0",
    )
    assert bundle.read("detector") == FILE and _left(home) == []
    assert [model.origin for model in installed.installed() if model.path == bundle.path] == ["fetched"]
    assert told[-1].fraction == 1.0 and len(told) > 3


def test_a_connection_that_is_cut_is_taken_up_where_it_ended(entry: Entry, server: tuple[Behaviour, str]) -> None:
    behaviour, _ = server
    behaviour.cut_after, behaviour.cuts = fetch.CHUNK + 100, 2
    assert fetch_model(entry, silent).read("detector") == FILE
    first, second, third = behaviour.asked
    assert first is None and second and third
    starts = [int(one.removeprefix("bytes=").removesuffix("-")) for one in (second, third)]
    assert 0 < starts[0] < starts[1] < len(FILE)


def test_stopped_it_keeps_the_part_and_goes_on_from_there(
    entry: Entry, server: tuple[Behaviour, str], home: Path, part: Path
) -> None:
    def stop(progress: Progress) -> None:
        if progress.done >= 2 * fetch.CHUNK:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        fetch_model(entry, stop)
    kept = part.stat().st_size
    assert 0 < kept < len(FILE) and part.read_bytes() == FILE[:kept]
    fetch_model(entry, silent)
    assert server[0].asked == [None, f"bytes={kept}-"] and _left(home) == []


def test_a_server_that_knows_no_ranges_sends_all_of_it_again(
    entry: Entry, server: tuple[Behaviour, str], part: Path
) -> None:
    part.parent.mkdir(parents=True)
    part.write_bytes(b"x" * 1000)  # not even the beginning: it must not stay in front
    server[0].knows_ranges = False
    assert fetch_model(entry, silent).read("detector") == FILE
    assert server[0].asked == ["bytes=1000-"]


@pytest.mark.parametrize("length", [len(FILE) + 5, len(FILE)])
def test_a_part_that_is_too_long_or_wrong_does_not_stand_in_the_way(entry: Entry, part: Path, length: int) -> None:
    part.parent.mkdir(parents=True)
    part.write_bytes(b"x" * length)
    if length == len(FILE):  # whole by its size: its hash is found wrong, and the next call begins anew
        with pytest.raises(MachineError, match="is not the file of the catalogue"):
            fetch_model(entry, silent)
    assert fetch_model(entry, silent).read("detector") == FILE


def test_another_content_is_deleted_and_not_added(entry: Entry, server: tuple[Behaviour, str], home: Path) -> None:
    server[0].content = FILE[:-1] + b"x"
    with pytest.raises(MachineError, match="is not the file of the catalogue: its SHA-256 is") as raised:
        fetch_model(entry, silent)
    assert entry.sha256 in str(raised.value) and _left(home) == []
    assert not (home / "models").exists()


def test_a_page_in_place_of_the_file_is_known_by_its_size(entry: Entry, server: tuple[Behaviour, str]) -> None:
    server[0].content = b"<html>Sign in to use this network</html>"
    with pytest.raises(MachineError, match=r"has a file of 40 bytes there, not of \d+"):
        fetch_model(entry, silent)


def test_what_is_not_there_is_said_with_what_to_carry_over(entry: Entry, server: tuple[Behaviour, str]) -> None:
    server[0].status = 404
    with pytest.raises(MachineError, match=r"127\.0\.0\.1 answers 404") as raised:
        fetch_model(entry, silent)
    assert f"fetch {entry.url} (SHA-256 {entry.sha256})" in str(raised.value)
    assert "`cpcl models add small.onnx`" in str(raised.value)
    assert len(server[0].asked) == 1  # asking again would not help


def test_a_redirect_is_followed_with_the_range(entry: Entry, server: tuple[Behaviour, str], part: Path) -> None:
    behaviour, address = server
    behaviour.location = f"{address}/small.onnx"
    part.parent.mkdir(parents=True)
    part.write_bytes(FILE[:3000])
    assert fetch_model(replace(entry, url=f"{address}/moved/small.onnx"), silent).manifest.name == "small"
    assert behaviour.asked == ["bytes=3000-"]


@pytest.mark.parametrize("target", ["http://models.example/small.onnx", "file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_a_redirect_to_what_is_not_encrypted_is_not_followed(
    entry: Entry, server: tuple[Behaviour, str], target: str
) -> None:
    behaviour, address = server
    behaviour.location = target
    with pytest.raises(MachineError, match="302"):
        fetch_model(replace(entry, url=f"{address}/moved/small.onnx"), silent)


def test_without_a_network_it_says_what_to_carry_over(
    entry: Entry, server: tuple[Behaviour, str], part: Path
) -> None:
    behaviour, _ = server
    behaviour.cut_after, behaviour.cuts = 0, 99
    with pytest.raises(MachineError, match=r"could not be fetched from 127\.0\.0\.1") as raised:
        fetch_model(entry, silent)
    assert entry.url in str(raised.value) and "cpcl models add small.onnx" in str(raised.value)
    assert len(behaviour.asked) == fetch.TRIES
    nobody = replace(entry, url=f"http://127.0.0.1:{_free_port()}/small.onnx")
    with pytest.raises(MachineError, match="could not be fetched"):
        fetch_model(nobody, silent)


def _free_port() -> int:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as nobody:
        return int(nobody.server_port)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk without room")
def test_a_full_disk_is_said_in_a_sentence(entry: Entry, part: Path) -> None:
    part.parent.mkdir(parents=True)
    part.symlink_to("/dev/full")
    with pytest.raises(MachineError, match=r"cannot be kept as .*small\.onnx\.part \(No space left"):
        fetch_model(entry, silent)


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://github.com/x", True),
        ("http://127.0.0.1:80/x", True),
        ("http://github.com/x", False),
        ("http://127.0.0.1.evil.example/x", False),
        ("http://localhost/x", False),  # a name, which may lead anywhere
        ("file:///etc/passwd", False),
        ("ftp://127.0.0.1/x", False),
    ],
)
def test_which_addresses_are_asked(url: str, may: bool) -> None:
    assert may_be_asked(url) is may


def test_the_catalogue_pins_every_file_at_an_encrypted_address() -> None:
    entries = catalogue.catalogue()
    nano = catalogue.entry_called("yolox_nano")
    assert nano.sha256 == "c789161ed43c8269fcd4e67c67eeeb4e80c622da2eb296a20bc6007bd18a0b7d"
    assert (nano.size, nano.file, nano.licence) == (3_659_407, "yolox_nano.onnx", "Apache-2.0")
    assert all(entry.url.startswith("https://") for entry in entries)
    with pytest.raises(UsageError, match=r"has no model nope\. It has: .*yolox_nano"):
        catalogue.entry_called("nope")


def test_the_catalogue_pins_the_detector_that_was_tried(shared_data: Path) -> None:
    content = (shared_data / "models" / "yolox_nano.onnx").read_bytes()
    nano = catalogue.entry_called("yolox_nano")
    assert (hashlib.sha256(content).hexdigest(), len(content)) == (nano.sha256, nano.size)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("https:", "http:"),
        lambda text: text.replace("c789", "C789"),
        lambda text: text.replace("size = 3659407", 'size = "large"'),
        lambda text: text.replace('name = "yolox_nano"', 'name = "../yolox"'),
        lambda text: text + "[",
    ],
)
def test_a_damaged_catalogue_is_refused(
    change: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = catalogue.resource(catalogue.FILE).read_text(encoding="utf-8")
    (tmp_path / "catalogue.toml").write_text(change(whole), encoding="utf-8")
    monkeypatch.setattr(catalogue, "resource", lambda _: tmp_path / "catalogue.toml")
    with pytest.raises(MachineError, match="catalogue"):
        catalogue.catalogue()


def test_the_command_lists_and_fetches(
    entry: Entry, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = write_catalogue(tmp_path / "catalogue.toml", entry)
    monkeypatch.setattr(catalogue, "resource", lambda _: written)
    assert main(["models", "fetch"]) == 0
    assert entry.sha256 in capsys.readouterr().out
    assert main(["models", "fetch", "small"]) == 0
    assert "Added the detector model small" in capsys.readouterr().out
    assert main(["models", "fetch", "nope"]) == 2
    assert "has no model nope" in capsys.readouterr().err


def test_what_can_be_fetched_is_told_with_what_is_kept_and_asks_nobody(
    entry: Entry, server: tuple[Behaviour, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, part: Path
) -> None:
    written = write_catalogue(tmp_path / "catalogue.toml", entry)
    monkeypatch.setattr(catalogue, "resource", lambda _: written)
    assert offers() == [Offer(entry)]
    part.parent.mkdir(parents=True)
    part.write_bytes(FILE[:3000])
    assert offers() == [Offer(entry, kept=3000)] and server[0].asked == []
    part.write_bytes(FILE + b"x")  # longer than the file: it is begun anew
    assert offers() == [Offer(entry)]
    fetch_model(entry, silent)
    assert offers() == [Offer(entry, is_here=True)]


def test_where_the_policy_forbids_a_network_the_list_says_so(
    entry: Entry, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = write_catalogue(tmp_path / "catalogue.toml", entry)
    monkeypatch.setattr(catalogue, "resource", lambda _: written)
    assert refusal() == ""
    (tmp_path / "policy.toml").write_text("network = false", encoding="utf-8")
    monkeypatch.setattr("cpcl_desktop.engine.runtime.policy.policy_file", lambda: tmp_path / "policy.toml")
    assert "forbids it to use a network" in refusal()
    assert main(["models", "fetch"]) == 0
    assert refusal() in capsys.readouterr().out
