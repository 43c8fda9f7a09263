"""The frozen `cpcl`."""

from cpcl_desktop.cli.main import run

run()
