import numpy as np
import pytest
import tensorflow as tf

from snippets.saving import checkpoint


@pytest.fixture
def path(tmp_path):
    return tf.train.Checkpoint(checkpoint.Named(a=1.0, b=2.0)).write(f"{tmp_path}/named")


def test_values_follow_the_names_of_attributes(path):
    """holds: A checkpoint finds its variables by the names of attributes, in whatever order they were made."""
    assert checkpoint.stored_names(path) == ["a", "b"]
    module = checkpoint.Named(b=0.0, a=0.0)
    checkpoint.restore(path, module, complete=True)
    assert module.values() == {"a": 1.0, "b": 2.0}


def test_another_name_gets_no_value_and_no_error(path):
    """refuted: Restoring raises an error when a variable of the checkpoint has no place to go."""
    module = checkpoint.Named(b=0.0, c=0.0)
    checkpoint.restore(path, module)
    assert module.values() == {"b": 2.0, "c": 0.0}
    with pytest.raises(AssertionError):
        checkpoint.restore(path, checkpoint.Named(b=0.0, c=0.0), complete=True)


def test_a_variable_made_later_gets_its_value_then(path):
    """holds: A value waits for its variable: one that is made after restoring begins with the stored value."""
    module = checkpoint.Named(b=0.0)
    checkpoint.restore(path, module)
    module.add("a", 0.0)
    module.add("c", 0.0)
    assert module.values() == {"a": 1.0, "b": 2.0, "c": 0.0}


@pytest.mark.parametrize("before", [1, 5, 9])
def test_resumed_training_equals_training_without_a_break(before, tmp_path):
    """holds: Training resumed from a checkpoint with the optimizer equals training without a break, to the last bit."""
    straight = checkpoint.Training().run(10)
    assert checkpoint.resume(before, 10 - before, str(tmp_path), with_optimizer=True) == straight


def test_weights_alone_forget_what_adam_remembers(tmp_path):
    """refuted: The weights of a model are enough to resume its training where it stopped."""
    straight = checkpoint.Training().run(10)
    resumed = checkpoint.resume(5, 5, str(tmp_path), with_optimizer=False)
    # A step moves each weight by about 0.1, so a hundredth of a step is no rounding.
    assert np.abs(np.subtract(resumed, straight)).max() > 0.001
    # Both have gone 10 steps all the same: the weights were restored.
    assert resumed == pytest.approx(straight, abs=0.2)


def test_adam_follows_its_formula():
    weights, first, second = np.zeros(2), np.zeros(2), np.zeros(2)
    for step in range(1, 11):
        gradient = 2 * (weights - [3.0, -1.0])
        first, second = 0.9 * first + 0.1 * gradient, 0.999 * second + 0.001 * gradient**2
        weights -= 0.1 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-7)
    # Ten steps in float32.
    assert checkpoint.Training().run(10) == pytest.approx(weights.tolist(), abs=1e-5)
