"""A team's case on a test's server: made of a file, with people who take part in it."""

import itertools
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.engine.case import whole
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.labels import kind_of
from cpcl_desktop.engine.case.state import stored_digests
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.team.roles import ROLES, Member, add_member
from tests.passage_cases import add_footage, noon
from tests.team_server import TestServer

PEOPLE = {"anna": "analyst", "ben": "analyst", "olga": "owner", "rita": "reader"}
_NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class Team:
    """A case on a server; `file` is what it was made of."""

    server: TestServer
    database: str
    file: Path

    def url(self, who: str) -> str:
        return self.server.url(self.database, who)

    def pulled(self, who: str, apart: bool = False) -> Path:
        """A desk's file."""
        path = self.file.with_name(f"{who}-{next(_NUMBERS)}.cpcl")
        whole.pull(self.url(who), path, silent, apart)
        return path


def new_team(server: TestServer, file: Path, people: dict[str, str] | None = None) -> Team:
    """Put a case on the server, in a database of its own; a server's roles are there for all of its databases."""
    database = f"case_{os.getpid()}_{next(_NUMBERS)}"
    url = server.new_database(database)
    whole.prepare(url)
    for name, role in (PEOPLE if people is None else people).items():
        assert role in ROLES
        add_member(url, Member(name, role))
    with Case.open(file) as case:
        whole.push(case, server.url(database, "olga"), silent)
    return Team(server, database, file)


def write_case(path: Path, people: Sequence[int] = (1, 2, 1)) -> Path:
    """A case with something in every table that people fill, and a path that is no Unicode."""
    with Case.open(path, create=True, purpose="a robbery at noon") as case:
        add_footage(case, "gate", [(person, 4 * at, 4 * at + 2) for at, person in enumerate(people)], noon())
        add_footage(case, "door", [(1, 0, 2), (3, 5, 7)], crops=3)
        model = case.models.current()
        assert model is not None
        case.models.settle_centre(model.id)
        odd = Path(os.fsdecode(b"/footage/\xff.mp4"))
        case.sources.add(odd, "video", "e" * 64, 7, "odd", {})
        case.decisions.decide(1, "match", description="in red", note="sure, “Größe” 一")
        case.decisions.decide(1, None)
        case.decisions.decide(2, "unsure")
        case.marks.set(3, "bookmark", True)
        case.marks.set(3, kind_of(case.labels.make("Courier").label), True)
        case.captions.describe(3, "a red coat")
        case.persons.merge([1, 3])
        case.persons.name([1, 3], "the courier")
        case.searches.save("red", '{"text": "red"}', b"\xff\xd8\0jpeg")
        case.passages.join(1, 2)
        case.bin.take_out([2])
    return path


def digests(path: Path) -> dict[str, str]:
    """The digest of every table."""
    with Case.read(path) as case:
        return stored_digests(case._store.connection)


def faults(path: Path) -> list[str]:
    with Case.read(path) as case:
        return list(verify_case(case, silent, footage=False).faults)
