import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from cpcl_desktop.cli.commands import COMMANDS
from cpcl_desktop.cli.json_keys import OBJECT_KEYS
from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.bench.records import Benchmark, Series
from cpcl_desktop.engine.coverage.source_keys import SOURCE_KEYS
from cpcl_desktop.engine.evidence.outputs import write_json
from cpcl_desktop.engine.plain_text import SCHEMA
from cpcl_desktop.engine.records import Ask
from tests.cli.kit import change
from tests.engine.cluster.near import near
from tests.probe import write_probe
from tests.street import write_clip

CONDITIONS = ("dark", "grey", "round", "small", "tiny")


def keys(value: object, before: str = "") -> Iterator[str]:
    """The keys inside a value as SOURCE_KEYS names them, in their order."""
    inside = value[0] if isinstance(value, list) and value and isinstance(value[0], dict) else value
    if not isinstance(inside, dict):
        yield before
        return
    for name, one in inside.items():
        shown = "*" if name in CONDITIONS else name
        yield from keys(one, f"{before}.{shown}" if before else shown)


def printed(arguments: list[str], capsys: pytest.CaptureFixture[str], status: int) -> dict:
    capsys.readouterr()
    assert main(arguments) == status
    return json.loads(capsys.readouterr().out)


def test_a_source_has_the_documented_keys_everywhere(
    kit: Path, ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(ingested, "INSERT INTO gap (source, start_us, end_us, reason) VALUES (1, 0, 400000, 'the data is bad')")
    case, out = str(ingested), tmp_path / "report"
    assert main(["report", case, "--out", str(out), "--query", "red"]) == 0
    objects = [
        printed(["ingest", case, str(kit / "street.mp4"), "--json"], capsys, 3),
        printed(["info", case, "--json"], capsys, 0),
        printed(["coverage", case, "--json"], capsys, 3),
        json.loads((out / "report.json").read_text()),
    ]
    for one in objects:
        (source,) = one["sources"]
        assert list(dict.fromkeys(keys(source))) == list(SOURCE_KEYS)
        assert source == objects[0]["sources"][0]  # not only the keys
    assert objects[0]["sources"][0]["gaps"][0]["end_s"] == 0.4


# Whose sources have the keys of SOURCE_KEYS.
SOURCES_ALONE = {"ingest", "ingest --cluster", "ingest --retry", "info", "coverage", "coverage CASE CASE"}
ANY = {"entries.details", "entries.state"}  # whose keys depend


def documented(told: dict, name: str) -> list[str]:
    """The keys of an object as OBJECT_KEYS names them."""
    assert told.pop("schema") == SCHEMA
    if name in SOURCES_ALONE:
        told["sources"] = []
    for one in told["cases"] if name == "info CASE CASE" else ():
        one["sources"] = []
    found = dict.fromkeys(next((any for any in ANY if key.startswith(any)), key) for key in keys(told))
    return list(found)


def test_every_object_has_the_documented_keys_and_its_schema(
    kit: Path, ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The model of this case says no attributes, from which questions come.
    question = Ask("Was there a bag?", ("with a bag", "without a bag"), 0.5)
    monkeypatch.setattr("cpcl_desktop.engine.search.searcher.Searcher._ask", lambda *_: (question,))
    case, out = str(ingested), tmp_path
    assert main(["decide", case, "1", "match", "--description", "red"]) == 0
    assert main(["label", case, "Suspect", "--give", "1"]) == 0
    assert main(["models", "add", str(kit / "probe")]) == 0
    (out / "bad.mp4").write_bytes(b"")
    part, whole = Path(shutil.copy(ingested, out / "part.cpcl")), Path(shutil.copy(ingested, out / "whole.cpcl"))
    other = str(shutil.copy(ingested, out / "other.cpcl"))
    disagree(part, whole)
    later = ["--start", "2026-03-12T12:05:00"]
    assert (
        main(["ingest", case, str(write_clip(out / "again.mp4", frames=58)), *later, "--detector", "motion"]) == 0
    )
    assert main(["clock", case, "--source", "street.mp4", "--start", "2026-03-12T12:00:00"]) == 0
    assert main(["persons", case, "--split", "1", "--take", "3"]) == 0
    assert main(["log", "--new-key", str(out / "key")]) == 0
    earlier = Benchmark("two cores", {}, "cpu", None, True, True, [Series("embed", "ms a crop", [1.0])], [])
    write_json(out / "bench.json", earlier.described())
    assert main(["ingest", case, str(out / "bad.mp4")]) == 1
    near(monkeypatch, tmp_path)  # else it would take a cluster
    commands: dict[str, tuple[list[str], int]] = {
        "ingest": (["ingest", case, str(kit)], 0),
        "ingest --cluster": (["ingest", case, str(kit), "--cluster", "127.0.0.1"], 0),
        "ingest --retry": (["ingest", case, "--retry"], 1),
        "search": (["search", case, "red in street.mp4"], 0),
        "search --elsewhere": (["search", case, "green in street.mp4", "--elsewhere"], 0),
        "search --then": (["search", case, "green", "--then", "", "--within", "1h"], 0),
        "persons": (["persons", case, "--of", "1"], 0),
        "search CASE CASE": (["search", case, other, "red in street.mp4"], 0),
        "search CASE CASE --elsewhere": (["search", case, other, "green in street.mp4", "--elsewhere"], 0),
        "search CASE CASE --then": (["search", case, other, "green", "--then", "", "--within", "1h"], 0),
        "persons CASE CASE": (["persons", case, other, "--of", "c:1"], 0),
        "merge": (["merge", str(whole), str(part)], 3),
        "bin": (["bin", case, "again.mp4"], 0),
        "info": (["info", case], 0),
        "coverage": (["coverage", case], 3),
        "info CASE CASE": (["info", case, other], 0),
        "coverage CASE CASE": (["coverage", case, other], 3),
        "clock": (["clock", case], 0),
        "camera": (["camera", case], 0),
        "log": (["log", case, "--out", str(out / "log.json")], 0),
        "log --head": (["log", case, "--head"], 0),
        "log --sign": (["log", case, "--sign", str(out / "key"), "--out", str(out / "signed.json")], 0),
        "log --timestamp-request": (["log", case, "--timestamp-request", str(out / "head.tsq")], 0),
        "log --new-key": (["log", "--new-key", str(out / "second key")], 0),
        "decisions": (["decisions", case], 0),
        "label": (["label", case], 0),
        "passages": (["passages", case, "--join", "1", "2"], 0),
        "report": (["report", case, "--out", str(out / "report")], 0),
        "pairs": (["pairs", case, "--out", str(out / "pairs")], 0),
        "reindex": (["reindex", case, "--model", str(write_probe(tmp_path / "other", "other").path)], 0),
        "relink": (["relink", case, str(kit)], 0),
        "verify CASE": (["verify", case], 0),
        "verify REPORT": (["verify", str(out / "report")], 0),
        "verify LOG": (["verify", str(out / "log.json")], 0),
        "doctor": (["doctor", case], 0),
        "bench": (["bench", "--only", "embed", "--against", str(out / "bench.json")], 0),
        "models list": (["models", "list"], 0),
        "models fetch": (["models", "fetch"], 0),
        "models add, import, or fetch NAME": (["models", "add", str(kit / "probe")], 0),
        "models verify": (["models", "verify"], 0),
        "models use": (["models", "use", "probe"], 0),
        "models remove": (["models", "remove", "probe", "--yes"], 0),
    }
    found = {
        name: documented(printed([*arguments, "--json"], capsys, status), name)
        for name, (arguments, status) in commands.items()
    }
    assert found == {name: list(of) for name, of in OBJECT_KEYS.items()}
    for file in ("report/report.json", "log.json"):
        assert json.loads((out / file).read_text())["schema"] == SCHEMA


def disagree(part: Path, whole: Path) -> None:
    """Let two cases differ in what a merge tells of: a clock, a decision, a passage that one does not have."""
    assert main(["clock", str(part), "--start", "2026-03-12T12:05:00"]) == 0
    assert main(["clock", str(whole), "--start", "2026-03-12T12:00:00"]) == 0
    assert main(["label", str(part), "Bag"]) == 0 and main(["label", str(whole), "Witness"]) == 0
    assert main(["decide", str(part), "2", "match"]) == 0
    assert main(["decide", str(part), "1", "unsure"]) == 0
    assert main(["decide", str(whole), "1", "no-match"]) == 0
    change(whole, "DELETE FROM track WHERE id = 2")


def test_help_json_prints_every_key_and_every_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "json"]) == 0
    lines = [line.split("  ") for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    named = [parts[1].strip() for parts in lines if parts[1].strip()]
    assert named == [*SOURCE_KEYS, *(key for of in OBJECT_KEYS.values() for key in of), "0", "1", "2", "3"]


def test_help_of_a_command_is_what_the_command_says_itself(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        said = []
        for arguments in (["help", name], [name, "--help"]):
            with pytest.raises(SystemExit) as stop:
                main(arguments)
            assert stop.value.code == 0
            said.append(capsys.readouterr().out)
        assert said[0] == said[1] and f"usage: cpcl {name}" in said[0]


def test_the_list_of_commands_loads_none_of_the_engine() -> None:
    program = (
        "import sys\nfrom cpcl_desktop.cli.main import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(ended.stderr.split())
    assert all(name in ended.stdout for name in COMMANDS)
    assert not loaded & {"numpy", "cv2", "av", "onnxruntime", "faiss", "sqlite3", "PySide6", "platformdirs"}
    assert not any(module in loaded for module in (command.module for command in COMMANDS.values()))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_prints_json_documents_it(name: str) -> None:
    parser = argparse.ArgumentParser(prog=name)
    import_module(COMMANDS[name].module).add(parser)
    documented = {key.partition(" ")[0] for key in OBJECT_KEYS}
    assert (name in documented) is ("--json" in _options(parser))


def _options(parser: argparse.ArgumentParser) -> set[str]:
    """The options of a command and of the actions below it."""
    found = set()
    for action in parser._actions:
        found |= set(action.option_strings)
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                found |= _options(below)
    return found


def test_every_command_that_writes_to_the_log_takes_a_purpose() -> None:
    opening = {
        name: import_module(command.module)
        for name, command in COMMANDS.items()
        if "open_case(" in (text := Path(str(import_module(command.module).__file__)).read_text(encoding="utf-8"))
        or "Case.open(" in text
    }
    assert {"ingest", "demo"} <= set(opening)
    for name, module in opening.items():
        parser = argparse.ArgumentParser()
        module.add(parser)
        assert {"--purpose", "--authority"} <= _options(parser), name
