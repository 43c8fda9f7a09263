"""A session with the program, run as a process: what it asks of a network is refused, and told at the end.

The first argument is the folder for the case. All main ways of the command line, then the window with a search, a
setting, a page and the guide.
"""

import json
import sys
from pathlib import Path

ASKED: list[str] = []
OF_THIS_MACHINE = ("/", "\0", "b'\\x00", "b'/")  # sockets of a display or a bus


def refuse(event: str, given: tuple[object, ...]) -> None:
    """Python tells of every connection before it is opened, whoever opens it."""
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        address = given[1] if event.startswith("socket.connect") or event == "socket.sendto" else given[0]
        if not isinstance(address, str | bytes) or event.startswith("socket.get"):
            ASKED.append(f"{event} {address!r}")
            raise PermissionError("no network here")


def commands(folder: Path) -> None:
    """Footage in, searches, decisions, reports, checks."""
    from cpcl_desktop.cli.main import main

    case = str(folder / "demo.cpcl")
    for arguments in (
        ["demo", "--no-window", "--out", str(folder)],
        ["search", case, "woman in a red coat", "--sheet", str(folder / "again.png")],
        ["decide", case, "1", "match"],
        ["persons", case],
        ["report", case, "--out", str(folder / "report")],
        ["verify", str(folder / "report")],
        ["verify", case],
        ["models", "list"],
        ["models", "fetch"],
        ["models", "use", "starter"],
        ["doctor", case],
        ["version"],
    ):
        status = main(arguments)
        assert status == 0, (arguments, status)


def window(case: Path) -> None:
    """The window, as `cpcl-desktop CASE` opens it."""
    from PySide6.QtCore import QTimer

    import cpcl_desktop.gui.application as application
    from cpcl_desktop.__main__ import main

    made = application.make_window

    def made_and_used(settings):
        used = made(settings)
        used.desk.answered.connect(lambda _: QTimer.singleShot(0, lambda: use(used)))
        return used

    application.make_window = made_and_used
    assert main([str(case)]) == 0


def use(window) -> None:
    """Once: change a setting, look at a page, read the guide, search, close."""
    from cpcl_desktop.gui.settings import APPEARANCE

    if window.property("used"):
        window.about_program.guide.close()
        window.close()
        return
    window.setProperty("used", True)
    window._settings.set(APPEARANCE, "dark")
    window.actions_by_id["view_models"].trigger()
    window.actions_by_id["guide"].trigger()
    window.actions_by_id["find"].trigger()
    window.page.panel.box.line.setText("man in a green shirt")
    window.page.search()


if __name__ == "__main__":
    sys.addaudithook(refuse)
    sys.stdout, told = open("/dev/null" if sys.platform != "win32" else "nul", "w"), sys.stdout  # noqa: SIM115, PTH123
    commands(Path(sys.argv[1]))
    if "--window" in sys.argv:
        window(Path(sys.argv[1]) / "demo.cpcl")
    print(json.dumps(ASKED), file=told)
