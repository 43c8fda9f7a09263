"""The frozen folder's software bill of materials, as CycloneDX JSON: every component, every file's hash."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component as Part
from cyclonedx.model.component import ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from components import OURS, Component
from cpcl_desktop import __version__

NAME = "SBOM.cdx.json"
NOTICES = "THIRD-PARTY-NOTICES.txt"  # written as the bill is, of the same components, and not in it
_LICENCES = LicenseFactory()
_UNSTATED = "Its package does not state its version."


def bill(folder: Path, found: Sequence[Component], epoch: int) -> str:
    """The bill as JSON text, the same for the same folder; `epoch` is the second (Unix) it gives as its own."""
    own = next(component for component in found if component.name == OURS)
    bom = Bom()
    bom.metadata.component = _part(own, folder, ComponentType.APPLICATION, "program")
    bom.metadata.timestamp = datetime.fromtimestamp(epoch, UTC)
    for number, component in enumerate(found):
        if component is not own:
            kind = ComponentType.MACHINE_LEARNING_MODEL if component.is_model else ComponentType.LIBRARY
            bom.components.add(_part(component, folder, kind, component.purl or f"component-{number}"))
    bom.register_dependency(bom.metadata.component, bom.components)
    known = "\n".join(
        f"{file.name} {h.content}" for part in bom.components for file in part.components for h in file.hashes
    )
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, f"{OURS} {__version__}\n{known}")
    return str(JsonV1Dot6(bom).output_as_string(indent=1)) + "\n"


def differing(folder: Path) -> list[str]:
    """The files of a folder that its bill has otherwise, lacks, or has alone; by their paths there."""
    if not (folder / NAME).is_file():
        return [NAME]
    told = json.loads((folder / NAME).read_text(encoding="utf-8"))
    parts = [told["metadata"]["component"], *told["components"]]
    inside = [part for one in parts for part in one.get("components", ())]
    billed = {part["name"]: part["hashes"][0]["content"] for part in inside if part["type"] == "file"}
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if _is_billed(path)}
    hashes = {name: _sha256(path) for name, path in there.items()}
    return sorted({name for name, _ in billed.items() ^ hashes.items()})


def _is_billed(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and path.name not in (NAME, NOTICES)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _part(component: Component, folder: Path, kind: ComponentType, reference: str) -> Part:
    references = [ExternalReference(type=ExternalReferenceType.SOURCE_DISTRIBUTION, url=XsUri(component.source))]
    return Part(
        name=component.name,
        version=component.version or None,
        description=None if component.version else _UNSTATED,
        type=kind,
        bom_ref=reference,
        licenses=[_LICENCES.make_from_string(component.licence)] if component.licence else [],
        purl=PackageURL.from_string(component.purl) if component.purl else None,
        external_references=references if component.source.startswith("http") else [],
        components=[*_files(component, folder), *_inside(component, reference)],
    )


def _files(component: Component, folder: Path) -> Iterable[Part]:
    for name in component.files:
        yield Part(
            name=name,
            type=ComponentType.FILE,
            bom_ref=f"file:{name}",
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=_sha256(folder / name))],
        )


def _inside(component: Component, reference: str) -> Iterable[Part]:
    """The parts that a package's own bills name: what was linked into it."""
    listed = [
        part for path in component.inside for part in json.loads(path.read_text(encoding="utf-8"))["components"]
    ]
    seen = set()
    for part in listed:
        key = (part["name"], part.get("version", ""))
        if key in seen or part["name"].replace("_", "-").lower() == component.name.lower():
            continue
        seen.add(key)
        said = [
            one.get("expression") or one["license"].get("id") or one["license"]["name"]
            for one in part.get("licenses", ())
        ]
        yield Part(
            name=part["name"],
            version=part.get("version"),
            type=ComponentType.LIBRARY,
            bom_ref=f"{reference}/{part['name']}@{part.get('version', '')}",
            licenses=[_LICENCES.make_from_string(said[0])] if said else [],
            purl=PackageURL.from_string(part["purl"]) if part.get("purl") else None,
        )
