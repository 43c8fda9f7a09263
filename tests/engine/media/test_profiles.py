"""Pictures in colours other than a screen's: what their ICC profile says is what is shown."""

import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Picture
from PIL import ImageCms

from cpcl_desktop.engine.media.image_file import read_damaged_image
from tests.heif_files import coded, grid, write_heif

P3, SCREEN = (200, 60, 40), (219, 37, 13)  # by its matrix and a gamma of 2.2, then sRGB's curve


def fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def display_p3(gamma: float = 2.2) -> bytes:
    """An ICC profile of version 2 with Display P3's primaries, adapted to D50."""
    curve = b"curv\0\0\0\0" + struct.pack(">IHH", 1, round(gamma * 256), 0)
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 3) + b"P3\0" + bytes(79),
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": b"XYZ \0\0\0\0" + fixed(0.9642, 1, 0.8249),
        b"rXYZ": b"XYZ \0\0\0\0" + fixed(0.51512, 0.2412, -0.00105),
        b"gXYZ": b"XYZ \0\0\0\0" + fixed(0.29198, 0.69225, 0.04189),
        b"bXYZ": b"XYZ \0\0\0\0" + fixed(0.1571, 0.06657, 0.78407),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    at, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for name, value in tags.items():
        value += bytes(-len(value) % 4)
        table += name + struct.pack(">II", at + len(body), len(value))
        body += value
    head = struct.pack(">I4sI4s4s4s", at + len(body), b"none", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    head = (head + bytes(12) + b"acsp" + bytes(28) + fixed(0.9642, 1, 0.8249)).ljust(128, b"\0")
    return head + struct.pack(">I", len(tags)) + table + body


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif"])
def test_a_wide_gamut_becomes_a_screens(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    Picture.new("RGB", (64, 48), P3).save(path, icc_profile=display_p3(), quality=98)
    assert np.abs(read_damaged_image(path)[0][20, 20].astype(int) - SCREEN).max() <= 3


@pytest.mark.parametrize("tiled", [False, True])
def test_a_phones_heic_is_mapped_once(tmp_path: Path, tiled: bool) -> None:
    """Its stream is tagged with the same primaries as the profile."""
    profile = (b"colr", b"prof" + display_p3())
    nclx = (b"colr", b"nclx" + struct.pack(">HHHB", 12, 13, 6, 0x80))
    image = np.full((64, 64, 3), P3, np.uint8)
    items = [coded(image, nclx, profile)]
    if tiled:
        items = [coded(image, nclx, hidden=True), coded(image, nclx, hidden=True)]
        items.append(grid([0, 1], 1, 2, (128, 64), profile))
    path = write_heif(tmp_path / "a.heic", items, main=len(items) - 1)
    assert np.abs(read_damaged_image(path)[0][20, 20].astype(int) - SCREEN).max() <= 4


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize("profile", [SRGB, b"no profile", display_p3()[:300]])
def test_other_profiles_change_nothing(tmp_path: Path, profile: bytes) -> None:
    Picture.new("RGB", (64, 48), P3).save(tmp_path / "a.png", icc_profile=profile)
    assert read_damaged_image(tmp_path / "a.png")[0][20, 20].tolist() == list(P3)
