"""From the start of the process to the first picture of the window: what `cpcl-desktop` does, up to that.

    python -m tests.benchmarks.window.cold_start

Prints the monotonic clock at that moment; whoever started the process knows when that was.
"""

import sys
import time

from cpcl_desktop.engine.runtime.language import choose


def main() -> None:
    """As `cpcl_desktop.__main__` does it, in its order."""
    from cpcl_desktop.gui.look.language import language_for
    from cpcl_desktop.gui.store import default_store

    choose(language_for(default_store()))
    from cpcl_desktop.gui.application import application, make_window
    from cpcl_desktop.gui.settings import Settings
    from tests.benchmarks.window.watch import Painted

    running = application()
    window = make_window(Settings())
    painted = Painted(window)
    window.show()
    while not painted.seen:
        running.processEvents()
    print(time.monotonic())
    sys.stdout.flush()
    window.close()


if __name__ == "__main__":
    main()
