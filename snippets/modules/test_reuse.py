import numpy as np
import pytest
import tensorflow as tf

from snippets.modules import reuse

X = np.array([[1.0, -1.0], [0.5, 2.0], [0.0, 0.25]], "float32")


def by_hand(stack, x):
    """Compute the output from the values of the variables alone, in float64."""
    for layer in stack.layers:
        x = np.tanh(np.asarray(x, "float64") @ layer.kernel.numpy().astype("float64") + layer.bias.numpy())
    return x


@pytest.mark.parametrize("seed", [0, 1])
def test_the_output_is_a_function_of_the_variables(seed):
    """holds: Models with the same forward computation and equal variables give equal outputs."""
    one, twins = (reuse.make_stack(2, depth=3, seed=seed, shared=shared) for shared in (True, False))
    np.testing.assert_array_equal(one(X), twins(X))
    # Three layers in float32 lose some units of 6e-8; the outputs are below 1.
    np.testing.assert_allclose(one(X), by_hand(twins, X), atol=1e-6)
    assert not np.allclose(one(X), reuse.make_stack(2, depth=3, seed=seed + 10, shared=True)(X), atol=1e-3)


@pytest.mark.parametrize("depth", [2, 4])
def test_variables_belong_to_objects_not_to_calls(depth):
    """holds: A layer that is called twice has one set of variables; two layers have a set each."""
    assert len(reuse.make_stack(2, depth, seed=0, shared=True).variables) == 2
    assert len(reuse.make_stack(2, depth, seed=0, shared=False).variables) == 2 * depth


def test_multiplying_a_list_repeats_the_object():
    """refuted: The list `[layer] * 3` holds three layers."""
    layers = reuse.make_stack(2, depth=3, seed=0, shared=True).layers
    assert len(layers) == 3
    assert len({id(layer) for layer in layers}) == 1
    layers[0].bias.assign([7.0, 7.0])
    assert layers[2].bias.numpy().tolist() == [7.0, 7.0]
    assert len({id(layer) for layer in reuse.make_stack(2, depth=3, seed=0, shared=False).layers}) == 3


@pytest.mark.parametrize("depth", [2, 3])
def test_a_shared_kernel_adds_up_the_gradients_of_its_uses(depth):
    """holds: The gradient of a shared variable is the sum of the gradients of its uses."""
    total = reuse.kernel_gradients(reuse.make_stack(2, depth, seed=0, shared=True), X)
    each = reuse.kernel_gradients(reuse.make_stack(2, depth, seed=0, shared=False), X)
    assert (len(total), len(each)) == (1, depth)
    # Gradients of about 1 in float32, added in another order.
    np.testing.assert_allclose(total[0], np.sum(each, axis=0), atol=1e-5)


def test_the_gradient_of_a_shared_kernel_is_a_central_difference():
    """holds: The gradient of a shared variable is the sum of the gradients of its uses."""
    stack = reuse.make_stack(1, depth=2, seed=0, shared=True)
    stack.layers[0].bias.assign([0.0])
    weight = stack.layers[0].kernel.numpy().item()

    def output(weight):
        return np.tanh(weight * np.tanh(weight * 0.5))

    expected = (output(weight + 1e-5) - output(weight - 1e-5)) / 2e-5
    gradients = reuse.kernel_gradients(stack, tf.constant([[0.5]]))
    assert len(gradients) == 1
    # float32 holds 6e-8 of a value; the difference in float64 is good to 1e-10.
    assert gradients[0].item() == pytest.approx(expected, rel=1e-5)


def test_moving_one_model_moves_what_it_shares():
    """refuted: Models that share a layer can be trained without changing each other."""
    shared = reuse.Dense(2, seed=1)
    first, second = (reuse.Stack([reuse.Dense(2, seed), shared]) for seed in (2, 3))
    apart = reuse.Stack([reuse.Dense(2, 3), reuse.Dense(2, 1)])
    before = second(X).numpy()
    np.testing.assert_array_equal(before, apart(X))
    reuse.move(first, step=0.5)
    assert np.abs(second(X).numpy() - before).max() > 0.01
    np.testing.assert_array_equal(before, apart(X))
