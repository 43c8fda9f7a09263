"""Fixtures: the assets and a studio, opened once; tests skip where there are no assets or no EGL."""

import os

import numpy as np
import pytest

from cpcl_desktop.bundle.errors import MachineError
from cpcl_train.synthetic.assets import load_library
from cpcl_train.synthetic.studio import Studio


@pytest.fixture(scope="session")
def assets_root(shared_data):
    root = shared_data / "makehuman"
    if not root.is_dir():
        pytest.skip(f"no body assets at {root}")
    return root


@pytest.fixture(scope="session")
def library(assets_root):
    return load_library(assets_root)


@pytest.fixture(scope="session")
def studio(library):
    os.environ.setdefault("LP_NUM_THREADS", "2")
    try:
        return Studio(library)
    except MachineError as error:
        pytest.skip(str(error))


@pytest.fixture
def rng():
    return np.random.default_rng(5)
