"""To whom a cluster may be spoken: beyond this machine by TLS alone, and not at all where a policy forbids it."""

# Holds SECURITY.md: machines that read together speak by TLS alone, with keys of one private authority

import builtins
import sys
from pathlib import Path

import pytest

from cpcl_desktop.engine.cluster.dask import checked, connected, load
from cpcl_desktop.engine.errors import MachineError, UsageError

KEYS = Path("keys")


@pytest.mark.parametrize(
    ("address", "keys", "where"),
    [
        ("127.0.0.1:9000", None, "tcp://127.0.0.1:9000"),
        ("localhost", None, "tcp://localhost:8786"),
        ("tcp://[::1]:9", None, "tcp://[::1]:9"),
        ("reader.example", KEYS, "tls://reader.example:8786"),
        ("tls://10.0.0.4:8786", KEYS, "tls://10.0.0.4:8786"),
    ],
)
def test_addresses_as_people_write_them(address: str, keys: Path | None, where: str) -> None:
    assert checked(address, keys) == where


@pytest.mark.parametrize(
    ("address", "keys", "why"),
    [
        ("tcp://10.0.0.4:8786", None, "could run programs"),
        ("10.0.0.4", None, "could run programs"),
        ("0.0.0.0", None, "could run programs"),
        ("127.0.0.1.example.org", None, "could run programs"),
        ("tls://10.0.0.4", None, "needs the keys"),
        ("tcp://127.0.0.1", KEYS, "leave the keys out"),
        ("http://127.0.0.1", None, "is no address"),
        ("tcp://", None, "is no address"),
        ("127.0.0.1:99999", None, "is no address"),
    ],
)
def test_what_would_be_open_to_others_or_means_nothing_is_refused(
    address: str, keys: Path | None, why: str
) -> None:
    with pytest.raises(UsageError, match=why):
        checked(address, keys)


def test_a_policy_without_a_network_forbids_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text("network = false\n")
    monkeypatch.setattr("cpcl_desktop.engine.runtime.policy.policy_file", lambda: policy)
    with pytest.raises(UsageError, match=r"cluster was not used: the policy .* Without --cluster"):
        checked("127.0.0.1", None)


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def lacking(name: str, *rest: object) -> object:
        if name == "distributed":
            raise ImportError(name)
        return imported(name, *rest)

    monkeypatch.delitem(sys.modules, "distributed", raising=False)
    monkeypatch.setattr(builtins, "__import__", lacking)
    with pytest.raises(UsageError, match=r'pip install "cpcl-desktop\[cluster\]"'):
        load()


def test_keys_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ca\.pem is not there"), connected("tls://127.0.0.1:9", tmp_path):
        pass


def test_where_nobody_answers_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    monkeypatch.setattr("cpcl_desktop.engine.cluster.dask.PATIENCE_S", 1.0)
    with (
        pytest.raises(MachineError, match=r"No scheduler answers at tcp://127\.0\.0\.1:9"),
        connected("127.0.0.1:9", None),
    ):
        pass
