"""Nothing under a named path is passed over: every entry is read, gone through, or left out with the reason."""

# Holds SECURITY.md: every entry of a folder is read or counted; pipes, devices, circles of links cost theirs

import json
import os
import shutil
from contextlib import closing
from pathlib import Path
from typing import get_args

import cv2
import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.folder_walk import images_in
from cpcl_desktop.engine.media.litter import is_litter_folder
from cpcl_desktop.engine.media.signatures import suffix_by_content
from cpcl_desktop.engine.records import LeftOutReason
from cpcl_desktop.engine.sources.left_out import REASONS, left_out_sentences, reason_words
from cpcl_desktop.engine.sources.walk import Met, find_sources, found_at, survey

posix = pytest.mark.skipif(os.name == "nt", reason="Windows makes links and pipes otherwise")


def picture(path: Path, kind: str = ".png") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(cv2.imencode(kind, np.full((20, 30, 3), 90, np.uint8))[1].tobytes())
    return path


def written(path: Path, content: bytes = b"some text\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def names(met: Met, root: Path) -> list[str]:
    return [one.path.relative_to(root).as_posix() for one in met.found]


def left(met: Met) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in met.left_out:
        counts[one.reason] = counts.get(one.reason, 0) + one.count
    return counts


def entries_by_os_walk(root: Path) -> int:
    return 1 + sum(len(folders) + len(files) for _, folders, files in os.walk(root))


@pytest.mark.parametrize(
    "name",
    ["VID.insv", "GL01.LRV", "clip", "download.mp4.part", "video.bin", "x.m4s", "cam.mp4_", "notes.txt", "A.MP4"],
)
def test_footage_is_read_whatever_it_is_called(street: Path, tmp_path: Path, name: str) -> None:
    shutil.copy(street, tmp_path / name)
    (found,) = find_sources([tmp_path])
    assert (found.path, found.kind) == (tmp_path / name, "video")
    assert find_sources([tmp_path / name]) == [found]


def test_pictures_of_any_name_are_frames_for_whoever_lists_them(tmp_path: Path) -> None:
    files = (picture(tmp_path / "1.jfif", ".jpg"), picture(tmp_path / "2"), picture(tmp_path / "3.webp", ".webp"))
    written(tmp_path / "4.txt")
    met = survey([tmp_path])
    assert [(one.path, one.kind, one.files) for one in met.found] == [(tmp_path, "frames", files)]
    assert images_in(tmp_path) == list(files) == list(found_at(tmp_path, "frames").files)
    assert left(met) == {"not footage": 1} and met.entries == 5


def test_a_single_file_that_is_named_is_what_its_first_bytes_say(street: Path, tmp_path: Path) -> None:
    film, still, text = tmp_path / "film.jpg", picture(tmp_path / "still"), written(tmp_path / "text")
    shutil.copy(street, film)
    named = survey([film, still, picture(tmp_path / "a.png"), text]).found
    assert [one.kind for one in named] == ["video", "frames", "frames", "video"]
    with pytest.raises(MediaError):
        open_media(text, kind="video")
    for one in named[:3]:
        with closing(open_media(one.path, kind=one.kind).frames(None)) as frames:
            assert next(frames).time_us == 0


@pytest.mark.parametrize(
    ("head", "suffix"),
    [
        (b"\xff\xd8\xff\xe1\x00\x10Exif", ".jpg"),
        (b"GIF89a\x01\x00", ".gif"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", ".heic"),
        (b"\0\0\0\x1cftypavif\0\0\0\0", ".avif"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", ".avif"),
        (b"\0\0\0\x20ftypM4A \0\0\0\0", ""),
        (b"\0\0\0\x14ftypqt  \0\0\0\0", ".mov"),
        (b"\0\0\0\x18stypmsdh\0\0\0\0", ".mp4"),
        (b"\0\0\0\x08wide\0\0\x10\0mdat", ".mp4"),
        (b"\x1a\x45\xdf\xa3\x9f", ".mkv"),
        (b"\0\0\x01\xba\x44", ".mpg"),
        (b"\0\0\0\x01\x67\x64\0\x1f", ".h264"),
        (b"\0\0\0\x01\x09\xf0", ".h264"),
        (b"\0\0\0\x01\x40\x01\x0c\x01", ".h265"),
        (b"DHAV\xfd\0", ".dav"),
        (b"HEAD OF A RECORDER".ljust(64, b"\0") + b"\0\0\0\x01\x67\x4d\0\x1f", ".h264"),
        ((b"\x47" + bytes(187)) * 10, ".ts"),
        (b"\x01\x02\x03" + (b"\x47" + bytes(187)) * 10, ".ts"),
        ((bytes(4) + b"\x47" + bytes(187)) * 10, ".ts"),
        (b"\0\0\x01\0\x01\0 \0\0\x01\0\x20\0", ""),  # an icon of Windows
        (b"BM says the report, and more text follows", ""),
        (b"P6 is the name of a camera", ""),
        (b"RIFF\0\0\0\0WAVEfmt ", ""),
        (b"OggS\0\x02" + bytes(20) + b"\x01\x1e\x01vorbis", ""),
        (b"OggS\0\x02" + bytes(20) + b"\x01\x2a\x80theora", ".ogv"),
        (b"SQLite format 3\0", ""),
        (b"", ""),
    ],
)
def test_first_bytes_tell_what_a_file_is(head: bytes, suffix: str) -> None:
    assert suffix_by_content(head) == suffix


def test_pictures_without_a_reader_are_counted_and_count_as_missing(tmp_path: Path) -> None:
    picture(tmp_path / "1.png")
    for name in ("IMG_1.CR3", "IMG_2"):
        written(tmp_path / name, b"\0\0\0\x18ftypcrx \0\0\0\1crx isom" + bytes(50))
    written(tmp_path / "raw.RAW", b"MM\0*" + bytes(50))
    met = survey([tmp_path])
    assert left(met) == {"unread format": 3} and all(one.is_missing for one in met.left_out)
    assert "IMG_1.CR3" in left_out_sentences(met.left_out)[0]


@posix
def test_pipes_and_broken_links_cost_their_entry(street: Path, tmp_path: Path) -> None:
    shutil.copy(street, tmp_path / "a.mp4")
    os.mkfifo(tmp_path / "live.mp4")
    os.mkfifo(tmp_path / "control")
    (tmp_path / "gone.mp4").symlink_to("nowhere.mp4")
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    (tmp_path / "self.mp4").symlink_to("self.mp4")
    (tmp_path / "b.mp4").symlink_to("a.mp4")
    met = survey([tmp_path])
    assert names(met, tmp_path) == ["a.mp4"]
    assert left(met) == {"dangling link": 2, "link in a circle": 1, "not a file": 2, "met already": 1}
    missing = sorted(name for one in met.left_out if one.is_missing for name in one.examples)
    assert missing == [
        "gone.mp4 (leads to nowhere.mp4)",
        "live.mp4 (it is a named pipe)",
        "self.mp4 (leads to itself)",
    ]
    assert met.entries == entries_by_os_walk(tmp_path)


@posix
def test_a_picture_that_became_a_pipe_or_leads_nowhere_does_not_cost_its_folder(tmp_path: Path) -> None:
    first = picture(tmp_path / "1.png")
    os.mkfifo(tmp_path / "2.png")
    (tmp_path / "3.png").symlink_to("nowhere.png")
    (found,) = find_sources([tmp_path])
    assert found.files == (first,) and images_in(tmp_path) == [first]


@posix
def test_linked_folders_are_read_once_and_circles_are_named(street: Path, tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "case", tmp_path / "share"
    for place in (root / "cam1", elsewhere):
        place.mkdir(parents=True)
        shutil.copy(street, place / "a.mp4")
    (root / "cam2").symlink_to(elsewhere)
    (root / "cam3").symlink_to(elsewhere)
    (root / "aa").symlink_to("cam1")
    (root / "cam1" / "up").symlink_to("..")
    (elsewhere / "round").symlink_to(elsewhere)
    met = survey([root])
    assert names(met, root) == ["cam1/a.mp4", "cam2/a.mp4"]
    assert left(met) == {"met already": 2, "link in a circle": 2}
    assert met.entries == entries_by_os_walk(root) + 2  # what lies behind the link
    assert survey([root, root / "cam1", elsewhere]).found == met.found


def test_a_file_with_two_names_is_one_source(street: Path, tmp_path: Path) -> None:
    shutil.copy(street, tmp_path / "a.mp4")
    (tmp_path / "b.mp4").hardlink_to(tmp_path / "a.mp4")
    met = survey([tmp_path, tmp_path / "a.mp4"])
    assert names(met, tmp_path) == ["a.mp4"] and left(met) == {"met already": 2}


LITTER = (
    "@eaDir/a.mp4/SYNOVIDEO_VIDEO_SCREENSHOT.jpg",
    "#recycle/old.jpg",
    "$RECYCLE.BIN/S-1-5-21/$R1A2B3C.mp4",
    "System Volume Information/x.png",
    "lost+found/y.png",
    ".Trash-1000/files/z.png",
    "__MACOSX/._a.mp4",
    "._a.mp4",
    ".DS_Store",
    "Thumbs.db",
    "GOPR0001.THM",
)


def test_litter_is_counted_and_left_out_unless_it_is_named(street: Path, tmp_path: Path) -> None:
    shutil.copy(street, tmp_path / "a.mp4")
    for name in LITTER:
        picture(tmp_path / name)
    met = survey([tmp_path])
    assert names(met, tmp_path) == ["a.mp4"]
    assert left(met) == {"litter": entries_by_os_walk(tmp_path) - 2}
    assert not any(one.is_missing for one in met.left_out)
    assert [one.kind for one in find_sources([tmp_path / "#recycle"])] == ["frames"]


def test_only_whole_names_are_litter() -> None:
    assert is_litter_folder("@EADIR") and is_litter_folder(".Trash-0")
    assert not is_litter_folder("recycled footage") and not is_litter_folder("lost+found 2")


def test_hidden_files_are_counted(tmp_path: Path) -> None:
    picture(tmp_path / "1.png")
    picture(tmp_path / ".cache" / "2.png")
    written(tmp_path / ".a.mp4.Xy12", b"\0\0\0\x18ftypisom")
    met = survey([tmp_path])
    assert names(met, tmp_path) == ["."] and left(met) == {"hidden": 3}


def test_what_this_program_wrote_is_left_out(street: Path, tmp_path: Path) -> None:
    shutil.copy(street, tmp_path / "a.mp4")
    Case.open(tmp_path / "b.cpcl", create=True).close()
    for name in ("b.cpcl-writer", "b.cpcl.v3-backup"):
        written(tmp_path / name)
    picture(tmp_path / "report" / "1.png")
    written(
        tmp_path / "report" / "manifest.json",
        json.dumps({"files": {f"{n}.png": "a" * 64 for n in range(3000)}, "kind": "CPCL report"}).encode(),
    )
    picture(tmp_path / "other" / "1.png")
    written(tmp_path / "other" / "manifest.json", b'{"kind": "of another program"}')
    met = survey([tmp_path])
    assert names(met, tmp_path) == ["a.mp4", "other"]
    assert left(met) == {"own file": 6, "not footage": 1}
    assert names(survey([tmp_path / "report"]), tmp_path) == ["report"]


@posix
def test_a_case_that_is_open_is_never_opened_to_look_what_it_is(tmp_path: Path) -> None:
    picture(tmp_path / "1.png")
    with Case.open(tmp_path / "case of today", create=True):
        met = survey([tmp_path])
    assert left(met)["own file"] >= 1 and "not footage" not in left(met)


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_named(street: Path, tmp_path: Path) -> None:
    picture(tmp_path / "1.png")
    for path in (picture(tmp_path / "2.png"), written(tmp_path / "log"), tmp_path / "closed"):
        if path.name == "closed":
            path.mkdir()
        path.chmod(0)
    met = survey([tmp_path])
    (tmp_path / "closed").chmod(0o700)
    assert [(one.path.name, len(one.files)) for one in met.found] == [(tmp_path.name, 1), ("closed", 0)]
    assert left(met) == {"unreadable": 2} and all(one.is_missing for one in met.left_out)


def test_a_folder_without_footage_says_what_it_holds(tmp_path: Path) -> None:
    for name in ("Player.exe", "1.sef", "index.idx"):
        written(tmp_path / name)
    with pytest.raises(MediaError, match=r"holds no videos .* \(\.exe 1, \.idx 1, \.sef 1\)"):
        find_sources([tmp_path])


def test_among_crops_films_are_counted(street: Path, tmp_path: Path) -> None:
    shutil.copy(street, tmp_path / "a.mp4")
    files = (picture(tmp_path / "1" / "1.png"), picture(tmp_path / "2" / "1"))
    picture(tmp_path / "@eaDir" / "1.png")
    met = survey([tmp_path], already_cropped=True)
    assert [(one.kind, one.files) for one in met.found] == [("crops", files)]
    assert left(met) == {"film among crops": 1, "litter": 2}
    assert met.entries == entries_by_os_walk(tmp_path)
    assert found_at(tmp_path, "crops") == met.found[0]


def test_every_reason_has_words_and_its_place() -> None:
    assert set(REASONS) == set(get_args(LeftOutReason))
    assert len({reason_words(reason) for reason in REASONS}) == len(REASONS) == 12
