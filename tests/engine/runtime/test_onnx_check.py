"""Networks of strangers: what reads other files, or is no network at all, is refused before it is opened."""

# Holds SECURITY.md: bundles are read whole or refused, and networks that read files outside them are not opened

import os
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.tokenizer import MOST_BYTES, Tokenizer
from cpcl_desktop.engine.errors import BundleError, CpclError
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.models.importing import Wishes, import_model
from cpcl_desktop.engine.runtime.onnx_check import check_network
from cpcl_desktop.engine.runtime.sessions import open_session
from tests.probe import write_probe

PLACES = ("weights.bin", "../../secret.bin", "/etc/passwd", "a/../../b")
NO_NETWORKS = {
    b"": "empty",
    bytes(5000): "zeros",
    b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n": "LFS pointer",
    b"\n<!DOCTYPE html><html><title>Sign in</title>": "web page",
    b"\xef\xbb\xbf<html>": "web page",
    b"PK\x03\x04" + bytes(50): "zip archive",
    b'{"error": "not found"}': "JSON",
    b"\x08": "cut, damaged",
}


def tensor(place: str) -> TensorProto:
    """A constant whose data another file is to give."""
    made = numpy_helper.from_array(np.ones((2, 2), np.float32), "w")
    made.ClearField("raw_data")
    made.data_location = TensorProto.EXTERNAL
    made.external_data.add(key="location", value=place)
    return made


def network(initializers: list, nodes: list) -> bytes:
    ports = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [2, 2]) for name in ("x", "y")]
    graph = helper.make_graph(nodes, "g", ports[:1], ports[1:], initializers)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8).SerializeToString()


def as_initializer(place: str) -> bytes:
    return network([tensor(place)], [helper.make_node("Add", ["x", "w"], ["y"])])


def as_constant(place: str) -> bytes:
    constant = helper.make_node("Constant", [], ["w"], value=tensor(place))
    return network([], [constant, helper.make_node("Add", ["x", "w"], ["y"])])


def in_a_branch(place: str) -> bytes:
    inside = [helper.make_node("Constant", [], ["z"], value=tensor(place))]
    branch = helper.make_graph(inside, "b", [], [helper.make_tensor_value_info("z", TensorProto.FLOAT, [2, 2])])
    either = helper.make_node("If", ["c"], ["y"], then_branch=branch, else_branch=branch)
    return network([numpy_helper.from_array(np.array(True), "c")], [either])


@pytest.mark.parametrize("made", [as_initializer, as_constant, in_a_branch])
@pytest.mark.parametrize("place", PLACES)
def test_a_network_that_reads_another_file_is_refused_and_the_file_named(made, place: str) -> None:
    with pytest.raises(BundleError) as told:
        open_session(made(place), "cpu")
    assert place in str(told.value) and "not opened" in str(told.value)


def test_one_that_brings_its_weights_is_opened() -> None:
    own = numpy_helper.from_array(np.ones((2, 2), np.float32), "w")
    session = open_session(network([own], [helper.make_node("Add", ["x", "w"], ["y"])]), "cpu")
    assert session.run({"x": np.zeros((2, 2), np.float32)})[0].sum() == 4


@pytest.mark.parametrize("content", NO_NETWORKS, ids=list(NO_NETWORKS.values()))
def test_what_is_no_network_is_called_what_it_is(content: bytes) -> None:
    with pytest.raises(BundleError, match=NO_NETWORKS[content]):
        check_network(content)


def test_a_cut_network_is_called_that() -> None:
    whole = network([numpy_helper.from_array(np.ones((2, 2), np.float32), "w")], [])
    for length in range(1, len(whole) // 2):  # within the graph, of which the length is stated
        with pytest.raises(BundleError):
            check_network(whole[:length])


def test_every_way_in_refuses_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    probe = write_probe(tmp_path / "probe")
    bad = tmp_path / "bad.onnx"
    bad.write_bytes(as_initializer("/etc/passwd"))
    with pytest.raises(BundleError, match="/etc/passwd"):
        installed.add_model(bad)
    files = [tmp_path / "probe" / entry.path for entry in probe.manifest.files.values()]
    with pytest.raises(BundleError, match="/etc/passwd"):
        import_model(bad, files[1], files[2], Wishes("x"))
    page = tmp_path / "page.zip"
    page.write_bytes(b"<!doctype html>")
    with pytest.raises(BundleError, match="web page"):
        Bundle.open(page)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    for name in ("pipe.onnx", "pipe.zip"):
        os.mkfifo(tmp_path / name)
        with pytest.raises(CpclError, match="neither a file nor a folder"):
            installed.add_model(tmp_path / name)
    with pytest.raises(CpclError, match="no file"):
        import_model(tmp_path / "pipe.onnx", tmp_path / "pipe.onnx", tmp_path / "pipe.onnx", Wishes("x"))
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "folder" / "manifest.json")
    with pytest.raises(BundleError, match="no file"):
        Bundle.open(tmp_path / "folder")


@pytest.mark.parametrize(
    "content",
    [
        b" " * (MOST_BYTES + 1),
        b"[1]",
        b'{"model": 3}',
        b"<html>",
        b'{"model": {}, "normalizer": ' + b'{"a":' * 50 + b"1" + b"}" * 51,
        b'{"model": {}, "pre_tokenizer": {"pattern": {"Regex": "' + b"a" * 5000 + b'"}}}',
    ],
    ids=["large", "list", "number", "page", "deep", "pattern"],
)
def test_a_tokenizer_that_none_is_is_refused_before_it_is_made(content: bytes) -> None:
    with pytest.raises(BundleError, match="tokenizer"):
        Tokenizer(content, 8)


def test_onnx_says_the_same_of_our_numbers() -> None:
    fields = onnx.TensorProto.DESCRIPTOR.fields_by_name
    assert (fields["external_data"].number, fields["data_location"].number) == (13, 14)
