"""Making the frozen folder smaller, on small real libraries that the system's compiler makes."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("elftools", reason="pyelftools is not installed; the extra `package` brings it")
import elf
import slimming
from contents import NotAsExpected

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not all(map(shutil.which, ("cc", "as", "ld", "strip"))),
    reason="needs Linux with a compiler and binutils",
)


def library(path: Path, source: str, *options: str | Path) -> Path:
    """A shared library of C source, with debugging symbols."""
    path.parent.mkdir(parents=True, exist_ok=True)
    name = f"-Wl,-soname,{path.name}"
    command = ["cc", "-g", "-shared", "-fPIC", "-x", "c", "-", "-x", "none", "-o", path, name, *options]
    subprocess.run(command, input=source, text=True, check=True)
    return path


def answers(path: Path, *functions: str) -> list[str]:
    """What functions of a library answer, in a process that has loaded none of the same name before."""
    call = "import ctypes, sys; c = ctypes.CDLL(sys.argv[1]); print(*(getattr(c, name)() for name in sys.argv[2:]))"
    done = subprocess.run([sys.executable, "-S", "-c", call, path, *functions], capture_output=True, text=True)
    return done.stdout.split() if done.returncode == 0 else [done.stderr.splitlines()[-1]]


@pytest.fixture
def encoder(tmp_path: Path) -> Path:
    """A library with two functions and data, and one that is linked against it."""
    versions = tmp_path / "versions"
    versions.write_text("ENC_1 { global: one; table; two; };")  # of which the loader asks for the very same
    lent = library(
        tmp_path / "a.libs" / "libenc.so.1",
        "long table[9999] = {7}; int one(void) {return 1;} int two(void) {return 2;}",
        f"-Wl,--version-script={versions}",
    )
    (tmp_path / "a").mkdir()
    library(
        tmp_path / "a" / "codec.so",
        "extern long table[]; int one(void); long ask(void) {return one() + table[0];} int other(void) {return 5;}",
        lent,
        "-Wl,-rpath,$ORIGIN/../a.libs",
    )
    return tmp_path


def test_a_stand_in_has_the_names_that_are_asked_for_and_does_nothing(
    encoder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codec, stand_in = encoder / "a" / "codec.so", encoder / "a.libs" / "libenc.so.1"
    assert answers(codec, "ask", "other") == ["8", "5"]
    monkeypatch.setattr(slimming, "STAND_INS", {"a.libs/libenc.so.*": "never called"})
    slimming.put_stand_ins(encoder)
    assert answers(codec, "ask", "other") == ["0", "5"]
    assert elf.linking_of(stand_in).name == "libenc.so.1" and stand_in.stat().st_size < 20_000
    assert "undefined symbol: two" in answers(stand_in, "two")[0]  # which nobody asks for


def test_stripping_keeps_what_the_loader_reads(encoder: Path) -> None:
    path = encoder / "a" / "codec.so"
    before, size = elf.linking_of(path), path.stat().st_size
    slimming.strip_all(encoder)
    assert elf.linking_of(path) == before and before.needed[0] == "libenc.so.1" and path.stat().st_size < size
    assert answers(path, "ask") == ["8"]


def test_what_nobody_needs_goes_with_the_links_to_it(encoder: Path) -> None:
    library(encoder / "a.libs" / "liblost.so.1", "int lost(void) {return 1;}")
    (encoder / "libenc.so.1").symlink_to("a.libs/libenc.so.1")
    (encoder / "liblost.so.1").symlink_to("a.libs/liblost.so.1")
    library(encoder / "libpython3.99.so.1.0", "int start(void) {return 1;}")
    slimming.drop_unneeded(encoder)
    left = {path.relative_to(encoder).as_posix() for path in encoder.rglob("*.so*")}
    assert left == {"a/codec.so", "a.libs/libenc.so.1", "libenc.so.1", "libpython3.99.so.1.0"}


def test_of_two_libraries_one_serves_both(encoder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    versions = f"-Wl,--version-script={encoder / 'versions'}"
    library(encoder / "b.libs" / "libenc-2.so.1", "long table[9] = {9}; int one(void) {return 3;}", versions)
    monkeypatch.setattr(slimming, "SAME", {"a.libs/libenc.so.*": "b.libs/libenc-*.so.*"})
    slimming.keep_one_of_each(encoder)
    assert (encoder / "a.libs" / "libenc.so.1").readlink() == Path("../b.libs/libenc-2.so.1")
    assert answers(encoder / "a" / "codec.so", "ask") == ["12"]


def test_libraries_whose_names_say_that_they_differ_both_stay(
    encoder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library(encoder / "b.libs" / "libenc-2.so.2.1", "int one(void) {return 3;}")
    monkeypatch.setattr(slimming, "SAME", {"a.libs/libenc.so.*": "b.libs/libenc-*.so.*"})
    slimming.keep_one_of_each(encoder)
    assert answers(encoder / "a" / "codec.so", "ask") == ["8"]
    names = ("libopenblasp-r0-59ffcd50.3.15.so", "libopenblaso-r0-d77a1985.3.15.so", "libavcodec-1a.so.62.28.102")
    assert [slimming._interface(Path(name)) for name in names] == ["3.15", "3.15", "62"]


def test_a_table_that_no_longer_fits_the_libraries_fails(encoder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slimming, "STAND_INS", {"a.libs/libgone*": "never called"})
    with pytest.raises(NotAsExpected, match=r"a\.libs/libgone\* .* no files"):
        slimming.put_stand_ins(encoder)
