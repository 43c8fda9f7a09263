"""What the window says of models: what they are, which one a case uses, and what changing it would take."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cpcl_desktop.engine.clock import length
from cpcl_desktop.engine.models.installed import MOTION
from cpcl_desktop.engine.models.offers import Offer
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.models import ModelRow
from cpcl_desktop.gui.lanes.reindexing import CaseModels

if TYPE_CHECKING:
    from cpcl_desktop.engine.ingest.reindex_plan import ReindexPlan

KINDS = {"image-text": tr("describes people"), "detector": tr("finds people")}
ORIGINS = {
    "shipped": tr("came with the program"),
    "added": tr("added"),
    "imported": tr("imported"),
    "fetched": tr("downloaded"),
}
NO_CARD = tr("This model has no card: what it was taught, and how good it is, is not known here.")
WHOLE = tr("every file has the hash its manifest gives")
SCORES = tr("Scores of different models cannot be compared. Decisions stay; hits are ranked anew.")


def model_lines(row: ModelRow) -> list[str]:
    """A model in lines: its name, what it does and where it came from, and what is wrong with it."""
    if not row.name:
        return [row.path.name, tr("cannot be used"), row.fault]
    facts = [
        KINDS[row.kind or "detector"],
        tr("%n number(s) a picture", None, row.dim) if row.dim else "",
        f"{row.size / 1e6:.1f} MB",
        ORIGINS[row.origin],
    ]
    return [
        tr("{name} · for new cases", name=row.name) if row.is_default else row.name,
        " · ".join(filter(None, facts)),
        tr("{licence} · manifest {hash}", licence=row.licence, hash=row.sha256[:12]),
    ]


def case_models_line(models: CaseModels) -> str:
    """Which model the case uses, and of which others it has vectors."""
    if models.current is None:
        return tr("The open case has no model yet; adding footage begins it with the one for new cases.")
    name, pictures = models.current.name, models.current.vectors
    said = [tr("The open case uses {model}, for %n picture(s).", None, pictures, model=name)]
    if models.building is not None:
        name, pictures = models.building.name, models.building.vectors
        said.append(
            tr(
                "A change to {model} was begun: %n picture(s) are embedded, and searches still go by the model "
                "before.",
                None, pictures, model=name,
            )
        )  # fmt: skip
    if models.kept is not None:
        said.append(tr("The vectors of {model}, used before, are kept for the way back.", model=models.kept.name))
    return " ".join(said)


def plan_text(plan: ReindexPlan) -> str:
    """What a change of models would take, and what comes of it."""
    done = plan.pictures - plan.left
    takes = tr("about {time}", time=length(plan.seconds)) if plan.seconds >= 1 else tr("about a second")
    size = f"{plan.size / 1e6:.1f} MB"
    lines = [
        tr(
            "%n picture(s) of the case would be embedded with {model}: {time} on this machine, and {size} more in "
            "the case's file.", None, plan.left, model=plan.model, time=takes, size=size,
        ),
        tr("%n picture(s) are embedded already.", None, done) if done else "",
        tr("The vectors kept of {model} go with that.", model=plan.dropped) if plan.dropped else "",
        tr(
            "Meanwhile searches go on with {model}. Stopped, the same goes on from there; {model} stays for the "
            "way back.", model=plan.before,
        ),
        SCORES,
    ]  # fmt: skip
    return "\n\n".join(filter(None, lines))


def offer_facts(offer: Offer) -> Sequence[tuple[str, str]]:
    """What is known of a model that can be downloaded: what each fact is about, and the fact."""
    entry = offer.entry
    size = f"{entry.size / 1e6:.1f} MB"
    kept = tr("{size}, of which {kept} arrived before", size=size, kept=f"{offer.kept / 1e6:.1f} MB")
    return (
        (tr("What it does:"), KINDS[entry.kind]),
        (tr("Size:"), kept if offer.kept else size),
        (tr("Licence:"), entry.licence),
        (tr("Published:"), entry.origin),
        (tr("Address:"), entry.url),
        (tr("SHA-256:"), " ".join(textwrap.wrap(entry.sha256, 16))),
    )


def asking_line(offer: Offer | None) -> str:
    """Who would be asked for it, and what they learn; that it is here, where it is."""
    if offer is None:
        return tr("Nothing can be downloaded.")
    if offer.is_here:
        return tr("{name} is on this machine already.", name=offer.entry.name)
    return tr(
        "Nothing was asked of a network yet. “Download” asks {host}, and the encrypted addresses it refers to, for "
        "this one file. They learn this machine's network address and the program's version, and nothing of "
        "any case. The file is added only if it has this hash.",
        host=offer.entry.host,
    )


def detector_line(name: str) -> str:
    """What finds people in footage that is added."""
    if name == MOTION:
        return tr("In new footage people are found by motion.")
    return tr("In new footage people are found by {detector}.", detector=name)
