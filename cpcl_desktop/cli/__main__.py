"""`python -m cpcl_desktop.cli`, the same as `cpcl`."""

from cpcl_desktop.cli.main import run

run()
