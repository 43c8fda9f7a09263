"""CPCL training: cross-modal prototypical contrastive learning of person image–text models.

One room for each part: method, data, model, run, judge, ship, bench, synthetic; commands in `cli`.
Of the desktop it knows the bundle, and nothing else.
"""

import cpcl_desktop  # noqa: F401 - switches off the telemetry of ONNX Runtime, before anything imports that
