import numpy as np
import pytest

from snippets.language import masks


def numpy_attention(tokens, allowed):
    """Attend in float64, each query over the tokens that it may see and no others."""
    tokens = np.asarray(tokens, "float64")
    outputs = []
    for query, token in enumerate(tokens):
        seen = np.array([other for key, other in enumerate(tokens) if allowed(query, key)])
        powers = np.exp(seen @ token / np.sqrt(tokens.shape[-1]))
        outputs.append(powers / powers.sum() @ seen)
    return np.array(outputs)


@pytest.fixture(scope="module")
def tokens():
    return masks.embeddings()


@pytest.mark.parametrize("changed", range(masks.TOKENS))
def test_a_change_reaches_no_earlier_token_of_a_decoder(tokens, changed):
    """holds: With a causal mask, changing a token leaves the outputs of all earlier tokens exactly as they were."""
    later = list(range(changed, masks.TOKENS))
    assert masks.changed_outputs(tokens, masks.causal_mask(masks.TOKENS), changed) == later


@pytest.mark.parametrize("changed", range(masks.TOKENS))
def test_a_change_reaches_every_token_of_an_encoder(tokens, changed):
    """holds: Without a mask, changing one token changes the output of every token."""
    assert masks.changed_outputs(tokens, masks.full_mask(masks.TOKENS), changed) == list(range(masks.TOKENS))


@pytest.mark.parametrize("tokens", [1, 2, 6, 20])
def test_a_causal_mask_is_a_triangle(tokens):
    """holds: Of the n * n pairs of n tokens, a causal mask lets n * (n + 1) / 2 through."""
    mask = masks.causal_mask(tokens).numpy()
    np.testing.assert_array_equal(mask, np.tril(np.ones((tokens, tokens), bool)))
    assert mask.sum() == tokens * (tokens + 1) // 2
    assert masks.full_mask(tokens).numpy().sum() == tokens * tokens


def test_a_mask_before_the_softmax_hides_tokens(tokens):
    """refuted: Setting the weights of hidden tokens to zero after the softmax hides them."""
    mask = masks.causal_mask(masks.TOKENS)
    expected = numpy_attention(tokens, lambda query, key: key <= query)
    # Outputs are of size 1, computed with a dozen float32 roundings.
    np.testing.assert_allclose(masks.attend(tokens, mask), expected, atol=1e-5)
    np.testing.assert_allclose(np.sum(masks.attention_weights(tokens, mask), axis=-1), 1, atol=1e-6)


def test_a_mask_after_the_softmax_lets_hidden_tokens_through(tokens):
    """refuted: Setting the weights of hidden tokens to zero after the softmax hides them."""
    mask = masks.causal_mask(masks.TOKENS)
    # The hidden tokens have already taken their share of the sum, and a change of the last one changes that.
    last = masks.TOKENS - 1
    assert masks.changed_outputs(tokens, mask, last, masks.masked_too_late) == list(range(masks.TOKENS))
    sums = np.sum(masks.masked_too_late(tokens, mask), axis=-1)
    # Token 3 fits itself so well that the hidden ones take less than a thousandth.
    assert (sums[:last] < 0.9995).all()
    assert sums[last] == pytest.approx(1, abs=1e-6)


def test_keras_makes_the_same_mask(tokens):
    """holds: `use_causal_mask=True` and a lower triangle as `attention_mask` make Keras compute the same."""
    by_name = masks.keras_outputs(tokens, use_causal_mask=True)
    by_mask = masks.keras_outputs(tokens, attention_mask=masks.causal_mask(masks.TOKENS)[np.newaxis])
    # Outputs are of size 1; both run the same float32 operations.
    np.testing.assert_allclose(by_name, by_mask, atol=1e-6)
    assert np.abs(by_name - masks.keras_outputs(tokens)).max() > 0.01


def test_a_picture_has_a_square_for_each_pair():
    assert masks.picture(masks.causal_mask(2)) == ["■ ·", "■ ■"]
