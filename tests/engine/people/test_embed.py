"""Sentences of the program's own: embedded once, without padding where that can be, in words that were taught."""

import dataclasses
from pathlib import Path

import numpy as np
import onnx
import pytest

from cpcl_desktop.bundle.bundle import Bundle, write_bundle
from cpcl_desktop.engine.people import embed
from cpcl_desktop.engine.people.embed import Embedder


def variant(probe: Bundle, folder: Path, text_encoder: bytes, **more: tuple[str, bytes]) -> Embedder:
    """The probe with another text encoder, and more files."""
    files = probe.contents()
    files["text_encoder"] = ("text.onnx", text_encoder)
    manifest = dataclasses.replace(probe.manifest, name="variant")
    return Embedder(write_bundle(folder / "variant", manifest, files | more), "cpu")


@pytest.fixture
def free_length(probe: Bundle) -> bytes:
    """The probe's text encoder, which takes any number of words."""
    model = onnx.load_from_string(probe.read("text_encoder"))
    model.graph.input[0].type.tensor_type.shape.dim[1].dim_param = "length"
    return model.SerializeToString()


def test_padding_is_left_out_where_the_network_takes_any_length(
    probe: Bundle, free_length: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = variant(probe, tmp_path, free_length)
    lengths = []
    run = short.text_session.run
    monkeypatch.setattr(short.text_session, "run", lambda feed: lengths.append(feed["ids"].shape) or run(feed))
    expected = Embedder(probe, "cpu").text("red bluetrousers")
    np.testing.assert_array_equal(short.text("red bluetrousers"), expected)
    assert lengths == [(1, 2)]


def test_a_sentence_is_embedded_once_and_few_are_remembered(probe: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    embedder = Embedder(probe, "cpu")
    first = embedder.prompts(["red", "blue", "red"])
    np.testing.assert_array_equal(first, np.stack([embedder.text(text) for text in ("red", "blue", "red")]))
    monkeypatch.setattr(embedder.text_session, "run", lambda feed: pytest.fail("embedded again"))
    np.testing.assert_array_equal(embedder.prompts(["blue", "red"]), first[[1, 0]])
    monkeypatch.undo()
    monkeypatch.setattr(embed, "PROMPTS", 2)
    np.testing.assert_array_equal(embedder.prompts(["white", "red"])[1], first[0])
    assert set(embedder._prompts) == {"white", "red"}


def test_words_of_the_training_are_listed_by_bundles_that_say_so(
    probe: Bundle, free_length: bytes, tmp_path: Path
) -> None:
    assert Embedder(probe, "cpu").untaught_words("red poncho") == ["poncho"]
    listing = variant(probe, tmp_path, free_length, words=("words.txt", b"red\nperson\n"))
    assert listing.untaught_words("Red person") == [] and listing.untaught_words("blue person") == ["blue"]
    assert listing.was_taught("blue") and not listing.was_taught("poncho")
