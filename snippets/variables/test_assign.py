import numpy as np
import pytest
import tensorflow as tf

from snippets.variables import assign

SIZES = [1, 3, 1_000, 1_000_000]


@pytest.fixture(autouse=True)
def in_main_memory():
    """Keep every tensor where NumPy can see its address."""
    with tf.device("CPU"):
        yield


def test_assign_exchanges_the_value_behind_one_handle():
    """holds: After `assign` a variable has the same handle, and every name for it sees the new value."""
    variable = other_name = tf.Variable([1.0, 2.0])
    before, after = assign.handles_around_assign(variable, [3.0, 4.0])
    assert after is before
    assert other_name.numpy().tolist() == [3.0, 4.0]
    assert tf.Variable([1.0, 2.0]).handle is not before


@pytest.mark.parametrize("size", SIZES)
def test_assign_adopts_the_buffer_of_the_value(size):
    """refuted: `assign` copies the new value into the buffer that the variable already has."""
    variable, value = tf.Variable(tf.zeros(size)), tf.fill([size], 5.0)
    # Both buffers are alive when assign runs, so equal addresses mean one buffer.
    before, after, given = assign.addresses_around_assign(variable, value)
    assert before != given
    assert after == given
    assert variable.numpy().tolist() == [5.0] * size


@pytest.mark.parametrize("size", SIZES)
def test_assign_add_works_in_place_on_a_buffer_of_its_own(size):
    """qualified: `assign_add` updates the buffer of the variable in place."""
    variable = tf.Variable(tf.zeros(size))
    before, after = assign.addresses_around_assign_add(variable, tf.ones(size))
    assert after == before
    assert variable.numpy().any()


@pytest.mark.parametrize("size", SIZES)
def test_assign_add_moves_to_a_new_buffer_while_a_read_value_is_alive(size):
    """qualified: `assign_add` updates the buffer of the variable in place."""
    variable = tf.Variable(tf.zeros(size))
    read = variable.read_value()
    assert assign.address(read) == assign.address(variable)
    before, after = assign.addresses_around_assign_add(variable, tf.ones(size))
    assert after != before
    assert assign.address(read) != assign.address(variable)


def test_a_value_read_earlier_is_not_touched_by_an_update():
    """holds: A tensor read from a variable keeps its values when the variable is updated."""
    variable = tf.Variable([1.0, 2.0])
    read = assign.read_then_add(variable, tf.constant([10.0, 20.0]))
    assert read.numpy().tolist() == [1.0, 2.0]
    assert variable.numpy().tolist() != [1.0, 2.0]


def test_adding_adds_once():
    variable = tf.Variable([1.0, 2.0])
    assign.read_then_add(variable, tf.constant([10.0, 20.0]))
    assert variable.numpy().tolist() == [11.0, 22.0]
    assign.addresses_around_assign_add(variable, tf.constant([100.0, 200.0]))
    assert variable.numpy().tolist() == [111.0, 222.0]


def test_a_value_given_to_assign_is_not_touched_by_an_update():
    given = tf.constant([1.0, 2.0])
    variable = tf.Variable([0.0, 0.0])
    assign.addresses_around_assign(variable, given)
    assign.read_then_add(variable, tf.constant([10.0, 20.0]))
    assert given.numpy().tolist() == [1.0, 2.0]


@pytest.mark.parametrize("value", [[1.0, 2.0], [1.0, 2.0, 3.0, 4.0], [[1.0, 2.0, 3.0]], 1.0])
def test_a_variable_accepts_its_own_shape_only(value):
    """holds: Assigning a value of another shape raises a ValueError."""
    variable = tf.Variable([0.0, 0.0, 0.0])
    with pytest.raises(ValueError, match=r"[Ss]hape"):
        assign.handles_around_assign(variable, value)
    assert variable.numpy().tolist() == [0.0, 0.0, 0.0]


def test_an_address_is_that_of_the_buffer_which_dlpack_shares():
    tensor = tf.range(4.0)
    shared = np.from_dlpack(tensor)
    assert assign.address(tensor) == shared.__array_interface__["data"][0]
    assert assign.address(tensor) != assign.address(tf.range(4.0))
