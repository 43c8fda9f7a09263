"""What a case's log tells of the contents of its sources: the hashes over their passages, pictures and vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from cpcl_desktop.engine.case.bin import REMOVED
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import Action, LogEntry
from cpcl_desktop.engine.case.records import StoredModel

TELLING: Final[Sequence[Action]] = ("ingest", "passages", "model", "bin")  # the entries that do
Hashes = tuple[str, str]  # over everything, and over the pictures alone


def hashes_told(case: Case) -> Mapping[int, Hashes]:
    """By source, the `content_hashes` that the log gives last for it with the model in use; some have none."""
    entries, model = case.log.entries_of(TELLING), case.models.current()
    contents, pictures = told_contents(entries, model), told_pictures(entries)
    if model is None:
        return {}
    told = {source: (contents[source].get(model.sha256), pictures.get(source)) for source in contents}
    return {source: (content, shown) for source, (content, shown) in told.items() if content and shown}


def told_contents(entries: Sequence[LogEntry], current: StoredModel | None) -> dict[int, dict[str, str]]:
    """By source and model (the SHA-256 of its manifest), the hash that the log gives last for the contents.

    Older entries name no model: theirs was the one before the first change.
    """
    changes = [entry.details for entry in entries if "changed to" in entry.details]
    first = changes[0]["before"]["sha256"] if changes else "" if current is None else current.sha256
    stored: dict[int, dict[str, str]] = {}
    for entry in entries:
        said = entry.details
        if "content" in said:
            stored.setdefault(said["source"], {})[said.get("model") or first] = said["content"]
        elif entry.action == "passages":
            stored.setdefault(said["source"], {}).update(said["contents by model"])
        elif said.get("outcome") in ("restarted", REMOVED):  # its passages went, with them every model's vectors
            stored.pop(said["source"], None)
        elif "changed to" in said:
            for source, content in said["contents"]:
                stored.setdefault(source, {})[said["sha256"]] = content
    return stored


def told_pictures(entries: Sequence[LogEntry]) -> dict[int, str]:
    """By source, the hash that the log gives last for its pictures, which no change of passages changes."""
    telling = [entry.details for entry in entries if entry.action == "ingest" and "pictures" in entry.details]
    return {said["source"]: said["pictures"] for said in telling}
