"""What the window says of describing passages, of the pairs that come of it, and of the gate's verdict."""

from __future__ import annotations

from cpcl_desktop.engine.case.records import CropRow
from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.report.pairs import PairsWritten
from cpcl_desktop.gui.lanes.training import Trained
from cpcl_desktop.gui.wording import count

ABOUT = (
    "Write what is to be seen, not who it is: clothes, colours, what is carried. The sentence goes into the log; "
    "with others it teaches the model what words mean in this footage. It decides nothing."
)
PLACEHOLDER = "a man in a dark jacket and light trousers, with a rucksack"
KEYS = "Enter stores and shows the next · PgDn skips · PgUp goes back · an empty sentence withdraws"
DONE = "Every passage is described. PgUp goes back to one; the pairs can be written."
NOTHING = "There are no passages to describe yet."


def described_line(described: int, passages: int) -> str:
    """How many are described."""
    return f"{described:,} of {count(passages, 'passage')} described"


def place_line(row: CropRow) -> str:
    """Where the passage is from."""
    return f"Passage {row.track} · {row.camera} · {row.source_name} · {moment(row.time_us)}"


def pairs_line(written: PairsWritten) -> str:
    """Pairs that were written."""
    return (
        f"Written to {written.folder}: {count(written.pictures, 'picture')} of "
        f"{count(written.passages, 'passage')} in {count(written.groups, 'group')}, with "
        f"{count(written.captions, 'description')}. They are pictures of people out of the case: keep the folder "
        "as you keep the case."
    )


def verdict_lines(trained: Trained) -> list[str]:
    """What the gate said, and by which figures; what to do then."""
    facts = trained.facts
    figures = [
        f"{words}: {facts[key]}"
        for key, words in (
            ("groups", "Groups learnt from"),
            ("held_out", "Gain on groups that were held out"),
            ("rendered", "Gain on rendered people"),
            ("people", "Rendered people it was judged on"),
            ("chance", "How often descriptions dealt out at random would fit as well"),
            ("share", "Share of what was learnt that was kept"),
        )
        if facts.get(key) is not None
    ]
    if trained.is_accepted:
        where = f"It lies in {trained.bundle}. “Add it” takes it in; the page of models changes the case to it."
        return ["Accepted: the new model is better on what was held out, and no worse elsewhere.", *figures, where]
    return [f"Refused. {trained.reason}".strip(), *figures, "No model was written; go on with the one there is."]
