import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cpcl_desktop.cli.commands import COMMANDS
from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.coverage.source_keys import SOURCE_KEYS
from cpcl_desktop.engine.plain_text import SCHEMA
from tests.cli.kit import change

CONDITIONS = ("dark", "grey", "small")


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


def test_every_object_says_its_schema(
    kit: Path, ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, out = str(ingested), tmp_path
    assert main(["decide", case, "1", "match", "--description", "red"]) == 0
    for arguments in (
        ["ingest", case, str(kit / "street.mp4")],
        ["ingest", case, "--retry"],
        *(["search", case, "red"], ["info", case], ["coverage", case], ["clock", case], ["log", case]),
        *(["decisions", case], ["relink", case, str(kit)], ["verify", case], ["models", "list"]),
        ["pairs", case, "--out", str(out / "pairs")],
        ["report", case, "--out", str(out / "report")],
        ["verify", str(out / "report")],
        ["log", case, "--out", str(out / "log.json")],
        ["verify", str(out / "log.json")],
    ):
        assert printed([*arguments, "--json"], capsys, 0)["schema"] == SCHEMA, arguments
    for file in ("report/report.json", "log.json"):
        assert json.loads((out / file).read_text())["schema"] == SCHEMA


def test_help_json_prints_every_key_and_every_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "json"]) == 0
    lines = [line.split("  ") for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    named = [parts[1].strip() for parts in lines if parts[1].strip()]
    assert named == [*SOURCE_KEYS, "0", "1", "2", "3"]


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
