"""Every command that README, guide and CONTRIBUTING show is run here as it stands, or listed with why it is not.

All `cpcl` commands are run one after the other in one folder that holds what the pages name, by the real models on
the demo clip, since later ones build on what earlier ones made.
"""

import re
import shlex
import shutil
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path

import av
import pytest

from cpcl_desktop.__main__ import main as window
from cpcl_desktop.cli.commands import COMMANDS
from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.runtime.places import resource
from tests.conftest import QT_FAULT

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "resources" / "guide" / "en"
INDEX = (GUIDE / "index.md").read_text(encoding="utf-8")
IN_ORDER = [GUIDE / name for name in re.findall(r"\(([\w-]+\.md)\)", INDEX)]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *IN_ORDER)
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)

# What is not run here, by how it begins, and why.
ELSEWHERE: Mapping[str, str] = {
    "python3 -m venv": ".ci/run runs both of the README's as they stand",
    "bash .ci/run": "it runs this test",
    ".venv-dev/bin/python -m pytest": "it runs this test",
    ".venv-dev/bin/ruff": ".ci/run runs lint, format, types and contracts",
    ". .venv-dev/bin/activate": "installs a hook into the user's clone",
    "python packaging/guide.py": "tests/packaging/test_guide.py runs it",
    "cpcl cluster start": "it ends by Ctrl+C; test_run.py and test_ssh.py in tests/engine/cluster start it",
    "cpcl ingest robbery.cpcl archive --cluster": "tests/engine/cluster/test_run.py reads with it",
    "dask worker": "Dask's own; tests/engine/cluster/test_keys.py has a worker that it started connect",
    "cpcl case": "needs a team's server; tests/cli/test_team.py runs it",
    "cpcl team": "as cpcl case",
    "cpcl-train": "needs PyTorch, data and hours; the last test looks at its options, tests/train runs it small",
}


# What pages say that a command answers.
SAID: Mapping[str, str] = {
    'cpcl search demo/demo.cpcl "man in a purple suit" --limit 2': "Nobody like that was found among the 6",
    'cpcl search demo/demo.cpcl "woman in a red coat with a black backpack" --limit 3': "strong",
}


def lines(page: Path) -> Iterator[str]:
    """The commands of a page's blocks, those of several lines as one."""
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        yield from (line for line in block.replace("\\\n", " ").splitlines() if line.strip() and line[0] != "#")


def is_run_here(line: str) -> bool:
    return shlex.split(line, comments=True)[0] in ("cpcl", "cpcl-desktop") and not line.startswith(tuple(ELSEWHERE))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the pages name: a clip, a camera's folder, a witness's picture, an archive, all of it the demo's."""
    clip = Path(shutil.copy(resource("demo/demo.mp4"), tmp_path / "clip.mp4"))
    (tmp_path / "camera-2").mkdir()
    (tmp_path / "archive").mkdir()
    write_part(clip, tmp_path / "camera-2" / "door.mp4", tmp_path / "witness.jpg")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    for name in ("CPCL_PURPOSE", "CPCL_AUTHORITY", "CPCL_UPDATES"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def write_part(clip: Path, target: Path, picture: Path) -> None:
    """The seconds from 4 to 9 as a recording of its own, and a frame of it."""
    with av.open(str(clip)) as source, av.open(str(target), "w") as made:
        stream = made.add_stream("libx264", rate=12, options={"crf": "20"})
        stream.width, stream.height = source.streams.video[0].width, source.streams.video[0].height
        stream.pix_fmt, stream.time_base = "yuv420p", Fraction(1, 12)
        for number, frame in enumerate(one for one in source.decode(video=0) if 4 <= (one.time or 0) < 9):
            if number == 24:
                frame.to_image().save(picture)
            again = av.VideoFrame.from_ndarray(frame.to_ndarray(format="rgb24"), format="rgb24")
            made.mux(stream.encode(again))
        made.mux(stream.encode(None))


def shown() -> dict[tuple[str, ...], str]:
    """Every command as its program and arguments, with the first line that shows it, in the order of the pages."""
    found: dict[tuple[str, ...], str] = {}
    for line in (one for page in PAGES for one in lines(page) if is_run_here(one)):
        found.setdefault(tuple(shlex.split(line, comments=True)), line)
    return found


def test_every_command_of_cpcl_that_is_shown_works(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = []
    for (program, *arguments), line in shown().items():
        if program == "cpcl-desktop" and QT_FAULT:
            continue
        run = main if program == "cpcl" else lambda given: window([*given, "--smoke-test"])
        status = status_of(run, arguments)
        printed = capsys.readouterr()
        assert status == 0, (line, printed.out[-2000:], printed.err[-500:])
        assert SAID.get(line, "") in printed.out, (line, printed.out)
        done.append(line)
    assert len(done) > 40 and set(SAID) <= set(done)
    run_ones = {line.split()[1] for line in done if line.startswith("cpcl ")}
    others = {"reindex", "bench"}  # whose other model is a download; which takes minutes
    assert set(COMMANDS) - run_ones <= others | {one.split()[1] for one in ELSEWHERE if one.startswith("cpcl ")}


def status_of(run: Callable[[list[str]], int], arguments: list[str]) -> object:
    """What the program ends with; help ends it by itself."""
    try:
        return run(arguments)
    except SystemExit as ended:
        return ended.code


def test_what_is_not_run_is_listed_and_nothing_else_is() -> None:
    others = [line for page in PAGES for line in lines(page) if not is_run_here(line)]
    assert [line for line in others if not line.startswith(tuple(ELSEWHERE))] == []
    assert [begins for begins in ELSEWHERE if not any(line.startswith(begins) for line in others)] == []


def test_options_of_the_trainer_that_are_shown_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("torch")
    from cpcl_train.cli.main import main as train

    every = [
        shlex.split(one, comments=True)[1:] for page in PAGES for one in lines(page) if one.startswith("cpcl-train")
    ]
    assert len(every) > 5
    for name, *arguments in every:
        with pytest.raises(SystemExit):
            train([name, "--help"])
        said = capsys.readouterr().out
        assert [one for one in arguments if one.startswith("--") and one not in said] == [], name
