"""Shared libraries of Linux (ELF): what one is called, needs, asks others for and offers."""

from __future__ import annotations

import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elftools.elf.dynamic import DynamicSection
from elftools.elf.elffile import ELFFile
from elftools.elf.gnuversions import GNUVerDefSection, GNUVerSymSection
from elftools.elf.sections import Symbol, SymbolTableSection

# What a function that is never called answers with, by the machine: nothing.
_RETURN_NOTHING = {"EM_X86_64": "xor %eax, %eax; ret", "EM_AARCH64": "mov x0, xzr; ret"}
_BASE = 1  # marks the version that is the library itself
_LARGEST_DATA = 4096  # bytes that stand for data of any size


@dataclass(frozen=True, slots=True)
class Linking:
    """How a file is linked: its own name, and the names of the libraries that it needs."""

    name: str
    needed: tuple[str, ...]
    symbols: int
    is_sound: bool
    """Whether every part lies where the loader can map it, which tools that edit such files have got wrong."""


def is_elf(path: Path) -> bool:
    """Whether a file is one."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def linking_of(path: Path) -> Linking:
    """What a file says of itself; one that is linked statically needs nothing."""
    with _opened(path) as file:
        dynamic = file.get_section_by_name(".dynamic")
        tags: list[Any] = list(dynamic.iter_tags()) if isinstance(dynamic, DynamicSection) else []
        loaded = [part for part in file.iter_segments() if part["p_type"] == "PT_LOAD"]
        table = file.get_section_by_name(".dynsym")
        return Linking(
            next((tag.soname for tag in tags if tag.entry.d_tag == "DT_SONAME"), path.name),
            tuple(tag.needed for tag in tags if tag.entry.d_tag == "DT_NEEDED"),
            table.num_symbols() if isinstance(table, SymbolTableSection) else 0,
            all((part["p_vaddr"] - part["p_offset"]) % max(1, part["p_align"]) == 0 for part in loaded),
        )


def imports(path: Path) -> set[str]:
    """The names that a file asks other libraries for."""
    with _opened(path) as file:
        return {symbol.name for symbol in _symbols(file) if symbol["st_shndx"] == "SHN_UNDEF"} - {""}


def stand_in(original: Path, asked_for: Iterable[str]) -> None:
    """Put in a library's place one of the same name whose functions do nothing and whose data are zeros.

    It offers what is `asked_for`, so that whoever is linked against it still loads. Raises OSError or
    CalledProcessError where the assembler and linker (binutils) are missing or fail.
    """
    lines, wanted, of_version = [], set(asked_for), defaultdict(list)
    with _opened(original) as file:
        nothing = _RETURN_NOTHING[file["e_machine"]]
        for symbol, version in sorted(_offered(file), key=lambda one: str(one[0].name)):
            if symbol.name in wanted:
                lines += _nothing(symbol, nothing)
                of_version[version].append(symbol.name)
    lines.append('.section .note.GNU-stack,"",%progbits')  # no executable stack
    nodes = [f"{version} {{ global: {'; '.join(names)}; }};" for version, names in of_version.items() if version]
    with tempfile.TemporaryDirectory() as work:
        source, part, versions = (Path(work, name) for name in ("part.s", "part.o", "versions"))
        source.write_text("\n".join(lines) + "\n", encoding="utf-8")
        versions.write_text("\n".join(nodes) + "\n", encoding="utf-8")
        options = ["-shared", "-soname", linking_of(original).name, "--build-id=none", "-s"]
        _run("as", "-o", part, source)
        _run("ld", *options, *([f"--version-script={versions}"] if nodes else []), "-o", original, part)


def strip(path: Path) -> None:
    """Take out of a file what only debuggers and linkers read, unless it would not load afterwards."""
    before = linking_of(path)
    with tempfile.TemporaryDirectory() as work:
        smaller = Path(work, path.name)
        _run("strip", "--strip-unneeded", "-o", smaller, path)
        if before.is_sound and linking_of(smaller) == before:
            path.write_bytes(smaller.read_bytes())


def _nothing(symbol: Symbol, nothing: str) -> list[str]:
    """The assembler's lines for one name."""
    is_function = symbol["st_info"]["type"] == "STT_FUNC"
    body = nothing if is_function else f".zero {max(8, min(symbol['st_size'], _LARGEST_DATA))}"
    name, kind = symbol.name, "function" if is_function else "object"
    return [
        ".text" if is_function else ".data",
        f".globl {name}",
        f".type {name}, %{kind}",
        f"{name}: {body}",
        f".size {name}, .-{name}",
    ]


def _offered(file: ELFFile) -> Iterator[tuple[Symbol, str]]:
    """What a library offers, each with the name of its version, "" where it has none."""
    defined, of_symbol = (file.get_section_by_name(name) for name in (".gnu.version_d", ".gnu.version"))
    names = {}
    for version, said in defined.iter_versions() if isinstance(defined, GNUVerDefSection) else ():
        if not version["vd_flags"] & _BASE:
            names[version["vd_ndx"]] = next(said).name
    for number, symbol in enumerate(_symbols(file)):
        if symbol["st_shndx"] != "SHN_UNDEF":
            index = of_symbol.get_symbol(number)["ndx"] if isinstance(of_symbol, GNUVerSymSection) else 0
            yield symbol, names.get(index, "")


def _symbols(file: ELFFile) -> list[Symbol]:
    table = file.get_section_by_name(".dynsym")
    return list(table.iter_symbols()) if isinstance(table, SymbolTableSection) else []


@contextmanager
def _opened(path: Path) -> Iterator[ELFFile]:
    with path.open("rb") as stream:
        yield ELFFile(stream)


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True)
