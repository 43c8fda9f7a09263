"""A case of a million crops that the starter searches, made once and kept: see `kept_case`.

It is that of `cpcl bench`, with a long log.
"""

from pathlib import Path

from cpcl_desktop.engine.bench.made_case import grow
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.models.installed import find_model
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.search.vectors import open_index

LOG_ENTRIES = 100_000


def kept_case(folder: Path, crops: int, log_entries: int = LOG_ENTRIES) -> Path:
    """The case with so many crops in this folder, made now if it is not there; its search cache lies beside it."""
    path = folder / f"made-{crops}.cpcl"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        work = folder / "making.cpcl"
        for left in folder.glob("making.cpcl*"):
            left.unlink()
        make_case(work, crops, log_entries)
        work.rename(path)
    with Case.open(path) as case:
        model = case.models.current()
        assert model is not None
        open_index(case, model, starter().layout)  # makes and notes the cache, where there is none
    return path


def starter() -> Embedder:
    """The model of such a case."""
    return Embedder(find_model(None, "image-text"), "cpu")


def make_case(path: Path, crops: int, log_entries: int) -> None:
    """Make it; some minutes for a million crops."""
    with Case.open(path, create=True) as case:
        grow(case, starter(), crops, silent)
        with case._store.transaction():
            for number in range(log_entries):
                query = {"text": f"a man in a coat, number {number}", "cameras": [], "limit": 60}
                case.log.append("search", {"query": query, "hits": [[at, at, 0.25] for at in range(12)]})
