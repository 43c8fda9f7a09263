from cpcl_desktop.bundle.tokenizer import Tokenizer
from cpcl_train.data.tokens import END, PAD, UNKNOWN, learn_tokenizer, vocabulary_of

CAPTIONS = ["A man's grey t-shirt, black jeans.", "a woman with t-shirt and dark-blue jeans", "a rare poncho"]


def test_special_tokens_stand_where_the_model_expects_them():
    words = vocabulary_of(learn_tokenizer(CAPTIONS, 100))
    assert words[:2] == [PAD, UNKNOWN]
    assert words[-1] == END
    assert words[2:-1] == sorted(words[2:-1])
    assert {"man's", "dark", "blue", "t", "shirt"} <= set(words)


def test_encoding_ends_with_the_highest_id_and_pads_with_zero():
    content = learn_tokenizer(CAPTIONS, 100)
    (ids,) = Tokenizer(content, 12).encode(["black jeans"])
    assert ids[2] == len(vocabulary_of(content)) - 1
    assert ids.argmax() == 2
    assert not ids[3:].any()


def test_spellings_fold_and_unknown_words_are_named_as_typed():
    tokenizer = Tokenizer(learn_tokenizer(CAPTIONS, 100), 12)
    same = tokenizer.encode(["GRAY tshirt", "grey t-shirt", "Gray coloured tee shirt"])
    assert (same == same[0]).all()
    assert tokenizer.unknown_words("Black Kilt, gray tshirt; kilt and zébra") == ["Kilt", "zébra"]


def test_size_and_minimum_count_bound_the_vocabulary():
    assert len(vocabulary_of(learn_tokenizer(CAPTIONS, 6))) == 6
    words = vocabulary_of(learn_tokenizer(CAPTIONS, 100, minimum_count=2))
    assert "poncho" not in words
    assert "jeans" in words
