"""The workers of a run: who is there, who was let in, who was refused and why, who is silent."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.cluster.admission import Equipment, Shown, refusal, show
from cpcl_desktop.engine.cluster.dask import Client, workers_of
from cpcl_desktop.engine.cluster.jobs import Order
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.runtime.providers import CPU

LOOK_EVERY_S: Final = 1.0
ANSWER_S: Final = 10.0  # for what a worker has answered to come here
FIRST_S: Final = 60.0  # for which those that are there at the start are waited for, before the first is given work


@dataclass(slots=True)
class Worker:
    """A worker by its address: what it was asked, what it showed; `why_not` where it was refused."""

    address: str
    asked: Any
    name: str = ""
    equipment: Equipment | None = None
    why_not: str = ""


class Roster:
    """Who takes part in a run, as workers come and go."""

    def __init__(
        self, client: Client, order: Order, token: str, must: Equipment, notice: Callable[[str], None]
    ) -> None:
        """`must` is what is here; `notice` is told, in a sentence, of each that is refused."""
        self.client = client
        self._order, self._token, self._must, self._notice = order, token, must, notice
        self._workers: dict[str, Worker] = {}
        self._looked, self._began = 0.0, time.monotonic()
        self.provider = "" if order.provider == "auto" else order.provider  # where all run, once that is settled

    def look(self) -> None:
        """Ask those that are new, hear those that were asked, forget those that are gone; as `workers_of`."""
        if time.monotonic() - self._looked > LOOK_EVERY_S:
            self._looked = time.monotonic()
            there = workers_of(self.client)
            self._workers = {address: one for address, one in self._workers.items() if address in there}
            for address in sorted(there - self._workers.keys()):
                self._workers[address] = Worker(address, self._ask(address))
        for one in self._workers.values():
            if not one.name and one.asked.done():
                self._hear(one)
        self._settle()

    @property
    def admitted(self) -> list[Worker]:
        """Those that may read, once it is settled where all run."""
        return [one for one in self._workers.values() if self.provider and one.equipment and not one.why_not]

    @property
    def unanswered(self) -> int:
        """How many were asked and have not answered yet."""
        return sum(not one.name for one in self._workers.values())

    def check_any(self) -> None:
        """`UsageError` where there are workers and every one of them was refused."""
        if self._workers and all(one.why_not for one in self._workers.values()):
            said = (f"{one.name}: {one.why_not.rstrip('.')}." for one in self._workers.values())
            raise UsageError(
                "None of the workers can take part; what was read before is kept. {list}", list=" ".join(said)
            )

    def has(self, address: str) -> bool:
        """Whether a worker is still there."""
        return address in self._workers

    def tell_aside(self, address: str, why: str) -> None:
        """Say that a worker gets no work for a while, since it failed twice in a row, the last time for this."""
        one = self._workers.get(address)
        if one is not None:
            self._notice(
                worded(
                    "The worker {name} failed with two sources in a row and gets no more for a while; others do "
                    "its work. The last time: {why}.",
                    name=one.name,
                    why=why.rstrip("."),
                )
            )

    def _ask(self, address: str) -> Any:  # noqa: ANN401 (Dask's)
        return self.client.submit(
            show, self._order, self._token, workers=[address], allow_other_workers=False, pure=False
        )

    def _hear(self, one: Worker) -> None:
        shown = _answer(one)
        one.name, one.equipment, one.why_not, one.asked = shown.name, shown.equipment, shown.why_not, None
        if self.provider or one.why_not:
            self._judge(one)

    def _settle(self) -> None:
        """Once the first ones have answered: where networks run on most of them is where all do."""
        answered = [one.equipment.provider for one in self._workers.values() if one.equipment]
        waited = time.monotonic() - self._began > FIRST_S
        if self.provider or not answered or not (waited or all(one.name for one in self._workers.values())):
            return
        counted = Counter(answered)
        self.provider = max(counted, key=lambda name: (counted[name], name != CPU.name, name))
        for one in self._workers.values():
            if one.equipment is not None:
                self._judge(one)

    def _judge(self, one: Worker) -> None:
        if one.equipment is not None:
            one.why_not = refusal(self._must, one.equipment, self.provider)
        if one.why_not:
            self._notice(
                worded("The worker {name} takes no part: {why}.", name=one.name, why=one.why_not.rstrip("."))
            )


def _answer(one: Worker) -> Shown:
    """What a worker answered, or why it could not even answer."""
    why: object = one.asked.status
    try:
        if why == "finished":
            shown: Shown = one.asked.result(timeout=ANSWER_S)
            return shown
        why = one.asked.exception(timeout=ANSWER_S) if why == "error" else why
    except (OSError, TimeoutError) as error:
        why = error or type(error).__name__
    return Shown(one.address, None, worded("it could not be asked ({why})", why=why))
