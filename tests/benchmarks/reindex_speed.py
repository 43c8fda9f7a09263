"""How fast a case is changed to another model, and how near its vectors are to those of an ingest.

    python tests/benchmarks/reindex_speed.py CASE

The case is copied; its own model under another name is the other one, so that
the vectors should be the same but for what JPEG took from the pictures.
"""

import argparse
import dataclasses
import shutil
import tempfile
import time
from pathlib import Path

import numpy as np

from cpcl_desktop.bundle.bundle import Bundle, write_bundle
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import StoredModel
from cpcl_desktop.engine.ingest.reindex import change_model
from cpcl_desktop.engine.models.installed import find_stored_model
from cpcl_desktop.engine.progress import silent


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("case", type=Path)
    request = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "copy.cpcl"
        shutil.copy(request.case, copy)
        with Case.open(copy) as case:
            measure(case, Path(scratch) / "other")


def measure(case: Case, folder: Path) -> None:
    before = vectors(case, case.models.current())
    other = renamed(find_stored_model(case.models.current()), folder)
    start = time.perf_counter()
    changed = change_model(case, other, "cpu", silent)
    took = time.perf_counter() - start
    cosines = (before * vectors(case, case.models.current())).sum(axis=1)
    pace = changed.embedded / took
    print(
        f"{changed.embedded} pictures in {took:.1f} s, {pace:.0f} a second, opening and checking "
        f"included; cosine to the ingest's vectors: lowest {cosines.min():.4f}, median {np.median(cosines):.4f}"
    )


def renamed(bundle: Bundle, folder: Path) -> Bundle:
    manifest = dataclasses.replace(bundle.manifest, name="other")
    files = bundle.contents()
    return write_bundle(folder, manifest, files)


def vectors(case: Case, model: StoredModel) -> np.ndarray:
    return case.gallery.vectors_after(model).data.astype(np.float32)


if __name__ == "__main__":
    main()
