"""Still pictures of every kind: all that a file holds, upright, with contrast, or told."""

import io
import struct
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image as Picture

from cpcl_desktop.engine.decoder.opening import INSIDE, Media, open_media
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.image_file import read_damaged_image
from cpcl_desktop.engine.sources.walk import find_sources
from tests.footage import HEIGHT, WIDTH, number_shown, picture
from tests.heif_files import IMIR, IROT, coded, exif, grid, write_heif

ORIENTATIONS: dict[int, Callable[[np.ndarray], np.ndarray]] = {  # upright to as stored
    1: lambda upright: upright,
    2: lambda upright: upright[:, ::-1],
    3: lambda upright: np.rot90(upright, 2),
    4: lambda upright: upright[::-1],
    5: lambda upright: upright.transpose(1, 0, 2),
    6: lambda upright: np.rot90(upright, 1),
    7: lambda upright: np.rot90(upright, 2).transpose(1, 0, 2),
    8: lambda upright: np.rot90(upright, -1),
}
STATED = {"jpg": {"quality": 92}, "png": {}, "webp": {"quality": 92}, "tif": {}}


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(INSIDE, "1")


def orientation(number: int) -> bytes:
    data = Picture.Exif()
    data[0x0112] = number
    return data.tobytes()


def quarters(width: int = 160, height: int = 96) -> np.ndarray:
    """Four colours, so that every turn and mirroring shows."""
    image = np.zeros((height, width, 3), np.uint8)
    for row, colours in enumerate([((200, 40, 40), (40, 160, 40)), ((40, 40, 200), (220, 200, 60))]):
        for column, colour in enumerate(colours):
            image[row * height // 2 :, column * width // 2 :] = colour
    return image


def is_upright(image: np.ndarray) -> bool:
    expected = quarters()
    return image.shape == expected.shape and float(np.abs(image.astype(int) - expected).mean()) < 6


def media_of(folder: Path) -> tuple[Media, list]:
    media = open_media(folder)
    return media, list(media.frames(None))


# --- turned once


@pytest.mark.parametrize("number", ORIENTATIONS)
@pytest.mark.parametrize("suffix", STATED)
def test_a_picture_is_turned_as_its_exif_data_say(tmp_path: Path, suffix: str, number: int) -> None:
    stored = np.ascontiguousarray(ORIENTATIONS[number](quarters()))
    Picture.fromarray(stored).save(tmp_path / f"a.{suffix}", exif=orientation(number), **STATED[suffix])
    image, damaged = read_damaged_image(tmp_path / f"a.{suffix}")
    assert is_upright(image) and not damaged


@pytest.mark.parametrize("number", ORIENTATIONS)
def test_what_is_left_of_a_cut_jpeg_is_turned_too(tmp_path: Path, number: int) -> None:
    buffer = io.BytesIO()
    stored = np.ascontiguousarray(ORIENTATIONS[number](quarters()))
    Picture.fromarray(stored).save(buffer, "jpeg", exif=orientation(number), quality=95)
    (tmp_path / "a.jpg").write_bytes(buffer.getvalue()[: int(len(buffer.getvalue()) * 0.95)])
    image, damaged = read_damaged_image(tmp_path / "a.jpg")
    assert damaged and image.shape == quarters().shape
    assert np.median(np.abs(image.astype(int) - quarters()).max(axis=2)) < 10


@pytest.mark.parametrize("number", ORIENTATIONS)
def test_a_heic_is_turned_by_its_own_properties_and_not_by_exif(tmp_path: Path, number: int) -> None:
    """As phones write them: the turn stands in both places and counts once."""
    turn = {
        1: [], 2: [(IMIR, b"\1")], 3: [(IROT, b"\2")], 4: [(IMIR, b"\0")], 5: [(IROT, b"\1"), (IMIR, b"\0")],
        6: [(IROT, b"\3")], 7: [(IROT, b"\3"), (IMIR, b"\0")], 8: [(IROT, b"\1")],
    }[number]  # fmt: skip
    stored = ORIENTATIONS[number](quarters())
    path = write_heif(tmp_path / "a.heic", [coded(stored, *turn), exif(orientation(number), 0)])
    assert is_upright(read_damaged_image(path)[0])


# --- kinds of pixels


def test_thermal_pictures_get_contrast_and_all_of_a_folder_the_same(tmp_path: Path) -> None:
    """14-bit values, the second picture's all in the upper half of the first's."""
    ramp = np.tile(np.arange(100, dtype=np.uint16), (60, 1))
    cv2.imwrite(str(tmp_path / "a1.png"), 7000 + ramp * 20)
    cv2.imwrite(str(tmp_path / "a2.png"), 8000 + ramp * 10)
    media, frames = media_of(tmp_path)
    first, second = (frame.image[30, :, 0].astype(int) for frame in frames)
    assert first[0] <= 2 and first[-1] >= 253
    assert second[0] == pytest.approx(first[50], abs=3) and second[-1] == pytest.approx(first[99], abs=3)
    assert "from 7000 to 89" in media.notes[1]


def test_pictures_of_two_thermal_cameras_are_stretched_apart(tmp_path: Path) -> None:
    ramp = np.tile(np.arange(100, dtype=np.uint16), (60, 1))
    cv2.imwrite(str(tmp_path / "warm.tif"), 7000 + ramp * 20)
    cv2.imwrite(str(tmp_path / "cold.tif"), 200 + ramp)
    for frame in media_of(tmp_path)[1]:
        assert frame.image.min() <= 2 and frame.image.max() >= 253


def test_deep_pictures_that_use_their_range_are_left_as_they_are(tmp_path: Path) -> None:
    image = picture(5)
    cv2.imwrite(str(tmp_path / "a.png"), image[:, :, ::-1].astype(np.uint16) * 257)
    media, frames = media_of(tmp_path)
    assert np.array_equal(frames[0].image, image)
    assert len(media.notes) == 1


@pytest.mark.parametrize("scale", [1 / 255, 1.0, 0.02])  # 0 to 1, 0 to 255, some degrees
def test_floating_point_pictures_are_shown(tmp_path: Path, scale: float) -> None:
    ramp = np.tile(np.linspace(0, 255, 128, dtype=np.float32), (60, 1))
    Picture.fromarray(ramp * np.float32(scale)).save(tmp_path / "a.tif")
    image, _ = read_damaged_image(tmp_path / "a.tif")
    assert np.abs(image[30, :, 1].astype(int) - ramp[30]).max() <= 2


def test_odd_kinds_of_pixels_keep_their_colours(tmp_path: Path) -> None:
    whole = Picture.fromarray(quarters())
    whole.convert("CMYK").save(tmp_path / "a1.jpg", quality=95)
    palette = whole.quantize(8)
    palette.save(tmp_path / "a2.png", transparency=palette.getpixel((0, 0)))
    whole.convert("L").point(lambda value: 255 * (value > 90)).convert("1").save(tmp_path / "a3.tif")
    Picture.new("RGB", (1, 1), (9, 90, 200)).save(tmp_path / "a4.png")
    cmyk, palette_image, bits, dot = (frame.image for frame in media_of(tmp_path)[1])
    assert is_upright(cmyk) and is_upright(palette_image)
    assert set(np.unique(bits)) == {0, 255} and bits.shape == quarters().shape
    assert dot.tolist() == [[[9, 90, 200]]]


# --- several pictures in one file


def test_pages_of_a_tiff_are_pictures_of_the_folder_and_its_thumbnails_are_not(tmp_path: Path) -> None:
    pages = [Picture.fromarray(picture(number)) for number in (3, 4, 5)]
    for page in pages:
        page.encoderinfo = {}
    thumbnail = Picture.fromarray(picture(9)).resize((WIDTH // 2, HEIGHT // 2))
    thumbnail.encoderinfo = {"tiffinfo": {254: 1}}
    pages[0].save(tmp_path / "a.tif", save_all=True, append_images=[*pages[1:], thumbnail])
    Picture.fromarray(picture(6)).save(tmp_path / "b.tif")
    media, frames = media_of(tmp_path)
    assert [number_shown(frame.image) for frame in frames] == [3, 4, 5, 6]
    assert [frame.name for frame in frames] == ["a.tif", "a.tif (2)", "a.tif (3)", "b.tif"]
    assert "2 further pages" in media.notes[1] and "1 previews" in media.notes[2]


@pytest.mark.parametrize("suffix", ["gif", "png", "webp"])
def test_an_animation_is_a_film_of_its_own(tmp_path: Path, suffix: str) -> None:
    """Beside two still pictures, with frames of different length, and played once."""
    stills = [Picture.fromarray(picture(number)) for number in range(6)]
    stills[0].save(
        tmp_path / f"b.{suffix}",
        save_all=True,
        append_images=stills[1:],
        duration=[100, 200, 100, 50, 300, 40],
        loop=0,
    )
    stills[1].save(tmp_path / f"a.{suffix}")
    stills[2].save(tmp_path / "c.jpg")
    folder, film = find_sources([tmp_path])
    assert [file.name for file in folder.files] == [f"a.{suffix}", "c.jpg"]
    assert (film.kind, film.path.name) == ("video", f"b.{suffix}")
    media = open_media(film.path)
    frames = list(media.frames(None))
    assert [number_shown(frame.image) for frame in frames] == list(range(6))
    assert [frame.time_us for frame in frames] == [0, 100_000, 300_000, 400_000, 450_000, 750_000]
    assert media.kind == "video" and media.gaps == []
    assert [frame.time_us for frame in media.frames(None, 300_001)] == [400_000, 450_000, 750_000]
    assert find_sources([film.path])[0].kind == "video"
    assert find_sources([tmp_path / f"a.{suffix}"])[0].kind == "frames"


def test_a_cut_webp_film_gives_what_there_is_and_a_gap(tmp_path: Path) -> None:
    stills = [Picture.fromarray(picture(number)) for number in range(6)]
    path = tmp_path / "a.webp"
    stills[0].save(path, save_all=True, append_images=stills[1:], duration=100, quality=90)
    data = bytearray(path.read_bytes())
    data[len(data) * 2 // 3 :] = bytes(len(data) - len(data) * 2 // 3)
    path.write_bytes(data)
    try:
        media = open_media(path)
    except MediaError as error:
        assert "a.webp" in str(error)
        return
    assert [number_shown(frame.image) for frame in media.frames(None)] == list(range(media.frames_decoded))
    assert media.gaps


def jpeg_of(image: np.ndarray) -> bytes:
    return cv2.imencode(".jpg", image[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 95])[1].tobytes()


def multi_picture_jpeg(path: Path, others: list[tuple[int, np.ndarray]]) -> None:
    """CIPA DC-007: pictures behind the first, each with its type code."""
    jpegs = [jpeg_of(image) for image in (picture(1), *(image for _, image in others))]
    index_size = 4 + 8 + 2 + 3 * 12 + 4 + 16 * len(jpegs)
    start = 2 + 4 + 4  # of the index's own count of offsets, in the file
    entries, at = struct.pack("<IIIHH", 0x030000, len(jpegs[0]), 0, 0, 0), len(jpegs[0]) + 4 + index_size
    for (code, _), jpeg in zip(others, jpegs[1:], strict=True):
        entries += struct.pack("<IIIHH", code, len(jpeg), at - start, 0, 0)
        at += len(jpeg)
    table = 8 + 2 + 3 * 12 + 4
    index = b"II*\0" + struct.pack("<IH", 8, 3)
    index += struct.pack("<HHI4s", 0xB000, 7, 4, b"0100") + struct.pack("<HHII", 0xB001, 4, 1, len(jpegs))
    index += struct.pack("<HHII", 0xB002, 7, len(entries), table) + struct.pack("<I", 0) + entries
    segment = b"\xff\xe2" + struct.pack(">H", 2 + 4 + len(index)) + b"MPF\0" + index
    path.write_bytes(jpegs[0][:2] + segment + jpegs[0][2:] + b"".join(jpegs[1:]))


def test_of_a_multi_picture_jpeg_views_count_and_previews_do_not(tmp_path: Path) -> None:
    multi_picture_jpeg(
        tmp_path / "a.jpg",
        [(0x010001, picture(7)), (0x020003, picture(2)), (0, picture(8)), (0x020002, picture(3))],
    )
    media, frames = media_of(tmp_path)
    assert [number_shown(frame.image) for frame in frames] == [1, 2, 3]
    assert "2 further" in media.notes[1] and "2 previews" in media.notes[2]


# --- HEIF, raw, and what cannot be read


def test_the_tiles_of_a_heic_become_one_picture(tmp_path: Path) -> None:
    """As a phone's: tiles of one size, the picture smaller than they together, turned as a whole, and a preview."""
    padded = np.zeros((192, 128, 3), np.uint8)
    padded[:160, :96] = np.rot90(quarters())
    tiles = [padded[y : y + 64, x : x + 64] for y in (0, 64, 128) for x in (0, 64)]
    items = [coded(tile, hidden=True) for tile in tiles]
    items.append(grid(range(6), 3, 2, (96, 160), (IROT, b"\3")))
    preview = coded(quarters(80, 48))
    preview.refers = [(b"thmb", [6])]
    path = write_heif(tmp_path / "IMG_0001.HEIC", [*items, preview], main=6)
    media, frames = media_of(tmp_path)
    assert len(frames) == 1 and is_upright(frames[0].image)
    assert "1 previews" in media.notes[1]
    assert is_upright(read_damaged_image(path)[0])


def test_a_heic_burst_is_as_many_pictures(tmp_path: Path) -> None:
    write_heif(tmp_path / "burst.heic", [coded(picture(number)) for number in (4, 5, 6)], main=1)
    assert [number_shown(frame.image) for frame in media_of(tmp_path)[1]] == [5, 4, 6]


@pytest.mark.parametrize("width", [160, 1280])
def test_untagged_stills_are_bt601_at_any_size(tmp_path: Path, width: int) -> None:
    image = np.asarray(cv2.resize(quarters(), (width, width * 96 // 160), interpolation=cv2.INTER_NEAREST))
    path = write_heif(tmp_path / "a.heic", [coded(image, tags=False)])
    assert np.abs(read_damaged_image(path)[0].astype(int) - image).mean() < 4


@pytest.mark.parametrize("part", [0.02, 0.3, 0.9])
def test_a_damaged_heic_is_named_and_the_rest_is_read(tmp_path: Path, part: float) -> None:
    data = write_heif(tmp_path / "a.heic", [coded(picture(1))]).read_bytes()
    (tmp_path / "a.heic").write_bytes(data[: int(len(data) * part)])
    Picture.fromarray(picture(2)).save(tmp_path / "b.png")
    media, frames = media_of(tmp_path)
    assert number_shown(frames[-1].image) == 2
    assert len(frames) == 2 or ("a.heic" in media.notes[-1] and "a.heic" in media.gaps[0].reason)


def test_of_a_damaged_heic_the_tiles_that_are_there_are_shown(tmp_path: Path) -> None:
    """The last tile's bytes are cut off; those of the picture as a whole come before them."""
    tiles = [coded(np.full((64, 64, 3), 60 + 40 * number, np.uint8), hidden=True) for number in range(4)]
    path = write_heif(tmp_path / "a.heic", [grid([1, 2, 3, 4], 2, 2, (128, 128)), *tiles])
    assert not read_damaged_image(path)[1]
    path.write_bytes(path.read_bytes()[: -len(tiles[3].data) // 2])
    image, damaged = read_damaged_image(path)
    assert damaged
    assert [int(image[y, x, 0]) for y, x in [(32, 32), (32, 96), (96, 32), (96, 96)]] == pytest.approx(
        [60, 100, 140, 0], abs=4
    )


def test_a_raw_file_is_shown_by_its_largest_preview(tmp_path: Path) -> None:
    """A DNG as cameras write them: a small preview first, sensor values and the large one in sub-directories."""
    small, large = jpeg_of(picture(1, 108, 48)), jpeg_of(np.rot90(quarters()))
    at = 8

    def directory(entries: list[tuple[int, int, int, int]]) -> bytes:
        return (
            struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries) + bytes(4)
        )

    main_size, sub_size = 2 + 12 * 6 + 4, 2 + 12 * 4 + 4
    subs = at + main_size
    data_at = subs + 8 + 2 * sub_size
    main = directory(
        [
            (0x103, 3, 1, 7),
            (0x111, 4, 1, data_at),
            (0x112, 3, 1, 6),
            (0x117, 4, 1, len(small)),
            (0x14A, 4, 2, subs),
            (0xC612, 1, 4, 1),
        ]
    )
    sensor = directory([(0x103, 3, 1, 7), (0x106, 3, 1, 32803), (0x111, 4, 1, data_at), (0x117, 4, 1, 1 << 20)])
    large_at = data_at + len(small)
    preview = directory([(0x103, 3, 1, 7), (0x106, 3, 1, 6), (0x111, 4, 1, large_at), (0x117, 4, 1, len(large))])
    places = struct.pack("<II", subs + 8, subs + 8 + sub_size)
    parts = [b"II*\0", struct.pack("<I", at), main, places, sensor, preview, small, large]
    (tmp_path / "a.dng").write_bytes(b"".join(parts))
    assert is_upright(read_damaged_image(tmp_path / "a.dng")[0])


@pytest.mark.parametrize("data", [b"\xff\x0a\x00\x10", b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(20)])
def test_jpeg_xl_is_told_by_its_name(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.jxl").write_bytes(data)
    Picture.fromarray(picture(2)).save(tmp_path / "b.png")
    media, frames = media_of(tmp_path)
    assert len(frames) == 1
    assert "JPEG XL" in media.gaps[0].reason and "a.jxl" in media.notes[-1]
