"""A dock of the desktop hears over the session bus how far long work is; tried on a bus of its own."""

import re
import shutil
import subprocess
import sys
import time

import pytest

from cpcl_desktop.engine.progress import Progress
from cpcl_desktop.gui.lasting import Lasting
from cpcl_desktop.gui.taskbar import Taskbar, show_in_taskbar

from .hands import TIMEOUT

if not sys.platform.startswith("linux"):
    pytest.skip("only Linux has such a bus", allow_module_level=True)
QtDBus = pytest.importorskip("PySide6.QtDBus", reason="Qt's D-Bus does not load here", exc_type=ImportError)
for program in ("dbus-daemon", "dbus-monitor"):
    if shutil.which(program) is None:
        pytest.skip(f"{program} is missing (Debian: dbus)", allow_module_level=True)

_OURS = "interface='com.canonical.Unity.LauncherEntry'"


@pytest.fixture
def address():
    """Of a bus that nobody else is on."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as bus:
        yield bus.stdout.readline().strip()
        bus.terminate()


@pytest.fixture
def heard(address):
    """Who listens as a dock does: `heard()` ends that and gives what was said."""
    command = ["dbus-monitor", "--address", address, _OURS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as listener:
        listener.stdout.readline()  # that it has a name: from here on it hears everything

        def said() -> list[tuple[float, bool]]:
            listener.terminate()
            text = listener.stdout.read()
            assert text.count('string "application://cpcl-desktop.desktop"') == text.count("member=Update")
            found = re.findall(r'"progress".*?double ([\d.]+).*?"progress-visible".*?boolean (\w+)', text, re.S)
            return [(float(share), visible == "true") for share, visible in found]

        yield said
        listener.kill()


def test_the_bus_hears_percent_by_percent_how_far_the_oldest_job_is(qtbot, window, address, heard):
    bus = QtDBus.QDBusConnection.connectToBus(address, "test of the taskbar")
    assert bus.isConnected()
    lasting = Lasting(window.desk)
    Taskbar(lasting, bus)

    def work(report):
        for done in (250, 251, 500):  # of which the second says nothing new
            report(Progress("Training", done, 1000))
            time.sleep(0.3)  # or a job passes on the first alone

    job = window.desk.machine.lane.job("training", work, is_long=True)
    with qtbot.waitSignal(lasting.idle, timeout=TIMEOUT):
        job.start()
    QtDBus.QDBusConnection.disconnectFromBus("test of the taskbar")
    qtbot.wait(300)  # what was sent is passed on
    assert heard() == [(0.25, True), (0.5, True), (0.0, False)]


def test_elsewhere_the_title_alone_says_it(window):
    assert show_in_taskbar(Lasting(window.desk), "win32") is None
