"""The frozen `cpcl`."""

from cpcl_desktop.cli import run

run()
