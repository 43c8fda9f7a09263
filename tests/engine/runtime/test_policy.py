"""What an agency's file forbids is forbidden in the engine, so that commands and window obey alike."""

# Holds SECURITY.md: what a machine's policy forbids is refused, and a policy that cannot be read stops the program

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import BundleError, MachineError, UsageError
from cpcl_desktop.engine.models.catalogue import catalogue
from cpcl_desktop.engine.models.installed import add_model
from cpcl_desktop.engine.people.detect import open_detector
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.runtime.places import resource
from cpcl_desktop.engine.runtime.policy import Policy, policy, policy_file
from tests.probe import write_probe

Stated = Callable[[str], Path]


@pytest.fixture
def stated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stated:
    """Writes the policy of this machine, which the tests have in a folder of their own."""
    file = tmp_path / "etc" / "policy.toml"
    file.parent.mkdir()
    monkeypatch.setattr("cpcl_desktop.engine.runtime.policy.policy_file", lambda: file)
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    for name in ("CPCL_PURPOSE", "CPCL_AUTHORITY"):
        monkeypatch.delenv(name, raising=False)

    def write(text: str) -> Path:
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_without_a_file_nothing_is_forbidden(stated: Stated) -> None:
    assert policy() == Policy() and policy().sentences() == []


def test_the_file_lies_where_a_user_does_not_write(monkeypatch: pytest.MonkeyPatch) -> None:
    assert policy_file().name == "policy.toml" and policy_file().is_absolute()
    assert not policy_file().is_relative_to(Path.home())


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("netwrok = false", "policy.netwrok"),
        ("network = 0", "policy.network is 0"),
        ("purpose_required = 'yes'", "policy.purpose_required"),
        ("allowed_models = 'starter'", "policy.allowed_models"),
        ("log_files = -1", "policy.log_files"),
        ("[defaults]\nlanguage = 'fr'", "policy.defaults.language"),
        ("[defaults]\nprovider = 'abacus'", "policy.defaults.provider"),
        ("[defaults]\ncolour = 'red'", "policy.defaults.colour"),
        ("path = '/tmp'", "policy.path"),
        ("network = fal", "Invalid value"),
        ("\x00", "policy.toml"),
    ],
)
def test_what_is_not_understood_stops_the_program_and_is_named(
    stated: Stated, text: str, named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stated(text)
    with pytest.raises(MachineError) as refused:
        policy()
    assert named in str(refused.value)
    assert main(["info", str(tmp_path / "a.cpcl")]) == 1
    assert named in capsys.readouterr().err


def test_help_and_version_are_told_all_the_same(stated: Stated, capsys: pytest.CaptureFixture[str]) -> None:
    stated("nonsense = 1")
    assert main(["version"]) == 0 and main(["help", "json"]) == 0


def test_no_network_means_that_nothing_is_fetched_or_looked_up(
    stated: Stated, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stated("network = false\nupdates = 'https://127.0.0.1:9/newest'")
    asked: list[object] = []
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda *given, **_: asked.append(given))
    for command in (["models", "fetch", catalogue()[0].name], ["version", "--check"]):
        assert main(command) == 2
        assert "forbids it to use a network" in capsys.readouterr().err
    assert asked == []


def test_a_purpose_is_asked_for_wherever_a_case_is_worked_in(
    stated: Stated, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stated("purpose_required = true")
    case, out, clip = str(tmp_path / "a.cpcl"), str(tmp_path / "out"), str(resource("demo/demo.mp4"))
    for command in (
        ["ingest", case, clip],
        ["search", case, "red"],
        ["report", case, "--out", out],
        ["pairs", case, "--out", out],
        ["demo", "--no-window", "--out", out],
        ["ingest", case, clip, "--purpose", "  "],
    ):
        assert main(command) == 2, command
        assert "asks for a purpose" in capsys.readouterr().err
    assert not Path(case).exists()
    Case.open(Path(case), create=True, purpose="missing person").close()
    for refused in (Case.open, Case.open_or_read):
        with pytest.raises(UsageError, match="asks for a purpose"):
            refused(Path(case))
    Case.read(Path(case)).close()  # reading leaves no entry that a purpose could stand in
    monkeypatch.setenv("CPCL_PURPOSE", "order 17")
    Case.open(Path(case)).close()


def test_models_that_are_not_allowed_are_neither_added_nor_used(stated: Stated, tmp_path: Path) -> None:
    probe = write_probe(tmp_path / "probe")
    stated("allowed_models = ['starter', 'people']")
    with pytest.raises(BundleError, match="does not allow the model probe"):
        add_model(probe.path)
    assert not (tmp_path / "home" / "models" / "probe").exists()
    with pytest.raises(BundleError, match="does not allow"):
        Embedder(probe)
    with pytest.raises(BundleError, match="the model motion"):
        open_detector(None)
    stated(f"allowed_models = ['{probe.sha256}', 'motion']")
    assert Bundle.open(add_model(probe.path).path).sha256 == probe.sha256
    assert Embedder(probe).name == "probe" and open_detector(None).name == "motion"


def test_the_policy_that_the_guide_shows_is_one(stated: Stated) -> None:
    for page in resource("guide").glob("*/administrators.md"):
        (shown,) = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
        stated(shown)
        held = policy()
        assert (held.network, held.purpose_required, held.defaults.provider) == (False, True, "cpu")
        assert {field for field in Policy.__dataclass_fields__ if field != "path"} <= set(re.findall(r"\w+", shown))


def test_what_is_fixed_is_told_in_sentences(stated: Stated) -> None:
    path = stated("network = false\npurpose_required = true\nallowed_models = ['starter']")
    said = policy().sentences()
    assert len(said) == 3 and "starter" in said[2] and policy().path == path


def test_the_provider_of_the_machine_is_the_commands_default(
    stated: Stated, capsys: pytest.CaptureFixture[str]
) -> None:
    stated("[defaults]\nprovider = 'cpu'")
    with pytest.raises(SystemExit):
        main(["search", "--help"])
    assert "default cpu" in capsys.readouterr().out


def test_no_variable_of_the_users_moves_the_policy_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("WIN_PD_OVERRIDE_COMMON_APPDATA", "/elsewhere")
    with pytest.raises(MachineError, match="WIN_PD_OVERRIDE_COMMON_APPDATA, cannot be followed"):
        policy_file()
