import numpy as np
import pytest
import tensorflow as tf

from snippets.distribution import model_parallel

DEVICES = ["CPU:0", "CPU:1"]


@pytest.fixture
def inputs():
    return np.arange(12, dtype="float32").reshape(3, 4)


@pytest.fixture
def weights():
    # Small whole numbers: float32 multiplies and adds them without rounding.
    return np.random.default_rng(0).integers(-4, 5, size=(4, 6)).astype("float32")


def places(tensors):
    return [tensor.device.rpartition("device:")[2] for tensor in tensors]


def test_columns_stand_side_by_side(inputs, weights):
    """holds: With the weights split by columns, the outputs of the devices stand side by side."""
    whole, parts = model_parallel.product_by_columns(inputs, model_parallel.pieces(weights, axis=1))
    np.testing.assert_array_equal(whole, inputs @ weights)
    np.testing.assert_array_equal(np.hstack(parts), inputs @ weights)
    assert places(parts) == DEVICES


def test_rows_are_added(inputs, weights):
    """refuted: With the weights split by rows, the outputs of the devices stand side by side as well."""
    whole, parts = model_parallel.product_by_rows(inputs, model_parallel.pieces(weights, axis=0))
    assert places(parts) == DEVICES
    # Each part has the shape of the whole product but only half of its terms.
    for part, half in zip(parts, (slice(0, 2), slice(2, 4)), strict=True):
        np.testing.assert_array_equal(part, inputs[:, half] @ weights[half])
        assert (part.numpy() != inputs @ weights).any()
    np.testing.assert_array_equal(whole, inputs @ weights)


@pytest.mark.parametrize(("run_on", "result"), [("CPU:0", "CPU:0"), ("CPU:1", "CPU:1"), (None, "CPU:0")])
def test_the_block_decides_and_not_the_inputs(run_on, result):
    """refuted: Without a `tf.device` block an operation runs on the device that holds its inputs."""
    places = model_parallel.doubled(1.0, kept_on="CPU:1", run_on=run_on)
    assert [name[-len("CPU:0") :] for name in places] == ["CPU:1", result]


def test_a_device_keeps_half_of_the_weights_and_reads_the_whole_input(inputs, weights):
    """holds: Split by columns, each device keeps its part of the weights but receives the whole input."""
    columns = model_parallel.pieces(weights, axis=1)
    assert places(columns) == DEVICES
    np.testing.assert_array_equal(columns[0], weights[:, :3])
    np.testing.assert_array_equal(columns[1], weights[:, 3:])
    # A change of any one input column shows in the part of every device, since no weight is zero below.
    ones = model_parallel.pieces(np.ones_like(weights), axis=1)
    _, before = model_parallel.product_by_columns(inputs, ones)
    for nudge in np.eye(4, dtype="float32"):
        _, after = model_parallel.product_by_columns(inputs + nudge, ones)
        assert all((np.asarray(one) != np.asarray(other)).all() for one, other in zip(before, after, strict=True))


def test_by_rows_a_device_reads_its_half_of_the_input(inputs, weights):
    rows = model_parallel.pieces(np.ones_like(weights), axis=0)
    _, before = model_parallel.product_by_rows(inputs, rows)
    _, after = model_parallel.product_by_rows(inputs + np.eye(4, dtype="float32")[0], rows)
    changed = [(np.asarray(one) != np.asarray(other)).any() for one, other in zip(before, after, strict=True)]
    assert changed == [True, False]


def test_a_tape_crosses_devices(inputs, weights):
    """holds: One tape follows the computation over all devices and gives each piece its own columns of the gradient."""
    targets = np.ones((3, 6), "float32")
    found = model_parallel.gradients_by_columns(inputs, targets, model_parallel.pieces(weights, axis=1))
    whole = 2 * inputs.T @ (inputs @ weights - targets)
    np.testing.assert_array_equal(found[0], whole[:, :3])
    np.testing.assert_array_equal(found[1], whole[:, 3:])


def test_splitting_the_cpu_twice_does_no_harm():
    model_parallel.split_cpu()
    assert len(tf.config.list_logical_devices("CPU")) == 2
