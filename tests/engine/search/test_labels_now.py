"""Queries that name labels as they were called before."""

from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.labels_now import by_names_of_now
from tests.passage_cases import add_footage


def _now(federation: Federation, *labels: str) -> tuple[str, ...]:
    return tuple(by_names_of_now(Query(labels=labels), federation)[0].labels)


def test_a_former_name_means_the_label_that_had_it_last(tmp_path: Path) -> None:
    with Case.open(tmp_path / "c.cpcl", create=True) as case:
        add_footage(case, "gate", [(1, 0, 2)])
        first, second, gone = (case.labels.make(name) for name in ("Suspect", "Witness", "Bag"))
        case.labels.rename(first.label, "Courier")
        case.labels.rename(second.label, "Suspect")
        one = Federation([case])
        assert _now(one, "suspect", "Courier") == ("suspect", "Courier")  # what is called so now is meant
        assert _now(one, "WITNESS", "Suspect") == ("Suspect",)  # each once
        case.labels.rename(second.label, "Neighbour")
        assert _now(one, "Suspect", "Courier") == ("Neighbour", "Courier")
        case.labels.remove(gone.label)
        query, said = by_names_of_now(Query(labels=("Suspect", "Bag", "Nobody")), one)
        assert query.labels == ("Neighbour", "Bag", "Nobody") and said.count("“") == 2


def test_of_several_cases_a_former_name_means_what_it_is_in_each(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("north.cpcl", "south.cpcl")]
    for number, (path, name) in enumerate(zip(paths, ("Courier", "Runner"), strict=True), 1):
        with Case.open(path, create=True) as case:
            add_footage(case, "gate", [(1, 0, 2)], content=number)
            case.labels.rename(case.labels.make("Suspect").label, name)
    with Case.read(paths[0]) as north, Case.read(paths[1]) as south:
        assert _now(Federation([north, south]), "Suspect") == ("Courier", "Runner")
