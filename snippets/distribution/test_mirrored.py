import numpy as np
import pytest
import tensorflow as tf

from snippets.distribution import mirrored


@pytest.fixture(scope="module")
def one():
    return tf.distribute.MirroredStrategy(["CPU:0"])


@pytest.fixture(scope="module")
def two():
    return tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])


START = np.array([[1.0], [-0.5]], "float32")


def examples(count):
    """Return inputs and targets for `count` rows."""
    random = np.random.default_rng(0)
    return random.normal(size=(count, 2)).astype("float32"), random.normal(size=(count, 1)).astype("float32")


def expected(inputs, targets, scale=1.0):
    """Return where a step leads, in float64: the gradient is 2 X'(Xw - y) / rows."""
    inputs, targets = (np.asarray(part, "float64") for part in (inputs, targets))
    return START - scale * mirrored.LEARNING_RATE * 2 * inputs.T @ (inputs @ START - targets) / len(inputs)


@pytest.mark.parametrize(("count", "rows"), [(8, [4, 4]), (7, [4, 3])])
def test_rows_are_dealt_out(two, count, rows):
    """holds: The rows of a batch are dealt out to the replicas: 8 rows become 4 + 4, and 7 rows become 4 + 3."""
    inputs, targets = examples(count)
    assert two.num_replicas_in_sync == 2
    for whole, parts in zip((inputs, targets), mirrored.dealt(two, inputs, targets), strict=True):
        found = mirrored.copies(two, parts)
        assert [len(part) for part in found] == rows
        np.testing.assert_array_equal(np.concatenate(found), whole)


def test_each_device_has_a_copy_and_the_copies_stay_equal(two):
    """holds: A variable made in the strategy's scope has a copy on each device, and a step leaves the copies equal."""
    inputs, targets = examples(8)
    weights = mirrored.new_weights(two, START)
    mirrored.run_step(two, weights, inputs, targets, batch_size=8)
    first, second = two.experimental_local_results(weights)
    assert [copy.device[-len("CPU:0") :] for copy in (first, second)] == ["CPU:0", "CPU:1"]
    np.testing.assert_array_equal(first, second)
    assert (first.numpy() != START).all()
    # Had each replica kept to its own rows, the copies would have parted.
    assert np.abs(expected(inputs[:4], targets[:4]) - expected(inputs[4:], targets[4:])).max() > 0.05


@pytest.mark.parametrize("count", [8, 7])
def test_two_replicas_step_as_one_device(one, two, count):
    """holds: Two replicas that divide their losses by the size of the whole batch step as one device does."""
    data = examples(count)
    for strategy in (one, two):
        weights = mirrored.new_weights(strategy, START)
        mirrored.run_step(strategy, weights, *data, batch_size=count)
        # One float32 step of size 0.1.
        np.testing.assert_allclose(mirrored.copies(strategy, weights)[0], expected(*data), atol=1e-6)


def test_mean_losses_of_two_replicas_make_a_double_step(one, two):
    """refuted: The strategy averages the gradients, so each replica may use the mean loss of its own rows."""
    data = examples(8)
    for strategy, replicas in ((one, 1), (two, 2)):
        weights = mirrored.new_weights(strategy, START)
        mirrored.run_step(strategy, weights, *data, batch_size=None)
        np.testing.assert_allclose(mirrored.copies(strategy, weights)[0], expected(*data, scale=replicas), atol=1e-6)


def test_a_run_returns_a_value_for_each_replica(two):
    """refuted: With several replicas, `strategy.run` returns one tensor, as the step itself does."""
    inputs, targets = examples(8)
    losses = mirrored.run_step(two, mirrored.new_weights(two, START), inputs, targets, batch_size=None)
    assert not tf.is_tensor(losses)
    squares = np.asarray(inputs @ START - targets, "float64").ravel() ** 2
    assert mirrored.copies(two, losses) == pytest.approx([squares[:4].mean(), squares[4:].mean()], rel=1e-6)
