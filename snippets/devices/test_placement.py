import pytest
import tensorflow as tf

from snippets.devices import placement

FIRST = "GPU:0" if tf.config.list_physical_devices("GPU") else "CPU:0"


def full(device):
    """Return the name by which a tensor of this process knows a device."""
    return f"/job:localhost/replica:0/task:0/device:{device}"


@pytest.mark.parametrize("inputs", ["CPU:0", "CPU:1"])
@pytest.mark.parametrize("product", ["CPU:0", "CPU:1"])
def test_the_result_lies_where_it_was_computed(inputs, product):
    """holds: The result of an operation lies on the device that computed it, whatever device its inputs lie on."""
    assert placement.devices_of_product(inputs, product) == (full(inputs), full(product))


@pytest.mark.parametrize("inputs", ["CPU:0", "CPU:1"])
def test_the_default_device_does_not_depend_on_the_inputs(inputs):
    """refuted: An operation outside of `tf.device` runs on the device of its inputs."""
    assert placement.devices_of_product(inputs, None) == (full(inputs), full(FIRST))


@pytest.mark.parametrize(("outer", "inner"), [("CPU:0", "CPU:1"), ("CPU:1", "CPU:0")])
def test_the_innermost_block_decides(outer, inner):
    """holds: Of nested `tf.device` blocks the innermost decides, and after it the outer one does again."""
    assert placement.devices_in_nested(outer, inner) == (full(inner), full(outer))


@pytest.mark.parametrize("missing", ["GPU:9", "CPU:9"])
def test_a_missing_device_is_replaced_by_soft_placement_only(missing):
    """qualified: An operation under `tf.device("GPU:0")` runs on CPU:0 when there is no GPU."""
    with pytest.raises(tf.errors.InvalidArgumentError, match="Could not satisfy device specification"):
        placement.device_of_sum(missing, soft=False)
    assert placement.device_of_sum("CPU:1", soft=False) == full("CPU:1")
    before = tf.config.get_soft_device_placement()
    assert placement.device_of_sum(missing, soft=True) == full(FIRST)
    assert tf.config.get_soft_device_placement() == before


def test_the_cpu_is_split_before_its_first_use():
    """refuted: The CPU can be split into logical devices at any time."""
    tf.zeros([1])
    with pytest.raises(RuntimeError, match="cannot be modified"):
        placement.split_cpu(3)


def test_splitting_as_before_is_allowed():
    assert placement.split_cpu(2) == ["/device:CPU:0", "/device:CPU:1"]
