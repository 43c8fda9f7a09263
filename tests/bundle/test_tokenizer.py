import numpy as np
import pytest
from tokenizers import Regex
from tokenizers import Tokenizer as HubTokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Split, Whitespace
from tokenizers.processors import TemplateProcessing

from cpcl_desktop.bundle.errors import BundleError, UsageError
from cpcl_desktop.bundle.tokenizer import Tokenizer


@pytest.fixture
def tokenizer() -> Tokenizer:
    words = {"[PAD]": 0, "[UNK]": 1, "a": 2, "red": 3, "coat": 4}
    inner = HubTokenizer(WordLevel(words, unk_token="[UNK]"))
    inner.normalizer = Lowercase()
    inner.pre_tokenizer = Whitespace()
    return Tokenizer(inner.to_str().encode(), context_length=4)


def test_encode_pads_with_zero(tokenizer: Tokenizer) -> None:
    np.testing.assert_array_equal(tokenizer.encode(["A red coat", ""]), [[2, 3, 4, 0], [0, 0, 0, 0]])


def test_unknown_words_are_named_once_as_written(tokenizer: Tokenizer) -> None:
    assert tokenizer.unknown_words("a Chartreuse coat, chartreuse Poncho") == ["Chartreuse", "Poncho"]


def test_signs_are_named_and_are_no_words() -> None:
    inner = HubTokenizer(WordLevel({"[PAD]": 0, "[UNK]": 1, "red": 2, "[END]": 3}, unk_token="[UNK]"))
    inner.pre_tokenizer = Split(Regex(r"[^\p{L}\p{N}']+"), behavior="removed")
    inner.post_processor = TemplateProcessing(single="$A [END]", special_tokens=[("[END]", 3)])
    ours = Tokenizer(inner.to_str().encode(), context_length=9)
    assert ours.unknown_words("🎥 red, poncho – 🎥!") == ["🎥", "poncho"]
    assert ours.unknown_words("red; red … (red) & “red” / red") == []
    assert not any(ours.knows_any(text) for text in ("🎥", "...", "", "poncho poncho", "监控"))
    assert ours.knows_any("🎥 red")


def test_too_long_is_refused_with_numbers(tokenizer: Tokenizer) -> None:
    with pytest.raises(UsageError, match="5 word pieces where it reads 4"):
        tokenizer.encode(["a red red red coat"])


def test_damaged_json_is_a_bundle_error() -> None:
    with pytest.raises(BundleError, match="tokenizer cannot be read"):
        Tokenizer(b"{", 4)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"[]", b"{}", b'{"version": "1.0", "model": {"type": "None"}}']
)
def test_what_is_no_tokenizer_is_a_bundle_error(content: bytes) -> None:
    with pytest.raises(BundleError, match="tokenizer cannot be read"):
        Tokenizer(content, 4)
