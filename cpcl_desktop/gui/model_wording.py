"""What the window says of models: what they are, which one a case uses, and what changing it would take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpcl_desktop.engine.clock import length
from cpcl_desktop.engine.models.installed import MOTION
from cpcl_desktop.gui.lanes.machine import CaseModels, ModelRow
from cpcl_desktop.gui.wording import count

if TYPE_CHECKING:
    from cpcl_desktop.engine.ingest.reindex_plan import ReindexPlan

KINDS = {"image-text": "describes people", "detector": "finds people"}
ORIGINS = {"shipped": "came with the program", "added": "added", "imported": "imported", "fetched": "downloaded"}
NO_CARD = "This model has no card: what it was taught, and how good it is, is not known here."
WHOLE = "every file has the hash its manifest gives"
SCORES = "Scores of different models cannot be compared. Decisions stay; hits are ranked anew."


def model_lines(row: ModelRow) -> list[str]:
    """A model in lines: its name, what it does and where it came from, and what is wrong with it."""
    if not row.name:
        return [row.path.name, "cannot be used", row.fault]
    chosen = " · for new cases" if row.is_default else ""
    numbers = f" · {row.dim} numbers a picture" if row.dim else ""
    return [
        f"{row.name}{chosen}",
        f"{KINDS[row.kind or 'detector']}{numbers} · {row.size / 1e6:.1f} MB · {ORIGINS[row.origin]}",
        f"{row.licence} · manifest {row.sha256[:12]}",
    ]


def case_models_line(models: CaseModels) -> str:
    """Which model the case uses, and of which others it has vectors."""
    if models.current is None:
        return "The open case has no model yet; adding footage begins it with the one for new cases."
    said = [f"The open case uses {models.current.name}, for {count(models.current.vectors, 'picture')}."]
    if models.building is not None:
        said.append(
            f"A change to {models.building.name} was begun: {models.building.vectors:,} pictures are embedded, and "
            "searches still go by the model before."
        )
    if models.kept is not None:
        said.append(f"The vectors of {models.kept.name}, used before, are kept for the way back.")
    return " ".join(said)


def plan_text(plan: ReindexPlan) -> str:
    """What a change of models would take, and what comes of it."""
    done = plan.pictures - plan.left
    begun = f" ({done:,} are embedded already)" if done else ""
    lines = [
        f"{count(plan.left, 'picture')} of the case would be embedded with {plan.model}{begun}: about "
        f"{length(plan.seconds) if plan.seconds >= 1 else 'a second'} on this machine, and "
        f"{plan.size / 1e6:.1f} MB more in the case's file.",
        f"Meanwhile searches go on with {plan.before}. Stopped, the same goes on from there; {plan.before} stays "
        "for the way back.",
        SCORES,
    ]
    if plan.dropped:
        lines.insert(2, f"The vectors kept of {plan.dropped} go with that.")
    return "\n\n".join(lines)


def detector_line(name: str) -> str:
    """What finds people in footage that is added."""
    return f"In new footage people are found by {'motion' if name == MOTION else name}."
