import numpy as np
import pytest
import tensorflow as tf

from snippets.modules import module


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_module_finds_two_variables_per_line(count):
    """holds: A `tf.Module` finds the variables in its attributes, in lists of them and in submodules."""
    lines = module.Sum([module.Line(1.0, 0.0) for _ in range(count)])
    assert module.census(lines).variables == 2 * count + 1
    assert module.census(lines).submodules == count


def test_a_counter_is_not_trained():
    """holds: A variable made with `trainable=False` is reported among the variables, not the trainable ones."""
    lines = module.Sum([module.Line(1.0, 0.0)])
    assert module.census(lines) == module.Census(variables=3, trainable=2, submodules=1)
    assert lines.calls.ref() not in {variable.ref() for variable in lines.trainable_variables}


def test_a_checkpoint_makes_a_blank_module_compute_the_same():
    """holds: A checkpoint carries the values of the variables from one module into another of its kind."""
    source = module.Sum([module.Line(2.0, 1.0), module.Line(-0.5, 3.0)])
    target = module.Sum([module.Line(0.0, 0.0), module.Line(0.0, 0.0)])
    source(0.0)
    module.copy_through_checkpoint(source, target)
    values = [(line.slope.numpy(), line.intercept.numpy()) for line in target.lines]
    assert values == [(2.0, 1.0), (-0.5, 3.0)]
    assert target.calls.numpy() == 1
    assert target(4.0).numpy() == source(4.0).numpy() != 0.0


def test_a_checkpoint_does_not_fit_a_module_with_more_variables():
    small, large = module.Sum([module.Line(1.0, 1.0)]), module.Sum([module.Line(0.0, 0.0), module.Line(0.0, 0.0)])
    with pytest.raises(AssertionError):
        module.copy_through_checkpoint(small, large)


def test_a_module_overlooks_the_weights_of_a_keras_layer():
    """refuted: A `tf.Module` that holds a Keras layer reports the weights of the layer as its variables."""
    mixed = module.Mixed(scale=1.0, seed=1)
    assert len(mixed.layer.trainable_weights) == 2
    assert module.census(mixed) == module.Census(variables=1, trainable=1, submodules=0)
    assert mixed.variables[0] is mixed.scale
    assert not isinstance(mixed.layer, tf.Module)


def test_a_checkpoint_does_not_overlook_them():
    """holds: `tf.train.Checkpoint` saves the weights of a Keras layer which a `tf.Module` holds."""
    source, target = module.Mixed(scale=1.0, seed=1), module.Mixed(scale=2.0, seed=2)
    source.layer.bias.assign([5.0, 6.0])
    kernel = source.layer.kernel.numpy()
    assert not np.allclose(target.layer.kernel, kernel)
    module.copy_through_checkpoint(source, target)
    np.testing.assert_array_equal(target.layer.kernel, kernel)
    np.testing.assert_array_equal(target.layer.bias, [5.0, 6.0])
    assert target.scale.numpy() == 1.0


def test_a_line_is_a_line():
    np.testing.assert_array_equal(module.Line(2.0, 1.0)(tf.constant([0.0, 3.0])), [1.0, 7.0])
