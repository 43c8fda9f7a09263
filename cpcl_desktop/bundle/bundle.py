"""Open, verify and write a model bundle: a folder or one `.zip` with `manifest.json` beside its files."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import lzma
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cpcl_desktop.bundle.errors import BundleError
from cpcl_desktop.bundle.foreign import what_it_is
from cpcl_desktop.bundle.manifest import FileEntry, Manifest, check_inside, parse_manifest
from cpcl_desktop.bundle.regular_file import kind_of, open_regular

MANIFEST_NAME = "manifest.json"
MANIFEST_LIMIT = 4 << 20  # a manifest is a few kilobytes; anything larger is not one
FILE_LIMIT = 8 << 30  # of all files together; no model comes near this
_MOST_SHRUNK = 50  # times that zip makes a file smaller; weights hardly shrink, only bombs shrink so far
_HEAD = 4096  # bytes that show what a file is
_SMALL = 16 << 20  # bytes; a tokenizer's file may well be that repetitive


@dataclass(frozen=True, slots=True)
class Bundle:
    """A verified bundle. `sha256` is the manifest's hash and, through the files' hashes, that of everything."""

    path: Path
    manifest: Manifest
    sha256: str
    _verified: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    @staticmethod
    def open(path: Path) -> Bundle:
        """Open a bundle folder or zip; a `BundleError` says what is missing, unsafe or altered.

        Sizes are checked at once, content hashes when a file is read (so that
        starting a search reads only what it needs); `verify` checks all of it.
        """
        path = Path(path)
        if not path.exists():
            raise BundleError("There is no model at {path}.", path=path)
        if not path.is_dir():
            _check_archive(path)
        text = _read_file(path, MANIFEST_NAME, MANIFEST_LIMIT)
        manifest = parse_manifest(_decode(text))
        bundle = Bundle(path, manifest, hashlib.sha256(text).hexdigest())
        for entry in manifest.files.values():
            _check_size(path, entry)
        if sum(entry.size for entry in manifest.files.values()) > FILE_LIMIT:
            raise BundleError("The model at {path} is of an absurd size; it was not opened.", path=path)
        return bundle

    def read(self, role: str) -> bytes:
        """The content of a role's file, after its hash was checked; `BundleError` when it does not match."""
        if role not in self._verified:
            entry = self.manifest.files.get(role)
            if entry is None:
                raise BundleError("The model {name} has no {role}.", name=self.manifest.name, role=role)
            content = _read_file(self.path, entry.path, entry.size)
            if hashlib.sha256(content).hexdigest() != entry.sha256:
                raise BundleError(
                    "The file {path} of the model {name} was changed or damaged: its hash is not the one in the "
                    "manifest. Nothing was loaded; fetch or export the model again.",
                    path=entry.path,
                    name=self.manifest.name,
                )
            self._verified[role] = content
        return self._verified[role]

    def contents(self) -> dict[str, tuple[str, bytes]]:
        """Every role's file name and content, as `write_bundle` takes them."""
        return {role: (entry.path, self.read(role)) for role, entry in self.manifest.files.items()}

    def release(self) -> None:
        """Forget file contents that were read, once sessions hold them."""
        self._verified.clear()

    def verify(self) -> None:
        """Check the hash of every file."""
        for role in self.manifest.files:
            self.read(role)
            self.release()


def write_bundle(target: Path, manifest: Manifest, files: Mapping[str, tuple[str, bytes]]) -> Bundle:
    """Write a bundle folder in one step and open it; `files` maps a role to (file name, content).

    The folder appears whole or not at all; an existing bundle at `target` is replaced.
    """
    manifest = with_files(manifest, files)
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        for name, content in files.values():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            (work / name).write_bytes(content)
        (work / MANIFEST_NAME).write_text(manifest.to_json(), encoding="utf-8")
        work.chmod(0o755)
        _replace_folder(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return Bundle.open(target)


def with_files(manifest: Manifest, files: Mapping[str, tuple[str, bytes]]) -> Manifest:
    """The manifest as it is written beside these files."""
    entries = {}
    for role, (name, content) in files.items():
        check_inside(name)
        entries[role] = FileEntry(name, hashlib.sha256(content).hexdigest(), len(content))
    return dataclasses.replace(manifest, files=entries)


def copy_bundle(bundle: Bundle, target: Path) -> Bundle:
    """The same bundle in another folder; an existing bundle there is replaced."""
    return write_bundle(target, bundle.manifest, bundle.contents())


def _replace_folder(work: Path, target: Path) -> None:
    if target.exists():
        if not (target / MANIFEST_NAME).is_file():
            raise BundleError("{path} exists and is not a model bundle; it was left as it is.", path=target)
        shutil.rmtree(target)
    work.replace(target)


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BundleError("The model's manifest.json is not UTF-8 text.") from error


def _check_archive(path: Path) -> None:
    """What is no folder must be a file, and not one of the things that people have in place of a bundle."""
    if not path.is_file():
        raise BundleError(
            "{path} is {kind}, neither a file nor a folder; it was not opened.",
            path=path,
            kind=kind_of(path.stat()),
        )
    with contextlib.suppress(OSError), path.open("rb") as stream:
        head = stream.read(_HEAD)
        foreign = "" if head.startswith(b"PK") else what_it_is(head)
        if foreign:
            raise BundleError("The model at {path} cannot be read: it is {foreign}.", path=path, foreign=foreign)


def _read_file(bundle: Path, name: str, limit: int) -> bytes:
    """Read one file of a folder or zip, at most `limit` bytes; never through links that leave the folder."""
    try:
        if bundle.is_dir():
            with open_regular(_inside(bundle, name)) as stream:
                return _bounded(stream.read(limit + 1), name, limit)
        with (
            open_regular(bundle) as file,
            zipfile.ZipFile(file) as archive,
            archive.open(_member(archive, name)) as stream,
        ):
            return _bounded(stream.read(limit + 1), name, limit)
    except FileNotFoundError as error:
        raise BundleError("The model at {path} lacks its file {name}.", path=bundle, name=name) from error
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError) as error:
        raise BundleError("The model at {path} cannot be read ({why}).", path=bundle, why=error) from error


def _check_size(bundle: Path, entry: FileEntry) -> None:
    if not 0 <= entry.size <= FILE_LIMIT:
        raise BundleError(
            "The model's manifest gives the file {path} an absurd size ({declared} bytes).",
            path=entry.path,
            declared=entry.size,
        )
    try:
        if bundle.is_dir():
            size = _inside(bundle, entry.path).stat().st_size
        else:
            with open_regular(bundle) as file, zipfile.ZipFile(file) as archive:
                member = archive.getinfo(_member(archive, entry.path))
            size = member.file_size
            if size > max(_SMALL, _MOST_SHRUNK * member.compress_size):
                raise BundleError(
                    "The file {path} of the model at {other_path} unpacks to {size} bytes from {packed}, which "
                    "no model does; it was not opened.",
                    path=entry.path,
                    other_path=bundle,
                    size=size,
                    packed=member.compress_size,
                )
    except FileNotFoundError as error:
        raise BundleError(
            "The model at {path} lacks its file {other_path}.", path=bundle, other_path=entry.path
        ) from error
    if size != entry.size:
        raise BundleError(
            "The file {path} of the model at {other_path} has {size} bytes where the manifest says {declared}.",
            path=entry.path,
            other_path=bundle,
            size=size,
            declared=entry.size,
        )


def _inside(bundle: Path, name: str) -> Path:
    path = bundle / name
    if not path.resolve().is_relative_to(bundle.resolve()):
        raise BundleError(
            "The file {name} of the model at {path} leads outside the bundle; it was not opened.",
            name=name,
            path=bundle,
        )
    if path.exists() and not path.is_file():
        raise BundleError(
            "The file {name} of the model at {path} is no file; it was not opened.", name=name, path=bundle
        )
    return path


def _member(archive: zipfile.ZipFile, name: str) -> str:
    """The archive's entry for `name`; a zip may hold the bundle in one top folder."""
    names = archive.namelist()
    if name in names:
        return name
    tops = {entry.split("/", 1)[0] for entry in names}
    if len(tops) == 1 and (nested := f"{tops.pop()}/{name}") in names:
        return nested
    raise FileNotFoundError(name)


def _bounded(content: bytes, name: str, limit: int) -> bytes:
    if len(content) > limit:
        raise BundleError(
            "The model's file {name} is larger than its manifest allows ({limit} bytes).", name=name, limit=limit
        )
    return content
