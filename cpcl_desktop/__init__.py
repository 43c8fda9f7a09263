"""CPCL Desktop: search footage for a person by describing them, on the analyst's own machine."""

import os

__version__ = "0.1.0"

# ONNX Runtime from 1.29 on tells its makers of its use, and keeps a number for the machine, once it is imported
# by anything; only this, set before, keeps it from that. Programs that we start inherit it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
