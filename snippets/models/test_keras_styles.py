import keras
import numpy as np
import pytest
import tensorflow as tf

from snippets.models import keras_styles

STYLES = {
    "sequential": keras_styles.sequential,
    "sequential without input": lambda: keras_styles.sequential(with_input=False),
    "functional": keras_styles.functional,
    "subclassed": keras_styles.Subclassed,
}
PARAMETERS = 3 * 4 + 4 + 4 * 2 + 2


@pytest.fixture
def weights():
    """Two kernels and two biases, none of them zero."""
    random = np.random.default_rng(0)
    return [random.normal(size=shape).astype("float32") for shape in [(3, 4), (4,), (4, 2), (2,)]]


@pytest.fixture
def batch():
    return np.random.default_rng(1).normal(size=(5, 3)).astype("float32")


@pytest.mark.parametrize("style", STYLES)
def test_the_weights_decide_the_output(style, weights, batch):
    """holds: Sequential, functional and subclassed models with equal weights give equal outputs."""
    kernel, bias, output_kernel, output_bias = weights
    hidden = batch @ kernel + bias
    assert (hidden < 0).any(), "the activation would not matter"
    expected = np.maximum(hidden, 0) @ output_kernel + output_bias
    # Sums of four float32 products near 1; NumPy may add them in another order.
    np.testing.assert_allclose(keras_styles.outputs_with(STYLES[style](), weights, batch), expected, atol=1e-5)


@pytest.mark.parametrize(
    ("style", "before"),
    [("sequential", 4), ("functional", 4), ("sequential without input", 0), ("subclassed", 0)],
)
def test_weights_wait_for_a_known_input_shape(style, before, batch):
    """holds: A model has no weights until it is built: by an Input, or else by the first batch."""
    model = STYLES[style]()
    assert keras_styles.weight_counts(model, batch) == (before, 4)
    assert model.count_params() == PARAMETERS


def test_an_unbuilt_model_has_a_summary_without_numbers(batch):
    """outdated: A Sequential model without an Input has no summary: asking for one raises an error."""
    model = keras_styles.sequential(with_input=False)
    assert keras_styles.summary(model).count("0 (unbuilt)") == 2
    model(batch)
    assert f"Total params: {PARAMETERS} " in keras_styles.summary(model)


@pytest.mark.parametrize("style", STYLES)
def test_a_layer_is_no_module(style):
    """refuted: A Keras layer is a `tf.Module`."""
    model = STYLES[style]()
    assert isinstance(model, keras.layers.Layer)
    assert not any(map(keras_styles.is_module, [model, *model.layers]))


def test_a_module_is_a_module():
    assert keras_styles.is_module(tf.Module())


def test_a_symbolic_tensor_is_no_tensor():
    """refuted: A KerasTensor is a `tf.Tensor`, so TensorFlow functions accept it."""
    symbol = keras_styles.applied_to_symbol(lambda symbol: symbol)
    assert symbol.shape == (None, keras_styles.INPUTS)
    assert not tf.is_tensor(symbol)


def test_a_symbolic_tensor_is_for_keras_operations_only():
    """refuted: A KerasTensor is a `tf.Tensor`, so TensorFlow functions accept it."""
    assert keras_styles.applied_to_symbol(keras.ops.sum).shape == ()
    assert keras_styles.applied_to_symbol(tf.reduce_sum) is None
    with pytest.raises(ValueError, match="KerasTensor cannot be used as input to a TensorFlow function"):
        tf.reduce_sum(keras_styles.applied_to_symbol(keras.ops.square))
