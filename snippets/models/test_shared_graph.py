import numpy as np
import pytest

from snippets.models import shared_graph


@pytest.fixture
def parts():
    return shared_graph.models()


def test_the_models_share_weights_and_other_models_do_not(parts):
    """holds: Models cut from one graph share its layers, so their weights are the same objects."""
    encoder, decoder, autoencoder = parts
    assert shared_graph.shared(encoder, autoencoder) == shared_graph.shared(decoder, autoencoder) == 1
    assert shared_graph.shared(encoder, decoder) == 0
    others = shared_graph.models()
    assert shared_graph.shared(encoder, others[2]) == 0
    np.testing.assert_array_equal(encoder.get_weights()[0], others[0].get_weights()[0])


def test_what_the_autoencoder_learns_the_encoder_knows(parts):
    """holds: A training step of the autoencoder changes what the encoder returns."""
    encoder, decoder, autoencoder = parts
    inputs = shared_graph.examples()
    x, encode, decode = (np.asarray(a, "float64") for a in (inputs, *encoder.get_weights(), *decoder.get_weights()))
    # The gradient of mean((x E D - x)**2) for E is x.T @ error @ D.T.
    error = 2 * (x @ encode @ decode - x) / x.size
    expected = x @ (encode - 0.5 * x.T @ error @ decode.T)
    shared_graph.step(autoencoder, inputs, learning_rate=0.5)
    # Sums of a few float32 products near 1.
    np.testing.assert_allclose(encoder(inputs), expected, atol=1e-5)
    assert np.abs(expected - x @ encode).max() > 0.01, "the step would not matter"


def test_shared_weights_take_memory_once(parts):
    """refuted: The parameters of an encoder, a decoder and their autoencoder take memory three times."""
    encoder, decoder, autoencoder = parts
    half = 4 * shared_graph.FEATURES * shared_graph.CODE  # a float32 has four bytes
    assert [shared_graph.bytes_of(part) for part in parts] == [half, half, 2 * half]
    assert shared_graph.bytes_of(encoder, decoder, autoencoder) == 2 * half
    assert shared_graph.bytes_of(autoencoder, shared_graph.models()[2]) == 4 * half


def test_freezing_reaches_every_model_of_the_graph(parts):
    """refuted: `trainable = False` on the encoder leaves the autoencoder as trainable as it was."""
    encoder, decoder, autoencoder = parts
    assert shared_graph.frozen_within(encoder, autoencoder) == (2, 1)
    before = encoder.get_weights()[0], decoder.get_weights()[0]
    shared_graph.step(autoencoder, shared_graph.examples(), learning_rate=0.5)
    np.testing.assert_array_equal(encoder.get_weights()[0], before[0])
    assert (decoder.get_weights()[0] != before[1]).any()


def test_a_clone_has_weights_of_its_own(parts):
    """refuted: `keras.models.clone_model` gives a copy with the same weights."""
    model = parts[2]
    model.set_weights([weight + 1 for weight in model.get_weights()])
    clone, full = (shared_graph.copied(model, with_weights=with_weights) for with_weights in (False, True))
    assert shared_graph.shared(model, clone) == shared_graph.shared(model, full) == 0
    for weight, fresh, copy in zip(model.get_weights(), clone.get_weights(), full.get_weights(), strict=True):
        assert np.abs(weight - fresh).max() > 0.1
        np.testing.assert_array_equal(weight, copy)
