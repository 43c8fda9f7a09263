"""OpenAI's kind of archive: its weights are read, its code is not, and the activation is not guessed."""

import os
import pickle
import warnings
import zipfile
from contextlib import contextmanager

import pytest
import torch
from torch import nn

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.model.pretrained import load_pretrained, read_weights
from cpcl_train.model.torchscript import archive_weights, is_archive
from tests.train.model.test_pretrained import config_of, model_of, old_names, with_weights


@contextmanager
def as_it_was():
    """TorchScript without torch's word that there is something newer."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def save_archive(module, path):
    with as_it_was():
        torch.jit.script(module).save(str(path))
    return path


def tree(weights):
    """A module that holds weights under their dotted names, as CLIP's does."""
    root = nn.Module()
    for name, value in weights.items():
        *path, last = name.split(".")
        module = root
        for part in path:
            if not hasattr(module, part):
                module.add_module(part, nn.Module())
            module = getattr(module, part)
        module.register_buffer(last, value)
    return root


@pytest.fixture(scope="module")
def trained():
    return {name: value.clone() for name, value in model_of(config_of(64, 64)).clip.state_dict().items()}


@pytest.fixture(scope="module")
def archive(trained, tmp_path_factory):
    """Half precision, the text tower's names in front, sizes among the weights: as OpenAI's ViT-B-16.pt."""
    module = tree({name: value.half() for name, value in old_names(trained).items()})
    module.register_buffer("input_resolution", torch.tensor(64))
    return save_archive(module, tmp_path_factory.mktemp("archive") / "ViT-B-16.pt")


def test_an_archive_gives_the_weights_that_torch_would_give(archive):
    assert is_archive(archive)
    found = archive_weights(archive)
    with as_it_was():
        theirs = torch.jit.load(str(archive)).state_dict()
    assert found.keys() == theirs.keys() and len(found) > 20
    for name, value in theirs.items():
        assert found[name].dtype == value.dtype and torch.equal(found[name], value)


def test_views_of_one_storage_and_other_types_come_out_as_they_are(tmp_path):
    base = torch.arange(24.0)
    weights = {"a.b": base[2:14].reshape(3, 4).T, "a.c": base[::5], "d": torch.tensor([True, False])}
    path = save_archive(tree(weights), tmp_path / "views.pt")
    found = archive_weights(path)
    assert found.keys() == weights.keys()
    for name, value in weights.items():
        assert torch.equal(found[name], value)


def test_an_archive_fills_a_model_with_its_activation(archive, trained):
    config = config_of(64, 64, 77, "model.quick_gelu=true")
    model = model_of(config)
    (loaded,) = load_pretrained(model, with_weights(config, archive))
    assert loaded.towers == ("visual", "text") and not loaded.doubt
    torch.testing.assert_close(model.clip.visual.proj, trained["visual.proj"], atol=1e-2, rtol=1e-3)
    assert not any(isinstance(part, nn.GELU) for part in model.modules())


def test_an_archive_is_not_loaded_into_the_exact_gelu_unless_that_is_said(archive):
    config = config_of(64, 64)
    with pytest.raises(UsageError, match=r"TorchScript archive.*model\.quick_gelu=true"):
        load_pretrained(model_of(config), with_weights(config, archive))
    told = config_of(64, 64, 77, "model.quick_gelu=false")
    (loaded,) = load_pretrained(model_of(told), with_weights(told, archive))
    assert not loaded.doubt


def test_a_file_of_weights_is_doubted_and_one_that_says_is_not(trained, tmp_path):
    torch.save(trained, tmp_path / "irra.pth")
    config = config_of(64, 64)
    (loaded,) = load_pretrained(model_of(config), with_weights(config, tmp_path / "irra.pth"))
    assert "model.quick_gelu=true" in loaded.doubt and str(tmp_path / "irra.pth") in loaded.doubt
    exact, quick = (config_of(64, 64, 77, f"model.quick_gelu={value}") for value in ("false", "true"))
    for told in (exact, quick):
        (loaded,) = load_pretrained(model_of(told), with_weights(told, tmp_path / "irra.pth"))
        assert not loaded.doubt
    models = [model_of(config), model_of(exact), model_of(quick)]
    for model in models:
        load_pretrained(model, with_weights(exact, tmp_path / "irra.pth"))
    images = torch.randn(2, 3, 64, 64)
    with torch.no_grad():
        auto, plain, other = (model.eval().encode_image(images) for model in models)
    assert torch.equal(auto, plain) and (auto - other).abs().max() > 1e-4


class RunsWhileLoading(nn.Module):
    """Its archive's code runs when torch loads it."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(2))
        self.loaded = 0

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * self.weight

    @torch.jit.export
    def __getstate__(self) -> tuple[torch.Tensor, int, bool]:
        return self.weight, self.loaded, self.training

    @torch.jit.export
    def __setstate__(self, state: tuple[torch.Tensor, int, bool]) -> None:
        self.weight = state[0]
        self.loaded = state[1] + 1
        self.training = state[2]


def test_code_of_an_archive_is_never_run(tmp_path):
    path = save_archive(RunsWhileLoading(), tmp_path / "runs.pt")
    with as_it_was():
        assert torch.jit.load(str(path)).loaded == 1  # torch runs what is in the file
    with pytest.raises(UsageError, match="holds no weights by name"):  # they are in a state only that code knows
        read_weights(path)


def rewritten(archive, target, index):
    """The archive with another index."""
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(target, "w") as copy:
        for entry in source.infolist():
            content = index if entry.filename.endswith("/data.pkl") else source.read(entry)
            copy.writestr(entry.filename, content)
    return target


class Calls:
    def __init__(self, call, *arguments):
        self.call, self.arguments = call, arguments

    def __reduce__(self):
        return self.call, self.arguments


@pytest.mark.parametrize("call", [os.mkdir, eval, getattr])
def test_an_index_that_asks_for_anything_else_is_refused(archive, tmp_path, monkeypatch, call):
    monkeypatch.chdir(tmp_path)
    arguments = {os.mkdir: ("ran",), eval: ("open('ran', 'w')",), getattr: ("x", "__class__")}[call]
    path = rewritten(archive, tmp_path / "x.pt", pickle.dumps(Calls(call, *arguments)))
    with pytest.raises(UsageError, match=r"cannot be read as plain weights.*never run"):
        read_weights(path)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("index", [b"", b"nothing", pickle.dumps({"a": 3}), pickle.dumps(None)])
def test_an_archive_without_weights_is_one_sentence(archive, tmp_path, index):
    with pytest.raises(UsageError, match=r"cannot be read as plain weights|no weights by name"):
        read_weights(rewritten(archive, tmp_path / "x.pt", index))


@pytest.mark.parametrize(
    ("size", "more", "why"),
    [((1 << 20, 1 << 20), 0, "larger than its values"), ((3,), 1, "not as long as its index says")],
)
def test_tensors_that_claim_more_than_the_file_holds_are_refused(archive, tmp_path, size, more, why):
    """A few bytes must not become terabytes."""
    with zipfile.ZipFile(archive) as source:
        (entry,) = [entry for entry in source.infolist() if entry.filename.endswith("/data/0")]
    storage = ("storage", torch.HalfStorage, "0", "cpu", entry.file_size // 2 + more)

    class Tensors(pickle.Pickler):
        def persistent_id(self, value):
            return storage if value == "values" else None

    with (tmp_path / "index").open("wb") as file:
        stride = (0,) * len(size)
        Tensors(file, 2).dump(Calls(torch._utils._rebuild_tensor_v2, "values", 0, size, stride, False, {}))
    path = rewritten(archive, tmp_path / "x.pt", (tmp_path / "index").read_bytes())
    with pytest.raises(UsageError, match="cannot be read as plain weights") as raised:
        read_weights(path)
    assert why in str(raised.value.__cause__)
