import numpy as np
import pytest
from tokenizers import Tokenizer as HubTokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace

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
