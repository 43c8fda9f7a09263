"""How soon an open window shows what another desk of a team decided.

    QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.team_news [--runs 25]

A server of its own, a small case, a window over one desk's mirror and decisions on another's, a second apart;
from when a decision is stored until the window knows it, and how often the window asked the server in all.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.mirror import Mirror
from cpcl_desktop.gui.deciding import Deciding
from cpcl_desktop.gui.lanes.workspace import Workspace
from tests.team_cases import new_team, write_case
from tests.team_server import running_server

APART_S = 1.1


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=25)
    runs = parser.parse_args().runs
    application, asked, ask = QApplication([]), list[float](), Mirror.bring_up_to_date
    Mirror.bring_up_to_date = lambda team: asked.append(time.perf_counter()) or ask(team)  # type: ignore[method-assign]
    with tempfile.TemporaryDirectory() as folder, running_server() as server:
        team = new_team(server, write_case(Path(folder) / "a.cpcl"))
        mine = team.pulled("anna")
        Case.open(mine).close()  # as a window does first
        workspace, deciding, times = Workspace(mine), Deciding(), list[float]()
        with Case.open(team.pulled("ben")) as ben:
            deciding.begin(workspace)
            passed(application, 3.0)
            before = len(asked)
            for number in range(runs):
                made = ben.decisions.decide(3, "match" if number % 2 else "unsure")
                start = time.perf_counter()
                while (known := deciding.decisions.get(3)) is None or known.id != made.id:
                    passed(application, 0.002)
                times.append((time.perf_counter() - start) * 1000)
                passed(application, APART_S)
            deciding.end()
            workspace.close()
    print(f"median {statistics.median(times):.0f} ms, at most {max(times):.0f} ms, {runs} decisions; "
          f"the server was asked {len(asked) - before} times in {runs * APART_S:.0f} s")  # fmt: skip


def passed(application: QApplication, seconds: float) -> None:
    """Let the window work for so long."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        application.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    main()
