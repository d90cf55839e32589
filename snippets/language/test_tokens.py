import collections

import pytest

from snippets.language import tokens


@pytest.fixture(scope="module")
def layer():
    return tokens.word_ids()


def test_unknown_words_share_an_id(layer):
    """holds: `TextVectorization` gives every word that it has not seen the id 1, so unknown words are all alike."""
    cat, dog, tide = tokens.encode_words(layer, "the cat", "the dog", "the tide")
    assert cat == dog
    assert cat[1] == 1
    assert tide[1] > 1
    assert tokens.decode_words(layer, cat) == "the [UNK]"


def test_ids_count_from_the_most_frequent_word(layer):
    words = " ".join(tokens.CORPUS).lower().replace(".", "").split()
    (first, _), (second, _) = collections.Counter(words).most_common(2)
    assert tokens.encode_words(layer, f"{first} {second}") == [[2, 3]]


@pytest.mark.parametrize("text", ["The tide!", "THE TIDE", "the, tide", "the   tide"])
def test_words_lose_case_punctuation_and_spaces(layer, text):
    """refuted: The ids of `TextVectorization` give a text back as long as all its words are known."""
    (ids,) = tokens.encode_words(layer, text)
    assert 1 not in ids, "all words are known"
    assert tokens.decode_words(layer, ids) == "the tide" != text


def test_words_keep_case_and_punctuation_when_told_to():
    """refuted: The ids of `TextVectorization` give a text back as long as all its words are known."""
    whole = tokens.word_ids(simplify=False)
    for text in tokens.CORPUS:
        (ids,) = tokens.encode_words(whole, text)
        assert tokens.decode_words(whole, ids) == text


@pytest.mark.parametrize(
    "text", ["", "The tide!", "Zwölf  Boxkämpfer\n", "海に月", "🌊", "e\N{COMBINING ACUTE ACCENT}"]
)
def test_bytes_lose_nothing(text):
    """holds: 257 ids, one for each byte and 0 for padding, give any text back exactly."""
    ids = [byte + 1 for byte in text.encode()]
    assert tokens.encode_bytes(text) == ids
    assert tokens.decode_bytes([*ids, 0, 0]) == text


def test_no_byte_has_the_id_of_padding():
    """holds: 257 ids, one for each byte and 0 for padding, give any text back exactly."""
    assert tokens.encode_bytes("\0") == [1]
    assert max(tokens.encode_bytes("\U0010ffff")) <= 256


def test_short_texts_are_padded_with_zeros(layer):
    """holds: `TextVectorization` pads a batch with the id 0 up to its longest text."""
    short, long = tokens.encode_words(layer, "the tide", "the tide goes out")
    assert short[:2] == long[:2]
    assert short[2:] == [0, 0]
    assert 0 not in long
    assert tokens.encode_words(layer, "the tide") == [short[:2]], "alone it needs no padding"


@pytest.mark.parametrize("text", ["gull", "Möwe", "鴎", "🌊"])
def test_lengths_are_in_bytes(text):
    """refuted: `tf.strings.length` counts characters by default."""
    assert tokens.lengths(text) == (len(text.encode()), len(text))
