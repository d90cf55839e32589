"""Placement: which device computes, and where the result lies.

Every eager tensor lies on a device, and `tf.device` says where operations run.
Inputs from elsewhere are copied silently, which is convenient and, between a CPU
and a GPU, slow. One CPU, split into two logical devices, behaves like two devices
here: they share its cores, but a tensor lies on one of them.

Claims:
    holds: The result of an operation lies on the device that computed it, whatever device its inputs lie on.
    refuted: An operation outside of `tf.device` runs on the device of its inputs.
    holds: Of nested `tf.device` blocks the innermost decides, and after it the outer one does again.
    qualified: An operation under `tf.device("GPU:0")` runs on CPU:0 when there is no GPU.
    refuted: The CPU can be split into logical devices at any time.
"""

import tensorflow as tf


def split_cpu(parts: int) -> list[str]:
    """Split the CPU into logical devices; return their names.

    Raises:
        RuntimeError: TensorFlow has used the CPU already, with another number of parts.
    """
    cpu = tf.config.list_physical_devices("CPU")[0]
    tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * parts)
    return [device.name for device in tf.config.list_logical_devices("CPU")]


def devices_of_product(inputs: str, product: str | None) -> tuple[str, str]:
    """Make a matrix, shape (2, 2), on one device and square it on another, or where TensorFlow likes.

    Returns:
        On which devices the matrix and the square lie.
    """
    with tf.device(inputs):
        matrix = tf.ones([2, 2])
    with tf.device(product):
        square = matrix @ matrix
    return matrix.device, square.device


def devices_in_nested(outer: str, inner: str) -> tuple[str, str]:
    """Make a tensor in a block in a block, and one in the outer block after it; return the devices of the two."""
    with tf.device(outer):
        with tf.device(inner):
            within = tf.zeros([2])
        after = tf.zeros([2])
    return within.device, after.device


def device_of_sum(asked: str, soft: bool) -> str:
    """Add on the device that is asked for; return the one that did it, with soft placement on or off.

    Raises:
        tf.errors.InvalidArgumentError: soft placement is off and there is no such device.
    """
    before = tf.config.get_soft_device_placement()
    tf.config.set_soft_device_placement(soft)
    try:
        with tf.device(asked):
            return (tf.zeros([2]) + 1.0).device
    finally:
        tf.config.set_soft_device_placement(before)


def short(device: str) -> str:
    """Return the last part of the full name of a device, such as "CPU:1"."""
    return device.rpartition("device:")[2]


def main() -> None:
    """Compute on two halves of a CPU, and ask for a device that is not there."""
    print("devices:", *map(short, split_cpu(2)))
    print()
    print("inputs on  tf.device  result on")
    for inputs, product in (("CPU:0", "CPU:1"), ("CPU:1", "CPU:0"), ("CPU:1", "CPU:1"), ("CPU:1", None)):
        lie, square = map(short, devices_of_product(inputs, product))
        print(f"{lie:<10} {product or 'none':<10} {square}")
    print()
    within, after = map(short, devices_in_nested(outer="CPU:0", inner="CPU:1"))
    print("CPU:1 within CPU:0:         ", within)
    print("CPU:0 again, after it:      ", after)
    for soft in (True, False):
        try:
            shown = short(device_of_sum("CPU:7", soft))
        except tf.errors.InvalidArgumentError as error:
            shown = type(error).__name__
        print("CPU:7, soft placement on:   " if soft else "CPU:7, soft placement off:  ", shown)
    try:
        split_cpu(3)
    except RuntimeError as error:
        print("split again into 3:         ", error)


if __name__ == "__main__":
    main()
