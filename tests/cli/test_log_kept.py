"""What is kept of a log outside its case: heads, signatures, time stamps; and what of it still holds."""

# Holds SECURITY.md: a case made anew lacks the head, the signature and the time stamp that were kept elsewhere

import hashlib
import json
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import LogHead, canonical, hash_of
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.evidence.timestamp import check_timestamp
from tests.cli.kit import change
from tests.time_stamp_authority import Authority

FEATURES = ("cryptography", "rfc3161_client")


@pytest.fixture
def case(ingested: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("CPCL_KEY_PASSPHRASE", raising=False)
    assert main(["search", str(ingested), "red"]) == 0
    return ingested


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def told(capsys: pytest.CaptureFixture[str], *arguments: object, status: int = 0) -> dict:
    capsys.readouterr()
    assert main([*map(str, arguments), "--json"]) == status
    return json.loads(capsys.readouterr().out)


def checked(capsys: pytest.CaptureFixture[str], case: Path, *arguments: object, status: int = 0) -> dict:
    return told(capsys, "verify", case, "--no-footage", *arguments, status=status)


def written_anew(case: Path, number: int) -> None:
    """The log as somebody leaves it who knows how it is made: another user from an entry on, every hash right."""
    with sqlite3.connect(case) as connection:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute("SELECT * FROM log ORDER BY number")]
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for before, row in zip([None, *rows], rows, strict=False):
            if row["number"] < number:
                continue
            row["user"] = "somebody else"
            row["previous"] = before["hash"] if before else row["previous"]
            said = {name: value for name, value in row.items() if name != "hash"}
            said |= {name: json.loads(row[name] or "{}") for name in ("details", "state")}
            row["hash"] = hash_of({k: v for k, v in said.items() if v or k not in ("authority", "state")})
            connection.execute(
                "UPDATE log SET user = ?, previous = ?, hash = ? WHERE number = ?",
                (row["user"], row["previous"], row["hash"], row["number"]),
            )
        connection.execute("UPDATE log_head SET hash = ?", (rows[-1]["hash"],))
        for _, sql in triggers:
            connection.execute(sql)
    connection.close()


# --- heads


def test_a_head_is_one_line_and_found_again_later(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["log", str(case), "--head"]) == 0
    (head,) = capsys.readouterr().out.splitlines()
    digest = head.partition(":")[2]
    assert main(["search", str(case), "blue"]) == 0
    for noted in (head, digest, digest.upper(), f" {head} "):
        assert f"entry {head.partition(':')[0]} " in checked(capsys, case, "--head", noted)["holds"][0]
    assert checked(capsys, case, "--head", "0" * 64, status=1)["faults"][0].startswith("No entry has the hash")
    assert main(["verify", str(case), "--head", digest[:-1]]) == 2
    log = case.with_name("log.json")
    assert main(["log", str(case), "--out", str(log)]) == 0
    assert told(capsys, "verify", log, "--head", digest)["holds"]
    assert told(capsys, "verify", log, "--head", "0" * 64, status=1)["faults"]


def test_a_log_written_anew_lacks_the_head(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its own chain is whole; only what was kept elsewhere shows it."""
    head = told(capsys, "log", case, "--head")["head"]
    noted = LogHead(head["entries"], head["hash"])
    written_anew(case, noted.entries)
    assert checked(capsys, case)["faults"] == []
    assert "written anew" in checked(capsys, case, "--head", noted, status=1)["faults"][0]
    assert "written anew" in checked(capsys, case, "--head", noted.hash, status=1)["faults"][0]


def test_what_was_kept_proves_nothing_of_a_faulty_log(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = told(capsys, "log", case, "--head")["head"]
    with sqlite3.connect(case) as connection:
        (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'log_stays'").fetchone()
    connection.close()
    change(case, "DROP TRIGGER log_stays", "UPDATE log SET user = 'x' WHERE number = 2", sql)
    result = checked(capsys, case, "--head", head["hash"], status=1)
    assert result["holds"] == [] and "proves nothing" in result["unchecked"][0]
    assert "Entry 2 was altered" in result["faults"][0]


# --- signatures


def signed(case: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, Path]:
    """A signature of the case's head, and the public key."""
    key, signature = folder / "key", folder / "signature.json"
    assert main(["log", "--new-key", str(key)]) == 0
    assert main(["log", str(case), "--sign", str(key), "--out", str(signature)]) == 0
    return signature, folder / "key.pub"


def test_a_signature_is_checked_later(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    signature, public = signed(case, tmp_path, capsys)
    assert main(["search", str(case), "blue"]) == 0
    holds = checked(capsys, case, "--signature", signature, "--key", public)["holds"]
    assert ["is right" in holds[0], "key.pub" in holds[1], "that of entry" in holds[2]] == [True] * 3
    result = checked(capsys, case, "--signature", signature, status=3)
    assert "--key" in result["unchecked"][0]  # right, but anybody may have made it
    covered = json.loads(signature.read_text())
    entries = told(capsys, "log", case)["entries"]
    last = entries[covered["entries"] - 1]
    assert (last["hash"], last["details"]["to"]) == (
        covered["hash"],
        str(signature),
    )  # that it was signed is covered


@pytest.mark.parametrize("field", ["time", "hash", "case"])
def test_an_altered_signature_is_a_fault(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], field: str
) -> None:
    signature, public = signed(case, tmp_path, capsys)
    altered = json.loads(signature.read_text())
    altered[field] = "0" * 64
    signature.write_text(json.dumps(altered))
    result = checked(capsys, case, "--signature", signature, "--key", public, status=1)
    assert "not right: the file was altered" in result["faults"][0]


def test_other_keys_other_cases_and_other_files_are_told_apart(
    kit: Path, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signature, public = signed(case, tmp_path, capsys)
    assert main(["log", "--new-key", str(tmp_path / "other")]) == 0
    result = checked(capsys, case, "--signature", signature, "--key", tmp_path / "other.pub", status=1)
    assert "somebody else signed" in result["faults"][0]
    other = tmp_path / "other.cpcl"
    assert main(["ingest", str(other), str(kit / "street.mp4"), "--model", str(kit / "probe")]) == 0
    result = checked(capsys, other, "--signature", signature, "--key", public, status=1)
    assert "of another case" in result["faults"][0]
    for wrong in (tmp_path / "key.pub", tmp_path / "none.json"):
        assert main(["verify", str(case), "--signature", str(wrong), "--key", str(public)]) == 2
    assert main(["verify", str(case), "--signature", str(signature), "--key", str(signature)]) == 2
    assert main(["verify", str(case), "--key", str(public)]) == 2


def test_a_signed_log_that_is_written_anew_is_a_fault(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signature, public = signed(case, tmp_path, capsys)
    written_anew(case, 2)
    result = checked(capsys, case, "--signature", signature, "--key", public, status=1)
    assert "written anew" in result["faults"][0]


def test_a_key_is_its_owners_encrypted_if_asked_and_never_overwritten(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, locked = tmp_path / "plain", tmp_path / "locked"
    assert main(["log", "--new-key", str(plain)]) == 0
    assert "not encrypted" in capsys.readouterr().out
    if sys.platform != "win32":
        assert stat.S_IMODE(plain.stat().st_mode) == 0o600
    before = plain.read_bytes()
    assert main(["log", "--new-key", str(plain)]) == 2 and plain.read_bytes() == before
    monkeypatch.setenv("CPCL_KEY_PASSPHRASE", "long and secret")
    assert main(["log", "--new-key", str(locked)]) == 0
    assert b"ENCRYPTED" in locked.read_bytes()
    out = ["--out", str(tmp_path / "signature.json")]
    assert main(["log", str(case), "--sign", str(locked), *out]) == 0
    entries = len(told(capsys, "log", case)["entries"])
    monkeypatch.setenv("CPCL_KEY_PASSPHRASE", "wrong")
    assert main(["log", str(case), "--sign", str(locked), *out]) == 2
    assert len(told(capsys, "log", case)["entries"]) == entries  # nothing was handed out, and none is said to be


# --- time stamps


def stamped(case: Path, authority: Authority, folder: Path) -> Path:
    request = folder / "head.tsq"
    assert main(["log", str(case), "--timestamp-request", str(request)]) == 0
    return authority.reply(request, folder / "head.tsr")


def test_a_time_stamp_is_checked_later(
    case: Path, tmp_path: Path, authority: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    reply = stamped(case, authority, tmp_path)
    number = told(capsys, "log", case, "--head")["head"]["entries"]
    assert main(["search", str(case), "blue"]) == 0
    holds = checked(capsys, case, "--timestamp", reply, "--certificates", authority.root)["holds"]
    assert "to the request head.tsq" in holds[0]
    assert f"proves that entry {number} and all before it were there at " in holds[1] and "(UTC)" in holds[1]
    result = checked(capsys, case, "--timestamp", reply, status=3)
    assert "--certificates" in result["unchecked"][0]
    log = tmp_path / "log.json"
    assert main(["log", str(case), "--out", str(log)]) == 0
    assert told(capsys, "verify", log, "--timestamp", reply, "--certificates", authority.root)["holds"] == holds


def test_a_time_stamp_by_another_authority_for_another_head_or_request_is_a_fault(
    case: Path, tmp_path: Path, authority: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    reply = stamped(case, authority, tmp_path)
    (tmp_path / "elsewhere").mkdir()
    stranger = Authority(tmp_path / "elsewhere")
    trusted = ("--certificates", authority.root)

    def fault(reply: Path, *arguments: object) -> str:
        return checked(capsys, case, "--timestamp", reply, *arguments, status=1)["faults"][0]

    assert "not by the authority of root.pem" in fault(reply, "--certificates", stranger.root)
    bytes_ = bytearray(reply.read_bytes())
    bytes_[-1] ^= 1  # of the signature itself
    (tmp_path / "altered.tsr").write_bytes(bytes_)
    assert "not by the authority" in fault(tmp_path / "altered.tsr", *trusted)
    assert main(["log", str(case), "--timestamp-request", str(tmp_path / "second.tsq")]) == 0
    shutil.copy(reply, tmp_path / "second.tsr")
    assert "another nonce" in fault(tmp_path / "second.tsr", *trusted)
    assert "granted no time stamp" in fault(authority.refusal(tmp_path), *trusted)
    written_anew(case, 2)
    assert "for no head of this log" in fault(reply, *trusted)
    for wrong in (authority.root, tmp_path / "none.tsr"):
        assert main(["verify", str(case), "--timestamp", str(wrong)]) == 2


def test_no_byte_of_a_reply_that_is_cut_or_changed_stops_the_program(
    case: Path, tmp_path: Path, authority: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    """Some lie outside of what is signed; the others end in a sentence, and none in a proof of another time."""
    whole = stamped(case, authority, tmp_path).read_bytes()
    with Case.open(case) as opened:
        entries = opened.log.entries()
    (proven,) = check_timestamp(tmp_path / "head.tsr", authority.root, entries).holds[1:]
    altered, outcomes = tmp_path / "altered.tsr", []
    for place in range(0, len(whole), 7):
        for data in (whole[:place], whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :]):
            altered.write_bytes(data)
            try:
                proof = check_timestamp(altered, authority.root, entries)
            except UsageError:
                outcomes.append("unreadable")
            else:
                outcomes.append("fault" if proof.faults else "holds")
                assert proof.faults or [proven.replace("head.tsr", altered.name)] == list(proof.holds)
    assert all(outcomes.count(outcome) > 20 for outcome in ("unreadable", "fault"))


def test_what_is_stamped_is_the_head_as_it_is_printed(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = told(capsys, "log", case, "--timestamp-request", tmp_path / "head.tsq")
    head = result["head"]
    assert result["imprint"] == hashlib.sha256(f"{head['entries']}:{head['hash']}".encode()).hexdigest()
    assert bytes.fromhex(result["imprint"]) in (tmp_path / "head.tsq").read_bytes()


# --- without the extra


@pytest.mark.parametrize("arguments", [["--sign", "key"], ["--timestamp-request", "x.tsq"], ["--new-key", "new"]])
def test_without_the_extra_it_says_how_to_get_it(case: Path, tmp_path: Path, arguments: list[str]) -> None:
    assert main(["log", "--new-key", str(tmp_path / "key")]) == 0
    program = (
        f"import sys\nfor name in {FEATURES}: sys.modules[name] = None\n"
        "from cpcl_desktop.cli.main import main\nsys.exit(main(sys.argv[1:]))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, "log", str(case), *arguments], capture_output=True, text=True, cwd=tmp_path
    )
    assert ended.returncode == 2
    assert 'pip install "cpcl-desktop[sign]"' in ended.stderr
    assert not (tmp_path / "new").exists()


def test_a_signature_is_over_the_canonical_bytes(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that others can check it without this program: sorted keys, no spaces, ASCII."""
    signature, _ = signed(case, tmp_path, capsys)
    said = json.loads(signature.read_text())
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(said["public_key"]))
    over = {name: said[name] for name in ("case", "entries", "hash", "public_key", "purpose", "time")}
    key.verify(bytes.fromhex(said["signature"]), canonical(over).encode())
