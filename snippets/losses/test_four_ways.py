import keras
import numpy as np
import pytest

from snippets.losses import four_ways

TARGETS = np.zeros((2, 3), "float32")
OUTPUTS = np.array([[0.5, -1.0, 2.0], [4.0, -0.25, 3.0]], "float32")
WAYS = ["function", "subclass", "wrapper", "closure", "keras.losses.Huber"]


def row_losses(delta):
    """Return the losses number by number, with the two cases written out."""
    errors = np.abs(OUTPUTS.astype("float64"))
    each = [e**2 / 2 if e <= delta else delta * (e - delta) + delta**2 / 2 for e in errors.ravel()]
    return np.reshape(each, errors.shape).mean(axis=1)


@pytest.mark.parametrize("way", WAYS)
def test_all_ways_compile_to_the_value_of_keras(way):
    """holds: Function, subclass, wrapper and closure give the value of `keras.losses.Huber`."""
    loss = four_ways.ways(1.0)[way]
    # Float32 arithmetic on a few numbers below 5.
    assert four_ways.compiled_value(loss, TARGETS, OUTPUTS) == pytest.approx(row_losses(1.0).mean(), rel=1e-6)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("delta", [0.5, 3.0])
def test_a_plain_function_keeps_its_default(way, delta):
    """qualified: A custom loss can be given its delta: as a subclass, wrapper or closure, not as a plain function."""
    used = 1.0 if way == "function" else delta
    value = np.mean(four_ways.ways(delta)[way](TARGETS, OUTPUTS))
    assert value == pytest.approx(row_losses(used).mean(), rel=1e-6)
    assert row_losses(1.0).mean() != pytest.approx(row_losses(delta).mean(), rel=0.1)


def test_the_wrapper_of_keras_is_private():
    """refuted: `keras.losses` offers LossFunctionWrapper to turn a function into a loss object."""
    assert not four_ways.public("LossFunctionWrapper")
    assert four_ways.public("Loss")
    # What it is used for by `compile` is done by a subclass as well.
    assert isinstance(four_ways.ways(1.0)["wrapper"], keras.losses.Loss)


@pytest.mark.parametrize("way", WAYS)
def test_an_object_reduces_and_a_function_does_not(way):
    """holds: A loss function gives one value per row, whereas a loss object reduces the rows to their mean."""
    value = np.asarray(four_ways.ways(1.0)[way](TARGETS, OUTPUTS))
    if way in ("function", "closure"):
        np.testing.assert_allclose(value, row_losses(1.0), rtol=1e-6)
    else:
        np.testing.assert_allclose(value, row_losses(1.0).mean(), rtol=1e-6)
        assert value.shape == ()


@pytest.mark.parametrize(("way", "delta"), [("subclass", 3.0), ("closure", 1.0)])
def test_only_a_subclass_is_saved_with_its_delta(way, delta):
    """refuted: A saved closure comes back with its delta."""
    loaded = four_ways.saved_and_loaded(four_ways.ways(3.0)[way])
    # The name of the closure is all that was saved, so it comes back with the delta it is registered with.
    assert np.mean(loaded(TARGETS, OUTPUTS)) == pytest.approx(row_losses(delta).mean(), rel=1e-6)
